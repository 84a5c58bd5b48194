"""Reads usage reports (Graph API reference, reports), with what their pages print differently from one another."""

from datetime import date

from bot.domain.sources import GraphCall, GraphQuery
from bot.domain.usage import AppUse, CredentialUse, InsightFact, LastUse, MethodEvent, Registration
from bot.domain.usage_counts import FEATURES
from bot.errors import GraphUnexpected
from bot.graph.client import GraphClient
from bot.graph.dated import dated
from bot.graph.outcome import Body

FIGURES = {
    "signUps": {"count": "sign_ups"},
    "authentications": {"attemptsCount": "authentications", "successCount": "authenticated"},
    "mfaCompletions": {"attemptsCount": "mfa_attempts", "successCount": "mfa_completed"},
    "activeUsers": {"count": "active_users"},
    "userCount": {"count": "user_count"},
    "requests": {"requestCount": "requests"},
}
"""For each metric of External ID's insights its members, and what we call the figure."""


class GraphUsage:
    """The usage reports of one tenant. Every method raises `GraphError`."""

    def __init__(self, client: GraphClient) -> None:
        self._client = client

    def app_use(self, query: GraphQuery, *, calls: list[GraphCall]) -> list[AppUse]:
        """Sign-ins by app, of Entra or of AD FS."""
        return [_app_use(row) for row in self._rows(query, calls)]

    def registrations(self, query: GraphQuery, *, calls: list[GraphCall]) -> list[Registration]:
        """What each account has registered."""
        return [
            Registration(
                features=frozenset(name for name in FEATURES if row.get(name) is True),
                methods=frozenset(str(method) for method in row.get("methodsRegistered") or ()),
            )
            for row in self._rows(query, calls)
        ]

    def method_events(self, query: GraphQuery, *, calls: list[GraphCall]) -> list[MethodEvent]:
        """Registrations and password resets; one without a time cannot be placed and is an error."""
        return [_method_event(row) for row in self._rows(query, calls)]

    def last_uses(self, query: GraphQuery, *, calls: list[GraphCall]) -> list[LastUse]:
        """When each app was last used; apps are known by their ids alone."""
        return [_last_use(row) for row in self._rows(query, calls)]

    def credentials(self, query: GraphQuery, *, calls: list[GraphCall]) -> list[CredentialUse]:
        """Secrets and certificates; apps are known by their ids alone."""
        return [_credential(row) for row in self._rows(query, calls)]

    def insights(self, query: GraphQuery, *, calls: list[GraphCall]) -> list[InsightFact]:
        """The figures of one metric, by day or month and by app where it tells the app."""
        figures = FIGURES[query.path.rpartition("/")[2]]
        return [_insight(row, figures) for row in self._rows(query, calls)]

    def _rows(self, query: GraphQuery, calls: list[GraphCall]) -> list[Body]:
        params = dict(query.params) | ({"$filter": query.filter} if query.filter else {})
        return self._client.get_all(query.path, version=query.version, params=params, calls=calls)


def _app_use(row: Body) -> AppUse:
    app_id = str(row.get("relyingPartyId") or row.get("id") or "")
    people = row.get("uniqueUserCount")
    return AppUse(
        app=str(row.get("appDisplayName") or row.get("relyingPartyName") or app_id),
        app_id=app_id,
        success=int(row.get("successfulSignInCount") or 0),
        failed=int(row.get("failedSignInCount") or 0),
        people=None if people is None else int(people),
        migration=str(row.get("migrationStatus") or ""),
    )


def _method_event(row: Body) -> MethodEvent:
    at = dated(row.get("eventDateTime"))
    if at is None:
        raise GraphUnexpected("A row of Graph's report on authentication methods has no time that can be read.")
    return MethodEvent(
        at=at,
        feature=str(row.get("feature") or ""),
        method=str(row.get("authMethod") or ""),
        succeeded=row.get("isSuccess") is True,
    )


def _last_use(row: Body) -> LastUse:
    return LastUse(
        app=row["appId"],
        app_id=row["appId"],
        at=dated(_activity(row, "lastSignInActivity")),
        client_for_people=dated(_activity(row, "delegatedClientSignInActivity")),
        resource_for_people=dated(_activity(row, "delegatedResourceSignInActivity")),
        client_alone=dated(_activity(row, "applicationAuthenticationClientSignInActivity")),
        resource_alone=dated(_activity(row, "applicationAuthenticationResourceSignInActivity")),
    )


def _credential(row: Body) -> CredentialUse:
    return CredentialUse(
        app=row["appId"],
        app_id=row["appId"],
        at=dated(row.get("expirationDateTime") or row.get("expirationDate")),
        key_id=str(row.get("keyId") or ""),
        kind=str(row.get("keyType") or ""),
        usage=str(row.get("keyUsage") or ""),
        origin=str(row.get("credentialOrigin") or ""),
        last_used=dated(_activity(row, "signInActivity")),
    )


def _activity(row: Body, name: str) -> object:
    return (row.get(name) or {}).get("lastSignInDateTime")


def _insight(row: Body, figures: dict[str, str]) -> InsightFact:
    try:
        day = date.fromisoformat(str(row.get("factDate"))[:10])
    except ValueError as error:
        raise GraphUnexpected("A row of Graph's user insights has no date that can be read.") from error
    return InsightFact(
        day=day,
        app_id=str(row.get("appId") or row.get("appid") or ""),
        figures={ours: int(row.get(theirs) or 0) for theirs, ours in figures.items()},
    )
