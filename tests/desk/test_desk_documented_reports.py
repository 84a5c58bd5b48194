"""What is asked of risk and of usage, from words to the documented requests and to numbers equal to a recount."""

from collections import Counter
from datetime import timedelta
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import pytest
from desk_town import NOW, desks_on, raw_rows, signed_in
from event_recount import each_once

from bot.domain.names import TenantNames
from bot.language.parser import parse

UTC_ZONE = ZoneInfo("UTC")
NAMES = TenantNames(apps=("Contoso Store", "HR Central", "Zoom", "Backup job"))
WEEK_AGO = f"{NOW - timedelta(days=7):%Y-%m-%dT%H:%M:%SZ}"
REPORTS, PROTECTION = "/beta/reports", "/v1.0/identityProtection"
SUMMARY = f"{REPORTS}/getAzureADApplicationSignInSummary(period='D7')"
DETAILS = "/v1.0/reports/authenticationMethods/userRegistrationDetails"


@pytest.fixture(scope="module")
def tenant(three_weeks):
    """Three weeks, in which something was detected of everybody."""
    return three_weeks


@pytest.fixture(scope="module")
def desks(tenant, tmp_path_factory):
    with desks_on(tenant, tmp_path_factory.mktemp("reports")) as made:
        yield made


@pytest.fixture(scope="module")
def raw(tenant):
    """Reads Graph with nothing of ours in between."""
    with signed_in(tenant) as http:
        yield lambda path: raw_rows(http, path)


@pytest.fixture(scope="module")
def asked(desks):
    """Reads a text, checks the question, answers it: the JSON, and what Graph was asked."""

    def ask(text, said):
        question = parse(text, NOW, UTC_ZONE, NAMES).question
        assert question.to_json() == {"filters": {}, "output": "list"} | said
        answer = desks.new().answer(question, UTC_ZONE)
        return answer.to_json(), [unquote(call.url) for call in answer.requests]

    return ask


def week(**said):
    return {"window": {"last": 7 * 86_400}} | said


@pytest.mark.parametrize(
    ("text", "said", "sent", "path", "wanted"),
    [
        pytest.param(
            "list users at medium risk or above",
            {"filters": {"subject": "user", "risk_level": ["medium", "high"]}},
            "riskyUsers",
            "riskyUsers",
            lambda row: row["riskLevel"] in {"medium", "high"},
            id="people at medium risk or above",
        ),
        pytest.param(
            "/risk users level:high state:atRisk",
            {"filters": {"subject": "user", "risk_level": "high", "risk_state": "atRisk"}},
            "riskLevel eq 'high' and riskState eq 'atRisk'",
            "riskyUsers",
            lambda row: row["riskLevel"] == "high" and row["riskState"] == "atRisk",
            id="people at high risk who still are",
        ),
        pytest.param(
            "risky sign-ins in the last 7 days",
            week(filters={"subject": "signin"}),
            f"activityDateTime ge {WEEK_AGO}",
            "riskDetections",
            lambda row: row["activity"] == "signin" and row["activityDateTime"] >= WEEK_AGO,
            id="risky sign-ins",
        ),
        pytest.param(
            "risky service principals",
            {"filters": {"subject": "workload"}},
            "riskyServicePrincipals",
            "riskyServicePrincipals",
            lambda row: True,
            id="risky workloads",
        ),
    ],
)
def test_risk(asked, raw, text, said, sent, path, wanted):
    answer, filters = asked(text, {"log": "risk"} | said)
    rows = list(filter(wanted, raw(f"{PROTECTION}/{path}?$top=500")))

    assert answer["totals"]["events"] == len(rows)
    assert {row["id"] for row in answer["rows"]} == {row["id"] for row in rows}
    assert any(sent in one for one in filters if "identityProtection" in one)


@pytest.mark.parametrize(
    ("text", "said", "sent"),
    [
        pytest.param("app usage in the last 7 days", week(filters={"report": "activity"}), SUMMARY, id="app usage"),
        pytest.param(
            "/apps top 3 apps by usage last 7 days",
            week(filters={"report": "activity"}, group_by=["app"], top=3),
            SUMMARY,
            id="the most used apps",
        ),
        pytest.param("AD FS application activity", {"filters": {"report": "adfs"}}, "(period='D7')", id="AD FS"),
        pytest.param(
            "how many users are registered for MFA?",
            {"filters": {"report": "auth_methods"}, "output": "count"},
            DETAILS,
            id="registered for MFA",
        ),
        pytest.param(
            "unused service principals",
            {"filters": {"report": "service_principals"}},
            "servicePrincipalSignInActivities",
            id="unused service principals",
        ),
        pytest.param(
            "which client secrets are about to expire?",
            {"filters": {"report": "credentials"}},
            "appCredentialSignInActivities",
            id="expiring secrets",
        ),
        pytest.param(
            "daily active users in the last 7 days",
            week(filters={"report": "user_insights"}, group_by=["day"]),
            "userInsights/daily/activeUsers",
            id="daily active customers",
        ),
        pytest.param(
            "monthly active users",
            {"filters": {"report": "user_insights"}, "group_by": ["month"]},
            "userInsights/monthly/activeUsers",
            id="monthly active customers",
        ),
    ],
)
def test_usage_is_asked_of_its_report(asked, text, said, sent):
    answer, filters = asked(text, {"log": "apps"} | said)

    assert any(sent in one for one in filters)
    assert any(answer["totals"].values())


def test_the_most_used_apps_are_those_of_the_log(asked, raw):
    answer, _ = asked(
        "/apps top 3 apps by usage last 7 days",
        {"log": "apps"} | week(filters={"report": "activity"}, group_by=["app"], top=3),
    )
    rows = raw(f"/v1.0/auditLogs/signIns?$filter=createdDateTime ge {WEEK_AGO}&$top=1000")

    logged = Counter(row["appDisplayName"] for row in rows)
    assert [(one["key"]["app"], one["events"]) for one in answer["groups"]] == logged.most_common(3)


def test_an_hour_of_one_app_is_counted_from_its_sign_ins(asked, raw):
    answer, filters = asked(
        "/apps usage of HR Central yesterday by hour",
        {
            "log": "apps",
            "filters": {"app": "HR Central", "report": "activity"},
            "window": {"named": "yesterday"},
            "group_by": ["hour"],
        },
    )
    day = "createdDateTime ge 2026-11-11T00:00:00Z and createdDateTime le 2026-11-11T23:59:59Z"
    rows = raw(f"/v1.0/auditLogs/signIns?$filter={day} and appDisplayName eq 'HR Central'&$top=1000")

    hours = Counter(row["createdDateTime"][:13] for row in each_once(rows))
    assert {one["key"]["hour"][:13]: one["events"] for one in answer["groups"]} == hours
    assert any("auditLogs/signIns?$filter=createdDateTime ge 2026-11-11T00:00:00Z" in one for one in filters)
