"""The morning's digest: what is owed, whether its data is there, and one post for each day whatever happens."""

import logging
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.desk.journey import Journey
from bot.desk.labels import app_namer
from bot.desk.lateness import gone_quiet, lost, no_comparison, unread
from bot.desk.ports import Announcer, Clock, EventStore, Ledger
from bot.desk.reading import LogReader, Reading
from bot.domain import digests
from bot.domain.digest_parts import Day
from bot.domain.digests import Digest
from bot.domain.question import Log, Question
from bot.domain.window import Window, local_day, local_instant
from bot.errors import GraphError, SlackError

logger = logging.getLogger(__name__)

PATIENCE = timedelta(hours=2)
"""How long a digest waits for late data before it is posted with a word about it."""

CATCH_UP = timedelta(days=7)
"""Days missed for longer than this are no longer news."""

SIGN_UPS = Question(log=Log.SIGN_UPS)


@dataclass(frozen=True, slots=True)
class Subscription:
    """A daily digest: `at` is a local time in `zone`, on the day after the one it is about."""

    channel: str
    at: time
    zone: ZoneInfo

    @property
    def name(self) -> str:
        """The name its posts have in the ledger."""
        return f"signups-daily:{self.channel}"

    def due(self, day: date) -> datetime:
        """When the digest of `day` is due; clock changes neither skip nor repeat it."""
        return local_instant(datetime.combine(day + timedelta(days=1), self.at), self.zone)

    def latest_day(self, now: datetime) -> date:
        """The newest day whose digest is due by `now`."""
        today = now.astimezone(self.zone).date()
        yesterday = today - timedelta(days=1)
        return yesterday if self.due(yesterday) <= now else yesterday - timedelta(days=1)


class DigestDesk:
    """Composes and posts the digests of one subscription."""

    def __init__(
        self,
        *,
        reader: LogReader,
        store: EventStore,
        ledger: Ledger,
        announcer: Announcer,
        clock: Clock,
        subscription: Subscription,
    ) -> None:
        self._reader = reader
        self._store = store
        self._ledger = ledger
        self._announcer = announcer
        self._clock = clock
        self.subscription = subscription

    def owed(self) -> list[date]:
        """The days that are due and that nobody has claimed, oldest first.

        Nothing is owed from before the subscription was first seen, or for longer than a week.
        """
        now = self._clock.now()
        first_seen = self._ledger.known_since(self.subscription.name, now)
        latest = self.subscription.latest_day(now)
        days = [latest - timedelta(days=back) for back in reversed(range(CATCH_UP.days))]
        return [day for day in days if self.subscription.due(day) >= first_seen and not self._is_claimed(day)]

    def post_owed(self) -> list[date]:
        """Post every digest that is owed and whose data is there; answers the days posted.

        A day whose data is late waits up to two hours. Trouble with one day is logged and leaves the others alone.
        """
        posted = []
        for day in self.owed():
            digest = self.compose(day)
            if digest.late and self._clock.now() < self.subscription.due(day) + PATIENCE:
                logger.info("The digest of %s waits for late data.", day)
                continue
            if self._post_once(digest):
                posted.append(day)
        return posted

    def compose(self, day: date) -> Digest:
        """The digest of `day`, complete or not; what is missing stands in its notes. Raises `MirrorError`."""
        now = self._clock.now()
        zone = self.subscription.zone
        window, like_window = local_day(day, zone), local_day(day - timedelta(days=7), zone)
        today, like = self._read(window, now), self._read(like_window, now)
        known = Day(day, window, tuple(today.attempts))
        before = Day(day - timedelta(days=7), like_window, tuple(like.attempts)) if like.complete else None
        gone, late = lost(today, window, zone), unread(today, zone) or gone_quiet(known, before, zone)
        return digests.compose(
            known,
            before,
            zone=zone.key,
            app_name=app_namer(self._store.app_names(Log.SIGN_UPS), {}),
            as_of=today.as_of,
            complete=not (gone or late),
            late=bool(late),
            notes=[*gone, *late, *no_comparison(like, like_window, zone)],
        )

    def post_by_hand(self, digest: Digest) -> str:
        """Post because somebody asked for it, whatever the ledger says; answers Slack's timestamp.

        The clock then owes that day no longer, unless it was not over yet. Raises `SlackError` and `MirrorError`.
        """
        name, period = self.subscription.name, digest.day.window
        message_ts = self._announcer.digest(self.subscription.channel, digest)
        if period.until > self._clock.now():
            return message_ts
        self._ledger.claim(name, period, self._clock.now())
        if period in self._ledger.open_claims(name):
            self._ledger.posted(name, period, message_ts, self._clock.now())
        return message_ts

    def unconfirmed(self) -> list[Window]:
        """Digests that were claimed and never confirmed: the program ended in between, so they may or may not stand."""
        return self._ledger.open_claims(self.subscription.name)

    def _post_once(self, digest: Digest) -> bool:
        name, period = self.subscription.name, digest.day.window
        if not self._ledger.claim(name, period, self._clock.now()):
            return False
        try:
            message_ts = self._announcer.digest(self.subscription.channel, digest)
        except SlackError as error:
            if not error.maybe_posted:
                self._ledger.release(name, period, error.message)
            logger.error("The digest of %s could not be posted. %s", digest.day.date, error.message)
            return False
        self._ledger.posted(name, period, message_ts, self._clock.now())
        return True

    def _read(self, window: Window, now: datetime) -> Reading:
        try:
            return self._reader.read(SIGN_UPS, (), window, now, Journey(urgent=False))
        except GraphError as error:
            logger.warning("Graph could not be asked for the digest. %s", error.message)
            return self._reader.read_held(SIGN_UPS, window, now)

    def _is_claimed(self, day: date) -> bool:
        return self._ledger.is_claimed(self.subscription.name, local_day(day, self.subscription.zone))
