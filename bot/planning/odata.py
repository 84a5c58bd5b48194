"""Condition -> `$filter`: the only place that quotes OData, and one that cannot write what Graph does not take."""

from datetime import UTC, datetime, timedelta
from typing import assert_never

from bot.domain.question import And, Condition, Filter, Is, Log, Not, OneOf, Within, field_of, values_of
from bot.domain.window import Window
from bot.planning.catalogue import Column, Comparison, LiteralKind, LogRow, Operator, TimeColumn, log_row

INSTANT = timedelta(microseconds=1)
"""The least distance between two moments here; Graph keeps one digit more."""


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

    `Within` may take in rows just outside it, since no log has both `ge` and `lt`: trim what is read.
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
            return [_comparisons(condition, row)]
        case Not():
            return [[comparison] for comparison in _comparisons(condition, row)]
        case _:
            assert_never(condition)


def _comparisons(condition: Filter, row: LogRow) -> list[str]:
    field, negated = field_of(condition), isinstance(condition, Not)
    if not values_of(condition):
        raise ValueError(f"a filter on {field} needs a value")
    written = []
    for value in values_of(condition):
        for column in row.looked_for(field, value):
            if not column.is_taken(value, negated=negated, probes_allowed=True):
                raise ValueError(f"Graph takes no such filter on {field} in the log {row.log.value}")
            written += [_comparison(column, asked, row, negated=negated) for asked in column.comparisons(value)]
    return written


def _comparison(column: Column, asked: Comparison, row: LogRow, *, negated: bool) -> str:
    """One comparison; inside a collection it is asked of each element in turn."""
    operator = Operator.NE if negated else asked.operator
    collection, is_inside, path = (column.path or "").rpartition("/any")
    text = _compared(f"t{path}" if is_inside else path, operator, _literal(column, asked.value), row)
    return f"{collection}/any(t: {text})" if is_inside else text


def _compared(path: str, operator: Operator, literal: str, row: LogRow) -> str:
    match operator:
        case Operator.STARTS_WITH:
            return f"{row.starts_with}({path},{literal})"
        case Operator.CONTAINS:
            return f"contains({path},{literal})"
        case _:
            return f"{path} {operator} {literal}"


def _literal(column: Column, value: str) -> str:
    match column.literal:
        case LiteralKind.NUMBER:
            return value
        case LiteralKind.TEXT | LiteralKind.PRINCIPAL:
            return quote(value)
        case _:
            assert_never(column.literal)


def _bounds(window: Window, time: TimeColumn) -> list[str]:
    """Where only `gt` is taken, the window begins an instant early, so that a row at its very start is not lost."""
    if {Operator.GE, Operator.LE} <= time.operators:
        return [f"{time.path} ge {instant(window.since)}", f"{time.path} le {instant(window.until)}"]
    if {Operator.GT, Operator.LT} <= time.operators:
        return [f"{time.path} gt {instant(window.since - INSTANT)}", f"{time.path} lt {instant(window.until)}"]
    raise ValueError(f"Graph takes no window on {time.path}")


def before(moment: datetime, log: Log) -> str:
    """The `$filter` text for all rows older than `moment`."""
    time = log_row(log).time
    if Operator.LT in time.operators:
        return f"{time.path} lt {instant(moment)}"
    return f"{time.path} le {instant(moment - INSTANT)}"
