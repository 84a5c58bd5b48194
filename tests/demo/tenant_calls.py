"""How the tests speak to the demo tenant: over real HTTP, with a token of its own."""

from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from bot.demo.clock import TenantClock
from bot.demo.town import RunningTenant

NOW = datetime(2026, 11, 12, 9, 30, tzinfo=UTC)
SIGN_UPS = "/beta/auditLogs/signUps"
LAST_DAY = "createdDateTime ge 2026-11-11T09:30:00Z and createdDateTime le 2026-11-12T09:30:00Z"
LAST_HOURS = "createdDateTime ge 2026-11-11T21:30:00Z and createdDateTime le 2026-11-12T09:30:00Z"
ALL_MEMBERS = {"Prefer": "include-unknown-enum-members"}


class MovableClock(TenantClock):
    """A clock that goes on when it is told to."""

    def __init__(self, start: datetime = NOW) -> None:
        super().__init__(start)
        self._ahead = timedelta()

    def now(self) -> datetime:
        return self.start + self._ahead

    def forward(self, **span: float) -> None:
        self._ahead += timedelta(**span)


class GraphCaller(AbstractContextManager["GraphCaller"]):
    """A caller with a token; options are written without their `$`."""

    def __init__(self, tenant: RunningTenant) -> None:
        self.tenant = tenant
        self.http = httpx.Client(
            base_url=tenant.graph_url, timeout=60, verify=False
        )  # plain http: no certificates to load
        self._token = ""

    def __exit__(self, *_: object) -> None:
        self.http.close()

    def ask_token(self, tenant: str | None = None, **changes: str | None) -> httpx.Response:
        form: dict[str, str | None] = {
            "grant_type": "client_credentials",
            "client_id": self.tenant.client_id,
            "client_secret": self.tenant.client_secret,
            "scope": "https://graph.microsoft.com/.default",
        }
        form |= changes
        sent = {name: value for name, value in form.items() if value is not None}
        return self.http.post(f"/{tenant or self.tenant.tenant_id}/oauth2/v2.0/token", data=sent)

    def renew(self) -> None:
        self._token = self.ask_token().json()["access_token"]

    def get(self, path: str, headers: dict[str, str] | None = None, **options: str) -> httpx.Response:
        if not self._token:
            self.renew()
        sent = {"Authorization": f"Bearer {self._token}"} | (headers or {})
        return self.http.get(path, params={f"${name}": value for name, value in options.items()} or None, headers=sent)

    def rows(self, path: str, headers: dict[str, str] | None = None, **options: str) -> list[dict[str, Any]]:
        """All rows of all pages."""
        return [row for body in self.pages(path, headers, **options) for row in body["value"]]

    def pages(self, path: str, headers: dict[str, str] | None = None, **options: str) -> list[dict[str, Any]]:
        bodies = [self.get(path, headers, **options).raise_for_status().json()]
        while (link := bodies[-1].get("@odata.nextLink")) is not None:
            bodies.append(self.get(link, headers).raise_for_status().json())
        return bodies

    def error(self, path: str, headers: dict[str, str] | None = None, **options: str) -> tuple[int, str, str]:
        """Status, code and message of a refusal."""
        answer = self.get(path, headers, **options)
        error = answer.json()["error"]
        return answer.status_code, error["code"], error["message"]
