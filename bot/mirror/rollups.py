# ruff: noqa: S608 - the names in these texts are ours; every value is bound
"""The hourly counts: kept up to date as rows arrive and are read again, and kept when the rows are gone."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic, sleep

from sqlite_utils import Database

from bot.domain.hourly_counts import HOUR, KEPT, CountedHour, HourCounts, HourlyCount, hour_of
from bot.domain.question import Log
from bot.domain.window import Window
from bot.mirror import stretches
from bot.mirror.database import PATIENCE, opened, writing
from bot.mirror.recounting import HourCounter, runs_of
from bot.planning.catalogue import log_row
from bot.planning.sql import Parameter, micros, moment

TABLES = {Log.SIGN_UPS: "hourly_sign_ups", Log.SIGN_INS: "hourly_sign_ins"}

AT_ONCE = 24
"""At most so many hours are counted in one unit of work."""

AT_FIRST = 4
LONG_ENOUGH = 0.25
"""Seconds that a unit of work is to take, since nobody else writes meanwhile; a day of a large tenant takes many."""

A_TURN = 0.1
"""Seconds between two units of work in which another one gets its turn: those who wait look that often."""

COUNTED = "SELECT hour, until, rules FROM counted_hours WHERE log = ?"
STALE = "SELECT hour FROM stale_hours WHERE log = ?"
SETTLE = "DELETE FROM stale_hours WHERE log = ? AND hour = ?"
NEXT_TURN = "SELECT coalesce(max(turn), 0) + 1 FROM counted_hours WHERE log = ?"
NOTE = """
    INSERT INTO counted_hours (log, hour, until, rules, turn, last_heard) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET until = excluded.until, rules = excluded.rules, turn = excluded.turn,
        last_heard = excluded.last_heard
"""
KNOWN = """
    SELECT hour, until, last_heard FROM counted_hours
    WHERE log = ? AND hour >= ? AND hour < ? AND turn > ? ORDER BY hour
"""
LAST_TURN = "SELECT coalesce(max(turn), 0) FROM counted_hours WHERE log = ?"
NOTHING = HourCounts()
END_OF_TIME = datetime.max.replace(tzinfo=UTC)


def hours_next(hours: int, took: float) -> int:
    """How many hours to count in the next unit of work, where so many took so many seconds."""
    return max(1, min(AT_ONCE, round(hours * LONG_ENOUGH / took))) if took else AT_ONCE


class Rollups:
    """The counts of one log. Many threads and processes may use it. Everything raises `MirrorError`."""

    def __init__(self, path: Path, counter: HourCounter, patience: timedelta = PATIENCE) -> None:
        self._path = path
        self._patience = patience
        self._counter = counter
        self.log = counter.log
        dims = ", ".join(KEPT[self.log])
        self._columns = f"{dims}, attempts, failures, people, unsettled, unsettled_people"

    def update(self, pause: Callable[[float], object] = sleep) -> int:
        """Count what is new or has changed; answers how many hours were counted. Costs next to nothing otherwise.

        Between two units of work it waits `pause` seconds, in which others write.
        """
        total, most = 0, AT_FIRST
        while True:
            begun = monotonic()
            with writing(self._path, self._patience) as db:
                counted = self._count_some(db, most)
            if counted is None:
                return total
            total += counted
            took = monotonic() - begun
            most = hours_next(most, took)
            pause(min(took, A_TURN))

    def hours(self, window: Window) -> list[CountedHour]:
        """The hours that begin in `window` and are known, oldest first; one that is not there is unknown."""
        with opened(self._path, self._patience) as db:
            return self._read(db, window, after=0)

    def news(self, since: datetime, after: int = 0) -> tuple[list[CountedHour], int]:
        """The known hours from `since` on whose counts have changed after that turn, oldest first; the newest turn."""
        with opened(self._path, self._patience) as db:
            db.execute("BEGIN")  # so that both are of the same moment
            (turn,) = db.execute(LAST_TURN, [self.log.value]).fetchone()
            return self._read(db, Window(since, END_OF_TIME), after), int(turn)

    def _count_some(self, db: Database, most: int) -> int | None:
        """Count the newest hours that need it, so many at most; `None` when none does."""
        known = dict(self._known_hours(db))
        counted = {moment(hour): (moment(until), rules) for hour, until, rules in db.execute(COUNTED, [self.log.value])}
        stale = {moment(hour) for (hour,) in db.execute(STALE, [self.log.value])}
        grown = {hour for hour, until in known.items() if counted.get(hour) != (until, self._counter.text)}
        due = sorted(stale | grown, reverse=True)[:most]
        if not due:
            return None
        touched = set(due).union(*(self._counter.touched(db, run) for run in runs_of(due)))
        wanted = {hour: known[hour] for hour in touched if hour in known}
        self._recount(db, wanted, {hour for hour in wanted if counted.get(hour) != (known[hour], self._counter.text)})
        db.conn.executemany(SETTLE, [(self.log.value, micros(hour)) for hour in due])
        return len(wanted)

    def _recount(self, db: Database, wanted: dict[datetime, datetime], grown: set[datetime]) -> None:
        """Write the counts of `wanted` (hour to how far it is known) anew; an hour that stays as it was is no news."""
        (turn,) = db.execute(NEXT_TURN, [self.log.value]).fetchone()
        for run in runs_of(wanted):
            before = {each.hour: each for each in self._read(db, run, after=0)}
            after = self._counter.count(db, run)
            for hour in (hour for hour in wanted if hour in run):
                found = after.get(hour, NOTHING)
                if hour in grown or not _alike(before[hour], found):
                    self._write(db, hour, found.counts)
                    last_heard = None if found.last_heard is None else micros(found.last_heard)
                    row = [micros(wanted[hour]), self._counter.text, turn, last_heard]
                    db.execute(NOTE, [*self._key(hour), *row])

    def _known_hours(self, db: Database) -> Iterator[tuple[datetime, datetime]]:
        """Each hour that every part of the log is known of, and until when in it."""
        for stretch in self._held(db):
            first = stretch.since + self._counter.margin
            hour = hour_of(first) if first == hour_of(first) else hour_of(first) + HOUR
            while hour < stretch.until:
                yield hour, min(hour + HOUR, stretch.until)
                hour += HOUR

    def _held(self, db: Database) -> list[Window]:
        parts = [part.name for part in log_row(self.log).parts if not part.within]
        first, *others = ([each.held for each in stretches.held(db, self.log, part)] for part in parts)
        for other in others:
            first = [both for one in first for two in other if (both := _common(one, two))]
        return first

    def _read(self, db: Database, window: Window, after: int) -> list[CountedHour]:
        known = db.execute(KNOWN, [self.log.value, micros(window.since), micros(window.until), after]).fetchall()
        if not known:
            return []
        counts = self._counts(db, Window(moment(known[0][0]), moment(known[-1][0]) + HOUR))
        return [
            CountedHour(moment(hour), moment(until), counts.get(moment(hour), ()), _moment(last_heard))
            for hour, until, last_heard in known
        ]

    def _counts(self, db: Database, window: Window) -> dict[datetime, tuple[HourlyCount, ...]]:
        found: defaultdict[datetime, list[HourlyCount]] = defaultdict(list)
        query = f"SELECT hour, {self._columns} FROM {TABLES[self.log]} WHERE hour >= ? AND hour < ? ORDER BY 1, 2"
        bounds: list[Parameter] = [micros(window.since), micros(window.until)]
        for hour, *values in db.execute(query, bounds):
            found[moment(hour)].append(HourlyCount(tuple(values[:-5]), *values[-5:]))
        return {hour: tuple(of_hour) for hour, of_hour in found.items()}

    def _write(self, db: Database, hour: datetime, counts: Sequence[HourlyCount]) -> None:
        table, at = TABLES[self.log], micros(hour)
        db.execute(f"DELETE FROM {table} WHERE hour = ?", [at])
        marks = ", ".join("?" * (len(KEPT[self.log]) + 6))
        rows = [
            (at, *each.dims, each.attempts, each.failures, each.people, each.unsettled, each.unsettled_people)
            for each in counts
        ]
        db.conn.executemany(f"INSERT INTO {table} (hour, {self._columns}) VALUES ({marks})", rows)

    def _key(self, hour: datetime) -> list[Parameter]:
        return [self.log.value, micros(hour)]


def _alike(before: CountedHour, after: HourCounts) -> bool:
    return before.last_heard == after.last_heard and set(before.counts) == set(after.counts)


def _moment(at: int | None) -> datetime | None:
    return None if at is None else moment(at)


def _common(one: Window, other: Window) -> Window | None:
    since, until = max(one.since, other.since), min(one.until, other.until)
    return Window(since, until) if since < until else None
