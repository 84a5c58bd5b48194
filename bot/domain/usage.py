"""The lines of usage reports: sign-ins of apps, last uses, credentials, registered methods, customers' days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Report(StrEnum):
    """The reports that can be asked for, by the name the question language gives them."""

    ACTIVITY = "activity"
    ADFS = "adfs"
    AUTH_METHODS = "auth_methods"
    SERVICE_PRINCIPALS = "service_principals"
    CREDENTIALS = "credentials"
    USER_INSIGHTS = "user_insights"


@dataclass(frozen=True, slots=True, kw_only=True)
class AppUse:
    """How often people signed in to one app; `interrupted` and `people` are `None` where the report does not tell.

    `app_id` is empty where only the name is known. `migration` is Graph's word for how ready an AD FS app is to move
    to Entra.
    """

    app: str
    app_id: str
    success: int
    failed: int
    interrupted: int | None = None
    people: int | None = None
    migration: str = ""

    @property
    def events(self) -> int:
        """All sign-ins, however they ended."""
        return self.success + self.failed + (self.interrupted or 0)

    def to_json(self) -> dict[str, object]:
        """The row by the names outside programs read; what is not known is left out."""
        said: dict[str, object | None] = {
            "app": self.app,
            "app_id": self.app_id or None,
            "events": self.events,
            "success": self.success,
            "failed": self.failed,
            "interrupted": self.interrupted,
            "users": self.people,
            "migration": self.migration or None,
        }
        return {name: value for name, value in said.items() if value is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class LastUse:
    """When an app was last signed in to (as a resource) or signed in (as a client), for people and by itself."""

    app: str
    app_id: str
    at: datetime | None
    client_for_people: datetime | None
    resource_for_people: datetime | None
    client_alone: datetime | None
    resource_alone: datetime | None

    def to_json(self) -> dict[str, object]:
        """The row by the names outside programs read; times as ISO 8601 in UTC."""
        moments = {
            "last_sign_in": self.at,
            "delegated_client": self.client_for_people,
            "delegated_resource": self.resource_for_people,
            "application_client": self.client_alone,
            "application_resource": self.resource_alone,
        }
        return {"app": self.app, "app_id": self.app_id, **{name: _iso(moment) for name, moment in moments.items()}}


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialUse:
    """A secret or certificate of an app: `at` is when it ends."""

    app: str
    app_id: str
    at: datetime | None
    key_id: str
    kind: str
    usage: str
    origin: str
    last_used: datetime | None

    def to_json(self) -> dict[str, object]:
        """The row by the names outside programs read; times as ISO 8601 in UTC."""
        return {
            "app": self.app,
            "app_id": self.app_id,
            "key_id": self.key_id,
            "kind": self.kind,
            "usage": self.usage,
            "origin": self.origin,
            "expires": _iso(self.at),
            "last_used": _iso(self.last_used),
        }


@dataclass(frozen=True, slots=True)
class Registration:
    """What one account can do and has registered, in Graph's words; whose account it is stays out of reports."""

    features: frozenset[str]
    methods: frozenset[str]


@dataclass(frozen=True, slots=True)
class Registered:
    """How many accounts have a feature or a method (`measure` says which of the two)."""

    measure: str
    name: str
    people: int

    def to_json(self) -> dict[str, object]:
        """The row by the names outside programs read."""
        return {"measure": self.measure, "name": self.name, "users": self.people}


@dataclass(frozen=True, slots=True)
class MethodEvent:
    """Somebody registered a method, or reset a password with one: `feature` is `registration` or `reset`."""

    at: datetime
    feature: str
    method: str
    succeeded: bool


@dataclass(frozen=True, slots=True)
class MethodUse:
    """How often a method was registered, or served to reset a password, and how often that failed."""

    feature: str
    method: str
    success: int
    failed: int

    def to_json(self) -> dict[str, object]:
        """The row by the names outside programs read."""
        counts = {"events": self.success + self.failed, "success": self.success, "failed": self.failed}
        return {"feature": self.feature, "method": self.method, **counts}


@dataclass(frozen=True, slots=True)
class InsightFact:
    """What External ID counted for one day in UTC (or the month that begins on it) and one app, by figure.

    `app_id` is empty where the count is over all apps.
    """

    day: date
    app_id: str
    figures: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class InsightDay:
    """All figures of one day in UTC, or of the month that begins on it."""

    day: date
    figures: Mapping[str, int]

    def to_json(self) -> dict[str, object]:
        """The row by the names outside programs read."""
        return {"date": self.day.isoformat(), **self.figures}


UsageRow = AppUse | LastUse | CredentialUse | Registered | MethodUse | InsightDay


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
