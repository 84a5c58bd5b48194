"""What happens by itself: the mirror's refreshing, the digest, and the daily care."""

import logging
from dataclasses import dataclass
from datetime import date, timedelta
from threading import Event
from zoneinfo import ZoneInfo

from bot.desk.delivery import DeliveryDesk
from bot.desk.digest import DigestDesk
from bot.desk.digest_kinds import DigestDesks
from bot.desk.digest_ports import Announcer, Ledger, Roster
from bot.desk.event_reading import EventReader
from bot.desk.explanation import KEPT
from bot.desk.incident_digest import IncidentDigestDesk
from bot.desk.owners import Owners
from bot.desk.reconciliation import Reconciliation
from bot.desk.sign_in_digest import SignInDigestDesk
from bot.desk.watch import Watch
from bot.domain.cadence import Cadence, Every
from bot.domain.deliveries import Handled, HandOver, Notice
from bot.domain.digest_kinds import Digest
from bot.domain.question import Log
from bot.domain.subscriptions import Subscription, of_settings
from bot.domain.window import Window
from bot.errors import GraphError, SlackError
from bot.graph.directory import GraphDirectory
from bot.graph.usage import GraphUsage
from bot.schedule import Schedule
from bot.settings import Settings
from bot.wiring.house import House
from bot.wiring.watching import alert_channels, build_notices

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class UntilStopped:
    """An announcer that says nothing any more once the program is told to stop.

    By then Graph is not asked any more, so a digest would be made of whatever the mirror happens to hold.
    """

    announcer: Announcer
    stopped: Event

    def digest(self, subscription: Subscription, digest: Digest) -> str:
        """As the announcer does it, or a `SlackError` that leaves the digest to the next start."""
        self._refuse_once_stopped()
        return self.announcer.digest(subscription, digest)

    def standing(self, subscription: Subscription, period: Window) -> str | None:
        """As the announcer finds it out, or a `SlackError` that leaves it to the next start."""
        self._refuse_once_stopped()
        return self.announcer.standing(subscription, period)

    def tell(self, notice: Notice) -> None:
        """As the announcer does it, or a `SlackError` that leaves it to the next start."""
        self._refuse_once_stopped()
        self.announcer.tell(notice)

    def hand_over(self, hand_over: HandOver) -> None:
        """As the announcer does it, or a `SlackError` that leaves it to the next start."""
        self._refuse_once_stopped()
        self.announcer.hand_over(hand_over)

    def _refuse_once_stopped(self) -> None:
        if self.stopped.is_set():
            raise SlackError("Gatehouse is stopping, so it is left to the next start.")

    def handled(self, handled: Handled) -> None:
        """As the announcer does it: somebody waits to hear whether it was told, which no later start could say."""
        self.announcer.handled(handled)


def build_subscription(settings: Settings, channel: str) -> Subscription:
    """The daily digest in `channel`, at the time that the settings name."""
    return of_settings(channel, Cadence(Every.DAILY, settings.digest_time, ZoneInfo(settings.digest_zone)))


def days_in_doubt(ledger: Ledger, subscription: Subscription) -> list[date]:
    """The days whose digest was begun and never confirmed: the program ended in between, so it may or may not stand."""
    zone = subscription.cadence.zone
    return [period.since.astimezone(zone).date() for period in ledger.open_claims(subscription.name)]


def build_digest_desks(house: House) -> DigestDesks:
    """The desks that compose digests, one for each kind."""
    interrupts = house.settings.sign_in_interrupts
    return DigestDesks(
        sign_ups=DigestDesk(
            finder=house.finder,
            store=house.mirror,
            directory=house.directory,
            clock=house.clock,
            reconciliation=Reconciliation(GraphUsage(house.client), house.mirror),
        ),
        sign_ins=SignInDigestDesk(
            reader=EventReader(house.client, house.mirror, interrupts),
            store=house.mirror,
            directory=house.directory,
            clock=house.clock,
            interrupts=interrupts,
        ),
        incidents=IncidentDigestDesk(
            history=house.incidents,
            notices=build_notices(house),
            counts=house.rollups,
            channels=tuple(channel.id for channel in alert_channels(house.settings)),
            clock=house.clock,
        ),
    )


def build_delivery_desk(
    house: House, announcer: Announcer, roster: Roster, subscription: Subscription | None
) -> DeliveryDesk:
    """The desk that posts the digests that are wanted, that of the settings among them."""
    of_settings = [subscription] if subscription else []
    return DeliveryDesk(
        wanted=lambda: [*of_settings, *house.subscriptions.all()],
        composer=build_digest_desks(house),
        ledger=house.ledger,
        announcer=announcer,
        owners=Owners(house.ledger, announcer, roster, house.clock),
        clock=house.clock,
    )


def _renew_names(directory: GraphDirectory) -> None:
    """No log waits for names: what cannot be read of them now is read in the next round."""
    try:
        directory.refresh()
    except GraphError as error:
        logger.warning("Not all names of the tenant could be read this time. %s", error.message)


def build_schedule(house: House, deliveries: DeliveryDesk, watch: Watch) -> Schedule:
    """The clock: refresh, the watch after it, digests, and the daily care of the mirror."""
    settings = house.settings
    keep = timedelta(days=settings.keep_days)

    def refresh() -> None:
        _renew_names(house.directory)
        try:
            house.refresh.run_each([Log.SIGN_UPS])
        finally:
            watch.run(Log.SIGN_UPS)  # a Graph that does not answer is no reason to leave messages as they are

    def read_on() -> None:
        try:
            house.refresh.run_each([log for log in KEPT if log is not Log.SIGN_UPS])
        finally:
            watch.run(Log.SIGN_INS)

    def care() -> None:
        for log in KEPT:
            house.refresh.forget(log)
        house.ledger.forget_asked(house.clock.now() - keep)
        house.kept.forget(house.clock.now() - keep)
        house.thread_memory.forget(house.clock.now() - keep)

    return Schedule(
        timedelta(minutes=settings.refresh_minutes),
        refresh=refresh,
        digests=deliveries.post_owed,
        care=care,
        read_on=read_on,
    )
