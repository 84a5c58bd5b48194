"""Keeps the mirror up to date: what is new, read with an overlap, and what is older than it, newest day first."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.desk.filling import MirrorFiller
from bot.desk.graph_ports import LogSource
from bot.desk.journey import Journey
from bot.desk.memory_ports import EventStore
from bot.desk.ports import Clock, Progress
from bot.domain.question import Log
from bot.domain.window import Window
from bot.errors import GraphError, GraphRefused
from bot.planning.catalogue import log_row
from bot.planning.gaps import gaps
from bot.planning.plan import Fetch

logger = logging.getLogger(__name__)

FIRST_READ = timedelta(days=30)
"""How far back an empty mirror is filled: as long as any plan lets Graph keep rows."""

SLICE = timedelta(days=1)
"""A day at a time, so that what has been read is marked even when the rest fails."""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What one refresh did: rows read, Graph calls made, and the stretch now held."""

    rows: int
    calls: int
    held: Window


class Refresh:
    """Brings the mirror of the logs up to the present. Raises `GraphError` and `MirrorError`.

    Rows are held for as long as `keep`: what is older is forgotten, and so not read.
    """

    def __init__(self, source: LogSource, store: EventStore, clock: Clock, *, keep: timedelta) -> None:
        self._store = store
        self._clock = clock
        self._keep = keep
        self._filler = MirrorFiller(source, store)
        self._nothing_before: dict[tuple[Log, str], datetime] = {}
        self._refused: dict[Log, str] = {}

    def run(self, log: Log, *, since: datetime | None = None, progress: Progress | None = None) -> Refreshed:
        """Read what is new, then what is missing back to `since` (30 days unless said), as far as Graph keeps it."""
        now = self._clock.now()
        wanted = max(since or now - FIRST_READ, now - self._keep)
        journey = Journey(urgent=False, progress=progress)
        parts = [part.name for part in log_row(log).parts if not part.within]
        for part in parts:
            self._read(Fetch(log, Window(min(now, wanted), now), part=part), now, journey)
        held = self._store.held(log, parts[0])
        return Refreshed(journey.rows, len(journey.calls), held[-1].held if held else Window(now, now))

    def run_each(self, logs: Sequence[Log]) -> None:
        """Read what is new of each log, whatever becomes of the others; a log that is refused is told of once.

        Raises the first other error when all have been tried.
        """
        failed: list[GraphError] = []
        for log in logs:
            try:
                self.run(log)
                self._refused.pop(log, None)
            except GraphRefused as error:
                self._tell_once(log, error)
            except GraphError as error:
                failed.append(error)
        if failed:
            raise failed[0]

    def _tell_once(self, log: Log, error: GraphRefused) -> None:
        if self._refused.get(log) != error.message:
            self._refused[log] = error.message
            logger.warning("The log %s is not read: %s %s", log.value, error.message, error.remedy)

    def _read(self, whole: Fetch, now: datetime, journey: Journey) -> None:
        for window in self._missing(whole):
            kept = self._filler.fill(replace(whole, window=window), now, journey)
            if kept > window.since:
                self._nothing_before[whole.log, whole.part] = min(kept, window.until)
                break

    def forget(self, log: Log) -> int:
        """Drop the rows that are older than rows are kept; answers how many."""
        return self._store.forget(log, self._clock.now() - self._keep)

    def _missing(self, whole: Fetch) -> Iterator[Window]:
        since, until = whole.window.since, whole.window.until
        wanted = Window(min(until, max(since, self._nothing_before.get((whole.log, whole.part), since))), until)
        for gap in gaps(wanted, [known.held for known in self._store.held(whole.log, whole.part)]):
            yield from _slices(gap)


def _slices(window: Window) -> Iterator[Window]:
    """Newest first."""
    until = window.until
    while until > window.since:
        since = max(window.since, until - SLICE)
        yield Window(since, until)
        until = since
