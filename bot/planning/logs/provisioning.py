"""The provisioning log (Graph v1.0 reference, "List provisioningObjectSummary", its table of filters).

All but the status is compared with regard to case there. Customers name the systems, so a part of the name will do.
"""

from bot.domain.provisioning import ProvisioningEvent
from bot.domain.question import Log
from bot.planning.columns import Column, LogRow, Match, Part, Shape, TimeColumn
from bot.planning.logs.operators import AFTER_BEFORE, CONTAINS, EQ, equal

PART = EQ | CONTAINS


def _system(field: str, side: str) -> Column:
    return Column(
        field=field,
        path=f"{side}System/displayName",
        documented=PART,
        mirror=f"{side}_system_key",
        attribute=f"{side}_system",
        match=Match.PART,
        caseless=True,
        may_miss=True,
    )


def _identity(side: str, what: str, path: str) -> Column:
    return Column(
        field="identity",
        path=f"{side}Identity/{path}",
        documented=PART,
        mirror=f"{side}_{what}_key",
        attribute=f"{side}_{what}",
        caseless=True,
        may_miss=True,
    )


def _id(field: str, path: str) -> Column:
    return Column(field=field, path=path, documented=PART, mirror=field, attribute=field)


PROVISIONING = LogRow(
    log=Log.PROVISIONING,
    path="auditLogs/provisioning",
    parts=(Part(),),
    params={"$top": "1000"},
    time=TimeColumn(path="activityDateTime", operators=AFTER_BEFORE),
    table="provisioning_events",
    event=ProvisioningEvent,
    names=(("source_system_id", "source_system"), ("target_system_id", "target_system")),
    places=(
        _id("id", "id"),
        Column(
            field="status",
            path="provisioningStatusInfo/status",
            documented=PART,
            closed=True,
            spelled={
                "success": equal("success"),
                "failed": equal("failure"),
                "skipped": equal("skipped"),
                "warning": equal("warning"),
            },
            mirror="status",
            attribute="status",
        ),
        Column(field="action", path="provisioningAction", documented=PART, mirror="action", attribute="action"),
        Column(
            field="object",
            path="targetIdentity/identityType",
            documented=PART,
            closed=True,
            spelled={"user": equal("User"), "group": equal("Group")},
            mirror="object",
            attribute="object",
            may_miss=True,
        ),
        _system("source_system", "source"),
        _system("target_system", "target"),
        _system("system", "source"),
        _system("system", "target"),
        Column(
            field="identity",
            mirror="address_keys",
            attribute="addresses",
            many=True,
            shape=Shape.ADDRESS,
            caseless=True,
        ),
        _identity("source", "name", "displayName"),
        _identity("target", "name", "displayName"),
        _identity("source", "id", "id"),
        _identity("target", "id", "id"),
        Column(
            field="error_code",
            mirror="error_key",
            attribute="error_code",
            match=Match.PART,
            caseless=True,
        ),
        _id("job_id", "jobId"),
        _id("cycle_id", "cycleId"),
        _id("change_id", "changeId"),
    ),
)
"""Without `$top` Graph gives no way to the second page. Error names may begin with the app's own name."""
