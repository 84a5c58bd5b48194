"""Who may see a subscription, change it and have it post: its owner, and whoever may enter the channel it posts in."""

import logging
from dataclasses import dataclass

from bot.desk.digest_ports import Rooms
from bot.domain.subscriptions import Channel, Subscription
from bot.errors import Mistake, QuestionError, SlackError

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SubscriptionRights:
    """Among those who may ask. Another's direct messages are nobody's business, nor is a private channel."""

    rooms: Rooms

    def may_see(self, user: str, subscription: Subscription) -> bool:
        """Whether it is listed for `user`; where Slack does not tell who is in its channel, it is not."""
        try:
            return self.may_handle(user, subscription)
        except SlackError as error:
            logger.warning("%s is left out of a list. %s", subscription.name, error.message)
            return False

    def may_handle(self, user: str, subscription: Subscription) -> bool:
        """Whether `user` may look at it, pause and end it. Raises `SlackError` where Slack does not tell."""
        return user == subscription.owner or self._may_enter(user, subscription)

    def may_undo(self, user: str, subscription: Subscription) -> bool:
        """Whether an owner could take it back or resume it; where Slack does not tell, trying it will."""
        try:
            return self._may_enter(user, subscription)
        except SlackError as error:
            logger.warning("Whether its owner may have %s back is not known. %s", subscription.name, error.message)
            return True

    def check_posting(self, user: str, subscription: Subscription) -> None:
        """Raises `QuestionError` where it would post in a private channel that its owner has left, `SlackError` too."""
        if isinstance(subscription.to, Channel) and not self._may_enter(user, subscription):
            raise QuestionError(
                Mistake.CONFLICT,
                f"Subscription {subscription.number} posts in a private channel that you are not in. Somebody who is "
                "can do this; you can end it",
                suggestions=(f"/entra unsubscribe {subscription.number}",),
            )

    def _may_enter(self, user: str, subscription: Subscription) -> bool:
        return isinstance(subscription.to, Channel) and self.rooms.may_enter(user, subscription.to.id)
