"""For each log besides sign-ups: rows as Graph might send them, and the values that questions ask for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.demo.moments import printed, ticks_of

NOON = datetime(2026, 11, 12, 12, tzinfo=UTC)

IDS = ["4562bcc8-c436-4f95-b7c0-4f8ce89dca5e", "26be570a-ae82-4189-b4e2-a37c6808512d", "not-a-guid", "'"]
PEOPLE = ["jane@contoso.com", "o'brien@a.com", "ana_live.com#EXT#@contoso.com", "100%@a_b.com"]
NAMES = [
    "Jane Doe",
    "JANE DOE",
    "o'Brien",
    "Contoso (old)",
    "Straße",
    "STRASSE",
    "%",
    "\x00x",
    "Azure Active Directory",
]
PARTS = ["Active Directory", "active directory", "Contoso", "ServiceNow", "Straße", "%", "'"]
ACTIVITIES = [
    "Add user",
    "Add service principal",
    "Add service principal credentials",
    "Update application",
    "Update application – Certificates and secrets management",
    "update application - certificates and secrets management",
    "Reset password (self-service)",
    "Add member to group",
    "add member to group",
    "Something new",
]
KINDS = ["interactiveUser", "nonInteractiveUser", "servicePrincipal", "managedIdentity"]
CLIENTS = ["Browser", "Mobile Apps and Desktop clients", "IMAP4", "Authenticated SMTP", "other clients", "Brand new"]
METHODS = ["Password", "SMS", "Authenticator App", "FIDO2 security key", "Previously satisfied", "Brand new"]
CODES = [0, 50126, 50140, 2**31 - 1]


@dataclass(frozen=True)
class Rows:
    """How rows of one log are drawn: each member is one of its values, or comes from a function of its own."""

    members: Mapping[str, Any]

    def draw(self, rng, event_id):
        return {"id": event_id, **_object(rng, self.members)}


def _object(rng, members):
    return {name: one(rng) if callable(one) else rng.choice(one) for name, one in members.items()}


def maybe(values):
    """One of `values`, nothing, or the empty text that Graph writes in its place."""
    return [*values, None, ""]


def objects(most=2, **members):
    """A list of so many objects, or null."""
    return lambda rng: rng.choice([None, [_object(rng, members) for _ in range(rng.randint(0, most))]])


def an_object(**members):
    """An object, or null."""
    return lambda rng: rng.choice([None, _object(rng, members), _object(rng, members)])


def moment(rng):
    """Near noon, in ticks of a tenth of a microsecond: Graph's times are finer than ours."""
    return printed(ticks_of(NOON) + rng.randint(-25, 25))


changes = objects(displayName=NAMES, oldValue=maybe(["a"]), newValue=maybe(["a"]))

SIGN_IN_ROWS = Rows(
    {
        "createdDateTime": moment,
        "correlationId": maybe(IDS),
        "originalRequestId": maybe(IDS),
        "signInEventTypes": [[kind] for kind in KINDS],
        "userId": maybe(IDS),
        "userPrincipalName": maybe(PEOPLE),
        "userDisplayName": maybe(NAMES),
        "userType": maybe(["member", "guest"]),
        "appId": IDS,
        "appDisplayName": maybe(NAMES),
        "resourceId": maybe(IDS),
        "resourceDisplayName": maybe(NAMES),
        "servicePrincipalId": maybe(IDS),
        "servicePrincipalName": maybe(NAMES),
        "ipAddress": maybe(["198.51.100.7", "198.51.100.70", "10.198.51.1", "2001:db8::1"]),
        "clientAppUsed": maybe(CLIENTS),
        "location": an_object(city=maybe(NAMES), countryOrRegion=maybe(["FR", "DE"])),
        "deviceDetail": an_object(
            browser=maybe(["Chrome 99.0", "chrome 1", "Mobile Chrome 1"]),
            operatingSystem=maybe(["Windows 10", "Ios 18"]),
        ),
        "status": lambda rng: {"errorCode": rng.choice(CODES)},
        "conditionalAccessStatus": maybe(["success", "failure", "notApplied", "unknownFutureValue"]),
        "appliedConditionalAccessPolicies": objects(displayName=NAMES, result=["success", "failure", "notApplied"]),
        "authenticationRequirement": maybe(["singleFactorAuthentication", "multiFactorAuthentication"]),
        "authenticationDetails": objects(
            authenticationMethod=METHODS,
            authenticationStepResultDetail=maybe(["MFA requirement satisfied by claim in the token"]),
        ),
        "sessionLifetimePolicies": objects(detail=["Sign-in frequency"]),
        "riskLevelDuringSignIn": maybe(["low", "high", "hidden"]),
        "riskState": maybe(["atRisk", "none"]),
    }
)

SIGN_IN_VALUES = {
    "user": ["JANE@contoso.com", "ana_live.com#ext#@Contoso.com", IDS[0], IDS[0].upper(), "jane doe", "Jane Doe"],
    "user_id": IDS,
    "user_domain": ["contoso.com", "LIVE.com", "a.com"],
    "user_type": ["member", "guest"],
    "service_principal": [IDS[0], "Jane Doe", "straße"],
    "signin_type": ["interactive", "nonInteractive", "servicePrincipal", "managedIdentity"],
    "app": IDS,
    "app_name": NAMES,
    "resource": [IDS[1], *NAMES],
    "ip": ["198.51.100.7", "198.51.", "198.51.100.", "2001:db8::1", "2001:"],
    "country": ["FR", "DE"],
    "city": NAMES,
    "browser": ["Chrome", "chrome 99", "Edge"],
    "os": ["windows", "Windows 10"],
    "client_app": ["browser", "mobileDesktop", "legacy", "imap", "smtp", "other"],
    "error_code": [0, "50126", "50140"],
    "correlation_id": IDS,
    "request_id": ["0", "1"],
    "original_request_id": IDS,
    "ca_status": ["success", "failure", "notApplied"],
    "ca_policy": NAMES,
    "ca_policy_failed": NAMES,
    "mfa": ["required", "none", "claim"],
    "auth_method": ["password", "sms", "passwordless"],
    "session_policy": ["Sign-in frequency"],
    "risk_level": ["low", "high"],
    "risk_state": ["atRisk"],
}

AUDIT_ROWS = Rows(
    {
        "activityDateTime": moment,
        "correlationId": maybe(IDS),
        "activityDisplayName": ACTIVITIES,
        "category": maybe(["UserManagement", "usermanagement", "Policy"]),
        "loggedByService": maybe(["Core Directory", "core directory", "PIM"]),
        "result": maybe(["success", "failure", "timeout", "unknownFutureValue"]),
        "initiatedBy": an_object(
            user=an_object(
                id=maybe(IDS), displayName=maybe(NAMES), userPrincipalName=maybe([*PEOPLE, "Jane@Contoso.com"])
            ),
            app=an_object(appId=maybe(IDS), displayName=maybe(NAMES)),
        ),
        "targetResources": objects(
            id=maybe(IDS), displayName=maybe(NAMES), userPrincipalName=maybe(PEOPLE), modifiedProperties=changes
        ),
    }
)

AUDIT_VALUES = {
    "id": ["0", "1"],
    "activity": [
        *("user_created", "sp_created", "app_updated", "app_credentials_changed", "password_reset"),
        *("group_member_added", *ACTIVITIES),
    ],
    "category": ["UserManagement", "policy"],
    "service": ["Core Directory", "pim"],
    "status": ["success", "failed"],
    "correlation_id": IDS,
    "property": NAMES,
    "actor": ["JANE@contoso.com", IDS[0], IDS[0].upper(), *NAMES],
    "target": ["JANE@contoso.com", IDS[0], *NAMES],
}

identity = an_object(
    id=maybe(IDS),
    displayName=maybe([*NAMES, PEOPLE[0]]),
    identityType=maybe(["User", "group", "RolesCompound", "Thing"]),
    details=[None, {"userPrincipalName": "Jane@Contoso.com", "active": True}],
)
system = an_object(id=maybe(IDS), displayName=maybe([*NAMES, "ServiceNow"]))

PROVISIONING_ROWS = Rows(
    {
        "activityDateTime": moment,
        "jobId": maybe(IDS),
        "cycleId": maybe(IDS),
        "changeId": maybe(IDS),
        "provisioningAction": ["create", "delete", "other"],
        "provisioningStatusInfo": an_object(
            status=["success", "failure", "Failure", "skipped", "warning", "brand new"],
            errorInformation=an_object(errorCode=maybe(["ContosoEntryConflict", "X"])),
        ),
        "sourceSystem": system,
        "targetSystem": system,
        "sourceIdentity": identity,
        "targetIdentity": identity,
        "modifiedProperties": changes,
    }
)

PROVISIONING_VALUES = {
    "id": ["0", "1"],
    "status": ["success", "failed", "skipped", "warning"],
    "action": ["create", "delete", "disable"],
    "object": ["user", "group", "role"],
    "source_system": PARTS,
    "target_system": PARTS,
    "system": PARTS,
    "identity": ["JANE@contoso.com", *IDS, *NAMES],
    "error_code": ["EntryConflict", "entryconflict", "x"],
    "job_id": IDS,
    "cycle_id": IDS,
    "change_id": IDS,
}
