"""Condition -> WHERE text and its bound parameters: names come from the catalogue, values never enter the text."""

from datetime import UTC, datetime, timedelta
from typing import assert_never

from bot.domain.question import And, Condition, Is, Log, Not, OneOf, Within
from bot.planning.catalogue import LogRow, log_row

Parameter = str | int

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def micros(when: datetime) -> int:
    """`when` as the mirror keeps it: whole microseconds since 1970 in UTC."""
    return (when - EPOCH) // timedelta(microseconds=1)


def moment(stored: int) -> datetime:
    """What `micros` made, as a moment again."""
    return EPOCH + timedelta(microseconds=stored)


def write(condition: Condition, log: Log) -> tuple[str, list[Parameter]]:
    """The text that follows WHERE, and the values of its question marks.

    A row without a value does not meet `Is`, and so meets `Not`, as in `predicate`.
    Raises `ValueError` for a field the catalogue does not list or a value its column can never hold.
    """
    return _write(condition, log_row(log))


def _write(condition: Condition, row: LogRow) -> tuple[str, list[Parameter]]:
    match condition:
        case Is(field, value):
            column = row.column(field)
            return f"{column.mirror} = ?", [column.key(value)]
        case OneOf(field, values):
            column = row.column(field)
            return f"{column.mirror} IN ({_marks(len(values))})", [column.key(value) for value in values]
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


def _marks(count: int) -> str:
    return ", ".join("?" * count)


def _all_of(parts: list[tuple[str, list[Parameter]]]) -> tuple[str, list[Parameter]]:
    text = " AND ".join(f"({text})" for text, _ in parts) or "TRUE"
    return text, [parameter for _, parameters in parts for parameter in parameters]
