"""The queries that Microsoft's pages and guides print for these logs come out as they stand there."""

from datetime import UTC, datetime

import pytest

from bot.domain.question import And, Is, Log, Not, OneOf
from bot.domain.window import Window
from bot.planning.plan import Fetch
from bot.planning.requests import request_of
from bot.planning.statuses import as_sent

DAY = Window(datetime(2026, 11, 12, tzinfo=UTC), datetime(2026, 11, 13, tzinfo=UTC))
T = "createdDateTime ge 2026-11-12T00:00:00Z and createdDateTime le 2026-11-13T00:00:00Z"
TA = "activityDateTime ge 2026-11-12T00:00:00Z and activityDateTime le 2026-11-13T00:00:00Z"
TP = "activityDateTime gt 2026-11-11T23:59:59.999999Z and activityDateTime lt 2026-11-13T00:00:00Z"
APP, USER = "de8bc8b5-d9f9-48b1-a8ad-b748da725064", "4562bcc8-c436-4f95-b7c0-4f8ce89dca5e"
CORRELATION = "17b4f05d-3659-42b8-856d-99322911d398"


def silent(kind):
    return f"signInEventTypes/any(t: t eq '{kind}')"


@pytest.mark.parametrize(
    ("part", "narrow", "version", "expected"),
    [
        pytest.param("", None, "v1.0", T, id="how many users signed in over a week"),
        pytest.param(
            "",
            And((Is("app", APP), as_sent(Is("status", "success")))),
            "v1.0",
            f"{T} and appId eq '{APP}' and status/errorCode eq 0",
            id="how many users signed in to an app this week",
        ),
        pytest.param(
            "", as_sent(Is("status", "failed")), "v1.0", f"{T} and status/errorCode ne 0", id="failed in 24 hours"
        ),
        pytest.param(
            "", Is("browser", "Chrome"), "v1.0", f"{T} and startsWith(deviceDetail/browser,'Chrome')", id="by browser"
        ),
        pytest.param(
            "",
            Is("os", "Windows"),
            "v1.0",
            f"{T} and startsWith(deviceDetail/operatingSystem,'Windows')",
            id="by system",
        ),
        pytest.param(
            "managedIdentity", None, "beta", f"{T} and {silent('managedIdentity')}", id="reached by managed identities"
        ),
        pytest.param(
            "servicePrincipal",
            None,
            "beta",
            f"{T} and {silent('servicePrincipal')}",
            id="reached by service principals",
        ),
        pytest.param(
            "", Is("user", "A@b.com"), "v1.0", f"{T} and userPrincipalName eq 'a@b.com'", id="the pattern of a user"
        ),
        pytest.param(
            "",
            Is("user", "Jane_Live.com#ext#@b.com"),
            "v1.0",
            f"{T} and userPrincipalName eq 'jane_live.com#EXT#@b.com'",
            id="a guest",
        ),
        pytest.param("", Is("user", USER), "v1.0", f"{T} and userId eq '{USER}'", id="a user by id"),
        pytest.param("", Is("error_code", "50126"), "v1.0", f"{T} and status/errorCode eq 50126", id="one code"),
        pytest.param(
            "",
            Is("ca_status", "notApplied"),
            "v1.0",
            f"{T} and conditionalAccessStatus eq 'notApplied'",
            id="Conditional Access not applied",
        ),
        pytest.param(
            "",
            Is("ca_status", "failure"),
            "v1.0",
            f"{T} and conditionalAccessStatus eq 'failure'",
            id="blocked by a policy",
        ),
        pytest.param(
            "",
            Is("resource", "Microsoft Graph"),
            "v1.0",
            f"{T} and resourceDisplayName eq 'Microsoft Graph'",
            id="resource",
        ),
        pytest.param("", Is("ip", "1.2.3.4"), "v1.0", f"{T} and ipAddress eq '1.2.3.4'", id="IP address"),
        pytest.param("", Is("ip", "1.2."), "v1.0", f"{T} and startsWith(ipAddress,'1.2.')", id="IP prefix"),
        pytest.param("", Is("city", "Paris"), "v1.0", f"{T} and location/city eq 'Paris'", id="city"),
        pytest.param("", Is("country", "FR"), "v1.0", f"{T} and location/countryOrRegion eq 'FR'", id="country"),
        pytest.param("", Is("client_app", "browser"), "v1.0", f"{T} and clientAppUsed eq 'Browser'", id="client app"),
        pytest.param(
            "interactiveDetails",
            Is("mfa", "required"),
            "beta",
            f"{T} and authenticationRequirement eq 'multiFactorAuthentication'",
            id="MFA",
        ),
        pytest.param("", Is("risk_level", "high"), "v1.0", f"{T} and riskLevelDuringSignIn eq 'high'", id="risky"),
        pytest.param("", Is("risk_state", "atRisk"), "v1.0", f"{T} and riskState eq 'atRisk'", id="at risk"),
        pytest.param(
            "nonInteractive",
            Is("correlation_id", CORRELATION),
            "beta",
            f"{T} and correlationId eq '{CORRELATION}' and {silent('nonInteractiveUser')}",
            id="same correlation id, silent",
        ),
    ],
)
def test_sign_ins(part, narrow, version, expected):
    request = request_of(Fetch(Log.SIGN_INS, DAY, narrow, part))

    assert (request.version, request.path) == (version, "auditLogs/signIns")
    assert request.params == {"$filter": expected}


@pytest.mark.parametrize(
    ("narrow", "expected"),
    [
        pytest.param(None, TA, id="which updates were applied to users"),
        pytest.param(Is("target", USER), f"{TA} and targetResources/any(t: t/id eq '{USER}')", id="to one user"),
        pytest.param(
            Is("activity", "user_updated"),
            f"{TA} and activityDisplayName eq 'Update user'",
            id="how many users changed",
        ),
        pytest.param(
            OneOf(
                "activity",
                (
                    "Change user password",
                    "Reset password",
                    "Change password (self-service)",
                    "Reset password (self-service)",
                    "Reset password (by admin)",
                ),
            ),
            f"{TA} and (activityDisplayName eq 'Change user password' or activityDisplayName eq 'Reset password'"
            " or activityDisplayName eq 'Change password (self-service)'"
            " or activityDisplayName eq 'Reset password (self-service)'"
            " or activityDisplayName eq 'Reset password (by admin)')",
            id="how many passwords changed",
        ),
        pytest.param(
            Is("actor", "admin@contoso.com"),
            f"{TA} and initiatedBy/user/userPrincipalName eq 'admin@contoso.com'",
            id="what has an administrator done",
        ),
        pytest.param(
            Is("activity", "group_created"), f"{TA} and activityDisplayName eq 'Add group'", id="groups added"
        ),
        pytest.param(
            OneOf("activity", ("group_member_added", "group_member_removed")),
            f"{TA} and (activityDisplayName eq 'Add member to group'"
            " or activityDisplayName eq 'Remove member from group')",
            id="groups with membership changes",
        ),
        pytest.param(
            OneOf("activity", ("group_owner_added", "group_owner_removed")),
            f"{TA} and (activityDisplayName eq 'Add owner to group'"
            " or activityDisplayName eq 'Remove owner from group')",
            id="owners changed",
        ),
        pytest.param(
            Is("activity", "license_changed"),
            f"{TA} and (activityDisplayName eq 'Change user license' or activityDisplayName eq 'Set group license')",
            id="licences",
        ),
        pytest.param(
            OneOf("activity", ("app_created", "app_updated")),
            f"{TA} and (activityDisplayName eq 'Add application'"
            " or startswith(activityDisplayName,'Update application'))",
            id="applications added or updated",
        ),
        pytest.param(
            Is("activity", "app_deleted"),
            f"{TA} and (activityDisplayName eq 'Delete application'"
            " or activityDisplayName eq 'Hard Delete application')",
            id="applications removed",
        ),
        pytest.param(
            Is("activity", "sp_updated"),
            f"{TA} and activityDisplayName eq 'Update service principal'",
            id="service principal changed",
        ),
        pytest.param(
            And((Is("activity", "sp_updated"), Is("target", USER))),
            f"{TA} and activityDisplayName eq 'Update service principal' and targetResources/any(t: t/id eq '{USER}')",
            id="one service principal changed",
        ),
        pytest.param(
            Is("activity", "app_consented"),
            f"{TA} and activityDisplayName eq 'Consent to application'",
            id="who consented",
        ),
        pytest.param(
            Is("target", "O'Brien"),
            f"{TA} and targetResources/any(t: t/displayName eq 'O''Brien')",
            id="by name, quotes doubled",
        ),
    ],
)
def test_directory_audits(narrow, expected):
    request = request_of(Fetch(Log.AUDIT, DAY, narrow))

    assert (request.version, request.path) == ("v1.0", "auditLogs/directoryAudits")
    assert request.params == {"$filter": expected}


CREATED = (Is("action", "create"), Is("status", "success"))


@pytest.mark.parametrize(
    ("narrow", "expected"),
    [
        pytest.param(
            And((Is("target_system", "ServiceNow"), *CREATED, Is("object", "group"))),
            "contains(targetSystem/displayName,'ServiceNow') and provisioningAction eq 'create'"
            " and provisioningStatusInfo/status eq 'success' and targetIdentity/identityType eq 'Group'",
            id="groups created in ServiceNow",
        ),
        pytest.param(
            And((Is("target_system", "Adobe"), Is("action", "delete"), Is("status", "success"), Is("object", "user"))),
            "contains(targetSystem/displayName,'Adobe') and provisioningAction eq 'delete'"
            " and provisioningStatusInfo/status eq 'success' and targetIdentity/identityType eq 'User'",
            id="users removed from Adobe",
        ),
        pytest.param(
            And((Is("source_system", "Workday"), Is("target_system", "Active Directory"), *CREATED)),
            "contains(sourceSystem/displayName,'Workday') and contains(targetSystem/displayName,'Active Directory')"
            " and provisioningAction eq 'create' and provisioningStatusInfo/status eq 'success'",
            id="Workday users created in Active Directory",
        ),
        pytest.param(Is("status", "failed"), "provisioningStatusInfo/status eq 'failure'", id="failures"),
        pytest.param(
            Is("system", "Zoom"),
            "(contains(sourceSystem/displayName,'Zoom') or contains(targetSystem/displayName,'Zoom'))",
            id="a system on either side",
        ),
    ],
)
def test_provisioning(narrow, expected):
    request = request_of(Fetch(Log.PROVISIONING, DAY, narrow))

    assert (request.version, request.path) == ("v1.0", "auditLogs/provisioning")
    assert request.params == {"$top": "1000", "$filter": f"{TP} and {expected}"}


@pytest.mark.parametrize(
    ("log", "condition"),
    [
        pytest.param(Log.SIGN_INS, Is("status", "failed"), id="a status that only a setting defines"),
        pytest.param(Log.SIGN_INS, Is("client_app", "legacy"), id="a group of clients"),
        pytest.param(Log.SIGN_INS, Not(Is("ip", "1.2.")), id="any other prefix"),
        pytest.param(Log.AUDIT, Is("category", "Policy"), id="a category"),
        pytest.param(Log.AUDIT, Is("target", "jane@contoso.com"), id="the address of a target"),
        pytest.param(Log.AUDIT, Not(Is("activity", "user_created")), id="any other activity"),
        pytest.param(Log.PROVISIONING, Is("error_code", "EntryConflict"), id="the name of an error"),
        pytest.param(Log.PROVISIONING, Not(Is("system", "Zoom")), id="any other system"),
        pytest.param(Log.PROVISIONING, Is("status", "brand new"), id="a status outside the closed list"),
    ],
)
def test_what_graph_does_not_document_cannot_be_written(log, condition):
    with pytest.raises(ValueError, match=condition.field if isinstance(condition, Is) else condition.condition.field):
        request_of(Fetch(log, DAY, condition))
