"""Reads what a tenant has registered: its apps, user flows and custom extensions, and what kind of tenant it is."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote as percent_encoded

from bot.domain.sources import GraphCall
from bot.domain.tenancy import Tenant
from bot.errors import GraphUnexpected
from bot.graph.availability import tenant_kind
from bot.graph.client import GraphClient
from bot.graph.outcome import Body

NAMES_PAGE = {"$select": "appId,displayName", "$top": "999"}
"""Service principals of Microsoft itself are many: the largest page, the smallest rows."""


@dataclass(frozen=True, slots=True)
class Named:
    """Things with an id and a display name; a name may stand for several."""

    names: Mapping[str, str] = field(default_factory=dict)
    """Id to display name."""

    def distinct(self) -> tuple[str, ...]:
        """Each name once, whatever its case, in the order read."""
        first: dict[str, str] = {}
        for name in self.names.values():
            first.setdefault(name.casefold(), name)
        return tuple(first.values())

    def ids(self) -> dict[str, tuple[str, ...]]:
        """Casefolded name to ids."""
        return grouped((name, [key]) for key, name in self.names.items())


def grouped(pairs: Iterable[tuple[str, Iterable[str]]]) -> dict[str, tuple[str, ...]]:
    """Casefolded name to all ids that stand beside it, each once, sorted."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, ids in pairs:
        found[name.casefold()].update(ids)
    return {name: tuple(sorted(ids)) for name, ids in found.items()}


@dataclass(frozen=True, slots=True)
class Flow:
    """A user flow and the ids of the apps it serves."""

    name: str
    apps: tuple[str, ...]


def read_tenant(client: GraphClient, calls: list[GraphCall]) -> Tenant:
    """The one row of `/organization`. `domain` is its initial verified domain."""
    rows = client.get_all("organization", calls=calls)
    if not rows:
        raise GraphUnexpected("Graph names no organization for this tenant.")
    row = rows[0]
    domains = [domain for domain in row.get("verifiedDomains") or [] if domain.get("isInitial")]
    return Tenant(
        id=row.get("id") or "",
        name=row.get("displayName") or "",
        kind=tenant_kind(row.get("tenantType")),
        domain=domains[0].get("name", "") if domains else "",
    )


def read_apps(client: GraphClient, calls: list[GraphCall]) -> Named:
    """Name of each app id: the tenant's own registrations first, then all service principals."""
    names = _names(client.get_all("applications", params=NAMES_PAGE, calls=calls), "appId")
    principals = client.get_all("servicePrincipals", params=NAMES_PAGE, calls=calls)
    for app_id, name in _names(principals, "appId").items():
        names.setdefault(app_id, name)
    return Named(names)


def read_extensions(client: GraphClient, calls: list[GraphCall]) -> Named:
    """Name of each custom authentication extension."""
    return Named(_names(client.get_all("identity/customAuthenticationExtensions", calls=calls), "id"))


def read_flows(client: GraphClient, calls: list[GraphCall]) -> tuple[Flow, ...]:
    """The user flows with their apps, which the list leaves empty and each flow tells when asked by itself."""
    path = "identity/authenticationEventsFlows"
    return tuple(
        Flow(
            name=row.get("displayName") or row["id"],
            apps=_apps_of(client, f"{path}/{percent_encoded(row['id'], '')}", calls),
        )
        for row in client.get_all(path, calls=calls)
        if row.get("id")
    )


def _apps_of(client: GraphClient, flow: str, calls: list[GraphCall]) -> tuple[str, ...]:
    rows = client.get_all(f"{flow}/conditions/applications/includeApplications", calls=calls)
    return tuple(row["appId"] for row in rows if row.get("appId"))


def _names(rows: Iterable[Body], key: str) -> dict[str, str]:
    return {row[key]: row["displayName"] for row in rows if row.get(key) and row.get("displayName")}
