"""An answer tells each request it made, retries included, and makes no more of them than it must."""

from datetime import timedelta
from urllib.parse import parse_qs, unquote, urlsplit
from zoneinfo import ZoneInfo

import pytest
from desk_questions import complete, filled_in, name_of, picks
from desk_town import DAY, HOUR, NOW, StillClock, client_for, desks_on, question_of

from bot.demo.options import TenantOptions
from bot.demo.town import running_tenant
from bot.domain.sources import Source
from bot.errors import Stopped
from bot.graph.retry import RetryRule

UTC_ZONE = ZoneInfo("UTC")
AT_ONCE = RetryRule(first_wait=0.0, longest_wait=0.0)


@pytest.fixture
def fresh(tenant, tmp_path):
    """A desk that has asked for nothing yet, not even for names."""
    with desks_on(tenant, tmp_path) as made:
        yield made.new()


def seen(tenant, since):
    """Method, path with query and status of what the tenant was asked since then, tokens left out."""
    return [
        (request.method, request.target, request.status)
        for request in tenant.requests[since:]
        if not request.target.endswith(("/token", "/openid-configuration"))
    ]


def told(answer):
    return [
        (
            call.method,
            urlsplit(call.url).path + (f"?{urlsplit(call.url).query}" if "?" in call.url else ""),
            call.status,
        )
        for call in answer.requests
    ]


def filters(answer):
    """The `$filter` of each request that the answer made of the sign-up log."""
    asked = [urlsplit(call.url) for call in answer.requests if "signUps" in call.url]
    return [parse_qs(address.query)["$filter"][0] for address in asked if "$skiptoken" not in unquote(address.query)]


QUESTIONS = [
    {},
    {"filters": {"app": "Contoso Store", "status": "failed"}},
    {"filters": {"user_flow": "Shop sign-up"}},
    {"filters": {"error_code": "50181"}},
    {"filters": {"extension": "Postcode check"}},
    {"filters": {"existing_account": True, "user_domain": "fabrikam.example"}},
    {"filters": {"user": "$mistyped"}},
    {"window": {"named": "last_month"}, "compare": {"named": "yesterday"}},
    {"group_by": ["app", "extension", "user_flow"], "output": "count"},
]


@pytest.mark.parametrize("said", [pytest.param(complete(said), id=name_of(said)) for said in QUESTIONS])
def test_the_requests_told_are_those_the_tenant_saw(said, fresh, tenant, town):
    before = len(tenant.requests)
    answer = fresh.answer(question_of(filled_in(said, picks(town, NOW))), UTC_ZONE)

    assert told(answer) == seen(tenant, before)
    assert answer.to_json()["requests"][0].keys() == {"method", "url", "status", "ms"}
    assert answer.source is Source.GRAPH


def test_a_question_the_mirror_can_answer_asks_nobody(filled, tenant):
    before = len(tenant.requests)
    answer = filled.answer(question_of(complete({"filters": {"status": "failed"}})), UTC_ZONE)

    assert (answer.requests, answer.source) == ((), Source.MIRROR)
    assert len(tenant.requests) == before


def test_only_what_the_mirror_lacks_is_asked_of_graph(desks, half_filled):
    desk = desks.new(like=half_filled)

    answer = desk.answer(question_of(complete({"window": {"last": 2 * 86_400}})), UTC_ZONE)

    edge = NOW - DAY - 2 * HOUR
    assert answer.source is Source.BOTH
    assert filters(answer) == [
        f"createdDateTime ge {edge:%Y-%m-%dT%H:%M:%SZ} and createdDateTime le {NOW:%Y-%m-%dT%H:%M:%SZ}"
    ]


def test_what_was_read_for_one_question_is_held_for_the_next(desks):
    desk, question = desks.new(), question_of(complete({"filters": {"status": "failed"}}))
    first, second = (desk.answer(question, UTC_ZONE) for _ in range(2))

    assert (first.source, second.source) == (Source.GRAPH, Source.MIRROR)
    assert first.totals == second.totals


def test_what_an_app_narrowed_is_not_taken_for_all(desks):
    desk = desks.new()
    desk.answer(question_of(complete({"filters": {"app": "Contoso Store"}})), UTC_ZONE)

    assert desk.mirror.held(question_of(complete({})).log) == []
    assert desk.answer(question_of(complete({})), UTC_ZONE).source is Source.GRAPH


def test_a_rare_code_is_found_by_a_search_and_its_attempts_read_whole(desks):
    answer = desks.new().answer(question_of(complete({"filters": {"error_code": "399279"}})), UTC_ZONE)
    search, *whole = filters(answer)

    assert search.endswith("status/errorCode eq 399279")
    assert whole
    assert all("correlationId eq" in filter_ for filter_ in whole)


def test_a_code_that_is_not_rare_is_read_from_the_whole_window_after_one_look(desks):
    """Reading each attempt by its id would cost more requests than reading everything."""
    days = {"filters": {"error_code": "50181"}, "window": {"last": 6 * 86_400}}
    answer = desks.new().answer(question_of(complete(days)), UTC_ZONE)
    search, *rest = filters(answer)

    assert search.endswith("status/errorCode eq 50181")
    assert rest
    assert not any("correlationId" in filter_ for filter_ in rest)


def test_a_present_that_lies_ahead_is_never_held(desks, tenant):
    """Asked as of tomorrow, the mirror must not believe that it knows tomorrow."""
    desk = desks.new()
    desk.answer(question_of(complete({})), UTC_ZONE, now=NOW + DAY)

    assert desk.mirror.held(question_of(complete({})).log) == []


def test_retries_are_told_too(tmp_path):
    options = TenantOptions(days=2, now=NOW, frozen=True, throttle=False, faults="503")
    with running_tenant(options) as tenant, desks_on(tenant, tmp_path, client=client_for(tenant, rule=AT_ONCE)) as made:
        before = len(tenant.requests)
        answer = made.new().answer(question_of(complete({"group_by": ["app"], "output": "count"})), UTC_ZONE)

        assert told(answer) == seen(tenant, before)
        assert [call.status for call in answer.requests].count(503) == len(answer.requests) / 2


def test_an_answer_explains_itself_by_the_request_it_amounts_to(filled):
    answer = filled.answer(question_of(complete({"filters": {"app": "Contoso Store", "status": "failed"}})), UTC_ZONE)
    (query,) = answer.graph

    assert query.filter.endswith("appId eq '{appId:Contoso Store}'")
    assert query.client_side == ("status",)


def test_the_clock_moves_on_and_only_the_newest_is_read(tmp_path):
    clock = StillClock(NOW - timedelta(minutes=5))
    options = TenantOptions(days=2, now=NOW, frozen=True, throttle=False)
    with running_tenant(options) as tenant, desks_on(tenant, tmp_path, clock=clock) as made:
        desk = made.new()
        desk.fill()
        clock.present = NOW
        answer = desk.answer(question_of(complete({})), UTC_ZONE)

    edge = NOW - timedelta(hours=2, minutes=5)
    until = f"createdDateTime le {NOW:%Y-%m-%dT%H:%M:%SZ}"
    assert filters(answer) == [f"createdDateTime ge {edge:%Y-%m-%dT%H:%M:%SZ} and {until}"]
    assert answer.as_of == NOW


def test_whoever_waits_may_stop_the_reading_between_two_pages(fresh, tenant):
    since = len(tenant.requests)
    week = question_of({"window": {"last": 7 * 86_400}})
    read = []

    def stop(rows):
        read.append(rows)
        raise Stopped("as you asked")

    with pytest.raises(Stopped):
        fresh.answer(week, UTC_ZONE, progress=stop)
    stopped = [target for _, target, _ in seen(tenant, since) if "signUps" in target]
    whole = fresh.answer(week, UTC_ZONE)

    assert len(stopped) == len(read) == 1, "no further page was asked for"
    assert whole.totals.attempts > 0
    assert len(filters(whole)) >= 1, "what was not read to its end is not held, so it is asked for again"
