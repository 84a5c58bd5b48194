"""What a digest is about is what the first question in its thread follows: “@gatehouse by app” is enough."""

from dataclasses import dataclass, replace

from bot.desk.digest_ports import Announcer
from bot.desk.incident_context import remember
from bot.desk.memory_ports import ThreadMemory
from bot.desk.ports import Clock
from bot.domain.deliveries import Handled, HandOver, Notice
from bot.domain.digest_kinds import Digest
from bot.domain.subscriptions import Channel, DigestKind, Subscription
from bot.domain.window import Between, Window


@dataclass(frozen=True, slots=True)
class RememberedAnnouncer:
    """Fits `ports.Announcer`: says things through `announcer`, and puts what digests are about into `memory`."""

    announcer: Announcer
    memory: ThreadMemory
    clock: Clock

    def digest(self, subscription: Subscription, digest: Digest) -> str:
        """As the announcer does it. A digest of incidents is about several things, so nothing follows it."""
        ts = self.announcer.digest(subscription, digest)
        if isinstance(subscription.to, Channel) and subscription.kind is not DigestKind.INCIDENTS:
            self._remember(subscription, subscription.to.id, ts, digest.window)
        return ts

    def standing(self, subscription: Subscription, period: Window) -> str | None:
        """As the announcer does it."""
        return self.announcer.standing(subscription, period)

    def tell(self, notice: Notice) -> None:
        """As the announcer does it."""
        self.announcer.tell(notice)

    def hand_over(self, hand_over: HandOver) -> None:
        """As the announcer does it."""
        self.announcer.hand_over(hand_over)

    def handled(self, handled: Handled) -> None:
        """As the announcer does it."""
        self.announcer.handled(handled)

    def _remember(self, subscription: Subscription, channel: str, ts: str, window: Window) -> None:
        zone, asked = subscription.cadence.zone, subscription.question
        span = Between(window.since.astimezone(zone), window.until.astimezone(zone))
        remember(self.memory, channel, ts, replace(asked, window=span), self.clock.now())
