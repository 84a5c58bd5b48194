"""An event as one row of its log's table, and back: the columns follow from the event's members and the catalogue."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from operator import attrgetter
from typing import Any, get_type_hints

from bot.domain.events import LogEvent
from bot.domain.question import Log
from bot.mirror.codecs import Code, json_of, reading_of, writing_of
from bot.planning.catalogue import Column, log_row
from bot.planning.sql import Parameter

Row = Sequence[Any]
Stored = Parameter | bytes | None

PAYLOAD = "raw"
NO_PAYLOAD = b"{}"


class RowForm:
    """How the events of one log become rows.

    `read` are the columns an event is made of; the payload stays where it is. `written` are all columns: those, the
    payload, and the keys that questions look for.
    """

    def __init__(self, log: Log) -> None:
        self._event = log_row(log).event
        hints = {name: hint for name, hint in get_type_hints(self._event).items() if name != PAYLOAD}
        keys = _keys(log, hints)
        self.read = tuple(hints)
        self.written = (*self.read, PAYLOAD, *keys)
        self._values = attrgetter(*self.read, PAYLOAD, *(column.attribute for column in keys.values()))
        self._writers = _by_place([*map(writing_of, hints.values()), None, *map(_key_writer, keys.values())])
        self._readers = _by_place(map(reading_of, hints.values()))
        self._slots = tuple(getattr(self._event, name).__set__ for name in (*self.read, PAYLOAD))

    def row_of(self, event: LogEvent) -> list[Stored]:
        """The values of `written`."""
        return _coded(self._values(event), self._writers)

    def event_of(self, row: Row) -> Any:
        """The event whose `read` values these are, without its payload.

        Runs 100,000 times for a busy month, so the slots are filled one by one: events check nothing when they are
        made, and naming all their members would take longer than all the rest.
        """
        event = object.__new__(self._event)
        for fill, value in zip(self._slots, (*_coded(row, self._readers), NO_PAYLOAD), strict=True):
            fill(event, value)
        return event


@cache
def form_of(log: Log) -> RowForm:
    """The one form of a log's rows."""
    return RowForm(log)


def _keys(log: Log, members: Mapping[str, Any]) -> dict[str, Column]:
    """The columns that are no member of the event, each with a catalogue column that it is kept for."""
    return {column.mirror: column for column in log_row(log).places if column.mirror and column.mirror not in members}


def _key_writer(column: Column) -> Code | None:
    """How the attribute that a key is made of is written."""
    fold = column.fold if column.caseless else None
    if column.many:
        return (lambda values: json_of(tuple(map(fold, values)))) if fold else json_of
    return fold


def _by_place(codes: Iterable[Code | None]) -> tuple[tuple[int, Code], ...]:
    """The values that are not kept as they are, by their place."""
    return tuple((place, code) for place, code in enumerate(codes) if code)


def _coded(row: Row, codes: tuple[tuple[int, Code], ...]) -> list[Any]:
    values = list(row)
    for place, code in codes:
        if (value := values[place]) is not None:
            values[place] = code(value)
    return values
