"""Condition -> WHERE text and its bound parameters: names come from the catalogue, values never enter the text."""

from datetime import UTC, datetime, timedelta
from typing import assert_never

from bot.domain.question import And, Condition, Filter, Is, Log, Not, OneOf, Value, Within, field_of, values_of
from bot.planning.catalogue import Column, LogRow, Match, log_row

Parameter = str | int

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def micros(when: datetime) -> int:
    """`when` as the mirror keeps it: whole microseconds since 1970 in UTC."""
    return (when - EPOCH) // MICROSECOND


def moment(stored: int) -> datetime:
    """What `micros` made, as a moment again."""
    return EPOCH + timedelta(microseconds=stored)


def write(condition: Condition, log: Log) -> tuple[str, list[Parameter]]:
    """The text that follows WHERE, and the values of its question marks.

    A row without a value does not meet `Is`, and so meets `Not`, as in `predicate`.
    Raises `ValueError` for a field the catalogue does not list or the mirror does not keep, and for a value its column
    can never hold.
    """
    return _write(condition, log_row(log))


def is_written(condition: Filter, log: Log) -> bool:
    """Whether the mirror can decide `condition`; what it cannot, `predicate` decides on the events."""
    compared = log_row(log).compared(field_of(condition), values_of(condition))
    return all(column.mirror is not None for column, _ in compared)


def _write(condition: Condition, row: LogRow) -> tuple[str, list[Parameter]]:
    match condition:
        case Is(field, value):
            return _any_of(field, (value,), row)
        case OneOf(field, values):
            return _any_of(field, values, row)
        case Not(inner):
            text, parameters = _write(inner, row)
            # Unknown counts as "no" here, whereas SQL's NOT would leave it unknown.
            return f"({text}) IS NOT TRUE", parameters
        case Within(window):
            time = row.time.mirror
            return f"{time} >= ? AND {time} < ?", [micros(window.since), micros(window.until)]
        case And(conditions):
            return _all_of([_write(inner, row) for inner in conditions])
        case _:
            assert_never(condition)


def _any_of(field: str, values: tuple[Value, ...], row: LogRow) -> tuple[str, list[Parameter]]:
    parts = [_compared(column, [column.key(value) for value in own]) for column, own in row.compared(field, values)]
    if len(parts) == 1:
        return parts[0]
    return " OR ".join(f"({text})" for text, _ in parts), [key for _, keys in parts for key in keys]


def _compared(column: Column, keys: list[Parameter]) -> tuple[str, list[Parameter]]:
    if column.mirror is None:
        raise ValueError(f"the mirror keeps no column of {column.field}")
    if column.many:
        test = _tested("value", column, keys)
        return f"EXISTS (SELECT 1 FROM json_each({column.mirror}) WHERE {test})", keys  # noqa: S608 - names of ours
    return _tested(column.mirror, column, keys), keys


def _tested(name: str, column: Column, keys: list[Parameter]) -> str:
    match column.match:
        case Match.WHOLE:
            return f"{name} = ?" if len(keys) == 1 else f"{name} IN ({', '.join('?' * len(keys))})"
        case Match.START:
            return _either(f"instr({name}, ?) = 1", keys)
        case Match.PART:
            return _either(f"instr({name}, ?) > 0", keys)
        case _:
            assert_never(column.match)


def _either(test: str, keys: list[Parameter]) -> str:
    return " OR ".join([test] * len(keys)) or "FALSE"


def _all_of(parts: list[tuple[str, list[Parameter]]]) -> tuple[str, list[Parameter]]:
    text = " AND ".join(f"({text})" for text, _ in parts) or "TRUE"
    return text, [parameter for _, parameters in parts for parameter in parameters]
