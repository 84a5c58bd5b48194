"""All rows the tenant holds, by endpoint, and which of them exist at a given time."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from bot.demo.moments import TICKS_PER_DAY, TICKS_PER_MINUTE, ticks_of
from bot.demo.rows import Row
from bot.demo.tenant.endpoint import Endpoint, Family
from bot.demo.tenant.faults import Faults
from bot.demo.tenant.shelves import Place, Shelf

Arguments: TypeAlias = tuple[tuple[str, str], ...]

_LATEST_LAG_MINUTES = 20
_SHORTEST_LAG_MINUTES = 2


@dataclass(frozen=True, slots=True)
class Sources:
    """Where rows come from, by endpoint path; nothing is asked before somebody asks the tenant."""

    rows: Mapping[str, Callable[[], Iterable[Row]]]
    """Rows with times of their own, those to come included."""
    reports: Mapping[str, Callable[[int, Mapping[str, str]], Iterable[Row]]] = field(default_factory=dict)
    """Sums over the logs up to a time in ticks, under a function's arguments."""
    costly: Mapping[str, Callable[[], Iterable[Row]]] = field(default_factory=dict)
    """The rows once more, the endpoint's costly property included."""
    parts: Mapping[str, Callable[[str, int], list[Row]]] = field(default_factory=dict)
    """By `endpoint path/part`: what is held beside the object with this id, up to a time in ticks."""


class Holdings:
    """Rows by endpoint, put on shelves when they are first asked for."""

    def __init__(self, sources: Sources, faults: Faults, *, retention_days: int | None) -> None:
        self._sources = sources
        self._faults = faults
        self._retention_days = retention_days
        self._shelves: dict[tuple[str, bool], Shelf] = {}
        self._reports: dict[tuple[str, Arguments], tuple[int, Shelf]] = {}

    def shelf(self, endpoint: Endpoint, now: datetime, arguments: Arguments = (), *, costly: bool = False) -> Shelf:
        """All rows of an endpoint, those to come included, or a report as it stands at this minute."""
        if endpoint.path in self._sources.reports:
            return self._report(endpoint, now, arguments)
        key = (endpoint.path, costly)
        if key not in self._shelves:
            source = (self._sources.costly if costly else self._sources.rows).get(endpoint.path)
            self._shelves[key] = self._shelved(endpoint, source() if source is not None else ())
        return self._shelves[key]

    def part(self, endpoint: Endpoint, name: str, row: Row, now: datetime) -> list[Row]:
        """The rows inside one object."""
        inside = endpoint.parts[name].rows
        if inside is not None:
            return inside(row)
        beside = self._sources.parts.get(f"{endpoint.path}/{name}")
        return beside(str(row.get("id")), ticks_of(now)) if beside is not None else []

    def span(self, endpoint: Endpoint, now: datetime) -> tuple[int | None, int | None]:
        """The oldest and newest time, in ticks, that the endpoint knows at this moment; loaded rows know no time."""
        if self._retention_days is None:
            return None, None
        present = ticks_of(now)
        kept = present - self._retention_days * TICKS_PER_DAY if endpoint.family is Family.LOG else None
        return kept, present

    def arrivals(self, endpoint: Endpoint, now: datetime) -> Callable[[Place], bool] | None:
        """The test whether a row is in the log yet, or None when none is late.

        Under the fault `late-rows` a row shows some minutes after its time, each after minutes of its own.
        """
        if endpoint.family is not Family.LOG or not self._faults.has("late-rows"):
            return None
        present = ticks_of(now)
        return lambda place: present - place.ticks >= self._lag(place)

    def _report(self, endpoint: Endpoint, now: datetime, arguments: Arguments) -> Shelf:
        """Summed once a minute, so that its pages agree with one another."""
        minute = ticks_of(now) // TICKS_PER_MINUTE
        known = self._reports.get((endpoint.path, arguments))
        if known is not None and known[0] == minute:
            return known[1]
        summed = self._sources.reports[endpoint.path](ticks_of(now), dict(arguments))
        shelf = self._shelved(endpoint, summed)
        self._reports[endpoint.path, arguments] = (minute, shelf)
        return shelf

    def _shelved(self, endpoint: Endpoint, rows: Iterable[Row]) -> Shelf:
        altered = endpoint.altered
        seen = rows if altered is None else (altered(row, self._faults) for row in rows)
        return Shelf(seen, endpoint.time_property, endpoint.key_property)

    def _lag(self, place: Place) -> int:
        if not self._faults.strikes_row("late-rows", place.key):
            return 0
        spread = (_LATEST_LAG_MINUTES - _SHORTEST_LAG_MINUTES) * TICKS_PER_MINUTE
        return _SHORTEST_LAG_MINUTES * TICKS_PER_MINUTE + self._faults.amount("late-rows", place.key, spread)
