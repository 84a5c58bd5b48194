"""Reads events: from the mirror, and from Graph what the mirror lacks, one part of a log after the other."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.desk.filling import MirrorFiller
from bot.desk.graph_ports import LogSource
from bot.desk.journey import Journey
from bot.desk.memory_ports import EventStore
from bot.domain.question import Filter, Log, Question
from bot.domain.window import Window
from bot.planning.catalogue import Part
from bot.planning.event_plan import EventFetch, EventPlan, plan_events
from bot.planning.parts import serving
from bot.planning.plan import Watermark


@dataclass(frozen=True, slots=True)
class EventReading:
    """The events of a window that meet the plan's filters, oldest first, and how much of the log around them is known.

    `known_since` is later than the window's start
    where older rows may be gone; `as_of` is when the log was last read.
    """

    plan: EventPlan
    events: list[Any]
    known_since: datetime
    as_of: datetime

    @property
    def complete(self) -> bool:
        """Whether nothing of the window can be missing."""
        return self.known_since <= self.plan.window.since


class EventReader:
    """Reads events through the mirror. Raises `GraphError` and `MirrorError`."""

    def __init__(self, source: LogSource, store: EventStore, interrupts: AbstractSet[int]) -> None:
        self._store = store
        self._interrupts = interrupts
        self._filler = MirrorFiller(source, store)

    def read(
        self, question: Question, bound: Sequence[Filter], window: Window, now: datetime, journey: Journey
    ) -> EventReading:
        """All events of `window` that meet `bound`, as of `now`."""
        plan = self._plan(question, bound, window, now)
        journey.used_mirror |= any(not _is_asked_whole(part, plan) for part in plan.parts)
        known_since = max([plan.window.since, *(self._fill(each, plan.window, now, journey) for each in plan.fetches)])
        events = self._store.events(question.log, plan.window, plan.narrow)
        as_of = now if journey.asked_graph else self._read_at(plan, now)
        return EventReading(plan, events, known_since, as_of)

    def read_held(
        self, question: Question, bound: Sequence[Filter], window: Window, now: datetime
    ) -> EventReading | None:
        """The same from the mirror alone; `None` where it does not hold the whole window."""
        plan = self._plan(question, bound, window, now)
        if plan.fetches:
            return None
        events = self._store.events(question.log, plan.window, plan.narrow)
        return EventReading(plan, events, plan.window.since, self._read_at(plan, now))

    def _plan(self, question: Question, bound: Sequence[Filter], window: Window, now: datetime) -> EventPlan:
        # Which parts are asked is a matter of the plan, so it is drawn twice: first to learn what the mirror holds.
        drawn = plan_events(question, bound, window, now=now, held={}, interrupts=self._interrupts)
        held = {part.name: [known.held for known in self._held(question.log, part)] for part in drawn.parts}
        return plan_events(question, bound, window, now=now, held=held, interrupts=self._interrupts)

    def _held(self, log: Log, part: Part) -> list[Watermark]:
        """The stretches in which the mirror has all rows of `part`, or of another that tells more about them."""
        return [known for enough in serving(part, log) for known in self._store.held(log, enough.name)]

    def _fill(self, asked: EventFetch, window: Window, now: datetime, journey: Journey) -> datetime:
        """Fetch a stretch; answers since when the window is known without a doubt."""
        before = journey.rows
        kept = self._filler.fill(asked.fetch, now, journey)
        if asked.wider is not None and journey.rows == before:
            kept = self._filler.fill(asked.wider, now, journey)
        gap = asked.fetch.window
        if kept <= gap.since:
            return window.since
        # Where a gap ends before the window does, the mirror holds what follows.
        return kept if gap.until == window.until else min(kept, gap.until)

    def _read_at(self, plan: EventPlan, now: datetime) -> datetime:
        """When the part that was read longest ago was read."""
        read = [
            max((known.read_at for known in self._held(plan.question.log, part)), default=now) for part in plan.parts
        ]
        return min([now, *read])


def _is_asked_whole(part: Part, plan: EventPlan) -> bool:
    return any(each.fetch.part == part.name and each.fetch.window == plan.window for each in plan.fetches)
