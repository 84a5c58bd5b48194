"""Usage and insights on the demo tenant, over real HTTP, equal to a recount of Graph's raw rows."""

import csv
from collections import Counter
from datetime import date, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import orjson
import pytest
from desk_town import NOW, desks_on, question_of, raw_rows, signed_in
from event_recount import each_once

from bot.demo.options import TenantOptions
from bot.demo.town import running_tenant
from bot.domain.sources import Source
from bot.errors import GraphRefused, QuestionError
from bot.render import Renderer
from bot.render.export_files import csv_of

UTC_ZONE, LONDON = ZoneInfo("UTC"), ZoneInfo("Europe/London")
WEEK, MONTH = {"last": 7 * 86_400}, {"last": 30 * 86_400}
REPORTS = "/beta/reports"
METHODS = "/v1.0/reports/authenticationMethods"


def usage(desk, report=None, zone=UTC_ZONE, **said):
    filters = said.pop("filters", {}) | ({"report": report} if report else {})
    return desk.answer(question_of({"log": "apps", "filters": filters} | said), zone)


def rows_of(answer):
    return answer.to_json()["rows"]


def totals_of(answer):
    return answer.to_json()["totals"]


def groups_of(answer, field):
    return {group["key"][field]: group for group in answer.to_json()["groups"]}


@pytest.fixture(scope="module")
def raw(tenant):
    """Reads Graph with nothing of ours in between."""
    with signed_in(tenant) as http:
        yield lambda path: raw_rows(http, path)


@pytest.fixture(scope="module")
def sign_ins(raw):
    """All rows of interactive sign-ins that Graph shows, of which its own sums are made."""
    return raw("/v1.0/auditLogs/signIns?$filter=createdDateTime ge 2026-10-01T00:00:00Z&$top=1000")


@pytest.fixture(scope="module")
def logged_once(sign_ins):
    """The same, each sign-in once: the log may print one again."""
    return each_once(sign_ins)


@pytest.fixture(scope="module")
def names(raw):
    return {
        row["appId"]: row["displayName"]
        for path in ("servicePrincipals", "applications")
        for row in raw(f"/v1.0/{path}?$select=appId,displayName&$top=999")
    }


# Sign-ins by app


@pytest.mark.parametrize(
    ("window", "days"),
    [
        pytest.param(None, 7, id="no time named"),
        pytest.param(WEEK, 7, id="a week"),
        pytest.param(MONTH, 30, id="a month"),
    ],
)
def test_graphs_own_sum_equals_a_recount_of_the_log(desks, sign_ins, window, days):
    since = f"{NOW - timedelta(days=days):%Y-%m-%dT%H:%M:%SZ}"
    logged = [row for row in sign_ins if row["createdDateTime"] >= since]
    good = Counter(row["appId"] for row in logged if row["status"]["errorCode"] == 0)
    every = Counter(row["appId"] for row in logged)

    answer = usage(desks.new(), "activity", window=window)

    assert {row["app_id"]: (row["events"], row["success"]) for row in rows_of(answer)} == {
        app: (count, good[app]) for app, count in every.items()
    }
    assert totals_of(answer) == {
        "events": len(logged),
        "success": good.total(),
        "failed": len(logged) - good.total(),
        "apps": len(every),
    }
    assert [call.url.rpartition("/")[2] for call in answer.requests] == [
        f"getAzureADApplicationSignInSummary(period='D{days}')"
    ]


@pytest.mark.parametrize(
    ("said", "since", "until"),
    [
        pytest.param({"window": {"named": "yesterday"}}, "2026-11-11T00:00:00Z", "2026-11-12T00:00:00Z", id="a day"),
        pytest.param({"window": {"last": 86_400}}, "2026-11-11T10:30:00Z", "2026-11-12T10:30:00Z", id="24 hours"),
    ],
)
def test_any_other_time_is_counted_from_the_log(desks, logged_once, said, since, until):
    logged = [row for row in logged_once if since <= row["createdDateTime"] < until]

    answer = usage(desks.new(), "activity", **said)

    assert {row["app"]: row["events"] for row in rows_of(answer)} == Counter(row["appDisplayName"] for row in logged)
    assert totals_of(answer)["events"] == len(logged)
    assert sum(totals_of(answer)[name] for name in ("success", "failed", "interrupted")) == len(logged)


def test_days_are_those_of_the_askers_clock(desks, logged_once):
    london = Counter(
        datetime.fromisoformat(row["createdDateTime"]).astimezone(LONDON).date().isoformat()
        for row in logged_once
        if row["createdDateTime"] >= "2026-11-05T10:30:00Z"
    )

    answer = usage(desks.new(), "activity", zone=LONDON, window=WEEK, group_by=["day"])

    assert {day: group["events"] for day, group in groups_of(answer, "day").items()} == london
    assert totals_of(answer)["events"] == london.total()


def test_of_one_app_the_codes_are_counted_as_the_detailed_report_would(desks, sign_ins):
    logged = [
        row for row in sign_ins if row["appDisplayName"] == "Zoom" and row["createdDateTime"] >= "2026-11-05T10:30"
    ]
    codes = Counter(row["status"]["errorCode"] for row in logged)

    answer = usage(desks.new(), "activity", window=WEEK, filters={"app": "Zoom"})
    said = answer.to_json()

    assert said["totals"]["events"] == len(logged)
    assert {detail["error_code"]: detail["events"] for detail in said["details"]} == codes - Counter({0: codes[0]})
    assert "50126: The user name or the password was wrong." in Renderer().answer(answer, heading="Zoom").text


def test_where_the_sum_may_not_be_read_the_log_is_counted_and_that_is_said(tmp_path):
    options = TenantOptions(days=2, now=NOW, frozen=True, throttle=False, faults="no-Reports.Read.All")
    with running_tenant(options) as running, desks_on(running, tmp_path) as desks:
        answer = usage(desks.new(), "activity", window=WEEK)
        with signed_in(running) as http:
            rows = raw_rows(http, "/v1.0/auditLogs/signIns?$filter=createdDateTime ge 2026-11-05T10:30:00Z&$top=1000")

    assert {row["app"]: row["events"] for row in rows_of(answer)} == Counter(
        row["appDisplayName"] for row in each_once(rows)
    )
    assert any("Reports.Read.All" in note and "the sign-in log was counted instead" in note for note in answer.notes)


def test_the_filled_mirror_is_used(desks):
    desk = desks.new()
    usage(desk, "activity", window={"named": "yesterday"})

    answer = usage(desk, "activity", window={"named": "yesterday"})

    assert (answer.source, answer.requests) == (Source.BOTH, ())


def test_one_time_is_held_against_another(desks, logged_once):
    def between(since, until):
        return sum(since <= row["createdDateTime"] < until for row in logged_once)

    answer = usage(desks.new(), "activity", window={"named": "this_week"}, compare={"named": "last_week"})
    said = answer.to_json()

    assert said["totals"]["events"] == between("2026-11-09T00:00:00Z", "2026-11-12T10:30:00Z")
    assert said["compare"]["totals"]["events"] == between("2026-11-02T00:00:00Z", "2026-11-09T00:00:00Z")


def test_the_top_apps_are_the_busiest_and_totals_stay(desks):
    every = usage(desks.new(), "activity", window=WEEK, group_by=["app"])
    top = usage(desks.new(), "activity", window=WEEK, group_by=["app"], top=3)

    assert top.parts[0].groups == every.parts[0].groups[:3]
    assert top.parts[0].totals == every.parts[0].totals
    assert sum(group["events"] for group in groups_of(every, "app").values()) == totals_of(every)["events"]


def test_where_the_log_may_not_be_read_the_sum_stands_without_the_codes(tmp_path):
    options = TenantOptions(days=2, now=NOW, frozen=True, throttle=False, faults="no-AuditLog.Read.All")
    with running_tenant(options) as running, desks_on(running, tmp_path) as desks:
        answer = usage(desks.new(), "activity", window=WEEK, filters={"app": "Zoom"})

    assert [row["app"] for row in rows_of(answer)] == ["Zoom"]
    assert (answer.complete, answer.parts[0].details) == (False, ())
    assert answer.lacks[0].startswith("Why sign-ins failed is not shown.")


def test_of_one_app_there_is_no_word_of_others(desks):
    answer = usage(desks.new(), filters={"app": "Backup job"})

    assert {row["app"] for row in rows_of(answer)} == {"Backup job"}
    assert "auth_methods" not in totals_of(answer)


def test_two_apps_of_one_name_stay_apart(tmp_path):
    apps = [{"id": key, "appId": key, "displayName": "Portal"} for key in ("first", "second")]
    sums = [
        {"id": key, "appDisplayName": "Portal", "successfulSignInCount": count, "failedSignInCount": 0}
        for key, count in (("first", 7), ("second", 3))
    ]
    keys = [{"id": key, "appId": key, "keyId": f"key of {key}"} for key in ("first", "second")]
    for name, rows in {
        "applications-list": apps,
        "applicationSignInSummary": sums,
        "appCredentialSignInActivities": keys,
    }.items():
        (tmp_path / f"{name}.json").write_bytes(orjson.dumps({"value": rows}))
    options = TenantOptions(load=tmp_path, now=NOW, frozen=True, throttle=False)
    with running_tenant(options) as running, desks_on(running, tmp_path / "desks") as desks:
        by_app = usage(desks.new(), "activity", window=WEEK, group_by=["app"])
        secrets = usage(desks.new(), "credentials", filters={"app": "portal"})

    assert {name: group["events"] for name, group in groups_of(by_app, "app").items()} == {
        "Portal (first)": 7,
        "Portal (second)": 3,
    }
    assert {row["app"] for row in rows_of(secrets)} == {"Portal (first)", "Portal (second)"}


# AD FS


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


# Authentication methods


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


# Apps and their credentials


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


# External ID


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


# Several reports, and what is lacking


def test_no_report_named_shows_a_line_for_each(desks):
    answer = usage(desks.new())
    message = Renderer().answer(answer, heading="Usage and insights")

    assert [part.report.value for part in answer.parts] == [
        "activity",
        "adfs",
        "auth_methods",
        "service_principals",
        "credentials",
    ]
    for said in ("App activity", "AD FS activity", "Authentication methods", "Last use of apps", "Secrets"):
        assert said in message.text
    assert set(totals_of(answer)) == {part.report.value for part in answer.parts}


@pytest.mark.parametrize(
    ("fault", "left", "says"),
    [
        pytest.param("no-Reports.Read.All", 4, "Reports.Read.All", id="sums"),
        pytest.param("403-licence", 2, "P1 or P2", id="licence"),
        pytest.param("no-AuditLog.Read.All", 2, "AuditLog.Read.All", id="logs"),
    ],
)
def test_one_permission_less_leaves_the_other_reports(tmp_path, fault, left, says):
    options = TenantOptions(days=2, now=NOW, frozen=True, throttle=False, faults=fault)
    with running_tenant(options) as running, desks_on(running, tmp_path) as desks:
        answer = usage(desks.new())

    assert (len(answer.parts), answer.complete) == (left, False)
    assert says in " ".join(answer.lacks)
    assert "This may be incomplete." in Renderer().answer(answer, heading="Usage").text


@pytest.mark.parametrize(
    ("fault", "report", "says"),
    [
        pytest.param("no-Insights-UserMetric.Read.All", "user_insights", "Insights-UserMetric.Read.All", id="insights"),
        pytest.param("no-Reports.Read.All", "adfs", "Reports.Read.All", id="AD FS"),
        pytest.param("no-AuditLog.Read.All", "credentials", "AuditLog.Read.All", id="credentials"),
        pytest.param("403-licence", "auth_methods", "P1 or P2", id="methods"),
    ],
)
def test_one_report_that_may_not_be_read_is_refused_with_what_to_do(tmp_path, fault, report, says):
    options = TenantOptions(days=2, now=NOW, frozen=True, throttle=False, faults=fault)
    with (
        running_tenant(options) as running,
        desks_on(running, tmp_path) as desks,
        pytest.raises(GraphRefused) as told,
    ):
        usage(desks.new(), report)

    assert says in f"{told.value.message} {told.value.remedy}"


def test_without_names_apps_are_shown_by_their_ids_and_that_is_said(tmp_path):
    options = TenantOptions(
        days=2, now=NOW, frozen=True, throttle=False, faults="no-Application.Read.All,no-Directory.Read.All"
    )
    with running_tenant(options) as running, desks_on(running, tmp_path) as desks:
        answer = usage(desks.new(), "credentials")

    assert all(row["app"] == row["app_id"] for row in rows_of(answer))
    assert any(note.startswith("Apps are shown by their ids.") for note in answer.notes)


@pytest.mark.parametrize(
    "said",
    [
        pytest.param({"report": "credentials", "metric": "failure", "output": "rate"}, id="a rate of credentials"),
        pytest.param({"report": "activity", "output": "funnel"}, id="a funnel"),
        pytest.param({"report": "activity", "metric": "conversion", "output": "rate"}, id="a conversion"),
        pytest.param({"report": "auth_methods", "group_by": ["app"]}, id="methods by app"),
        pytest.param({"report": "user_insights", "group_by": ["hour"]}, id="insights by hour"),
        pytest.param({"report": ["credentials", "activity"], "group_by": ["app"]}, id="two reports in one table"),
        pytest.param({"report": "credentials", "compare": WEEK, "window": WEEK}, id="credentials compared"),
    ],
)
def test_what_no_report_tells_is_refused_with_what_works(desks, said):
    with pytest.raises(QuestionError) as told:
        usage(desks.new(), **said)

    assert told.value.suggestions[0].startswith("/apps ")


@pytest.mark.parametrize(
    "said",
    [
        pytest.param({}, id="overview"),
        pytest.param({"report": "activity", "output": "count"}, id="count"),
        pytest.param(
            {"report": "activity", "output": "rate", "metric": "failure", "group_by": ["app"]}, id="rate by app"
        ),
        pytest.param({"report": "activity", "group_by": ["app", "day"], "output": "chart"}, id="chart by app and day"),
        pytest.param({"report": "activity", "output": "chart"}, id="chart"),
        pytest.param({"report": "credentials", "group_by": ["month"]}, id="credentials by month"),
        pytest.param({"report": "service_principals", "window": WEEK, "group_by": ["day"]}, id="last uses by day"),
        pytest.param({"report": "auth_methods", "group_by": ["week"]}, id="methods by week"),
        pytest.param({"report": "user_insights", "group_by": ["app"]}, id="customers by app"),
        pytest.param(
            {"report": "user_insights", "group_by": ["app"], "output": "chart"}, id="customers by app as a chart"
        ),
        *(
            pytest.param({"report": report, "output": "chart"}, id=f"{report} as a chart of its own choice")
            for report in ("adfs", "auth_methods", "service_principals", "credentials", "user_insights")
        ),
        pytest.param({"report": "activity", "output": "export", "format": "csv"}, id="export"),
        pytest.param({"report": "activity", "window": WEEK, "filters": {"app": {"not": "Zoom"}}}, id="all but one"),
    ],
)
def test_every_form_can_be_said(desks, said):
    answer = usage(desks.new(), **said)
    message = Renderer().answer(answer, heading="Usage and insights")

    assert message.text
    assert message.blocks


@pytest.mark.parametrize(
    ("said", "column"),
    [
        pytest.param({"report": "credentials"}, "key_id", id="rows"),
        pytest.param({"report": "activity", "group_by": ["app"]}, "app", id="groups"),
    ],
)
def test_a_file_has_every_row_or_group(desks, said, column):
    answer = usage(desks.new(), output="export", format="csv", **said)
    lines = list(csv.DictReader(StringIO(csv_of(answer))))
    (part,) = answer.parts

    assert len(lines) == len(part.groups or part.rows) > 0
    assert all(line[column] for line in lines)


@pytest.mark.parametrize(
    ("said", "kind", "points"),
    [
        pytest.param({"report": "activity", "window": WEEK, "group_by": ["day"]}, "line", 8, id="over days"),
        pytest.param({"report": "activity", "window": WEEK}, "bar", None, id="by app"),
        pytest.param({"report": "credentials", "group_by": ["app"]}, "bar", 4, id="credentials by app"),
    ],
)
def test_a_chart_is_drawn_with_the_numbers_beside_it(desks, said, kind, points):
    answer = usage(desks.new(), output="chart", **said)
    message = Renderer().answer(answer, heading="Usage")
    (chart,) = [block["chart"] for block in message.blocks if block["type"] == "data_visualization"]
    (series,) = chart["series"]

    assert (chart["type"], len(series["data"])) == (kind, points or len(answer.parts[0].groups))
    assert sum(point["value"] for point in series["data"]) == totals_of(answer)["events"]


@pytest.mark.parametrize("report", ["auth_methods", "user_insights"])
def test_a_chart_of_what_has_no_apps_to_count_shows_days(desks, report):
    (part,) = usage(desks.new(), report, output="chart").parts

    assert part.groups
    assert {name for group in part.groups for name, _ in group.key} == {"day"}


def test_a_chart_of_rates_shows_shares_in_percent(desks):
    answer = usage(desks.new(), "activity", window=WEEK, group_by=["app"], output="chart", metric="failure")
    message = Renderer().answer(answer, heading="Usage")
    (chart,) = [block["chart"] for block in message.blocks if block["type"] == "data_visualization"]

    drawn = {point["label"]: point["value"] for point in chart["series"][0]["data"]}
    assert drawn["Zoom"] == round(100 * groups_of(answer, "app")["Zoom"]["failure_rate"], 1)
