"""Keeps the mirror up to date: what is new, read with an overlap, and what is older than it, newest day first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.desk.filling import MirrorFiller
from bot.desk.journey import Journey
from bot.desk.ports import Clock, EventStore, LogSource, Progress
from bot.domain.question import Log
from bot.domain.window import Window
from bot.planning.gaps import gaps
from bot.planning.plan import Fetch

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
    """Brings the mirror of one log up to the present. Raises `GraphError` and `MirrorError`."""

    def __init__(self, source: LogSource, store: EventStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._filler = MirrorFiller(source, store)
        self._nothing_before: dict[Log, datetime] = {}

    def run(self, log: Log, *, since: datetime | None = None, progress: Progress | None = None) -> Refreshed:
        """Read what is new, then what is missing back to `since` (30 days unless said), as far as Graph keeps it."""
        now = self._clock.now()
        journey = Journey(urgent=False, progress=progress)
        for window in self._missing(log, since or now - FIRST_READ, now):
            kept = self._filler.fill(Fetch(log, window), now, journey)
            if kept > window.since:
                self._nothing_before[log] = min(kept, window.until)
                break
        held = self._store.held(log)
        return Refreshed(journey.rows, len(journey.calls), held[-1].held if held else Window(now, now))

    def forget(self, log: Log, keep: timedelta) -> int:
        """Drop rows older than `keep`; answers how many."""
        return self._store.forget(log, self._clock.now() - keep)

    def _missing(self, log: Log, since: datetime, now: datetime) -> Iterator[Window]:
        wanted = Window(min(now, max(since, self._nothing_before.get(log, since))), now)
        for gap in gaps(wanted, [known.held for known in self._store.held(log)]):
            yield from _slices(gap)


def _slices(window: Window) -> Iterator[Window]:
    """Newest first."""
    until = window.until
    while until > window.since:
        since = max(window.since, until - SLICE)
        yield Window(since, until)
        until = since
