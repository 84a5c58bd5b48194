"""A directory change as Graph prints it (Graph API reference, directoryAudit)."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import assert_never

import orjson

from bot.demo.moments import printed
from bot.demo.rows import Row
from bot.demo.story.audits.activities import B2C, Activity, Actor, Target
from bot.demo.story.employees import Employee
from bot.demo.story.people import draw_guid
from bot.demo.story.places import OFFICE
from bot.demo.story.policies import POLICIES
from bot.demo.story.registrations import TENANT_ID, USER_FLOWS
from bot.demo.story.work_apps import WORK_APPS, WORKLOADS, WorkApp, Workload, object_id
from bot.demo.story.workforce import GROUPS, LICENCES, ROLES

SYNC_APP = ("Microsoft.Azure.SyncFabric", "00000014-0000-0000-c000-000000000000")
SIGN_UP_APP = ("Azure AD External Identities", "00000013-0000-0000-c000-000000000000")


@dataclass(frozen=True, slots=True)
class Cast:
    """Who and what a change is about."""

    actor: Employee | tuple[str, str]
    """A person, or an app's name and id."""
    user: Employee | None = None
    group: str = GROUPS[0]
    app: WorkApp | Workload = WORK_APPS[0]
    role: str = ROLES[1]
    policy: str = POLICIES[0].name


def cast_of(rng: Random, activity: Activity, admins: list[Employee], staff: list[Employee]) -> Cast:
    """Somebody to do it and something to do it to."""
    user = rng.choice(staff)
    match activity.actor:
        case Actor.SELF:
            actor: Employee | tuple[str, str] = user
        case Actor.HELPDESK:
            actor = admins[1]
        case Actor.SERVICE:
            actor = SYNC_APP
        case Actor.ADMINISTRATOR:
            actor = rng.choice([admins[0], *admins[2:]])
        case _ as never:
            assert_never(never)
    app = rng.choice((*WORK_APPS[:4], *WORKLOADS[:5]))
    return Cast(actor, user, rng.choice(GROUPS[1:]), app, rng.choice(ROLES), rng.choice(POLICIES).name)


def printed_audit(rng: Random, activity: Activity, cast: Cast, at: int, correlation_id: str) -> Row:
    """One row of the log."""
    failed = rng.random() < activity.fails
    values = _values(rng, cast)
    return {
        "id": f"{activity.service.partition(' ')[0]}_{draw_guid(rng)}_{draw_guid(rng)[:5].upper()}",
        "category": activity.category,
        "correlationId": correlation_id,
        "result": "failure" if failed else "success",
        "resultReason": "Insufficient privileges or invalid value." if failed else "",
        "activityDisplayName": activity.name,
        "activityDateTime": printed(at + rng.randrange(10_000_000)),
        "loggedByService": activity.service,
        "operationType": activity.operation,
        "initiatedBy": _initiated_by(cast.actor),
        "targetResources": list(_targets(activity, cast, values)),
        "additionalDetails": [{"key": "User-Agent", "value": "Mozilla/5.0"}] if activity.service != B2C else [],
    }


def as_json_text(value: str) -> str | None:
    """Values are JSON text, quotes and brackets included; nothing is null."""
    return orjson.dumps([value]).decode() if value else None


def _values(rng: Random, cast: Cast) -> dict[str, str]:
    user = cast.user
    return {
        "app": cast.app.name,
        "department": user.department if user else "",
        "group": cast.group,
        "licence": rng.choice(LICENCES),
        "name": user.name if user else "",
        "role": cast.role,
        "title": user.title if user else "",
    }


def _initiated_by(actor: Employee | tuple[str, str]) -> Row:
    if isinstance(actor, tuple):
        name, app_id = actor
        principal = {"servicePrincipalId": object_id("servicePrincipals", app_id), "servicePrincipalName": None}
        return {"user": None, "app": {"appId": app_id, "displayName": name, **principal}}
    user = {
        "id": actor.user_id,
        "displayName": actor.name,
        "userPrincipalName": actor.principal,
        "ipAddress": f"{OFFICE.network}{len(actor.name)}",
        "userType": None,
        "homeTenantId": TENANT_ID,
        "homeTenantName": None,
    }
    return {"user": user, "app": None}


def _targets(activity: Activity, cast: Cast, values: dict[str, str]) -> Iterator[Row]:
    """The targets in order; what has changed is written to the first."""
    changes = [
        {
            "displayName": name,
            "oldValue": as_json_text(old.format_map(values)),
            "newValue": as_json_text(new.format_map(values)),
        }
        for name, old, new in activity.changes
    ]
    names = ", ".join(name for name, _, _ in activity.changes)
    if names and activity.operation == "Update":
        listed = {"displayName": "Included Updated Properties", "oldValue": None, "newValue": f'"{names}"'}
        changes.append(listed)
    for number, kind in enumerate(activity.targets):
        yield {**_target(kind, cast), "modifiedProperties": changes if number == 0 else []}


def _target(kind: Target, cast: Cast) -> Row:
    principal: str | None = None
    group_type: str | None = None
    match kind:
        case Target.USER:
            user = cast.user
            key, name, principal = (user.user_id, user.name, user.principal) if user else ("", None, None)
        case Target.GROUP:
            key, name, group_type = object_id("groups", cast.group), cast.group, "azureAD"
        case Target.APPLICATION:
            key, name = object_id("applications", cast.app.app_id), cast.app.name
        case Target.SERVICE_PRINCIPAL:
            key, name = object_id("servicePrincipals", cast.app.app_id), cast.app.name
        case Target.ROLE:
            key, name = object_id("roles", cast.role), cast.role
        case Target.POLICY:
            key, name = object_id("policies", cast.policy), cast.policy
        case Target.OTHER:
            key, name = USER_FLOWS[0].flow_id, USER_FLOWS[0].name
        case _ as never:
            assert_never(never)
    return {"id": key, "displayName": name, "type": kind.value, "userPrincipalName": principal, "groupType": group_type}
