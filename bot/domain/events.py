"""One row of a log as this trade reads it, whatever its JSON looked like."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol


class LogEvent(Protocol):
    """What the rows of all logs have in common.

    `at` is aware and in UTC; rows that belong together share a `correlation_id`; `raw` is the row as Graph sent it.
    """

    @property
    def id(self) -> str:
        """Names this row among all of its log."""
        ...

    @property
    def at(self) -> datetime:
        """When it happened."""
        ...

    @property
    def correlation_id(self) -> str:
        """What it has in common with the rows it belongs to; empty where Graph gave none."""
        ...

    @property
    def raw(self) -> bytes:
        """The row as JSON; `{}` where it was left in the mirror."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class AppliedExtension:
    """A custom authentication extension that ran beside an event (Graph: appliedAuthenticationEventListener)."""

    event_type: str
    extension_id: str | None = None
    listener_id: str | None = None
    error_code: int | None = None
    http_status: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignUpEvent:
    """One `selfServiceSignUp` row: one stage of one attempt (Graph beta, auditLogs/signUps).

    `at` is aware and in UTC. Stages and providers are open text, since Graph's lists grow.
    `raw` is the row as Graph sent it, so that members we do not know are kept.
    """

    id: str
    at: datetime
    correlation_id: str
    app_id: str
    app_name: str | None = None
    stage: str
    provider: str | None = None
    identifier: str | None = None
    identifier_type: str | None = None
    error_code: int = 0
    failure_reason: str | None = None
    additional_details: str | None = None
    user_id: str | None = None
    extensions: tuple[AppliedExtension, ...] = ()
    raw: bytes = field(default=b"{}", repr=False, compare=False)

    @property
    def identifier_key(self) -> str | None:
        """The identifier without regard to case: one person however the address was typed."""
        return self.identifier and self.identifier.casefold()

    @property
    def provider_key(self) -> str | None:
        """The provider without regard to case."""
        return self.provider and self.provider.casefold()

    @property
    def domain(self) -> str | None:
        """What follows the last `@` of the identifier, without regard to case."""
        key = self.identifier_key
        return key.rpartition("@")[2] if key and "@" in key else None
