"""Sign-ins by app on the demo tenant, over real HTTP, equal to a recount of Graph's raw rows."""

from collections import Counter
from datetime import datetime, timedelta

import orjson
import pytest
from desk_town import NOW, desks_on, raw_rows, signed_in
from event_recount import each_once
from usage_questions import LONDON, MONTH, WEEK, groups_of, rows_of, totals_of, usage

from bot.demo.options import TenantOptions
from bot.demo.town import running_tenant
from bot.domain.sources import Source
from bot.render import Renderer


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
