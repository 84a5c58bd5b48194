"""The directory audit log's rows (Graph v1.0 reference, directoryAudit)."""

import orjson

from bot.domain.audits import AuditEvent, Detail, Target
from bot.domain.changed import Change
from bot.graph.wire.members import UNNAMED, Row, moment, needed, part, parts, text


def read_audit(row: Row) -> AuditEvent:
    """One `directoryAudit`. `id` and `activityDateTime` must be there; all else may be missing.

    Graph's pages print `Type` for `type`, and `targetResource` for `targetResources`: all are read.
    """
    by = part(row, "initiatedBy")
    user, app = part(by, "user"), part(by, "app")
    return AuditEvent(
        id=needed(row, "id"),
        at=moment(needed(row, "activityDateTime")),
        correlation_id=row.get("correlationId") or "",
        activity=text(row, "activityDisplayName") or UNNAMED,
        category=text(row, "category"),
        service=text(row, "loggedByService"),
        operation=text(row, "operationType"),
        result=text(row, "result"),
        reason=text(row, "resultReason"),
        actor_id=text(user, "id"),
        actor_name=text(user, "displayName"),
        actor_address=text(user, "userPrincipalName"),
        actor_ip=text(user, "ipAddress"),
        actor_app_id=text(app, "appId"),
        actor_app=text(app, "displayName"),
        actor_service_principal_id=text(app, "servicePrincipalId"),
        actor_service_principal=text(app, "servicePrincipalName"),
        targets=tuple(map(_target, parts(row, "targetResources", "targetResource"))),
        details=tuple(
            Detail(name=text(detail, "key") or "", value=text(detail, "value"))
            for detail in parts(row, "additionalDetails")
        ),
        raw=orjson.dumps(row),
    )


def _target(target: Row) -> Target:
    return Target(
        kind=text(target, "type", "Type"),
        id=text(target, "id"),
        name=text(target, "displayName"),
        address=text(target, "userPrincipalName"),
        group_kind=text(target, "groupType"),
        changes=tuple(map(change, parts(target, "modifiedProperties"))),
    )


def change(changed: Row) -> Change:
    """One modifiedProperty, which provisioning has as well."""
    return Change(name=text(changed, "displayName") or "", old=text(changed, "oldValue"), new=text(changed, "newValue"))
