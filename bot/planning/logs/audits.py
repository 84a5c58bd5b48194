"""The directory audit log (Graph v1.0 reference, "directoryAudit resource type", the `$filter` notes).

Category and result have no such note; the service and the app that acted have one, but were reported to find nothing,
so they may miss.
"""

from dataclasses import replace

from bot.domain.activities import ACTIVITIES, Activity, activity_name_key
from bot.domain.audits import AuditEvent
from bot.domain.question import Log
from bot.planning.columns import Column, TimeColumn
from bot.planning.log_rows import LogRow, Part
from bot.planning.logs.kinds import exact, guid, named
from bot.planning.operators import EQ, FROM_TO, STARTS_WITH, Comparison, Operator, equal
from bot.planning.shapes import Shape

NAME = EQ | STARTS_WITH


def _asked(activity: Activity) -> tuple[Comparison, ...]:
    """Whole names as the log writes them, or their beginnings where longer names belong to the same kind."""
    names = tuple(dict.fromkeys(spelling for name in activity.names for spelling in (name, name.replace("–", "-"))))
    return tuple(Comparison(Operator.STARTS_WITH, name) for name in names) if activity.family else equal(*names)


WHAT = (
    exact("id", "id"),
    Column(
        field="activity",
        path="activityDisplayName",
        documented=NAME,
        spelled={key: _asked(activity) for key, activity in ACTIVITIES.items()},
        mirror=None,
        attribute="activity_keys",
        many=True,
        caseless=True,
        fold=activity_name_key,
        may_miss=True,
    ),
    Column(field="category", mirror="category_key", attribute="category", caseless=True),
    named("service", "loggedByService", documented=EQ),
    Column(field="status", mirror="status", attribute="status"),
    exact("correlation_id", "correlationId"),
    Column(field="property", mirror="property_keys", attribute="properties", many=True, caseless=True),
)

WHO = (
    Column(
        field="actor",
        path="initiatedBy/user/userPrincipalName",
        documented=NAME,
        mirror="actor_key",
        attribute="actor_address",
        shape=Shape.ADDRESS,
        caseless=True,
        may_miss=True,
    ),
    guid("actor", "initiatedBy/user/id", "actor_id"),
    guid("actor", "initiatedBy/app/appId", "actor_app_id"),
    named("actor", "initiatedBy/user/displayName", "actor_name", documented=EQ),
    named("actor", "initiatedBy/app/displayName", "actor_app", documented=EQ),
)
"""Somebody is known by address or id; a name may be that of a person or of an app."""

WHOM = (
    replace(guid("target", "targetResources/any/id", "target_ids"), many=True),
    Column(
        field="target",
        mirror="target_address_keys",
        attribute="target_addresses",
        many=True,
        shape=Shape.ADDRESS,
        caseless=True,
    ),
    Column(
        field="target",
        path="targetResources/any/displayName",
        documented=NAME,
        mirror="target_name_keys",
        attribute="target_names",
        many=True,
        caseless=True,
        may_miss=True,
    ),
)
"""The principal name of a target cannot be filtered for: ask for the id, or decide here."""

AUDITS = LogRow(
    log=Log.AUDIT,
    path="auditLogs/directoryAudits",
    parts=(Part(),),
    time=TimeColumn(path="activityDateTime", operators=FROM_TO),
    table="audit_events",
    event=AuditEvent,
    places=(*WHAT, *WHO, *WHOM),
)
"""Graph v1.0 reference, "List directoryAudits"."""
