"""Tells people, once, what became of a digest they subscribed to and did not get."""

import logging
from dataclasses import dataclass

from bot.desk.digest_ports import Announcer, Ledger
from bot.desk.ports import Clock
from bot.domain.days import Days
from bot.domain.deliveries import DeliveryState, Notice
from bot.domain.subscriptions import Subscription
from bot.domain.window import Window
from bot.errors import GatehouseError, GraphBusy, GraphUnreachable, SlackError

logger = logging.getLogger(__name__)

PASSING = frozenset({"", "ratelimited", "unreachable"})
"""What Slack says when later helps: nobody is told before the digest is overdue."""

FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Owners:
    """Sends direct messages to owners. The subscription of the settings has none: the log and `doctor` tell of it."""

    ledger: Ledger
    announcer: Announcer
    clock: Clock

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
        """A post succeeded: the next failure is news."""
        if subscription.owner is not None:
            self.ledger.tell_again(subscription.name, FAILED)

    def _tell(self, about: str, notice: Notice) -> None:
        name = notice.subscription.name
        if notice.subscription.owner is None or not self.ledger.tell_once(name, about, self.clock.now()):
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
