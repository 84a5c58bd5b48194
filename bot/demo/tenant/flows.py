"""How user flows show the apps they serve: only where somebody asks for them."""

from typing import Any

from bot.demo.rows import Row
from bot.demo.tenant.odata.comparisons import value_at
from bot.demo.tenant.odata.tree import AnyOf, Filter, conjuncts

_APPLICATIONS = ("conditions", "applications", "includeApplications")


def included_applications(flow: Row) -> list[Row]:
    """The apps of one flow, for `.../{id}/conditions/applications/includeApplications`."""
    apps: list[Row] = value_at(_APPLICATIONS)(flow) or []
    return apps


def without_applications(flow: Row, asked: Filter | None) -> Row:
    """A flow in a list: its apps are left empty, unless the list was filtered by app."""
    if any(isinstance(part, AnyOf) for part in conjuncts(asked)) or not included_applications(flow):
        return flow
    conditions: dict[str, Any] = flow["conditions"]
    emptied = {**conditions["applications"], "includeApplications": []}
    return {**flow, "conditions": {**conditions, "applications": emptied}}
