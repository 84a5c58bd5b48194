"""What Graph's other reports say: AD FS, methods, apps with their credentials, and customers."""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from desk_town import NOW
from usage_questions import METHODS, MONTH, REPORTS, WEEK, rows_of, totals_of, usage

from bot.errors import QuestionError


def test_ad_fs_says_what_graph_sums_up(desks, raw):
    rows = raw("/v1.0/reports/getRelyingPartyDetailedSummary(period='D7')")

    answer = usage(desks.new(), "adfs", window=WEEK)

    assert {row["app_id"]: row for row in rows_of(answer)} == {
        row["relyingPartyId"]: {
            "report": "adfs",
            "app": row["relyingPartyName"],
            "app_id": row["relyingPartyId"],
            "events": row["totalSignInCount"],
            "success": row["successfulSignInCount"],
            "failed": row["failedSignInCount"],
            "users": row["uniqueUserCount"],
            "migration": row["migrationStatus"],
        }
        for row in rows
    }
    assert totals_of(answer)["events"] == sum(row["totalSignInCount"] for row in rows)


def test_a_time_that_nobody_sums_up_is_refused_and_not_guessed(desks):
    with pytest.raises(QuestionError, match="24 hours, 7 or 30 days"):
        usage(desks.new(), "adfs", window={"named": "yesterday"})


def test_features_and_methods_are_counted_over_all_accounts(desks, raw):
    accounts = raw(f"{METHODS}/userRegistrationDetails")
    methods = Counter(method for row in accounts for method in row["methodsRegistered"])

    answer = usage(desks.new(), "auth_methods")

    assert totals_of(answer) == {
        "users": len(accounts),
        "mfa_registered": sum(row["isMfaRegistered"] for row in accounts),
        "mfa_capable": sum(row["isMfaCapable"] for row in accounts),
        "passwordless_capable": sum(row["isPasswordlessCapable"] for row in accounts),
        "sspr_registered": sum(row["isSsprRegistered"] for row in accounts),
        "sspr_enabled": sum(row["isSsprEnabled"] for row in accounts),
        "sspr_capable": sum(row["isSsprCapable"] for row in accounts),
        "admins": sum(row["isAdmin"] for row in accounts),
    }
    assert {row["name"]: row["users"] for row in rows_of(answer) if row["measure"] == "method"} == methods


def test_what_was_registered_in_some_time_is_counted_from_its_events(desks, raw):
    events = raw("/beta/reports/authenticationMethods/userEventsSummary")
    lately = [row for row in events if row["eventDateTime"] >= "2026-11-05T10:30"]
    expected = Counter((row["feature"], row["isSuccess"]) for row in lately)

    answer = usage(desks.new(), "auth_methods", window=WEEK)

    assert totals_of(answer) == {
        "events": expected.total(),
        "success": expected["registration", True] + expected["reset", True],
        "failed": expected["registration", False] + expected["reset", False],
        "registrations": expected["registration", True] + expected["registration", False],
        "resets": expected["reset", True] + expected["reset", False],
    }
    assert sum(row["events"] for row in rows_of(answer)) == expected.total()


def test_the_last_use_of_every_app_is_graphs(desks, raw, names):
    rows = raw(f"{REPORTS}/servicePrincipalSignInActivities")

    answer = usage(desks.new(), "service_principals")

    assert {row["app_id"]: row["app"] for row in rows_of(answer)} == {
        row["appId"]: names.get(row["appId"], row["appId"]) for row in rows
    }
    last = {row["appId"]: row["lastSignInActivity"]["lastSignInDateTime"] for row in rows}
    said = {row["app_id"]: datetime.fromisoformat(row["last_sign_in"]) for row in rows_of(answer)}
    assert said == {app: datetime.fromisoformat(moment) for app, moment in last.items()}
    moments = [row["last_sign_in"] for row in rows_of(answer)]
    assert moments == sorted(moments, reverse=True)


def test_one_app_is_graphs_to_find_by_its_id(desks, names):
    (backup,) = (app for app, name in names.items() if name == "Backup job")

    answer = usage(desks.new(), "service_principals", filters={"app": "backup job"})

    assert [row["app_id"] for row in rows_of(answer)] == [backup]
    assert answer.requests[-1].url.endswith(f"$filter=appId%20eq%20'{backup}'")


def test_credentials_come_in_the_order_in_which_they_end(desks, raw):
    rows = raw(f"{REPORTS}/appCredentialSignInActivities")
    soon = f"{NOW + timedelta(days=30):%Y-%m-%dT%H:%M:%SZ}"

    answer = usage(desks.new(), "credentials")

    assert [row["key_id"] for row in rows_of(answer)] == [
        row["keyId"] for row in sorted(rows, key=lambda row: row["expirationDateTime"])
    ]
    assert totals_of(answer)["expiring_30d"] == sum(row["expirationDateTime"] <= soon for row in rows)
    assert totals_of(answer)["events"] == len(rows)


@pytest.mark.parametrize(
    ("window", "until"),
    [
        pytest.param({"named": "this_month"}, "2026-12-01T00:00:00Z", id="a month to its end"),
        pytest.param({"named": "this_week"}, "2026-11-16T00:00:00Z", id="a week to its end"),
        pytest.param({"named": "this_quarter"}, "2027-01-01T00:00:00Z", id="a quarter to its end"),
        pytest.param({"named": "today"}, "2026-11-13T00:00:00Z", id="a day to its end"),
        pytest.param({"last": 86_400}, "2026-11-12T10:30:00Z", id="the past"),
    ],
)
def test_the_time_of_a_credential_is_its_end(desks, raw, window, until):
    rows = raw(f"{REPORTS}/appCredentialSignInActivities")

    answer = usage(desks.new(), "credentials", window=window)

    assert {row["key_id"] for row in rows_of(answer)} == {
        row["keyId"] for row in rows if row["expirationDateTime"] < until
    }


def test_customers_are_those_that_external_id_counts(desks, raw):
    days = {
        metric: [row for row in raw(f"{REPORTS}/userInsights/daily/{metric}") if row["factDate"] >= "2026-11-05"]
        for metric in ("signUps", "authentications", "mfaCompletions", "activeUsers", "userCount")
    }

    answer = usage(desks.new(), "user_insights", window=WEEK)

    assert totals_of(answer) == {
        "sign_ups": sum(row["count"] for row in days["signUps"]),
        "authentications": sum(row["attemptsCount"] for row in days["authentications"]),
        "authenticated": sum(row["successCount"] for row in days["authentications"]),
        "mfa_attempts": sum(row["attemptsCount"] for row in days["mfaCompletions"]),
        "mfa_completed": sum(row["successCount"] for row in days["mfaCompletions"]),
    }
    assert {row["date"]: row["active_users"] for row in rows_of(answer)} == {
        row["factDate"]: row["count"] for row in days["activeUsers"]
    }
    assert {row["date"]: row["user_count"] for row in rows_of(answer)} == {
        row["factDate"]: row["count"] for row in days["userCount"]
    }


def test_completed_sign_ups_are_those_of_the_sign_up_log(desks, town):
    made = Counter(row["createdDateTime"][:10] for row in town.rows if row["userId"])

    answer = usage(desks.new(), "user_insights", window=MONTH)

    assert {row["date"]: row["sign_ups"] for row in rows_of(answer) if "sign_ups" in row} == made


@pytest.mark.parametrize("field", ["day", "week", "month", "app"])
def test_customers_by_time_and_app_add_up(desks, field):
    answer = usage(desks.new(), "user_insights", group_by=[field])
    said = answer.to_json()

    for name, total in said["totals"].items():
        assert sum(group.get(name, 0) for group in said["groups"]) == total
    assert any("active_users" in group for group in said["groups"]) == (field in {"day", "month"})


def test_months_go_back_a_year_and_days_do_not(desks):
    months = usage(desks.new(), "user_insights", window={"last": 200 * 86_400})
    days = usage(desks.new(), "user_insights", window={"last": 200 * 86_400}, group_by=["day"])

    assert (months.complete, days.complete) == (True, False)
    assert all(date.fromisoformat(row["date"]).day == 1 for row in rows_of(months))
    assert "30 days" in " ".join(days.lacks)
