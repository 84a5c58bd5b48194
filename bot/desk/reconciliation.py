"""Completed sign-ups held against what External ID itself counts, where its permission is granted."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from bot.desk.graph_ports import UsageSource
from bot.desk.memory_ports import EventStore
from bot.domain.days import Days
from bot.domain.question import Log, Question
from bot.domain.sources import GraphCall
from bot.domain.usage import InsightFact
from bot.domain.window import Window
from bot.errors import GraphError, GraphRefused
from bot.planning.usage import completed_sign_ups_query
from bot.planning.usage_scope import KEPT_DAILY

logger = logging.getLogger(__name__)

COMPLETED = "userCreation"
"""The stage whose row with code 0 says that an account was made: the only sign-ups that External ID counts."""


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Compares like with like: days in UTC, and sign-ups by the moment they were completed."""

    usage: UsageSource
    store: EventStore

    def notes(self, question: Question, days: Days, now: datetime, calls: list[GraphCall]) -> list[str]:
        """A sentence where the two counts differ; nothing where they agree, or where one of them is not known.

        Nothing is said of digests of some sign-ups only, or of days that either side does not hold whole.
        Raises `MirrorError`.
        """
        window = _in_utc(days)
        if question.where or window.until > now or window.since < now - KEPT_DAILY or not self._holds(window):
            return []
        theirs = self._counted_by_graph(days, calls)
        ours = sum(
            event.stage == COMPLETED and event.error_code == 0 for event in self.store.events(Log.SIGN_UPS, window)
        )
        if theirs is None or theirs == ours:
            return []
        apart = f"{theirs - ours} more" if theirs > ours else f"{ours - theirs} fewer"
        return [
            f"Completed sign-ups {days.said()}: External ID's own report has {theirs}, {apart} than the sign-up log, "
            f"which has {ours}. Both are of days in UTC; the report may still be behind."
        ]

    def _holds(self, window: Window) -> bool:
        return any(known.held.covers(window) for known in self.store.held(Log.SIGN_UPS))

    def _counted_by_graph(self, days: Days, calls: list[GraphCall]) -> int | None:
        """Completed sign-ups of `days`; `None` where that may not be read, or the report has not come so far yet."""
        try:
            facts = self.usage.insights(completed_sign_ups_query(), calls=calls)
        except GraphRefused:
            return None  # a permission that nobody has to give; `doctor` says what it would switch on
        except GraphError as error:
            logger.info("External ID's count of sign-ups could not be read. %s", error.message)
            return None
        return _sum(facts, days) if any(fact.day >= days.last for fact in facts) else None


def _sum(facts: Sequence[InsightFact], days: Days) -> int:
    return sum(fact.figures["sign_ups"] for fact in facts if days.first <= fact.day <= days.last)


def _in_utc(days: Days) -> Window:
    return Window(
        datetime.combine(days.first, time(), UTC), datetime.combine(days.last, time(), UTC) + timedelta(days=1)
    )
