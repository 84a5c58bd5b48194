"""One new password that several services log, so that it counts once."""

from collections.abc import Iterable
from datetime import timedelta

from bot.domain.audits import AuditEvent

PASSWORD_ACTIVITIES = frozenset({"password_reset", "password_changed"})
"""What a question may call the setting of a new password."""

SAME_MOMENT = timedelta(minutes=1)
"""Self-service and the core directory each log it within seconds (Microsoft Entra, audit activities)."""


def counted_once(events: Iterable[AuditEvent]) -> list[AuditEvent]:
    """`events`, oldest first, without those that tell again of a new password that another service told of.

    It is the same one where the person and the result are, and either the correlation id or the minute.
    """
    kept: list[AuditEvent] = []
    latest: dict[str, list[AuditEvent]] = {}
    for event in events:
        told = latest.setdefault(_whose(event) or event.id, [])
        if not any(_is_same(event, other) for other in told):
            kept.append(event)
            told.append(event)
    return kept


def _whose(event: AuditEvent) -> str | None:
    return next((target.id or target.address for target in event.targets if target.kind in (None, "User")), None)


def _is_same(event: AuditEvent, other: AuditEvent) -> bool:
    if event.service == other.service or event.status != other.status:
        return False
    together = bool(event.correlation_id) and event.correlation_id == other.correlation_id
    return together or event.at - other.at <= SAME_MOMENT
