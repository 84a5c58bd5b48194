"""Who and what is at risk on the demo tenant, over real HTTP, equal to a recount of Graph's raw rows."""

import csv
from collections import Counter
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from desk_town import NOW, client_for, desks_on, question_of, signed_in

from bot.demo.options import TenantOptions
from bot.demo.town import running_tenant
from bot.errors import GraphRefused, QuestionError
from bot.graph.budget import ALLOWANCES, UNMETERED, Budgets
from bot.render import Renderer
from bot.render.export_files import csv_of

UTC_ZONE = ZoneInfo("UTC")
PATHS = {
    "user": "riskyUsers",
    "signin": "riskDetections",
    "workload": "riskyServicePrincipals",
}


def risk(desk, **said):
    return desk.answer(question_of({"log": "risk"} | said), UTC_ZONE)


@pytest.fixture(scope="module")
def tenant(three_weeks):
    """Three weeks, so that something was detected of workloads too."""
    return three_weeks


@pytest.fixture(scope="module")
def desks(tenant, tmp_path_factory):
    with desks_on(tenant, tmp_path_factory.mktemp("risk")) as made:
        yield made


@pytest.fixture(scope="module")
def raw(tenant):
    with signed_in(tenant) as http:
        address = "/v1.0/identityProtection/{}?$top=500".format
        yield {subject: http.get(address(path)).json()["value"] for subject, path in PATHS.items()}


@pytest.mark.parametrize("subject", ["user", "signin", "workload"])
def test_each_subject_is_what_graph_lists_of_it(desks, raw, subject):
    rows = [row for row in raw[subject] if subject != "signin" or row["activity"] == "signin"]

    answer = risk(desks.new(), filters={"subject": subject})

    assert rows
    assert {row.id for row in answer.rows} == {row["id"] for row in rows}
    assert answer.totals.events == len(rows)
    assert dict(answer.totals.states)["remediated"] == sum(row["riskState"] == "remediated" for row in rows)


def test_kinds_of_risk_are_counted_over_detections(desks, raw):
    expected = Counter(row["riskEventType"] for row in raw["signin"])

    answer = risk(desks.new(), group_by=["risk_type"])

    assert {dict(group.key)["risk_type"]: group.totals.events for group in answer.groups} == expected


@pytest.mark.parametrize(
    ("filters", "holds"),
    [
        pytest.param({"risk_level": "high"}, lambda row: row["riskLevel"] == "high", id="level"),
        pytest.param({"risk_state": {"not": "atRisk"}}, lambda row: row["riskState"] != "atRisk", id="not"),
        pytest.param(
            {"risk_state": ["atRisk", "dismissed"]},
            lambda row: row["riskState"] in {"atRisk", "dismissed"},
            id="any of",
        ),
        pytest.param(
            {"user": "MIRA.almeida@contosotown.onmicrosoft.com"},
            lambda row: row["userDisplayName"] == "Mira Almeida",
            id="user",
        ),
    ],
)
def test_a_filter_chooses_what_a_recount_does(desks, raw, filters, holds):
    answer = risk(desks.new(), filters=filters)

    assert {row.id for row in answer.rows} == {row["id"] for row in raw["user"] if holds(row)}


def test_a_window_holds_what_was_done_in_it(desks, raw):
    since = "2026-11-05T10:30:00"
    expected = {row["id"] for row in raw["signin"] if row["activityDateTime"] >= since and row["activity"] == "signin"}

    answer = risk(desks.new(), filters={"subject": "signin"}, window={"last": 7 * 86_400})

    assert {row.id for row in answer.rows} == expected


@pytest.mark.parametrize(
    ("fault", "subject", "says"),
    [
        pytest.param("no-p2", "user", "This needs Entra ID P2", id="no P2"),
        pytest.param("no-workload-id", "workload", "This needs Workload ID Premium", id="no Workload ID"),
        pytest.param("no-IdentityRiskyUser.Read.All", "user", "IdentityRiskyUser.Read.All", id="people"),
        pytest.param("no-IdentityRiskEvent.Read.All", "signin", "IdentityRiskEvent.Read.All", id="detections"),
    ],
)
def test_what_is_lacking_is_named(tmp_path, fault, subject, says):
    options = TenantOptions(days=2, now=NOW, frozen=True, throttle=False, faults=fault)
    with (
        running_tenant(options) as running,
        desks_on(running, tmp_path) as desks,
        pytest.raises(GraphRefused) as told,
    ):
        risk(desks.new(), filters={"subject": subject})

    assert says in f"{told.value.message} {told.value.remedy}"


EVERYTHING = {"filters": {"subject": ["user", "signin", "workload"]}}


@pytest.mark.parametrize(
    ("fault", "left", "says"),
    [
        pytest.param("no-p2", {"signin"}, ("People at risk are not shown.", "Entra ID P2"), id="no P2"),
        pytest.param("no-workload-id", {"user", "signin"}, ("Workloads at risk are not shown.",), id="no Workload ID"),
        pytest.param(
            "no-IdentityRiskyUser.Read.All", {"signin", "workload"}, ("IdentityRiskyUser.Read.All",), id="people"
        ),
        pytest.param(
            "no-IdentityRiskEvent.Read.All", {"user", "workload"}, ("IdentityRiskEvent.Read.All",), id="detections"
        ),
        pytest.param(
            "no-IdentityRiskyServicePrincipal.Read.All",
            {"user", "signin"},
            ("IdentityRiskyServicePrincipal.Read.All",),
            id="workloads",
        ),
    ],
)
def test_one_thing_lacking_leaves_the_others_and_is_named(tmp_path, fault, left, says):
    options = TenantOptions(days=21, now=NOW, frozen=True, throttle=False, faults=fault)
    with running_tenant(options) as running, desks_on(running, tmp_path) as desks:
        answer = risk(desks.new(), **EVERYTHING)
    text = Renderer().answer(answer, heading="Risk").text

    assert ({row.subject for row in answer.rows}, answer.complete) == (left, False)
    assert answer.totals.events == len(answer.rows)
    assert all(said in text for said in ("This may be incomplete.", *says))


def test_where_accounts_may_not_be_looked_up_the_filed_name_still_finds_somebody(tmp_path):
    faults = "no-User.Read.All,no-Directory.Read.All"
    options = TenantOptions(days=21, now=NOW, frozen=True, throttle=False, faults=faults)
    with running_tenant(options) as running, desks_on(running, tmp_path) as desks:
        answer = risk(desks.new(), filters={"user": "mira.almeida@contosotown.onmicrosoft.com"})

    assert [row.name for row in answer.rows] == ["Mira Almeida"]
    assert (answer.complete, len(answer.lacks)) == (False, 1)


@pytest.mark.parametrize(
    ("budgets", "statuses"),
    [
        pytest.param(ALLOWANCES, {200}, id="as slow as is allowed"),
        pytest.param(UNMETERED, {200, 429}, id="too fast, and told so without a time to wait"),
    ],
)
def test_one_request_a_second_is_heeded_and_nothing_is_lost(tmp_path, raw, budgets, statuses):
    options = TenantOptions(days=21, now=NOW, frozen=True, throttle=True)
    with running_tenant(options) as running:
        client = client_for(running, budgets=Budgets(budgets))
        with desks_on(running, tmp_path, client=client) as desks:
            answer = risk(desks.new(), **EVERYTHING)

    assert {call.status for call in answer.requests} == statuses
    assert {row.id for row in answer.rows} == {
        row["id"] for rows in raw.values() for row in rows if row.get("activity", "signin") == "signin"
    }


@pytest.mark.parametrize(
    ("said", "kind", "labels"),
    [
        pytest.param({"filters": {"subject": "signin"}, "window": {"last": 7 * 86_400}}, "line", 8, id="over days"),
        pytest.param({}, "bar", 2, id="by level"),
        pytest.param({"group_by": ["risk_state"]}, "bar", 3, id="by state"),
    ],
)
def test_a_chart_is_drawn_with_the_numbers_beside_it(desks, said, kind, labels):
    answer = risk(desks.new(), output="chart", **said)
    message = Renderer().answer(answer, heading="Risk")
    (chart,) = [block["chart"] for block in message.blocks if block["type"] == "data_visualization"]
    (series,) = chart["series"]

    assert (chart["type"], len(series["data"])) == (kind, labels)
    assert sum(point["value"] for point in series["data"]) == answer.totals.events


def test_a_file_has_every_finding(desks):
    answer = risk(desks.new(), output="export", format="csv", **EVERYTHING)
    lines = list(csv.DictReader(StringIO(csv_of(answer))))

    assert [line["id"] for line in lines] == [row.id for row in answer.rows]
    assert {line["subject"] for line in lines} == {"user", "signin", "workload"}


def test_risk_has_no_rates(desks):
    with pytest.raises(QuestionError):
        risk(desks.new(), metric="failure", output="rate")


@pytest.mark.parametrize("said", [{}, {"group_by": ["risk_level", "day"]}, {"output": "count"}])
def test_every_form_can_be_said(desks, said):
    answer = risk(desks.new(), **said)
    message = Renderer().answer(answer, heading="Risk")

    assert f"{answer.totals.events} findings about" in message.text
    assert answer.to_json()["totals"]["events"] == answer.totals.events
