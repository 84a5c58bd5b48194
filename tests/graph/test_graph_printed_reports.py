"""Rows of usage and risk reports as Microsoft prints them, served by the demo tenant and read over HTTP."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import orjson
import pytest

from bot.demo.options import TenantOptions
from bot.demo.town import running_tenant
from bot.domain.question import Is, Log, Question
from bot.domain.sources import GraphQuery
from bot.domain.usage import AppUse, CredentialUse, InsightFact, LastUse, Registration, Report
from bot.errors import GraphUnexpected
from bot.graph.auth import GraphAuth
from bot.graph.budget import UNMETERED, Budgets
from bot.graph.channel import Channel
from bot.graph.client import GraphClient
from bot.graph.credentials import ClientSecret
from bot.graph.risk import GraphRisk
from bot.graph.usage import GraphUsage
from bot.planning.risk import risk_lists, risk_query
from bot.planning.usage import (
    INSIGHTS,
    credentials_query,
    last_uses_query,
    method_events_query,
    registrations_query,
    summed_query,
)

PRINTED = Path(__file__).parent.parent / "data" / "graph"
ANYTHING = Question(log=Log.APPS)


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def printed(name):
    return json.loads((PRINTED / f"{name}.json").read_text())["value"]


@pytest.fixture(scope="module")
def client():
    """A client of a tenant that serves what is printed."""
    with running_tenant(TenantOptions(load=PRINTED, throttle=False)) as tenant:
        yield from client_of(tenant)


def client_of(tenant):
    auth = GraphAuth(
        tenant_id=tenant.tenant_id,
        client_id=tenant.client_id,
        credential=ClientSecret(tenant.client_secret),
        graph_url=tenant.graph_url,
        login_url=tenant.login_url,
    )
    client = GraphClient(Channel(auth, budgets=Budgets(UNMETERED)))
    try:
        yield client
    finally:
        client.close()


def insights(client, span, metric):
    return GraphUsage(client).insights(GraphQuery("beta", INSIGHTS.format(span, metric), "", {}, ()), calls=[])


def test_sign_ins_by_app(client):
    rows = GraphUsage(client).app_use(summed_query(Report.ACTIVITY, ANYTHING), calls=[])

    assert AppUse(app="Graph Explorer", app_id="de8bc8b5-d9f9-48b1-a8ad-b748da725064", success=9, failed=0) in rows
    assert {(row.app_id, row.success, row.failed) for row in rows} == {
        (row["id"], row["successfulSignInCount"], row["failedSignInCount"])
        for row in printed("applicationSignInSummary-D7")
    }


def test_the_last_use_of_an_app_with_its_hours_of_one_digit(client):
    rows = GraphUsage(client).last_uses(last_uses_query(ANYTHING, None), calls=[])
    first = next(row for row in rows if row.app_id == "83f45296-fb8f-4aaa-a399-ac51084e02b7")

    assert first == LastUse(
        app=first.app_id,
        app_id=first.app_id,
        at=at("2021-04-01T00:00:00"),
        client_for_people=at("2021-01-01T08:00:00"),
        resource_for_people=at("2021-02-01T08:00:00"),
        client_alone=at("2021-03-01T08:00:00"),
        resource_alone=at("2021-04-01T08:00:00"),
    )
    assert len(rows) == len(printed("servicePrincipalSignInActivities-list"))


def test_a_credential_whose_end_goes_by_its_older_name(client):
    rows = GraphUsage(client).credentials(credentials_query(ANYTHING), calls=[])

    assert (
        CredentialUse(
            app="f4d9654f-0305-4072-878c-8bf266dfe146",
            app_id="f4d9654f-0305-4072-878c-8bf266dfe146",
            at=at("2021-04-02T05:36:48"),
            key_id="83f45296-fb8f-4aaa-a399-ac51084e02b7",
            kind="certificate",
            usage="sign",
            origin="application",
            last_used=at("2021-03-18T08:00:00"),
        )
        in rows
    )
    assert {row.key_id for row in rows} == {row["keyId"] for row in printed("appCredentialSignInActivities-list")}


def test_what_accounts_have_registered(client):
    rows = GraphUsage(client).registrations(registrations_query(ANYTHING), calls=[])

    assert sorted(rows, key=lambda row: len(row.methods)) == [
        Registration(frozenset(), frozenset()),
        Registration(
            frozenset({"isMfaRegistered", "isMfaCapable"}),
            frozenset({"microsoftAuthenticatorPush", "softwareOneTimePasscode"}),
        ),
        Registration(
            frozenset({"isSsprRegistered", "isMfaRegistered", "isMfaCapable"}),
            frozenset({"mobilePhone", "microsoftAuthenticatorPush", "softwareOneTimePasscode"}),
        ),
    ]


@pytest.mark.parametrize(
    ("span", "metric", "day", "app", "figures"),
    [
        pytest.param("daily", "signUps", "2023-09-20", "", {"sign_ups": 1}, id="sign-ups"),
        pytest.param(
            "daily",
            "authentications",
            "2023-09-20",
            "df8bf8b5-d9d9-48e1-a8ed-c748df725064",
            {"authentications": 3, "authenticated": 3},
            id="authentications, whose app is spelled otherwise",
        ),
        pytest.param(
            "daily",
            "mfaCompletions",
            "2023-09-28",
            "c44d4083-3bb0-49d1-b47d-974f53cbbf3e",
            {"mfa_attempts": 1, "mfa_completed": 0},
            id="MFA",
        ),
        pytest.param("daily", "activeUsers", "2023-09-20", "", {"active_users": 16}, id="active people"),
        pytest.param("daily", "userCount", "2023-10-18", "", {"user_count": 549}, id="accounts"),
        pytest.param("monthly", "signUps", "2023-07-01", "", {"sign_ups": 10}, id="sign-ups of a month"),
        pytest.param("monthly", "requests", "2023-09-01", "", {"requests": 11_429}, id="requests"),
    ],
)
def test_customers_by_day_and_month(client, span, metric, day, app, figures):
    facts = insights(client, span, metric)

    assert InsightFact(date.fromisoformat(day), app, figures) in facts
    assert len(facts) == len(printed(f"userInsights-{span}-{metric}"))


@pytest.mark.parametrize(
    ("subject", "file", "expected"),
    [
        pytest.param(
            "signin",
            "riskDetections-list",
            {
                "who": "olack@adatum.com",
                "risk_type": "unfamiliarFeatures",
                "risk_state": "remediated",
                "risk_level": "medium",
                "risk_detail": "userPerformedSecuredPasswordReset",
                "city": "Seattle",
                "country": "US",
                "at": at("2018-09-05T00:09:18.782285"),
                "is_sign_in": True,
            },
            id="a sign-in",
        ),
        pytest.param(
            "workload",
            "riskyServicePrincipals-list",
            {
                "who": "Contoso App",
                "key": "b55552fe-a272-4b56-990b-95038d917878",
                "risk_level": "high",
                "risk_state": "atRisk",
                "at": at("2021-08-14T13:06:51.045137"),
            },
            id="a workload",
        ),
    ],
)
def test_what_is_at_risk(client, subject, file, expected):
    question = Question(log=Log.RISK, where=(Is("subject", subject),))
    (of,) = risk_lists(question)
    (row,) = GraphRisk(client).rows(of, risk_query(of, question, None), calls=[])

    assert row.id == printed(file)[0]["id"]
    assert {name: getattr(row, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("file", "read"),
    [
        pytest.param(
            "userInsights-daily-signUps",
            lambda client: insights(client, "daily", "signUps"),
            id="a figure without its date",
        ),
        pytest.param(
            "userEventsSummary",
            lambda client: GraphUsage(client).method_events(method_events_query(ANYTHING), calls=[]),
            id="an event without its time",
        ),
    ],
)
def test_a_row_that_cannot_be_placed_stops_the_reading(tmp_path, file, read):
    (tmp_path / f"{file}.json").write_bytes(orjson.dumps({"value": [{"id": "1", "count": 3}]}))
    with running_tenant(TenantOptions(load=tmp_path, throttle=False)) as tenant:
        for client in client_of(tenant):
            with pytest.raises(GraphUnexpected):
                read(client)


@pytest.mark.parametrize(
    ("file", "read"),
    [
        pytest.param(
            "applicationSignInSummary",
            lambda usage: usage.app_use(summed_query(Report.ACTIVITY, ANYTHING), calls=[]),
            id="sign-ins by app",
        ),
        pytest.param(
            "servicePrincipalSignInActivities",
            lambda usage: usage.last_uses(last_uses_query(ANYTHING, None), calls=[]),
            id="last uses",
        ),
        pytest.param(
            "appCredentialSignInActivities",
            lambda usage: usage.credentials(credentials_query(ANYTHING), calls=[]),
            id="credentials",
        ),
        pytest.param(
            "userRegistrationDetails",
            lambda usage: usage.registrations(registrations_query(ANYTHING), calls=[]),
            id="registrations",
        ),
    ],
)
def test_a_bare_row_and_one_with_members_of_tomorrow_are_read(tmp_path, file, read):
    rows = [{"id": "1", "appId": "a", "tomorrow": {"more": [1]}}, {"id": "2", "appId": "b", "signInActivity": None}]
    (tmp_path / f"{file}.json").write_bytes(orjson.dumps({"value": rows}))
    with running_tenant(TenantOptions(load=tmp_path, throttle=False)) as tenant:
        for client in client_of(tenant):
            assert len(read(GraphUsage(client))) == 2
