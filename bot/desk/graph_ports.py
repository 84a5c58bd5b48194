"""What the desk asks of Microsoft Graph; `graph` fits these."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from bot.domain.accounts import Account
from bot.domain.names import TenantNames
from bot.domain.people import Activity, AuthMethod, Person, PersonRisk
from bot.domain.question import Log
from bot.domain.risk import RiskRow
from bot.domain.sources import GraphCall, GraphQuery
from bot.domain.tenancy import Bindings, Tenant
from bot.domain.usage import AppUse, CredentialUse, InsightFact, LastUse, MethodEvent, Registration
from bot.planning.plan import Fetch
from bot.planning.risk import RiskList


class LogSource(Protocol):
    """Microsoft Graph's logs. `urgent` is a person's question, which goes before background reading.

    Every HTTP call made is appended to `calls`. Raises `GraphError`.
    """

    def pages(self, fetch: Fetch, *, urgent: bool, calls: list[GraphCall]) -> Iterator[Sequence[Any]]:
        """The rows of `fetch` as events of its log, newest first, each once, a page at a time."""
        ...

    def has_rows_before(self, log: Log, moment: datetime, *, urgent: bool, calls: list[GraphCall]) -> bool:
        """Whether Graph still keeps any row of `log` older than `moment`."""
        ...


class Directory(Protocol):
    """Names and people that only the tenant knows. Raises `GraphError`."""

    def tenant(self, *, calls: list[GraphCall] | None = None) -> Tenant:
        """Which tenant this is, and of which kind."""
        ...

    def names(self) -> TenantNames:
        """The names a question may use; cached for minutes, and what cannot be read is `None`."""
        ...

    def known_names(self) -> TenantNames:
        """The names as far as they are cached; never waits for Graph."""
        ...

    def bindings(self, parts: Collection[str], *, calls: list[GraphCall]) -> Bindings:
        """Names to ids, of the parts named (`apps`, `flows`, `extensions`) only; cached for minutes.

        Raises `GraphError` when a part that is needed cannot be read.
        """
        ...

    def accounts(self, identifiers: Sequence[str], *, calls: list[GraphCall]) -> Mapping[str, Account | None]:
        """For each identifier, by its casefolded form, the oldest account that has it, or `None`."""
        ...


class PeopleSource(Protocol):
    """What Graph knows of one person, each part by itself. Raises `GraphError`."""

    def find(self, sought: str, issuer: str, *, calls: list[GraphCall]) -> list[Person]:
        """Everybody who signs in as `sought`, has it as an address or id, or is called so."""
        ...

    def activity(self, person_id: str, *, calls: list[GraphCall]) -> Activity:
        """When somebody last signed in."""
        ...

    def methods(self, person_id: str, *, calls: list[GraphCall]) -> tuple[AuthMethod, ...]:
        """The registered methods, masked."""
        ...

    def risk(self, person_id: str, *, calls: list[GraphCall]) -> PersonRisk | None:
        """What Identity Protection thinks of somebody; `None` where it never thought anything."""
        ...


class RiskSource(Protocol):
    """What Identity Protection knows. Raises `GraphError`."""

    def rows(self, of: RiskList, query: GraphQuery, *, calls: list[GraphCall]) -> list[RiskRow]:
        """All rows that `query` finds in `of`."""
        ...


class UsageSource(Protocol):
    """Graph's usage reports, each read as its rows. Raises `GraphError`."""

    def app_use(self, query: GraphQuery, *, calls: list[GraphCall]) -> list[AppUse]:
        """Sign-ins by app, of Entra or of AD FS."""
        ...

    def registrations(self, query: GraphQuery, *, calls: list[GraphCall]) -> list[Registration]:
        """What each account has registered."""
        ...

    def method_events(self, query: GraphQuery, *, calls: list[GraphCall]) -> list[MethodEvent]:
        """Registrations of methods, and password resets."""
        ...

    def last_uses(self, query: GraphQuery, *, calls: list[GraphCall]) -> list[LastUse]:
        """When each app was last used; apps carry their ids for names."""
        ...

    def credentials(self, query: GraphQuery, *, calls: list[GraphCall]) -> list[CredentialUse]:
        """Secrets and certificates; apps carry their ids for names."""
        ...

    def insights(self, query: GraphQuery, *, calls: list[GraphCall]) -> list[InsightFact]:
        """The figures of one metric of External ID, by day or month."""
        ...
