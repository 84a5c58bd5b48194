"""Several reports in one answer, what is lacking, and every form of saying it."""

import csv
from io import StringIO

import pytest
from desk_town import NOW, desks_on
from usage_questions import WEEK, groups_of, rows_of, totals_of, usage

from bot.demo.options import TenantOptions
from bot.demo.town import running_tenant
from bot.errors import GraphRefused, QuestionError
from bot.render import Renderer
from bot.render.export_files import csv_of


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
