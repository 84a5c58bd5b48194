"""The requests a question becomes, as an administrator would paste them into Graph Explorer."""

from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlsplit

import pytest

from bot.domain.attempts import AttemptRules
from bot.domain.question import Is, Log, Not, OneOf, Question
from bot.domain.window import Window
from bot.planning.binding import bind
from bot.planning.plan import Fetch
from bot.planning.planner import plan
from bot.planning.queries import queries
from bot.planning.requests import filter_of

NOW = datetime(2026, 11, 12, 12, tzinfo=UTC)
WINDOW = Window(datetime(2026, 11, 11, tzinfo=UTC), datetime(2026, 11, 12, tzinfo=UTC))
READ = "createdDateTime ge 2026-11-10T23:00:00Z and createdDateTime le 2026-11-12T01:00:00Z"
SEARCHED = "createdDateTime ge 2026-11-10T23:00:00Z and createdDateTime le 2026-11-12T12:00:00Z"


def asked(*where):
    question = Question(log=Log.SIGN_UPS, where=where)
    bound = bind(question, None)
    return queries(plan(question, bound, WINDOW, now=NOW, held=(), rules=AttemptRules()), bound)


def paths_and_filters(*where):
    return [(f"{query.version}/{query.path}", query.filter) for query in asked(*where)]


@pytest.mark.parametrize(
    ("where", "filter_", "client_side"),
    [
        pytest.param((), READ, (), id="everything"),
        pytest.param((Is("status", "failed"),), READ, ("status",), id="failed is a fact about an attempt"),
        pytest.param((Is("app", "Store"),), f"{READ} and appId eq '{{appId:Store}}'", (), id="an app by name"),
        pytest.param(
            (OneOf("app", ("Store", "O'Neill")),),
            f"{READ} and (appId eq '{{appId:Store}}' or appId eq '{{appId:O''Neill}}')",
            (),
            id="two apps, one with a quote",
        ),
        pytest.param((Not(Is("app", "Store")),), READ, ("app",), id="all but one app"),
        pytest.param(
            (Is("correlation_id", "F4414243-B0EE-4030-9C0C-D661C716A6B8"), Is("user", "a@b.com")),
            f"{READ} and correlationId eq 'f4414243-b0ee-4030-9c0c-d661c716a6b8'",
            ("user",),
            id="one attempt",
        ),
        pytest.param((Is("extension", "Check"),), READ, ("extension",), id="an extension"),
    ],
)
def test_one_request_reads_the_log(where, filter_, client_side):
    (query,) = asked(*where)

    assert (query.version, query.path) == ("beta", "auditLogs/signUps")
    assert (query.filter, query.client_side) == (filter_, client_side)
    assert query.then


def test_a_rare_code_is_two_requests_that_say_what_follows():
    search, whole = asked(Is("error_code", "50181"), Is("app", "Store"))

    assert search.filter == f"{SEARCHED} and appId eq '{{appId:Store}}' and status/errorCode eq 50181"
    assert whole.filter == f"{SEARCHED} and correlationId eq '{{correlationId}}'"
    assert search.then
    assert whole.then


def test_a_user_flow_is_looked_up_first():
    assert paths_and_filters(Is("user_flow", "Shop's")) == [
        ("v1.0/identity/authenticationEventsFlows", "displayName eq 'Shop''s'"),
        ("v1.0/identity/authenticationEventsFlows/{flowId}/conditions/applications/includeApplications", ""),
        ("beta/auditLogs/signUps", f"{READ} and appId eq '{{appId of flow:Shop''s}}'"),
    ]


def test_existing_accounts_are_looked_up_last():
    log, by_name, by_mail = asked(Is("existing_account", value=True))

    assert (log.path, log.client_side) == ("auditLogs/signUps", ("existing_account",))
    assert {by_name.path, by_mail.path} == {"users"}
    assert "issuerAssignedId eq '{signUpIdentifier}'" in by_name.filter
    assert " or " not in by_name.filter, "Graph takes no `or` beside identities"
    assert by_mail.filter.startswith("mail eq '{signUpIdentifier}' or otherMails/any(")
    assert "createdDateTime" in by_mail.params["$select"]


def test_a_request_reads_as_one_address():
    (query,) = asked()
    address = urlsplit(query.url)

    assert address.path == "/beta/auditLogs/signUps"
    assert dict(parse_qsl(address.query)) == {"$filter": READ}


def test_a_request_says_in_json_what_it_is():
    (query,) = asked(Is("status", "failed"))

    assert query.to_json() == {
        "version": "beta",
        "path": "auditLogs/signUps",
        "filter": READ,
        "params": {},
        "client_side": ["status"],
        "then": query.then,
    }


def test_a_part_of_a_fetch_keeps_what_narrows_it():
    fetch = Fetch(Log.SIGN_UPS, WINDOW, Is("app", "id-1"))
    part = Window(WINDOW.since, WINDOW.since.replace(hour=6))

    assert filter_of(fetch, part) == (
        "createdDateTime ge 2026-11-11T00:00:00Z and createdDateTime le 2026-11-11T06:00:00Z and appId eq 'id-1'"
    )
