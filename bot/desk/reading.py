"""Reads sign-up attempts: from the mirror, and from Graph what the mirror lacks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.desk.filling import MirrorFiller
from bot.desk.journey import Journey
from bot.desk.ports import EventStore, LogSource
from bot.domain.attempts import AttemptRules, SignUpAttempt, attempts
from bot.domain.question import Filter, OneOf, Question
from bot.domain.window import Window
from bot.errors import GraphRefused
from bot.planning.plan import Fetch, Plan
from bot.planning.planner import MOST_IDS, plan


@dataclass(frozen=True, slots=True)
class Reading:
    """The attempts that began in a window, and how much of the log around it is known.

    `known_since` is later than the window's start where older rows may be gone, `known_until` earlier than its end
    (and the quiet time after it) where nobody could ask Graph; `as_of` is when the log was last read.
    """

    attempts: list[SignUpAttempt]
    known_since: datetime
    known_until: datetime
    as_of: datetime
    complete: bool


class LogReader:
    """Reads attempts through the mirror. Raises `GraphError` and `MirrorError`."""

    def __init__(self, source: LogSource, store: EventStore, rules: AttemptRules) -> None:
        self._source = source
        self._store = store
        self._rules = rules
        self._filler = MirrorFiller(source, store)

    def read(
        self, question: Question, bound: Sequence[Filter], window: Window, now: datetime, journey: Journey
    ) -> Reading:
        """All attempts that began in `window` and may meet `bound`, judged as of `now`.

        Reads on past the window until each attempt begun in it has been quiet, or until now.
        """
        step = self._plan(question, bound, window, now)
        journey.used_mirror |= step.search is None and not any(gap.window == step.read for gap in step.fetches)
        known_since = window.since
        while True:
            known_since = max(known_since, self._fill(step, now, journey))
            begun = self._begun_in(step, now)
            until = self._still_open(begun, step, now)
            if until is None:
                break
            step = self._plan(question, bound, window, now, until)
        as_of = now if journey.asked_graph else self._read_at(question, now)
        return Reading(begun, known_since, step.read.until, as_of, complete=known_since <= window.since)

    def read_held(self, question: Question, window: Window, now: datetime) -> Reading:
        """The same from the mirror alone, for when Graph cannot be asked."""
        step = self._plan(question, (), window, now)
        watermark = self._store.watermark(question.log)
        held = watermark.held if watermark else Window(now, now)
        return Reading(
            self._begun_in(step, now),
            known_since=max(window.since, held.since),
            known_until=min(step.read.until, held.until),
            as_of=self._read_at(question, now),
            complete=held.covers(Window(window.since, step.read.until)),
        )

    def _plan(
        self,
        question: Question,
        bound: Sequence[Filter],
        window: Window,
        now: datetime,
        until: datetime | None = None,
    ) -> Plan:
        watermark = self._store.watermark(question.log)
        return plan(question, bound, window, now=now, watermark=watermark, rules=self._rules, until=until)

    def _read_at(self, question: Question, now: datetime) -> datetime:
        watermark = self._store.watermark(question.log)
        return min(now, watermark.read_at) if watermark else now

    def _begun_in(self, step: Plan, now: datetime) -> list[SignUpAttempt]:
        events = self._store.events(step.question.log, step.read, step.narrow)
        return [attempt for attempt in attempts(events, now, self._rules) if attempt.started in step.window]

    def _still_open(self, begun: Sequence[SignUpAttempt], step: Plan, now: datetime) -> datetime | None:
        """How far to read on, or `None` when no attempt can have gone on beyond what was read."""
        last = max((attempt.ended for attempt in begun), default=None)
        if last is None or step.read.until >= now:
            return None
        needed = last + self._rules.quiet
        return needed if needed > step.read.until else None

    def _fill(self, step: Plan, now: datetime, journey: Journey) -> datetime:
        """Fetch what the mirror lacks; answers since when the read window is known without a doubt."""
        if step.search and self._fetch_by_search(step.search, step, journey):
            return step.read.since
        known = step.read.since
        for fetch in step.fetches:
            kept = self._filler.fill(fetch, now, journey)
            known = max(known, kept) if kept > fetch.window.since else known
        return known

    def _fetch_by_search(self, search: Fetch, step: Plan, journey: Journey) -> bool:
        """Find correlation ids by the narrow query, then their whole attempts; false when Graph refuses the query."""
        journey.asked_graph = True
        pages = self._source.pages(search, urgent=journey.urgent, calls=journey.calls)
        try:
            ids = sorted({event.correlation_id for page in pages for event in page if event.correlation_id})
        except GraphRefused as refusal:
            if refusal.trace.status == 400:
                return False
            raise
        for some in _in_lots(ids):
            self._filler.pages_into_mirror(Fetch(search.log, step.read, OneOf("correlation_id", some)), journey)
        return True


def _in_lots(ids: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(ids[start : start + MOST_IDS]) for start in range(0, len(ids), MOST_IDS))
