"""How a row looks to its caller: by version, permissions, age, and what was selected."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from bot.demo.moments import TICKS_PER_MINUTE, read_ticks, ticks_of
from bot.demo.rows import Row
from bot.demo.tenant.calls import Call
from bot.demo.tenant.endpoint import Endpoint
from bot.demo.tenant.enumerations import PREFERENCE
from bot.demo.tenant.permissions import Permission
from bot.demo.tenant.queries import Query

SETTLED_AFTER_MINUTES = 10
"""How long a row is young. Nobody documents a figure."""


def appearance(
    endpoint: Endpoint, call: Call, query: Query, now: datetime, withheld: frozenset[Permission], *, listed: bool
) -> Callable[[Row], Row]:
    """The look of rows: as a list shows them, without new enumeration members, only what was selected."""
    steps: list[Callable[[Row], Row]] = []
    if (as_version := endpoint.versioned.get(call.version)) is not None:
        steps.append(as_version)
    if endpoint.young is not None:
        steps.append(partial(_while_young, endpoint.young, endpoint.time_property, ticks_of(now)))
    if hidden := _hidden(endpoint, query, withheld):
        steps.append(partial(_without, hidden))
    if listed and endpoint.listed is not None:
        listed_as = endpoint.listed
        steps.append(lambda row: listed_as(row, query.tree))
    if endpoint.without_new_members is not None and PREFERENCE not in call.prefers:
        steps.append(endpoint.without_new_members)
    if query.select:
        steps.append(lambda row: {name: row.get(name) for name in query.select})

    def look(row: Row) -> Row:
        for step in steps:
            row = step(row)
        return row

    return look


def _hidden(endpoint: Endpoint, query: Query, withheld: frozenset[Permission]) -> frozenset[str]:
    """What is left out: properties beyond the app's permissions, and those that nobody asked for."""
    beyond = {name for name, serving in endpoint.guarded.items() if serving <= withheld}
    return frozenset(beyond if query.select else beyond | endpoint.on_request)


def _without(names: frozenset[str], row: Row) -> Row:
    return {name: value for name, value in row.items() if name not in names}


def _while_young(young: Callable[[Row], Row], time_property: str, now: int, row: Row) -> Row:
    created = read_ticks(str(row.get(time_property))) or 0
    return young(row) if now - created < SETTLED_AFTER_MINUTES * TICKS_PER_MINUTE else row
