"""The digest's completed sign-ups held against External ID's own count, on the demo tenant over real HTTP."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import orjson
import pytest
from desk_digests import Noticeboard, digest_desk
from desk_town import NOW, desks_on, raw_row, signed_in, tenant_of

from bot.demo.options import TenantOptions
from bot.demo.town import running_tenant
from bot.domain.cadence import Cadence, Every
from bot.domain.days import Days
from bot.domain.question import Is
from bot.domain.subscriptions import of_settings
from bot.render import Renderer

UTC_NINE = of_settings("C1", Cadence(Every.DAILY, time(9), ZoneInfo("UTC")))
YESTERDAY = date(2026, 11, 11)
NOON = datetime(2026, 11, 11, 12, tzinfo=UTC)


def completed(number):
    """So many sign-ups of yesterday, each with its account, and one that failed."""
    rows = []
    for place in range(number):
        at, key = NOON + timedelta(minutes=place), f"attempt-{place}"
        rows.append(raw_row(f"{key}-1", at, who=f"{place}@x.com", correlation_id=key))
        rows.append(
            raw_row(f"{key}-2", at + timedelta(seconds=30), "userCreation", correlation_id=key, userId=f"u{place}")
        )
    return [*rows, raw_row("failed", NOON, "userCreation", 399279, correlation_id="failed")]


def counted(folder, *days):
    """What External ID's report says."""
    rows = [{"id": "1", "factDate": day, "count": count, "appId": "x"} for day, count in days]
    (Path(folder) / "userInsights-daily-signUps.json").write_bytes(orjson.dumps({"value": rows}))


def of_the_report(digest):
    return [note for note in digest.notes if "External ID" in note]


@pytest.fixture
def notes_of(tmp_path):
    """What yesterday's digest says of External ID, with so many sign-ups in the log and a report of those days."""

    def read(number, *days, subscription=UTC_NINE, about=YESTERDAY, **options):
        folder = tmp_path / "load"
        folder.mkdir()
        counted(folder, *days)
        with tenant_of(completed(number), folder, **options) as tenant, desks_on(tenant, tmp_path / "desks") as desks:
            desk = desks.new()
            desk.fill(since=NOW - timedelta(days=9))
            return of_the_report(digest_desk(desk, Noticeboard(tmp_path / "board"), subscription).compose(about))

    return read


@pytest.mark.parametrize(
    ("theirs", "said"),
    [
        pytest.param(5, "has 5, 2 more than the sign-up log, which has 3.", id="more"),
        pytest.param(1, "has 1, 2 fewer than the sign-up log, which has 3.", id="fewer"),
        pytest.param(0, "has 0, 3 fewer than the sign-up log, which has 3.", id="none"),
    ],
)
def test_a_difference_is_said_with_both_numbers(notes_of, theirs, said):
    (note,) = notes_of(3, ("2026-11-11", theirs), ("2026-11-12", 1))

    assert note.startswith("Completed sign-ups on Wednesday 11 November 2026: External ID's own report")
    assert said in note


@pytest.mark.parametrize(
    ("days", "options"),
    [
        pytest.param([("2026-11-11", 3), ("2026-11-12", 9)], {}, id="they agree"),
        pytest.param([("2026-11-11", 1), ("2026-11-11", 2)], {}, id="they agree over several rows"),
        pytest.param([("2026-11-10", 3)], {}, id="the report has not come so far"),
        pytest.param([], {}, id="the report is empty"),
        pytest.param([("2026-11-11", 9)], {"faults": "no-Insights-UserMetric.Read.All"}, id="no permission"),
    ],
)
def test_nothing_is_said(notes_of, days, options):
    assert notes_of(3, *days, **options) == []


def test_a_digest_of_one_app_is_not_held_against_the_sum_of_all(notes_of):
    one_app = replace(UTC_NINE, where=(Is("provider", "Email OTP"),))

    assert notes_of(3, ("2026-11-11", 9), subscription=one_app) == []


def test_days_of_which_the_report_keeps_no_more_are_left_alone(notes_of):
    assert notes_of(3, ("2026-11-11", 9), about=Days(date(2026, 10, 5), YESTERDAY)) == []


def test_on_the_demo_tenant_both_count_the_same(tmp_path):
    options = TenantOptions(days=5, now=NOW, frozen=True, throttle=False)
    with running_tenant(options) as tenant, desks_on(tenant, tmp_path / "desks") as desks, signed_in(tenant) as http:
        desk = desks.new()
        desk.fill(since=NOW - timedelta(days=9))
        digest = digest_desk(desk, Noticeboard(tmp_path / "board"), UTC_NINE).compose(YESTERDAY)
        rows = http.get("/beta/reports/userInsights/daily/signUps").json()["value"]

    assert sum(row["count"] for row in rows if row["factDate"] == "2026-11-11") == digest.now.totals.success
    assert of_the_report(digest) == []


def test_several_days_are_held_together(notes_of):
    days = Days(date(2026, 11, 6), YESTERDAY)
    (note,) = notes_of(3, ("2026-11-06", 4), ("2026-11-11", 3), about=days)

    assert "from Friday 6 to Wednesday 11 November 2026" in note
    assert "has 7, 4 more than the sign-up log, which has 3." in note


def test_the_message_has_it(tmp_path):
    counted(tmp_path, ("2026-11-11", 9))
    with tenant_of(completed(2), tmp_path) as tenant, desks_on(tenant, tmp_path / "desks") as desks:
        desk = desks.new()
        desk.fill(since=NOW - timedelta(days=9))
        digest = digest_desk(desk, Noticeboard(tmp_path / "board"), UTC_NINE).compose(YESTERDAY)

    assert "7 more than the sign-up log, which has 2." in Renderer().digest(digest).text
