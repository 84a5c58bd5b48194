"""For each log where Graph and the mirror keep it, and for each of its fields which operators Graph takes.

The rows are in `logs`, data alone. To ask about another field is to add its row there and in `domain.fields`; the
writers need no change.
"""

from collections.abc import Mapping
from types import MappingProxyType

from bot.domain.question import Filter, Log, Not, field_of, values_of
from bot.planning.columns import Column, LiteralKind, Match, TimeColumn
from bot.planning.log_rows import LogRow, Part
from bot.planning.logs.audits import AUDITS
from bot.planning.logs.provisioning import PROVISIONING
from bot.planning.logs.sign_ins import SIGN_INS
from bot.planning.logs.sign_ups import SIGN_UPS
from bot.planning.operators import Comparison, Operator

__all__ = [
    "LOGS",
    "Column",
    "Comparison",
    "LiteralKind",
    "LogRow",
    "Match",
    "Operator",
    "Part",
    "TimeColumn",
    "can_graph_filter",
    "graph_may_miss",
    "log_row",
]

LOGS: Mapping[Log, LogRow] = MappingProxyType({row.log: row for row in (SIGN_UPS, SIGN_INS, AUDITS, PROVISIONING)})
"""Each log that rows can be read from."""


def log_row(log: Log) -> LogRow:
    """The row of `log`. Raises `ValueError` while it has none."""
    try:
        return LOGS[log]
    except KeyError:
        raise ValueError(f"there is no catalogue row for the log {log.value}") from None


def can_graph_filter(log: Log, condition: Filter, *, probes_allowed: bool) -> bool:
    """Whether Graph may be sent `condition`; `probes_allowed` when this tenant takes what only the guide uses."""
    row, field, values = log_row(log), field_of(condition), values_of(condition)
    if field not in row.columns or not values:
        return False
    return all(
        column.is_taken(value, negated=isinstance(condition, Not), probes_allowed=probes_allowed)
        for value in values
        for column in row.looked_for(field, value)
    )


def graph_may_miss(log: Log, condition: Filter) -> bool:
    """Whether Graph's answer to `condition` may lack rows that meet it by our own reading, which is kinder to case."""
    row = log_row(log)
    return any(column.may_miss for column, _ in row.compared(field_of(condition), values_of(condition)))
