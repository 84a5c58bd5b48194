"""Reads sign-up attempts: from the mirror, and from Graph what the mirror lacks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.desk.filling import MirrorFiller
from bot.desk.journey import Journey
from bot.desk.ports import EventStore, LogSource
from bot.desk.searching import Searcher
from bot.domain.attempts import AttemptRules, SignUpAttempt, attempts
from bot.domain.question import Filter, Log, Question
from bot.domain.window import Window
from bot.planning.plan import Plan, Watermark
from bot.planning.planner import plan, read_on


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
        self._store = store
        self._rules = rules
        self._filler = MirrorFiller(source, store)
        self._searcher = Searcher(source, self._filler)

    def read(
        self, question: Question, bound: Sequence[Filter], window: Window, now: datetime, journey: Journey
    ) -> Reading:
        """All attempts that began in `window` and may meet `bound`, judged as of `now`.

        Reads on past the window until each attempt begun in it has been quiet, or until now.
        """
        step = self._plan(question, bound, window, now)
        if step.search and self._searcher.fetch(step.search, now, journey):
            begun = self._begun_in(step, step.search.window, now)
            return Reading(begun, window.since, step.read.until, now, complete=True)
        journey.used_mirror |= not any(gap.window == step.read for gap in step.fetches)
        known_since = window.since
        while True:
            known_since = max(known_since, self._fill(step, now, journey))
            until = self._still_open(step, now)
            if until is None:
                break
            step = self._plan(question, bound, window, now, until=until, just_read=step.read)
        as_of = now if journey.asked_graph else self._read_at(question.log, step.read, now)
        begun = self._begun_in(step, step.read, now)
        return Reading(begun, known_since, step.read.until, as_of, complete=known_since <= window.since)

    def read_held(self, question: Question, window: Window, now: datetime) -> Reading:
        """The same from the mirror alone, for when Graph cannot be asked."""
        step = self._plan(question, (), window, now)
        newest = self._newest_held(question.log, step.read)
        held = newest.held if newest else Window(now, now)
        return Reading(
            self._begun_in(step, step.read, now),
            known_since=max(window.since, held.since),
            known_until=min(step.read.until, held.until),
            as_of=self._read_at(question.log, step.read, now),
            complete=held.covers(Window(window.since, step.read.until)),
        )

    def _plan(
        self,
        question: Question,
        bound: Sequence[Filter],
        window: Window,
        now: datetime,
        *,
        until: datetime | None = None,
        just_read: Window | None = None,
    ) -> Plan:
        held = [known.held for known in self._store.held(question.log)] + ([just_read] if just_read else [])
        return plan(question, bound, window, now=now, held=held, rules=self._rules, until=until)

    def _fill(self, step: Plan, now: datetime, journey: Journey) -> datetime:
        """Fetch what the mirror lacks; answers since when the read window is known without a doubt."""
        known = [step.read.since]
        for fetch in step.fetches:
            kept = self._filler.fill(fetch, now, journey)
            if kept > fetch.window.since:
                # Where a gap ends before the reading does, the mirror holds what follows.
                known.append(kept if fetch.window.until == step.read.until else min(kept, fetch.window.until))
        return max(known)

    def _still_open(self, step: Plan, now: datetime) -> datetime | None:
        """How far to read on, or `None` when no attempt can have gone on beyond what was read."""
        if step.read.until >= now:
            return None
        # An attempt begun before the window's end that is open now has an event in the quiet time before that end.
        tail = Window(step.window.until - self._rules.quiet, step.read.until)
        events = self._store.events(step.question.log, tail, step.steady)
        begun = [attempt for attempt in attempts(events, now, self._rules) if attempt.started < step.window.until]
        until = read_on(max((attempt.ended for attempt in begun), default=step.window.since), self._rules)
        return until if until > step.read.until else None

    def _begun_in(self, step: Plan, read: Window, now: datetime) -> list[SignUpAttempt]:
        events = self._store.events(step.question.log, read, step.narrow)
        return [attempt for attempt in attempts(events, now, self._rules) if attempt.started in step.window]

    def _read_at(self, log: Log, read: Window, now: datetime) -> datetime:
        newest = self._newest_held(log, read)
        return min(now, newest.read_at) if newest else now

    def _newest_held(self, log: Log, read: Window) -> Watermark | None:
        """The newest stretch that begins before the end of `read`."""
        return next((known for known in reversed(self._store.held(log)) if known.held.since < read.until), None)
