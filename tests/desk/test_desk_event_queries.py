"""Each documented question about sign-ins, changes and provisioning becomes the documented Graph request."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.desk.explanation import explain
from bot.domain.attempts import AttemptRules
from bot.domain.names import TenantNames
from bot.errors import QuestionError
from bot.language.parser import parse

NOW = datetime(2026, 11, 18, 9, tzinfo=UTC)
UTC_ZONE = ZoneInfo("UTC")
DAY = "createdDateTime ge 2026-11-17T09:00:00Z and createdDateTime le 2026-11-18T09:00:00Z"
AUDIT_DAY = "activityDateTime ge 2026-11-17T09:00:00Z and activityDateTime le 2026-11-18T09:00:00Z"
SYNC_DAY = "activityDateTime gt 2026-11-17T08:59:59.999999Z and activityDateTime lt 2026-11-18T09:00:00Z"


def queries(text):
    question = parse(text, NOW, UTC_ZONE, TenantNames()).question
    return explain(question, UTC_ZONE, NOW, AttemptRules())


def kind(name):
    return f"signInEventTypes/any(t: t eq '{name}')"


@pytest.mark.parametrize(
    ("text", "version", "asked", "client_side"),
    [
        pytest.param("/signins failed last 24h", "v1.0", "", ("status",), id="failed"),
        pytest.param("/signins interrupted last 24h", "v1.0", "", ("status",), id="interrupted"),
        pytest.param(
            "/signins app:Store success last 24h",
            "v1.0",
            "appId eq '{appId:Store}' and status/errorCode eq 0",
            (),
            id="app",
        ),
        pytest.param(
            "/signins user:Jane@Contoso.com last 24h",
            "v1.0",
            "userPrincipalName eq 'jane@contoso.com'",
            (),
            id="person",
        ),
        pytest.param("/signins 50126 last 24h", "v1.0", "status/errorCode eq 50126", (), id="code"),
        pytest.param("/signins ca:failure last 24h", "v1.0", "conditionalAccessStatus eq 'failure'", (), id="blocked"),
        pytest.param(
            "/signins ca:failure policy:Legacy last 24h",
            "v1.0",
            "conditionalAccessStatus eq 'failure'",
            ("ca_policy",),
            id="blocked by a policy",
        ),
        pytest.param("/signins ip:203.0.113.7 last 24h", "v1.0", "ipAddress eq '203.0.113.7'", (), id="address"),
        pytest.param("/signins country:FR last 24h", "v1.0", "location/countryOrRegion eq 'FR'", (), id="country"),
        pytest.param("/signins city:Paris last 24h", "v1.0", "location/city eq 'Paris'", (), id="city"),
        pytest.param("/signins client:browser last 24h", "v1.0", "clientAppUsed eq 'Browser'", (), id="browser"),
        pytest.param("/signins legacy last 24h", "v1.0", "", ("client_app",), id="legacy"),
        pytest.param(
            "/signins mfa last 24h", "beta", "authenticationRequirement eq 'multiFactorAuthentication'", (), id="MFA"
        ),
        pytest.param("/signins guests last 24h", "beta", "", ("user_type",), id="guests"),
        pytest.param("/signins level:high last 24h", "v1.0", "riskLevelDuringSignIn eq 'high'", (), id="risk"),
    ],
)
def test_a_question_about_sign_ins_is_one_request(text, version, asked, client_side):
    (query,) = queries(text)

    assert (query.version, query.path) == (version, "auditLogs/signIns")
    assert query.filter == (f"{DAY} and {asked}" if asked else DAY)
    assert query.client_side == client_side


def test_each_kind_of_sign_in_is_a_request_of_its_own():
    asked = queries("/signins type:managedIdentity,servicePrincipal last 24h")

    assert {query.filter for query in asked} == {
        f"{DAY} and {kind('managedIdentity')}",
        f"{DAY} and {kind('servicePrincipal')}",
    }
    assert {query.version for query in asked} == {"beta"}


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        pytest.param("/audit activity:user_updated last 24h", "activityDisplayName eq 'Update user'", id="updates"),
        pytest.param("/audit activity:group_created last 24h", "activityDisplayName eq 'Add group'", id="groups"),
        pytest.param(
            "/audit activity:group_member_added,group_member_removed last 24h",
            "(activityDisplayName eq 'Add member to group' or activityDisplayName eq 'Remove member from group')",
            id="memberships",
        ),
        pytest.param(
            "/audit activity:app_updated last 24h", "startswith(activityDisplayName,'Update application')", id="apps"
        ),
        pytest.param(
            "/audit activity:app_deleted last 24h",
            "(activityDisplayName eq 'Delete application' or activityDisplayName eq 'Hard Delete application')",
            id="apps removed",
        ),
        pytest.param(
            "/audit activity:app_consented last 24h", "activityDisplayName eq 'Consent to application'", id="consent"
        ),
        pytest.param(
            "/audit actor:admin@contoso.com last 24h",
            "initiatedBy/user/userPrincipalName eq 'admin@contoso.com'",
            id="an administrator",
        ),
    ],
)
def test_a_question_about_changes_is_one_request(text, asked):
    (query,) = queries(text)

    assert (query.version, query.path) == ("v1.0", "auditLogs/directoryAudits")
    assert query.filter == f"{AUDIT_DAY} and {asked}"


def test_provisioning_is_narrowed_by_all_but_the_type_of_the_object():
    (query,) = queries("/provisioning target:ServiceNow action:create status:success object:group last 24h")

    assert (query.version, query.path, dict(query.params)) == ("v1.0", "auditLogs/provisioning", {"$top": "1000"})
    assert query.filter == (
        f"{SYNC_DAY} and provisioningAction eq 'create' and provisioningStatusInfo/status eq 'success' "
        "and contains(targetSystem/displayName,'ServiceNow')"
    )
    assert query.client_side == ("object",)


def test_two_periods_are_two_requests():
    assert len(queries("/signins today vs yesterday")) == 2


@pytest.mark.parametrize("text", ["/signins user:me last 24h", "/signins user:slack:U123 last 24h"])
def test_somebody_nobody_knows_is_asked_for_by_address(text):
    with pytest.raises(QuestionError, match="Nobody says here who"):
        queries(text)


def test_every_log_of_events_says_what_its_rows_are():
    for command in ("/signins", "/audit", "/provisioning"):
        assert all(query.then for query in queries(f"{command} last 24h"))
    assert queries("/audit last 24h")[0].path == "auditLogs/directoryAudits"
