"""The provisioning log of a story: ordinary changes, people who are hired, and people who leave."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from bot.demo.moments import TICKS_PER_MINUTE, TICKS_PER_SECOND, printed_to_the_second
from bot.demo.rows import Row
from bot.demo.story.episodes import EpisodeKind, Lives
from bot.demo.story.people import draw_guid
from bot.demo.story.provisioning.systems import (
    ACTIONS,
    ACTIVE_DIRECTORY,
    JOBS,
    OUTCOMES,
    SUCCESS,
    WORKDAY,
    Action,
    Job,
    Outcome,
)
from bot.demo.story.registrations import TENANT_ID
from bot.demo.story.rhythm import work_times
from bot.demo.story.work_apps import object_id
from bot.demo.story.workforce import GROUPS

_MADE_BY_CREATING = {"User": ("userPrincipalName", "displayName"), "Group": ("displayName",)}


@dataclass(frozen=True, slots=True)
class Change:
    """One object carried from one system to the other."""

    at: int
    """In ticks."""
    job: Job
    action: Action
    kind: str
    key: str
    name: str
    principal: str
    outcome: Outcome


def provisioning_log(seed: int, days: Sequence[date], lives: Lives, stretch: range) -> list[Row]:
    """All rows whose time lies in a stretch of ticks, oldest first."""
    changes = [change for day in days for change in _ordinary(seed, day, lives)]
    changes += _of_lives(lives)
    inside = sorted((one for one in changes if one.at in stretch), key=lambda one: (one.at, one.job.app, one.key))
    return [printed_change(Random(f"{seed}|provisioning|{one.at}|{one.job.app}|{one.key}"), one) for one in inside]


def _ordinary(seed: int, day: date, lives: Lives) -> Iterator[Change]:
    present = [one for one in lives.people if one.stays and not one.is_guest]
    for job in JOBS:
        rng = Random(f"{seed}|provisioning|{day}|{job.app}")
        for at in work_times(rng, day, job.per_day):
            kind = rng.choices(job.kinds, (80, 20)[: len(job.kinds)])[0]
            action = rng.choices(list(ACTIONS), list(ACTIONS.values()))[0]
            outcome = rng.choices(OUTCOMES, [one.weight for one in OUTCOMES])[0]
            who, group = rng.choice(present), rng.choice(GROUPS)
            if kind == "Group":
                yield Change(at, job, action, kind, object_id("groups", group), group, group, outcome)
            else:
                yield Change(at, job, action, kind, who.user_id, who.name, who.principal, outcome)


def _of_lives(lives: Lives) -> Iterator[Change]:
    """Who is hired comes from Workday, an hour early, and goes to the other systems; who leaves goes everywhere."""
    for episode in lives.of(EpisodeKind.HIRE, EpisodeKind.LEAVER):
        who, rng = episode.who, episode.rng("provisioning")
        hired = episode.kind is EpisodeKind.HIRE
        for job in JOBS:
            if job.target == ACTIVE_DIRECTORY and job is not WORKDAY:
                continue
            after = rng.randrange(20, 200) * TICKS_PER_MINUTE
            at = episode.since + (-60 * TICKS_PER_MINUTE if hired and job is WORKDAY else after)
            action = Action.CREATE if hired else Action.DELETE if job.writes_delete else Action.DISABLE
            yield Change(at, job, action, "User", who.user_id, who.name, who.principal, SUCCESS)


def printed_change(rng: Random, change: Change) -> Row:
    """One row of the log (Graph API reference, provisioningObjectSummary)."""
    job, name = change.job, change.name
    principal_id = object_id("servicePrincipals", job.app)
    details = {
        "ApplicationId": object_id("apps", job.app),
        "ServicePrincipalId": principal_id,
        "ServicePrincipalDisplayName": job.app,
    }
    made = change.action is not Action.CREATE or change.outcome is SUCCESS
    return {
        "id": draw_guid(rng),
        "activityDateTime": printed_to_the_second(change.at),
        "tenantId": TENANT_ID,
        "jobId": job.job_id,
        "cycleId": object_id("cycles", f"{job.app}{change.at // (40 * 60 * TICKS_PER_SECOND)}"),
        "changeId": draw_guid(rng),
        "provisioningAction": change.action.value,
        "durationInMilliseconds": rng.randrange(250, 5200),
        "provisioningStatusInfo": _status(change),
        "provisioningSteps": list(_steps(change)),
        "modifiedProperties": _modified(change),
        "servicePrincipal": {"id": principal_id, "displayName": job.app},
        "sourceSystem": {"id": object_id("systems", job.source), "displayName": job.source, "details": {}},
        "targetSystem": {"id": object_id("systems", job.target), "displayName": job.target, "details": details},
        "initiatedBy": {"id": "", "displayName": "Azure AD Provisioning Service", "initiatorType": "system"},
        "sourceIdentity": {
            "id": change.key,
            "displayName": name,
            "identityType": change.kind,
            "details": {"odatatype": change.kind} if job.source != "Workday" else {},
        },
        "targetIdentity": {
            "id": object_id(job.target, change.key) if made else "",
            "displayName": name if made else "",
            "identityType": change.kind,
            "details": {},
        },
    }


def _status(change: Change) -> Row:
    outcome = change.outcome
    if outcome is SUCCESS:
        return {"status": outcome.status, "errorInformation": None}
    systems = {"source": change.job.source, "target": change.job.target}
    return {
        "status": outcome.status,
        "errorInformation": {
            "errorCode": outcome.code,
            "reason": outcome.reason.format_map(systems),
            "additionalDetails": None,
            "errorCategory": outcome.category,
            "recommendedAction": outcome.advice.format_map(systems) or None,
        },
    }


def _steps(change: Change) -> Iterator[Row]:
    job, verb = change.job, change.action.value
    what = f"{change.kind} '{change.name}'"
    yield _step("EntryImport", "import", "success", f"Received {what} change from {job.source}", {})
    matched = "skipped" if change.outcome.status == "skipped" else "success"
    yield _step("EntrySynchronization", "matching", matched, f"{what} is to be written to {job.target} ({verb})", {})
    if change.outcome.status != "skipped":
        said = f"{what}: {verb} in {job.target}"
        yield _step("EntryExport", "export", change.outcome.status, said, {"ReportableIdentifier": change.principal})


def _step(name: str, kind: str, status: str, description: str, details: Row) -> Row:
    return {
        "name": name,
        "provisioningStepType": kind,
        "status": status,
        "description": description,
        "details": details,
    }


def _modified(change: Change) -> list[Row]:
    if change.action is Action.DELETE:
        return []
    if change.action is Action.DISABLE:
        return [{"displayName": "active", "oldValue": "True", "newValue": "False"}]
    values = {"userPrincipalName": change.principal, "displayName": change.name}
    new = change.action is Action.CREATE
    return [
        {"displayName": name, "oldValue": None if new else f"{values[name]} (old)", "newValue": values[name]}
        for name in _MADE_BY_CREATING[change.kind]
    ]
