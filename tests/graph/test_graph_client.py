"""What the client asks of Graph, and what it makes of the answers."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from graph_stand_ins import Script, at, client_for, fetch, page, read_all, refusal, row

from bot.domain.question import Is, Log
from bot.errors import GraphBusy, GraphRefused, GraphUnexpected, GraphUnreachable
from bot.graph.channel import Patience
from bot.graph.cloud import cloud_named

GRAPH = "https://graph.microsoft.com"
LINK = f"{GRAPH}/beta/auditLogs/signUps?$skiptoken=opaque%2Btext%27s"


def query_of(request):
    return {name: values[0] for name, values in parse_qs(urlsplit(str(request.url)).query).items()}


def test_a_request_asks_for_the_window_and_the_narrower_condition(login, time):
    graph = Script(page([]))

    read_all(client_for(login, graph, time), fetch(narrow=Is("app", "o'brien")))

    request = graph.requests[0]
    assert request.url.path == "/beta/auditLogs/signUps"
    assert query_of(request) == {
        "$filter": "createdDateTime ge 2026-11-10T00:00:00Z and createdDateTime le 2026-11-11T00:00:00Z "
        "and appId eq 'o''brien'"
    }


def test_the_address_is_percent_encoded_and_yet_readable(login, time):
    graph = Script(page([]))

    read_all(client_for(login, graph, time), fetch(narrow=Is("app", "a&b=c+d #e%f é")))

    assert str(graph.requests[0].url).endswith("%20and%20appId%20eq%20'a%26b%3Dc%2Bd%20%23e%25f%20%C3%A9'")
    assert "?$filter=createdDateTime%20ge%202026-11-10T00:00:00Z" in str(graph.requests[0].url)


def test_unknown_enum_members_are_always_asked_for_by_name(login, time):
    graph = Script(page([], LINK), page([]))

    read_all(client_for(login, graph, time))

    assert {request.headers["Prefer"] for request in graph.requests} == {"include-unknown-enum-members"}


def test_each_request_has_an_id_of_its_own(login, time):
    graph = Script(page([], LINK), page([]))

    read_all(client_for(login, graph, time))

    assert len({request.headers["client-request-id"] for request in graph.requests}) == 2


def test_a_next_link_is_followed_as_it_stands_even_from_an_empty_page(login, time):
    graph = Script(page([row(1)], LINK), page([], LINK + "2"), page([row(2)]))

    events = read_all(client_for(login, graph, time))

    assert [event.id for event in events] == ["row-1", "row-2"]
    assert [str(request.url) for request in graph.requests[1:]] == [LINK, LINK + "2"]


@pytest.mark.parametrize(
    "link",
    [
        pytest.param("https://evil.example/beta/auditLogs/signUps", id="another host"),
        pytest.param("http://graph.microsoft.com/beta/auditLogs/signUps", id="without encryption"),
        pytest.param("https://graph.microsoft.com:444/beta/auditLogs/signUps", id="another port"),
        pytest.param("https://graph.microsoft.com@evil.example/beta", id="Graph as a user name"),
        pytest.param("//evil.example/beta", id="no scheme"),
        pytest.param("https://[", id="no address"),
    ],
)
def test_a_next_link_to_another_place_is_not_followed(login, time, link):
    graph = Script(page([row(1)], link))

    with pytest.raises(GraphUnexpected, match="not followed"):
        read_all(client_for(login, graph, time))

    assert len(graph.requests) == 1


def test_pages_that_go_in_a_circle_are_left(login, time):
    graph = Script(page([row(1)], LINK), page([row(2)], LINK))

    with pytest.raises(GraphUnexpected, match="circle"):
        read_all(client_for(login, graph, time))


def test_a_redirect_is_not_followed(login, time):
    graph = Script(httpx.Response(302, headers={"Location": "https://evil.example/"}))

    with pytest.raises(GraphUnexpected, match="302"):
        read_all(client_for(login, graph, time))

    assert len(graph.requests) == 1


def test_rows_outside_the_half_open_window_are_left_out(login, time):
    graph = Script(
        page(
            [
                row(1, "2026-11-11T00:00:00.0000000Z"),
                row(2, "2026-11-10T23:59:59.9999999Z"),
                row(3, "2026-11-10T00:00:00Z"),
                row(4, "2026-11-09T23:59:59.9999999Z"),
            ]
        )
    )

    assert [event.id for event in read_all(client_for(login, graph, time))] == ["row-2", "row-3"]


def test_a_row_is_given_once_however_often_it_comes(login, time):
    graph = Script(page([row(1), row(2)], LINK), page([row(2), row(3), row(3)]))

    assert [event.id for event in read_all(client_for(login, graph, time))] == ["row-1", "row-2", "row-3"]


def test_a_long_window_is_asked_for_in_weeks_newest_first(login, time):
    graph = Script(page([]))

    read_all(client_for(login, graph, time), fetch("2026-10-20", "2026-11-11"))

    bounds = [query_of(request)["$filter"].split()[2::4] for request in graph.requests]
    assert bounds == [
        ["2026-11-04T00:00:00Z", "2026-11-11T00:00:00Z"],
        ["2026-10-28T00:00:00Z", "2026-11-04T00:00:00Z"],
        ["2026-10-21T00:00:00Z", "2026-10-28T00:00:00Z"],
        ["2026-10-20T00:00:00Z", "2026-10-21T00:00:00Z"],
    ]


def test_an_empty_window_asks_for_nothing(login, time):
    graph = Script(page([]))

    assert read_all(client_for(login, graph, time), fetch("2026-11-10", "2026-11-10")) == []
    assert graph.requests == []


@pytest.mark.parametrize(
    "trouble",
    [
        pytest.param(refusal(504, "UnknownError"), id="504"),
        pytest.param(refusal(500, "UnknownError"), id="500 UnknownError"),
        pytest.param(httpx.ReadTimeout("slow"), id="no answer in time"),
    ],
)
def test_a_window_that_takes_too_long_is_halved_at_once(login, time, trouble):
    graph = Script(trouble, page([row(1, "2026-11-10T18:00:00Z")]), page([row(2, "2026-11-10T06:00:00Z")]))
    calls = []

    events = read_all(client_for(login, graph, time), calls=calls)

    assert [event.id for event in events] == ["row-1", "row-2"]
    assert "ge 2026-11-10T12:00:00Z" in query_of(graph.requests[1])["$filter"]
    assert "le 2026-11-10T12:00:00Z" in query_of(graph.requests[2])["$filter"]
    assert len(calls) == 3


def test_the_shortest_stretch_is_tried_again_and_then_given_up(login, time):
    graph = Script(refusal(504, "UnknownError"))

    with pytest.raises(GraphBusy, match="too long"):
        read_all(client_for(login, graph, time), fetch("2026-11-10T00:00:00", "2026-11-10T00:05:00"))

    assert len(graph.requests) == 5


def test_a_lost_place_restarts_its_stretch_and_gives_no_row_twice(login, time):
    stale = refusal(400, "", "Invalid Skip Token")
    graph = Script(page([row(1), row(2)], LINK), stale, page([row(1), row(2)], LINK + "2"), page([row(3)]))

    assert [event.id for event in read_all(client_for(login, graph, time))] == ["row-1", "row-2", "row-3"]


def test_a_place_that_is_lost_for_ever_is_given_up(login, time):
    def graph(request):
        return refusal(400, "", "Invalid Skip Token") if "skiptoken" in str(request.url) else page([row(1)], LINK)

    with pytest.raises(GraphBusy, match="lost its place"):
        read_all(client_for(login, graph, time))


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        pytest.param(httpx.Response(200, json={"rows": []}), "no list of values", id="no value"),
        pytest.param(httpx.Response(200, json={"value": {}}), "no list of values", id="an object"),
        pytest.param(httpx.Response(200, json=[]), "broken off or no JSON object", id="a list"),
        pytest.param(httpx.Response(200, content=b'{"value": ['), "broken off", id="cut off"),
        pytest.param(httpx.Response(200, content=b"<html>"), "no JSON", id="a proxy's page"),
    ],
)
def test_an_answer_of_another_form_is_unexpected(login, time, answer, reason):
    with pytest.raises(GraphUnexpected, match=reason):
        read_all(client_for(login, Script(answer), time))


def test_a_broken_line_is_tried_again_and_recorded_without_a_status(login, time):
    graph = Script(httpx.ConnectError("no"), httpx.RemoteProtocolError("cut"), page([row(1)]))
    calls = []

    assert len(read_all(client_for(login, graph, time), calls=calls)) == 1
    assert [call.status for call in calls] == [None, None, 200]


def test_a_line_that_stays_broken_is_unreachable_with_the_id_we_sent(login, time):
    graph = Script(httpx.ConnectError("no"))

    with pytest.raises(GraphUnreachable, match="ConnectError") as unreachable:
        read_all(client_for(login, graph, time))

    assert unreachable.value.trace.client_request_id == graph.requests[-1].headers["client-request-id"]
    assert len(graph.requests) == 5


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        pytest.param({"Retry-After": "37"}, 37, id="seconds"),
        pytest.param(
            {"Retry-After": "Wed, 11 Nov 2026 10:00:25 GMT", "Date": "Wed, 11 Nov 2026 10:00:00 GMT"}, 25, id="a date"
        ),
        pytest.param(
            {"Retry-After": "Wed, 11 Nov 2026 10:00:25 -0000", "Date": "Wed, 11 Nov 2026 10:00:00 GMT"},
            25,
            id="a date without a zone, which HTTP counts in GMT",
        ),
        pytest.param({}, 0.5, id="none: we back off"),
        pytest.param({"Retry-After": "soon"}, 0.5, id="no number: we back off"),
    ],
)
def test_retry_after_is_honoured_to_the_second(login, time, headers, seconds):
    graph = Script(refusal(429, "TooManyRequests", headers=headers), page([]))

    read_all(client_for(login, graph, time))

    assert time.now == pytest.approx(1_000.0 + seconds)


def test_a_wait_longer_than_our_patience_is_told_at_once(login, time):
    graph = Script(refusal(429, "TooManyRequests", headers={"Retry-After": "3000"}))
    client = client_for(login, graph, time, patience=Patience(urgent=60.0, background=900.0))

    with pytest.raises(GraphBusy, match="throttling"):
        read_all(client)

    assert time.waits == []


def test_background_work_waits_longer_than_a_person_would(login, time):
    graph = Script(refusal(429, headers={"Retry-After": "300"}), page([]))

    assert read_all(client_for(login, graph, time), urgent=False) == []
    assert time.now >= 1_300.0


def test_a_throttled_question_holds_back_the_next_one_too(login, time):
    graph = Script(refusal(429, headers={"Retry-After": "3000"}), page([]))
    client = client_for(login, graph, time)

    for _ in range(2):
        with pytest.raises(GraphBusy):
            read_all(client)

    assert len(graph.requests) == 1


@pytest.mark.parametrize(
    ("tenant_type", "words"),
    [
        pytest.param("AAD", "a workforce tenant", id="workforce"),
        pytest.param("AAD B2C", "an Azure AD B2C tenant", id="b2c"),
    ],
)
@pytest.mark.parametrize(
    "status", [pytest.param(400, id="400"), pytest.param(403, id="403"), pytest.param(404, id="404")]
)
def test_a_tenant_without_a_sign_up_log_is_named(login, time, tenant_type, words, status):
    def graph(request):
        if request.url.path.endswith("organization"):
            return page([{"tenantType": tenant_type}])
        return refusal(status, "BadRequest", "Resource not found for the segment 'signUps'.")

    with pytest.raises(GraphRefused, match="only in external tenants") as refused:
        read_all(client_for(login, graph, time))

    assert words in refused.value.message
    assert refused.value.trace.status == status


@pytest.mark.parametrize(
    "organization",
    [
        pytest.param(page([{"tenantType": "CIAM"}]), id="external"),
        pytest.param(page([]), id="not told"),
        pytest.param(refusal(403, "Authorization_RequestDenied"), id="not allowed"),
    ],
)
def test_where_there_may_be_a_log_graphs_own_reason_is_told(login, time, organization):
    def graph(request):
        if request.url.path.endswith("organization"):
            return organization
        return refusal(403, "Authentication_MSGraphPermissionMissing", "AuditLog.Read.All")

    with pytest.raises(GraphRefused, match=r"lacks the permission AuditLog\.Read\.All"):
        read_all(client_for(login, graph, time))


def test_a_refused_probe_is_told_as_such_without_another_question(login, time):
    graph = Script(refusal(400, "BadRequest", "Invalid filter clause"))

    with pytest.raises(GraphRefused, match="filter"):
        read_all(client_for(login, graph, time), fetch(narrow=Is("stage", "userCreation")))

    assert len(graph.requests) == 1


def test_a_national_cloud_has_no_sign_up_log_and_is_not_asked(login, time):
    graph = Script(page([]))

    with pytest.raises(GraphRefused, match="only in the global cloud"):
        read_all(client_for(login, graph, time, cloud=cloud_named("usgov")))

    assert graph.requests == []


def test_older_rows_are_looked_for_with_one_small_request(login, time):
    graph = Script(page([row(1)]), page([]))
    client = client_for(login, graph, time)

    assert client.has_rows_before(Log.SIGN_UPS, at("2026-11-10"), urgent=False, calls=[])
    assert not client.has_rows_before(Log.SIGN_UPS, at("2026-11-10"), urgent=False, calls=[])
    assert query_of(graph.requests[0]) == {"$filter": "createdDateTime le 2026-11-09T23:59:59.999999Z", "$top": "1"}


def test_an_object_and_a_collection_are_read_with_their_options(login, time):
    link = f"{GRAPH}/v1.0/users?$skiptoken=x"
    graph = Script(httpx.Response(200, json={"id": "1"}), page([{"id": "2"}], link), page([{"id": "3"}]))
    client = client_for(login, graph, time)
    calls = []
    headers = {"ConsistencyLevel": "eventual"}

    assert client.get("users/1", version="beta", calls=calls) == {"id": "1"}
    users = list(client.get_all("users", params={"$top": "999"}, headers=headers, calls=calls))

    assert users == [{"id": "2"}, {"id": "3"}]
    assert [str(call.url).removeprefix(GRAPH) for call in calls] == [
        "/beta/users/1",
        "/v1.0/users?$top=999",
        "/v1.0/users?$skiptoken=x",
    ]
    assert [request.headers.get("ConsistencyLevel") for request in graph.requests] == [None, "eventual", "eventual"]


def test_a_closed_client_asks_no_more(login, time):
    graph = Script(page([]))
    client = client_for(login, graph, time)
    client.close()

    with pytest.raises(GraphBusy, match="stopping"):
        read_all(client)

    assert graph.requests == []


def test_a_page_of_rows_is_given_before_the_next_is_asked_for(login, time):
    graph = Script(page([row(1)], LINK), page([row(2)]))
    pages = client_for(login, graph, time).pages(fetch(), urgent=True, calls=[])

    next(pages)

    assert len(graph.requests) == 1


def test_stretches_may_be_chosen_shorter(login, time):
    graph = Script(page([]))

    read_all(client_for(login, graph, time, slice_length=timedelta(hours=12)))

    assert len(graph.requests) == 2


def test_a_collection_is_read_once_more_when_graph_loses_its_place(login, time):
    link = f"{GRAPH}/v1.0/users?$skiptoken=x"
    stale = refusal(400, "Directory_ExpiredPageToken", "The specified page token value has expired.")
    graph = Script(page([{"id": "1"}], link), stale, page([{"id": "1"}], link), page([{"id": "2"}]))

    assert client_for(login, graph, time).get_all("users") == [{"id": "1"}, {"id": "2"}]
