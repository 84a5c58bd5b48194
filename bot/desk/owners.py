"""Tells owners, once, of digests that did not come and of what others did; a channel, that nobody is its owner."""

import logging
from dataclasses import dataclass

from bot.desk.digest_ports import Announcer, Ledger, Roster
from bot.desk.ports import Clock
from bot.domain.days import Days
from bot.domain.deliveries import DeliveryState, Handled, Handling, HandOver, Notice
from bot.domain.subscriptions import Channel, Person, Subscription
from bot.domain.window import Window
from bot.errors import GatehouseError, GraphBusy, GraphUnreachable, SlackError

logger = logging.getLogger(__name__)

PASSING = frozenset({"", "ratelimited", "unreachable"})
"""What Slack says when later helps: nobody is told before the digest is overdue."""

FAILED, DEPARTED = "failed", "departed"


@dataclass(frozen=True, slots=True)
class Owners:
    """Sends direct messages to owners. The subscription of the settings has none: the log and `doctor` tell of it."""

    ledger: Ledger
    announcer: Announcer
    roster: Roster
    clock: Clock

    def may_receive(self, subscription: Subscription) -> bool:
        """Whether its digests are still to be sent: to a channel, or to somebody who may still ask."""
        to = subscription.to
        return not isinstance(to, Person) or self.roster.departed(to.id) is None

    def failed(self, subscription: Subscription, days: Days, error: GatehouseError, *, is_overdue: bool) -> None:
        """Nothing was posted: said once, until a post succeeds; what may pass by itself only once it is overdue."""
        if not isinstance(error, SlackError):
            period = days.window(subscription.cadence.zone)
            self.ledger.failed(subscription.name, period, error.message, self.clock.now())
        if is_overdue or not _may_pass(error):
            self._tell(FAILED, Notice(subscription, days, DeliveryState.FAILED, error.message))

    def doubt(self, subscription: Subscription, period: Window) -> None:
        """It was begun and never confirmed, so it may or may not stand where it should."""
        days = Days.of(period, subscription.cadence.zone)
        trouble = (
            "Gatehouse began to post it and never learned whether Slack took it, so it is not posted again by itself."
        )
        self._tell(
            f"in doubt {days.first}", Notice(subscription, days, DeliveryState.IN_DOUBT, f"{trouble} Look there first.")
        )

    def over(self, subscription: Subscription) -> None:
        """A post succeeded: the next failure is news. Where its owner can no longer ask, the channel is told."""
        if subscription.owner is None:
            return
        self.ledger.tell_again(subscription.name, FAILED)
        if not self._handed_over(subscription):
            self.ledger.tell_again(subscription.name, DEPARTED)

    def handled(self, subscription: Subscription, handling: Handling, user: str, *, may_enter: bool) -> None:
        """`user` did that with a subscription; its owner, as it was before, is told of it if it is somebody else.

        Not somebody who can no longer ask. What goes on failing is news to whoever took it over. Raises `SlackError`
        where the owner could not be told.
        """
        if handling is Handling.TAKEN_OVER:
            for about in (FAILED, DEPARTED):
                self.ledger.tell_again(subscription.name, about)
        owner = subscription.owner
        if owner is not None and owner != user and self.roster.departed(owner) is None:
            self.announcer.handled(Handled(subscription, handling, self.roster.name(user), may_enter))

    def _handed_over(self, subscription: Subscription) -> bool:
        """Whether its owner can no longer ask; its channel is then asked once for somebody to take it over."""
        name, to = subscription.name, subscription.to
        departed = self.roster.departed(subscription.owner) if subscription.owner else None
        if departed is None:
            return False
        if not isinstance(to, Channel) or not self.ledger.tell_once(name, DEPARTED, self.clock.now()):
            return True
        try:
            self.announcer.hand_over(HandOver(subscription, departed))
        except SlackError as error:
            logger.error("That the owner of %s can no longer ask could not be told. %s", name, error.message)
            if not error.maybe_posted:
                self.ledger.tell_again(name, DEPARTED)
        return True

    def _tell(self, about: str, notice: Notice) -> None:
        name = notice.subscription.name
        if notice.subscription.owner is None or self._handed_over(notice.subscription):
            return
        if not self.ledger.tell_once(name, about, self.clock.now()):
            return
        try:
            self.announcer.tell(notice)
        except SlackError as error:
            logger.error("The owner of %s could not be told. %s", name, error.message)
            if not error.maybe_posted:
                self.ledger.tell_again(name, about)


def _may_pass(error: GatehouseError) -> bool:
    if isinstance(error, SlackError):
        return error.code in PASSING
    return isinstance(error, GraphBusy | GraphUnreachable)
