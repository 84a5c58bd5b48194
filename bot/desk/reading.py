"""Reads sign-up attempts: from the mirror, and from Graph what the mirror lacks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.desk.edges import Edges
from bot.desk.filling import MirrorFiller
from bot.desk.graph_ports import LogSource
from bot.desk.journey import Journey
from bot.desk.memory_ports import EventStore
from bot.desk.searching import Searcher
from bot.domain.attempts import AttemptRules, SignUpAttempt
from bot.domain.joining import attempts
from bot.domain.question import Filter, Log, Question
from bot.domain.window import Window
from bot.planning.plan import Fetch, Plan, Watermark
from bot.planning.planner import plan


@dataclass(frozen=True, slots=True)
class Reading:
    """The attempts that began in a window, and how much of the log around it is known.

    `known_since` is later than the window's start where older rows may be gone, `known_until` earlier than
    `wanted_until`, the window's end and the quiet time after it, where nobody could ask Graph; `as_of` is when the
    log was last read.
    """

    attempts: list[SignUpAttempt]
    known_since: datetime
    known_until: datetime
    wanted_until: datetime
    as_of: datetime
    complete: bool


class LogReader:
    """Reads attempts through the mirror. Raises `GraphError` and `MirrorError`."""

    def __init__(self, source: LogSource, store: EventStore, rules: AttemptRules) -> None:
        self._store = store
        self._rules = rules
        self._filler = MirrorFiller(source, store)
        self._searcher = Searcher(source, self._filler)
        self._edges = Edges(store, rules)

    def read(
        self, question: Question, bound: Sequence[Filter], window: Window, now: datetime, journey: Journey
    ) -> Reading:
        """All attempts that began in `window` and may meet `bound`, judged as of `now`.

        Reads on past the window until each attempt begun in it has been quiet, or until now; and further back where
        that decides what began in it.
        """
        step = self._plan(question, bound, window, now)
        searched = self._search(step.search, step, now, journey) if step.search else None
        if searched:
            return self._whole(step, searched, window.since, now, now)
        journey.used_mirror |= not any(gap.window == step.read for gap in step.fetches)
        known_since = max(window.since, self._fill(step, now, journey))
        while further := self._further(step, now):
            step = self._plan(question, bound, window, now, further=further, just_read=step.read)
            known_since = max(known_since, self._fill(step, now, journey))
        as_of = now if journey.asked_graph else self._read_at(question.log, step.read, now)
        return self._whole(step, step.read, known_since, as_of, now)

    def read_held(self, question: Question, window: Window, now: datetime) -> Reading:
        """All attempts from the mirror alone, whatever is filtered: for when Graph cannot be asked."""
        step = self._plan(replace(question, where=()), (), window, now)
        newest = self._newest_held(question.log, step.read)
        held = newest.held if newest else Window(now, now)
        return Reading(
            self._begun_in(step, step.read, now),
            known_since=max(window.since, held.since),
            known_until=min(step.read.until, held.until),
            wanted_until=step.read.until,
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
        further: Window | None = None,
        just_read: Window | None = None,
    ) -> Plan:
        held = [known.held for known in self._store.held(question.log)] + ([just_read] if just_read else [])
        since, until = (further.since, further.until) if further else (None, None)
        return plan(question, bound, window, now=now, held=held, rules=self._rules, since=since, until=until)

    def _search(self, search: Fetch, step: Plan, now: datetime, journey: Journey) -> Window | None:
        """The stretch over which all attempts that `search` finds have been read, or `None` where it does not help."""
        ids = self._searcher.find(search, now, journey)
        if ids is None:
            return None
        self._searcher.read_whole(search.log, ids, search.window, journey)
        read = search.window
        while since := self._edges.earlier(step, read, now):
            self._searcher.read_whole(search.log, ids, Window(since, read.since), journey)
            read = Window(since, read.until)
        return read

    def _further(self, step: Plan, now: datetime) -> Window | None:
        """What to read in place of what was, or `None` when that is enough."""
        since, until = self._edges.earlier(step, step.read, now), self._edges.later(step, step.read, now)
        return Window(since or step.read.since, until or step.read.until) if since or until else None

    def _fill(self, step: Plan, now: datetime, journey: Journey) -> datetime:
        """Fetch what the mirror lacks; answers since when the read window is known without a doubt."""
        known = [step.read.since]
        for fetch in step.fetches:
            kept = self._filler.fill(fetch, now, journey)
            if kept > fetch.window.since:
                # Where a gap ends before the reading does, the mirror holds what follows.
                lost_until = kept if fetch.window.until == step.read.until else min(kept, fetch.window.until)
                known.append(self._held_back_to(step.question.log, lost_until))
        return max(known)

    def _held_back_to(self, log: Log, moment: datetime) -> datetime:
        """Since when all is known up to `moment`, from which on Graph has everything."""
        stretches = [known.held for known in self._store.held(log)]
        return min([moment, *[held.since for held in stretches if held.since <= moment <= held.until]])

    def _whole(self, step: Plan, read: Window, known_since: datetime, as_of: datetime, now: datetime) -> Reading:
        return Reading(
            self._begun_in(step, read, now),
            known_since=known_since,
            known_until=read.until,
            wanted_until=read.until,
            as_of=as_of,
            complete=known_since <= step.window.since,
        )

    def _begun_in(self, step: Plan, read: Window, now: datetime) -> list[SignUpAttempt]:
        events = self._store.events(step.question.log, read, step.narrow)
        return [attempt for attempt in attempts(events, now, self._rules) if attempt.started in step.window]

    def _read_at(self, log: Log, read: Window, now: datetime) -> datetime:
        newest = self._newest_held(log, read)
        return min(now, newest.read_at) if newest else now

    def _newest_held(self, log: Log, read: Window) -> Watermark | None:
        """The newest stretch that begins before the end of `read`."""
        return next((known for known in reversed(self._store.held(log)) if known.held.since < read.until), None)
