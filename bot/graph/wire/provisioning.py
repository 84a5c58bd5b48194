"""The provisioning log's rows (Graph v1.0 reference, provisioningObjectSummary)."""

from collections.abc import Iterator

import orjson

from bot.domain.provisioning import ProvisioningEvent, ProvisioningStep
from bot.graph.wire.audits import change
from bot.graph.wire.members import UNNAMED, Row, moment, needed, part, parts, text

NAMES_SOMEBODY = ("principalname", "mail", "username", "login")
"""What the names of properties that hold somebody's address have in them, in whatever system."""


def read_provisioning(row: Row) -> ProvisioningEvent:
    """One `provisioningObjectSummary`. `id` and `activityDateTime` must be there; all else may be missing.

    Graph's pages print `initiatingType` for `initiatorType`: both are read.
    """
    info = part(row, "provisioningStatusInfo")
    error, by, principal = part(info, "errorInformation"), part(row, "initiatedBy"), part(row, "servicePrincipal")
    source, target = part(row, "sourceIdentity"), part(row, "targetIdentity")
    return ProvisioningEvent(
        id=needed(row, "id"),
        at=moment(needed(row, "activityDateTime")),
        action=text(row, "provisioningAction", "action") or UNNAMED,
        result=text(info, "status"),
        error_code=text(error, "errorCode"),
        error_reason=text(error, "reason"),
        error_details=text(error, "additionalDetails"),
        error_category=text(error, "errorCategory"),
        recommended_action=text(error, "recommendedAction"),
        source_system_id=text(part(row, "sourceSystem"), "id"),
        source_system=text(part(row, "sourceSystem"), "displayName"),
        target_system_id=text(part(row, "targetSystem"), "id"),
        target_system=text(part(row, "targetSystem"), "displayName"),
        source_id=text(source, "id"),
        source_name=text(source, "displayName"),
        source_type=text(source, "identityType"),
        target_id=text(target, "id"),
        target_name=text(target, "displayName"),
        target_type=text(target, "identityType"),
        addresses=tuple(dict.fromkeys(_addresses(row, source, target))),
        initiator=text(by, "displayName"),
        initiator_id=text(by, "id"),
        initiator_type=text(by, "initiatorType", "initiatingType"),
        service_principal_id=text(principal, "id"),
        service_principal=text(principal, "displayName"),
        job_id=text(row, "jobId"),
        cycle_id=text(row, "cycleId"),
        change_id=text(row, "changeId"),
        duration_ms=row.get("durationInMilliseconds"),
        steps=tuple(map(_step, parts(row, "provisioningSteps"))),
        changes=tuple(map(change, parts(row, "modifiedProperties"))),
        raw=orjson.dumps(row),
    )


def _step(step: Row) -> ProvisioningStep:
    return ProvisioningStep(
        name=text(step, "name"),
        kind=text(step, "provisioningStepType"),
        status=text(step, "status"),
        description=text(step, "description"),
    )


def _addresses(row: Row, *identities: Row) -> Iterator[str]:
    """Addresses of the identity itself: among its names and details, and in what was written of it."""
    for identity in identities:
        named = (identity.get("displayName"), *part(identity, "details").values())
        yield from (value for value in named if isinstance(value, str) and "@" in value)
    for changed in parts(row, "modifiedProperties"):
        name = (text(changed, "displayName") or "").casefold()
        if any(hint in name for hint in NAMES_SOMEBODY):
            written = (text(changed, "newValue"), text(changed, "oldValue"))
            yield from (value for value in written if value and "@" in value)
