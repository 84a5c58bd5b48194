"""Usage of apps and credentials: when each was last used, and when it ends."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from bot.demo.moments import TICKS_PER_DAY, printed_to_the_second
from bot.demo.rows import Row
from bot.demo.story.sign_ins.drafts import SignInKind
from bot.demo.story.work_apps import WORKLOADS, Workload, WorkloadKind, object_id

_MACHINES = frozenset({SignInKind.SERVICE_PRINCIPAL.value, SignInKind.MANAGED_IDENTITY.value})
_AS_CLIENT = ("delegatedClientSignInActivity", "applicationAuthenticationClientSignInActivity")
_AS_RESOURCE = ("delegatedResourceSignInActivity", "applicationAuthenticationResourceSignInActivity")
_ANY = "lastSignInActivity"
_CERTIFICATES = ("certificate", "clientAssertion")


def last_use(sign_ins: Iterable[Row], now: int) -> Iterator[Row]:
    """servicePrincipalSignInActivities: for each app its last use, as client and as resource, by people or machines."""
    until = printed_to_the_second(now)
    last: defaultdict[str, dict[str, Row]] = defaultdict(dict)
    for row in sign_ins:
        if row["createdDateTime"] <= until and row["status"]["errorCode"] == 0:
            by_machine = row["signInEventTypes"][0] in _MACHINES
            last[row["appId"]] |= {_AS_CLIENT[by_machine]: row, _ANY: row}
            last[row["resourceId"]] |= {_AS_RESOURCE[by_machine]: row, _ANY: row}
    for app_id, known in last.items():
        activities = {name: _activity(known.get(name)) for name in (*_AS_CLIENT, *_AS_RESOURCE, _ANY)}
        yield {"id": object_id("activities", app_id), "appId": app_id, **activities}


def credentials(sign_ins: Iterable[Row], now: int, present: int) -> Iterator[Row]:
    """appCredentialSignInActivities: secrets and certificates, with their last use and their end.

    `present` is the story's own, from which ends are counted; all times are in ticks.
    """
    until = printed_to_the_second(now)
    last = {
        row["appId"]: row
        for row in sign_ins
        if row["createdDateTime"] <= until and row["status"]["errorCode"] == 0 and row["servicePrincipalId"]
    }
    for workload in WORKLOADS:
        if workload.kind is WorkloadKind.SERVICE_PRINCIPAL and workload.credential != "federatedIdentityCredential":
            yield _credential(workload, last.get(workload.app_id), present)


def _credential(workload: Workload, used: Row | None, present: int) -> Row:
    ends = printed_to_the_second((present // TICKS_PER_DAY + workload.expires_in_days) * TICKS_PER_DAY)
    return {
        "id": object_id("credentialActivities", workload.app_id),
        "appId": workload.app_id,
        "appObjectId": object_id("applications", workload.app_id),
        "credentialOrigin": "application",
        "expirationDate": ends,
        "expirationDateTime": ends,
        "keyId": workload.key_id,
        "keyType": "certificate" if workload.credential in _CERTIFICATES else "clientSecret",
        "keyUsage": "sign" if workload.credential in _CERTIFICATES else "verify",
        "resourceId": used["resourceId"] if used else "",
        "servicePrincipalObjectId": workload.principal_id,
        "signInActivity": _activity(used),
    }


def _activity(row: Row | None) -> Row | None:
    if row is None:
        return None
    return {"lastSignInDateTime": row["createdDateTime"], "lastSignInRequestId": row["id"]}
