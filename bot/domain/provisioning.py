"""One row of the provisioning log: an object carried from one system to another, and how that went."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.domain.changed import Change


class ProvisioningStatus(StrEnum):
    """How one change ended."""

    SUCCESS = "success"
    FAILED = "failed"
    SKIPPED = "skipped"
    WARNING = "warning"


_STATUSES = {"failure": ProvisioningStatus.FAILED}
_OBJECTS = ("user", "group", "role")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisioningStep:
    """What was done on the way (Graph: provisioningStep); `kind` is import, scoping, matching, export and so on."""

    name: str | None = None
    kind: str | None = None
    status: str | None = None
    description: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisioningEvent:
    """One `provisioningObjectSummary` row (Graph v1.0, auditLogs/provisioning).

    `at` is aware and in UTC, `duration_ms` in milliseconds. Types of identities are open text. `raw` is the row as
    Graph sent it, so that members we do not know are kept.
    """

    id: str
    at: datetime
    action: str
    result: str | None = None
    error_code: str | None = None
    error_reason: str | None = None
    error_details: str | None = None
    error_category: str | None = None
    recommended_action: str | None = None
    source_system_id: str | None = None
    source_system: str | None = None
    target_system_id: str | None = None
    target_system: str | None = None
    source_id: str | None = None
    source_name: str | None = None
    source_type: str | None = None
    target_id: str | None = None
    target_name: str | None = None
    target_type: str | None = None
    addresses: tuple[str, ...] = ()
    initiator: str | None = None
    initiator_id: str | None = None
    initiator_type: str | None = None
    service_principal_id: str | None = None
    service_principal: str | None = None
    job_id: str | None = None
    cycle_id: str | None = None
    change_id: str | None = None
    duration_ms: int | None = None
    steps: tuple[ProvisioningStep, ...] = ()
    changes: tuple[Change, ...] = ()
    raw: bytes = field(default=b"{}", repr=False, compare=False)

    @property
    def correlation_id(self) -> str:
        """The id of the change, which its retries share; empty where Graph gave none."""
        return self.change_id or ""

    @property
    def status(self) -> str | None:
        """A `ProvisioningStatus`, or Graph's own word where it has a newer one."""
        said = self.result and self.result.casefold()
        return _STATUSES.get(said, said) if said else None

    @property
    def identity(self) -> str | None:
        """Whom or what it was about, in the most telling way the row has."""
        return self.source_name or self.target_name or next(iter(self.addresses), None) or self.source_id

    @property
    def object(self) -> str | None:
        """`user`, `group` or `role` after the type of the identity at the target; else that type's own name."""
        kind = (self.target_type or self.source_type or "").casefold()
        return next((word for word in _OBJECTS if word in kind), kind or None)
