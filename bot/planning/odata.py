"""Condition -> `$filter`: the only place that quotes OData, and one that cannot write what Graph does not take."""

from datetime import UTC, datetime
from typing import assert_never

from bot.domain.question import And, Condition, Filter, Is, Log, Not, OneOf, Value, Within, field_of, values_of
from bot.domain.window import Window
from bot.planning.catalogue import Column, LiteralKind, LogRow, Operator, TimeColumn, log_row


def quote(text: str) -> str:
    """`text` as an OData string: in single quotes, those inside doubled (OData 4.01 URL conventions, 5.1.1.6)."""
    return "'" + text.replace("'", "''") + "'"


def instant(moment: datetime) -> str:
    """`moment` as Graph's logs take it: bare, in UTC, with microseconds only where there are any.

    Raises `ValueError` for a moment without a zone.
    """
    if moment.tzinfo is None:
        raise ValueError(f"a filter needs a moment with a zone, not {moment}")
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def write(condition: Condition, log: Log) -> str:
    """The `$filter` text of `condition`, not yet percent-encoded.

    `Within` includes its end, as Graph's sign-up log has no `lt`: trim what is read.
    Raises `ValueError` for a field or an operator that the catalogue does not list, not even to be probed.
    """
    clauses = _clauses(condition, log_row(log))
    if not clauses:
        raise ValueError("an empty condition makes no filter: leave $filter out")
    return " and ".join(_either(clause, alone=len(clauses) == 1) for clause in clauses)


def _either(comparisons: list[str], *, alone: bool) -> str:
    """`or` binds less than `and`, so a chain beside other clauses stands in brackets."""
    chain = " or ".join(comparisons)
    return chain if alone or len(comparisons) == 1 else f"({chain})"


def _clauses(condition: Condition, row: LogRow) -> list[list[str]]:
    """Clauses that must all hold, each a list of comparisons of which one must."""
    match condition:
        case And(conditions):
            return [clause for inner in conditions for clause in _clauses(inner, row)]
        case Within(window):
            return [[bound] for bound in _bounds(window, row.time)]
        case Is() | OneOf():
            return [_comparisons(condition, Operator.EQ, row)]
        case Not():
            return [[comparison] for comparison in _comparisons(condition, Operator.NE, row)]
        case _:
            assert_never(condition)


def _comparisons(condition: Filter, operator: Operator, row: LogRow) -> list[str]:
    column = row.column(field_of(condition))
    if column.path is None or operator not in column.operators(probes_allowed=True):
        raise ValueError(f"Graph takes no `{operator}` on {column.field} in the log {row.log.value}")
    if not values_of(condition):
        raise ValueError(f"a filter on {column.field} needs a value")
    return [f"{column.path} {operator} {_literal(column, value)}" for value in values_of(condition)]


def _literal(column: Column, value: Value) -> str:
    match column.literal:
        case LiteralKind.NUMBER:
            return str(column.key(value))
        case LiteralKind.TEXT:
            return quote(str(value))
        case _:
            assert_never(column.literal)


def _bounds(window: Window, time: TimeColumn) -> list[str]:
    if not {Operator.GE, Operator.LE} <= time.operators:
        raise ValueError(f"Graph takes no `ge` and `le` on {time.path}")
    return [f"{time.path} ge {instant(window.since)}", f"{time.path} le {instant(window.until)}"]
