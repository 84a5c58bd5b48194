"""Graph's JSON rows -> events, a module for each log. Values and members that Graph adds later come through."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from bot.domain.events import LogEvent
from bot.domain.question import Log
from bot.errors import GraphUnexpected
from bot.graph.wire.audits import read_audit
from bot.graph.wire.members import Row
from bot.graph.wire.provisioning import read_provisioning
from bot.graph.wire.sign_ins import read_sign_in
from bot.graph.wire.sign_ups import read_sign_up

__all__ = ["READERS", "Row", "read_audit", "read_provisioning", "read_rows", "read_sign_in", "read_sign_up"]

READERS: Mapping[Log, Callable[[Row], LogEvent]] = MappingProxyType(
    {
        Log.SIGN_UPS: read_sign_up,
        Log.SIGN_INS: read_sign_in,
        Log.AUDIT: read_audit,
        Log.PROVISIONING: read_provisioning,
    }
)
"""How the rows of each log are read: a further log is a further row."""


def read_rows(log: Log, rows: list[Row]) -> list[LogEvent]:
    """The events of one page, in its order.

    Raises `GraphUnexpected` for a row that cannot be counted rightly: a wrong number is worse than none.
    """
    read = READERS[log]
    try:
        return [read(row) for row in rows]
    except (TypeError, ValueError, AttributeError) as error:
        raise GraphUnexpected(
            f"A row of the {log.value} log cannot be read: {error}.",
            remedy="Graph may have changed the log's form; look for a newer Gatehouse.",
        ) from error
