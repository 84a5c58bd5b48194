"""The keys by which events are put together: for each field of a log how an event's values of it are read."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from operator import attrgetter
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.audits import AuditEvent
from bot.domain.events import LogEvent
from bot.domain.measures import Key
from bot.domain.provisioning import ProvisioningEvent
from bot.domain.question import Log
from bot.domain.sign_in_methods import PASSWORDLESS
from bot.domain.sign_ins import SignInEvent
from bot.planning.grouping import time_key

Values = tuple[str | None, ...]
"""What one field says of one event: mostly one value, several where policies, methods or properties do."""

NOTHING: Values = (None,)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLabels:
    """How ids are shown, and what else a key may need to know."""

    zone: ZoneInfo
    status_of: Callable[[Any], str | None]
    app: Callable[[SignInEvent], str | None]
    blocked: bool = False
    """Whether only the policies that stopped a sign-in are meant."""


Reader = Callable[[Any, EventLabels], Values]


def event_keys(log: Log, fields: Sequence[str], labels: EventLabels) -> Callable[[LogEvent], Iterable[Key]]:
    """A function from an event of `log` to its keys over `fields`. Raises `ValueError` for a field it does not have."""
    readers = [_reader(log, field) for field in fields]

    def keys_of(event: LogEvent) -> Iterable[Key]:
        values = [read(event, labels) for read in readers]
        return (tuple(zip(fields, combination, strict=True)) for combination in product(*values))

    return keys_of


def _reader(log: Log, field: str) -> Reader:
    try:
        return _READERS[log][field]
    except KeyError:
        raise ValueError(f"{log.value} cannot be grouped by {field!r}") from None


def _one(read: Callable[[Any], str | None]) -> Reader:
    return lambda event, _: (read(event) or None,)


def _several(read: Callable[[Any], Iterable[str]]) -> Reader:
    return lambda event, _: tuple(dict.fromkeys(read(event))) or NOTHING


def _by_time(field: str) -> Reader:
    return lambda event, labels: (time_key(field, event.at.astimezone(labels.zone)),)


def _policies(event: SignInEvent, labels: EventLabels) -> Values:
    return (event.failed_policy_names if labels.blocked else event.policy_names) or NOTHING


def _client(event: SignInEvent) -> str | None:
    return event.client_keys[0] if event.client_keys else None


def _methods(event: SignInEvent) -> Iterable[str]:
    """Without the group they belong to, which would count them twice."""
    return (method for method in event.auth_methods if method != PASSWORDLESS)


def _targets(event: AuditEvent) -> Iterable[str]:
    return (said for target in event.targets if (said := target.name or target.address or target.id))


def _systems(event: ProvisioningEvent) -> Iterable[str]:
    return (system for system in (event.source_system, event.target_system) if system)


_EVERY_LOG: Mapping[str, Reader] = {
    "status": lambda event, labels: (labels.status_of(event),),
    "correlation_id": _one(lambda event: event.correlation_id),
    **{field: _by_time(field) for field in ("hour", "day", "week", "month")},
}
_SIGN_INS: Mapping[str, Reader] = {
    "user": _one(lambda event: event.user_key),
    "user_domain": _one(lambda event: event.domain),
    "user_type": _one(lambda event: event.user_type),
    "app": lambda event, labels: (labels.app(event),),
    "resource": _one(lambda event: event.resource or event.resource_id),
    "signin_type": _one(lambda event: str(event.kind)),
    "service_principal": _one(lambda event: event.service_principal or event.service_principal_id),
    "ip": _one(lambda event: event.ip),
    "country": _one(lambda event: event.country),
    "city": _one(lambda event: event.city),
    "error_code": _one(lambda event: str(event.error_code)),
    "request_id": _one(lambda event: event.id),
    "client_app": _one(_client),
    "ca_status": _one(lambda event: event.ca_status),
    "ca_policy": _policies,
    "browser": _one(lambda event: event.browser),
    "os": _one(lambda event: event.os),
    "device": _one(lambda event: event.device),
    "mfa": _one(lambda event: event.mfa),
    "auth_method": _several(_methods),
    "session_policy": _several(lambda event: event.session_policies),
    "risk_level": _one(lambda event: event.risk_level),
}
_AUDITS: Mapping[str, Reader] = {
    "activity": _one(lambda event: event.activity),
    "category": _one(lambda event: event.category),
    "actor": _one(lambda event: event.actor),
    "target": _several(_targets),
    "service": _one(lambda event: event.service),
    "property": _several(lambda event: event.properties),
}
_PROVISIONING: Mapping[str, Reader] = {
    **{
        field: _one(attrgetter(field))
        for field in (
            *("action", "object", "source_system", "target_system", "identity", "error_code"),
            *("job_id", "cycle_id", "change_id"),
        )
    },
    "system": _several(_systems),
}
_READERS: Mapping[Log, Mapping[str, Reader]] = {
    Log.SIGN_INS: {**_EVERY_LOG, **_SIGN_INS},
    Log.AUDIT: {**_EVERY_LOG, **_AUDITS},
    Log.PROVISIONING: {**_EVERY_LOG, **_PROVISIONING},
}
"""For each log and each of its fields, how an event's values are read."""
