"""What happens by itself: the mirror's refreshing, the digest, and the daily care."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.desk.digest import DigestDesk, Subscription
from bot.desk.ports import Announcer
from bot.domain.question import Log
from bot.schedule import Rhythm, Schedule
from bot.settings import Settings
from bot.wiring.house import House


def build_subscription(settings: Settings) -> Subscription | None:
    """The daily digest that the settings ask for, or `None`."""
    if not settings.digest_channel:
        return None
    return Subscription(settings.digest_channel, settings.digest_time, ZoneInfo(settings.digest_zone))


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
        house.refresh.run(Log.SIGN_UPS)

    def care() -> None:
        house.refresh.forget(Log.SIGN_UPS, keep)
        house.ledger.forget_asked(house.clock.now() - keep)

    rhythm = Rhythm(
        refresh_every=timedelta(minutes=settings.refresh_minutes),
        digest_at=settings.digest_time if desk else None,
        digest_zone=ZoneInfo(settings.digest_zone),
    )
    return Schedule(rhythm, refresh=refresh, digest=desk.post_owed if desk else _nothing, care=care)


def _nothing() -> None:
    """No digest is wanted."""
