"""Composes the digest of sign-ups: some days read, set beside like days, and what is missing said."""

import logging
from dataclasses import dataclass
from datetime import datetime

from bot.desk.asked import Asked, Found
from bot.desk.finding import Finder
from bot.desk.graph_ports import Directory
from bot.desk.journey import Journey
from bot.desk.labels import app_namer
from bot.desk.lateness import gone_quiet, lost, no_comparison, unread
from bot.desk.memory_ports import EventStore
from bot.desk.ports import Clock
from bot.desk.reconciliation import Reconciliation
from bot.desk.trends import unbroken
from bot.domain import digests
from bot.domain.days import Days
from bot.domain.digest_parts import Stretch, TrendPoint
from bot.domain.digests import Circumstances, SignUpDigest
from bot.domain.question import Log
from bot.domain.subscriptions import Subscription
from bot.domain.tenancy import Bindings
from bot.errors import GraphError
from bot.planning.binding import bind, parts_needed

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DigestDesk:
    """Composes digests; posts nothing, and promises nothing."""

    finder: Finder
    store: EventStore
    directory: Directory
    clock: Clock
    reconciliation: Reconciliation

    def compose(self, subscription: Subscription, days: Days) -> SignUpDigest:
        """What `subscription` says about `days`, complete or not; what is missing stands in its notes.

        Raises `MirrorError`, and where a filter needs names or people of the directory, `GraphError` and
        `QuestionError`.
        """
        zone = subscription.cadence.zone
        asked = self._asked(subscription, self.clock.now())
        today, before = self._find(asked, days), self._find(asked, days.like)
        now = _stretch(days, today)
        like = _stretch(days.like, before) if before.reading.complete else None
        gone = lost(today.reading, days, zone)
        late = unread(today.reading, zone) or gone_quiet(now, like, zone, asked.now)
        differing = self.reconciliation.notes(subscription.question, days, asked.now, asked.journey.calls)
        return digests.compose(
            now,
            like,
            Circumstances(
                zone=zone.key,
                about=subscription.about,
                as_of=today.reading.as_of,
                source=asked.journey.source,
                complete=not (gone or late),
                late=bool(late),
                notes=[*gone, *late, *no_comparison(before.reading, days.like, zone), *differing, *today.notes],
            ),
            app_name=app_namer(self.store.app_names(Log.SIGN_UPS), asked.bindings.app_names),
            trend=self._trend(asked, now, like),
        )

    def _asked(self, subscription: Subscription, now: datetime) -> Asked:
        question, journey = subscription.question, Journey(urgent=False)
        parts = parts_needed(question)
        bindings = self.directory.bindings(parts, calls=journey.calls) if parts else Bindings()
        return Asked(
            question=question,
            zone=subscription.cadence.zone,
            now=now,
            bindings=bindings,
            bound=bind(question, bindings),
            journey=journey,
        )

    def _find(self, asked: Asked, days: Days) -> Found:
        window = days.window(asked.zone)
        try:
            return self.finder.find(asked, window)
        except GraphError as error:
            logger.warning("Graph could not be asked for the digest. %s", error.message)
            return self.finder.find_held(asked, window)

    def _trend(self, asked: Asked, now: Stretch, like: Stretch | None) -> list[TrendPoint]:
        """The points that the mirror knows whole; Graph is not asked for old days that are only drawn."""
        if asked.question.filter("existing_account"):  # each point would look hundreds of people up
            return []
        known = {stretch.days: stretch for stretch in (now, like) if stretch}
        found = [known.get(days) or self._held(asked, days) for days in now.days.trend]
        return [TrendPoint.of(stretch) for stretch in unbroken(found)]

    def _held(self, asked: Asked, days: Days) -> Stretch | None:
        window = days.window(asked.zone)
        if window.since >= asked.now:
            return None
        found = self.finder.find_held(asked, window)
        return _stretch(days, found) if found.reading.complete else None


def _stretch(days: Days, found: Found) -> Stretch:
    return Stretch(days, found.window, tuple(found.wanted))
