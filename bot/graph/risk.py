"""Reads Identity Protection's lists (Graph API reference, riskyUser, riskDetection and those of service principals)."""

from bot.domain.risk import RiskRow
from bot.domain.sources import GraphCall, GraphQuery
from bot.errors import GraphRefused
from bot.graph.client import GraphClient
from bot.graph.dated import dated
from bot.graph.outcome import Body
from bot.graph.refusal import NO_LICENCE
from bot.planning.risk import RiskList


class GraphRisk:
    """What Identity Protection knows in one tenant."""

    def __init__(self, client: GraphClient) -> None:
        self._client = client

    def rows(self, of: RiskList, query: GraphQuery, *, calls: list[GraphCall]) -> list[RiskRow]:
        """All rows that `query` finds in `of`. Raises `GraphError`; a missing licence is named."""
        params = dict(query.params) | ({"$filter": query.filter} if query.filter else {})
        try:
            found = self._client.get_all(query.path, version=query.version, params=params, calls=calls)
        except GraphRefused as error:
            if error.trace.code != NO_LICENCE:
                raise
            raise GraphRefused(
                f"This needs {of.licence}, and Graph sees no such licence in this tenant.",
                remedy=f"With {of.licence}, Microsoft Entra ID Protection tells of risk; ask again once it is there.",
                trace=error.trace,
            ) from error
        return [_row(of, row) for row in found]


def _row(of: RiskList, row: Body) -> RiskRow:
    place = row.get("location") or {}
    is_workload = of.subject == "workload"
    name = _first(row, "userDisplayName", "servicePrincipalDisplayName", "displayName")
    return RiskRow(
        id=row["id"],
        subject=of.subject,
        at=dated(row.get(of.time)),
        who=name if is_workload else _first(row, "userPrincipalName", "userDisplayName"),
        name=name,
        key=_first(row, "appId", "servicePrincipalId", "id") if is_workload else _first(row, "userId", "id"),
        risk_level=_first(row, "riskLevel"),
        risk_state=_first(row, "riskState"),
        risk_detail=_first(row, "riskDetail"),
        risk_type=row.get("riskEventType"),
        ip=row.get("ipAddress"),
        country=place.get("countryOrRegion"),
        city=place.get("city"),
        request_id=row.get("requestId"),
        is_sign_in=row.get("activity") == "signin",
    )


def _first(row: Body, *names: str) -> str:
    return next((str(row[name]) for name in names if row.get(name)), "")
