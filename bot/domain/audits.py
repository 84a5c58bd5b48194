"""One row of the directory audit log: who changed what, on whom, and whether it worked."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.domain.activities import activity_keys
from bot.domain.changed import Change


class AuditStatus(StrEnum):
    """How a change ended; Graph's `timeout` is a failure too."""

    SUCCESS = "success"
    FAILED = "failed"


_STATUSES = {"success": AuditStatus.SUCCESS, "failure": AuditStatus.FAILED, "timeout": AuditStatus.FAILED}
_LIST_OF_NAMES = "Included Updated Properties"
"""Graph adds the names of what was changed as if they were a change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One thing that was acted on (Graph: targetResource); `kind` is open text such as User, Group, Role."""

    kind: str | None = None
    id: str | None = None
    name: str | None = None
    address: str | None = None
    group_kind: str | None = None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """A further fact that the log attaches to a row."""

    name: str
    value: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEvent:
    """One `directoryAudit` row (Graph v1.0, auditLogs/directoryAudits).

    `at` is aware and in UTC. The actor is a user (`actor_...`) or an app (`actor_app...`); both are absent where Graph
    names none. `raw` is the row as Graph sent it, so that members we do not know are kept.
    """

    id: str
    at: datetime
    correlation_id: str
    activity: str
    category: str | None = None
    service: str | None = None
    operation: str | None = None
    result: str | None = None
    reason: str | None = None
    actor_id: str | None = None
    actor_name: str | None = None
    actor_address: str | None = None
    actor_ip: str | None = None
    actor_app_id: str | None = None
    actor_app: str | None = None
    actor_service_principal_id: str | None = None
    actor_service_principal: str | None = None
    targets: tuple[Target, ...] = ()
    details: tuple[Detail, ...] = ()
    raw: bytes = field(default=b"{}", repr=False, compare=False)

    @property
    def status(self) -> str | None:
        """An `AuditStatus`, or Graph's own word where it has a newer one."""
        return _STATUSES.get(self.result or "", self.result)

    @property
    def actor(self) -> str | None:
        """Who did it, in the most telling way the row has: address, name, app, id."""
        return (
            self.actor_address
            or self.actor_name
            or self.actor_app
            or self.actor_service_principal
            or self.actor_id
            or self.actor_app_id
        )

    @property
    def activity_keys(self) -> tuple[str, ...]:
        """What a question may call the activity."""
        return activity_keys(self.activity)

    @property
    def target_ids(self) -> tuple[str, ...]:
        """Ids of all that was acted on."""
        return tuple(target.id for target in self.targets if target.id)

    @property
    def target_names(self) -> tuple[str, ...]:
        """Display names of all that was acted on."""
        return tuple(target.name for target in self.targets if target.name)

    @property
    def target_addresses(self) -> tuple[str, ...]:
        """User principal names of the people acted on."""
        return tuple(target.address for target in self.targets if target.address)

    @property
    def changes(self) -> tuple[Change, ...]:
        """All that is different afterwards, whatever the target."""
        return tuple(
            change
            for target in self.targets
            for change in target.changes
            if change.is_one and change.name != _LIST_OF_NAMES
        )

    @property
    def properties(self) -> tuple[str, ...]:
        """Names of the changed properties, each once."""
        return tuple(dict.fromkeys(change.name for change in self.changes))
