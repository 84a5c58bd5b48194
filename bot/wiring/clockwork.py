"""What happens by itself: the mirror's refreshing, the digest, and the daily care."""

from dataclasses import dataclass
from datetime import date, timedelta
from threading import Event
from zoneinfo import ZoneInfo

from bot.desk.digest import DigestDesk, Subscription
from bot.desk.explanation import KEPT
from bot.desk.ports import Announcer, Ledger
from bot.domain.digests import Digest
from bot.domain.question import Log
from bot.errors import SlackError
from bot.schedule import Rhythm, Schedule
from bot.settings import Settings
from bot.wiring.house import House


@dataclass(frozen=True, slots=True)
class UntilStopped:
    """An announcer that says nothing any more once the program is told to stop.

    By then Graph is not asked any more, so a digest would be made of whatever the mirror happens to hold.
    """

    announcer: Announcer
    stopped: Event

    def digest(self, channel: str, digest: Digest) -> str:
        """As the announcer does it, or a `SlackError` that leaves the digest to the next start."""
        if self.stopped.is_set():
            raise SlackError("Gatehouse is stopping, so it is left to the next start.")
        return self.announcer.digest(channel, digest)


def build_subscription(settings: Settings, channel: str) -> Subscription:
    """The daily digest in `channel`, at the time that the settings name."""
    return Subscription(channel, settings.digest_time, ZoneInfo(settings.digest_zone))


def days_in_doubt(ledger: Ledger, subscription: Subscription) -> list[date]:
    """The days whose digest was begun and never confirmed: the program ended in between, so it may or may not stand."""
    return [period.since.astimezone(subscription.zone).date() for period in ledger.open_claims(subscription.name)]


def build_digest_desk(house: House, announcer: Announcer, subscription: Subscription) -> DigestDesk:
    """The desk that composes and posts one subscription."""
    return DigestDesk(
        reader=house.reader,
        store=house.mirror,
        ledger=house.ledger,
        announcer=announcer,
        clock=house.clock,
        subscription=subscription,
    )


def build_schedule(house: House, desk: DigestDesk | None) -> Schedule:
    """The clock: refresh, digest where one is wanted, and the daily care of the mirror."""
    settings = house.settings
    keep = timedelta(days=settings.keep_days)

    def refresh() -> None:
        house.directory.refresh()
        house.refresh.run_each([Log.SIGN_UPS])

    def read_on() -> None:
        house.refresh.run_each([log for log in KEPT if log is not Log.SIGN_UPS])

    def care() -> None:
        for log in KEPT:
            house.refresh.forget(log, keep)
        house.ledger.forget_asked(house.clock.now() - keep)
        house.kept.forget(house.clock.now() - keep)

    rhythm = Rhythm(
        refresh_every=timedelta(minutes=settings.refresh_minutes),
        digest_at=settings.digest_time if desk else None,
        digest_zone=ZoneInfo(settings.digest_zone),
    )
    digest = desk.post_owed if desk else _nothing
    return Schedule(rhythm, refresh=refresh, digest=digest, care=care, read_on=read_on)


def _nothing() -> None:
    """No digest is wanted."""
