"""The provisioning log (Graph v1.0 reference, "List provisioningObjectSummary", its table of filters).

All but the status is compared with regard to case there. Customers name the systems, so a part of the name will do.
"""

from bot.domain.provisioning import ProvisioningEvent
from bot.domain.question import Log
from bot.planning.columns import Column, Match, TimeColumn
from bot.planning.log_rows import LogRow, Part
from bot.planning.logs.kinds import exact, named
from bot.planning.operators import AFTER_BEFORE, CONTAINS, EQ, equal
from bot.planning.shapes import Shape

PART = EQ | CONTAINS


def _system(field: str, side: str) -> Column:
    return named(field, f"{side}System/displayName", f"{side}_system", documented=PART, match=Match.PART)


def _identity(side: str, what: str, path: str) -> Column:
    return named("identity", f"{side}Identity/{path}", f"{side}_{what}", documented=PART)


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
        exact("id", "id", documented=PART),
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
        exact("action", "provisioningAction", documented=PART),
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
        exact("job_id", "jobId", documented=PART),
        exact("cycle_id", "cycleId", documented=PART),
        exact("change_id", "changeId", documented=PART),
    ),
)
"""Without `$top` Graph gives no way to the second page. Error names may begin with the app's own name."""
