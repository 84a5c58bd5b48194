"""Pages of the sign-up log: newest first, each row once, whatever arrives meanwhile."""

import pytest
from tenant_calls import ALL_MEMBERS, LAST_DAY, NOW, SIGN_UPS, MovableClock

LAST_INSTANT = "2026-11-12T09:30:00.0000000Z"
PAGE_SIZE = "Invalid page size specified: '{}'. Must be between 1 and 1000 inclusive."


def ids(rows):
    return [row["id"] for row in rows]


def happened(story):
    return [event for event in story.events if event["createdDateTime"] <= LAST_INSTANT]


def test_all_pages_together_hold_every_row_once_newest_first(graph, story):
    pages = graph.pages(SIGN_UPS, ALL_MEMBERS)

    assert [row for page in pages for row in page["value"]] == happened(story)[::-1]
    assert {len(page["value"]) for page in pages[:-1]} == {1000}
    assert "@odata.nextLink" not in pages[-1]


def test_a_page_names_its_resource(graph):
    assert graph.get(SIGN_UPS, top="1").json()["@odata.context"].endswith("/beta/$metadata#auditLogs/signUps")


def test_top_is_the_size_of_each_page(graph):
    pages = graph.pages(SIGN_UPS, filter=LAST_DAY, top="200")

    assert {len(page["value"]) for page in pages[:-1]} == {200}
    assert ids(row for page in pages for row in page["value"]) == ids(graph.rows(SIGN_UPS, filter=LAST_DAY))


def test_a_next_link_leads_to_the_address_that_was_asked_and_keeps_the_question(graph):
    link = graph.get(SIGN_UPS, filter=LAST_DAY, top="5").json()["@odata.nextLink"]

    assert link.startswith(f"{graph.tenant.graph_url}{SIGN_UPS}?$filter=createdDateTime%20ge%20")
    assert "&$top=5&$skiptoken=" in link


def test_the_oldest_come_first_when_asked_so(graph):
    oldest_first = graph.rows(SIGN_UPS, filter=LAST_DAY, orderby="createdDateTime asc", top="300")

    assert ids(oldest_first) == ids(graph.rows(SIGN_UPS, filter=LAST_DAY))[::-1]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        pytest.param({"top": "1001"}, PAGE_SIZE.format("1001"), id="more than a page holds"),
        pytest.param({"top": "0"}, PAGE_SIZE.format("0"), id="none"),
        pytest.param({"top": "ten"}, PAGE_SIZE.format("ten"), id="no number"),
        pytest.param({"skip": "10"}, "Query option 'Skip' is not allowed.", id="skip"),
        pytest.param({"count": "true"}, "Query option 'Count' is not allowed.", id="count"),
        pytest.param({"search": '"x"'}, "Query option 'Search' is not allowed.", id="search"),
        pytest.param({"orderby": "appId"}, "Query option 'OrderBy' is not allowed for 'appId'.", id="other order"),
    ],
)
def test_a_log_refuses_the_options_it_does_not_know(graph, options, message):
    assert graph.error(SIGN_UPS, **options) == (400, "BadRequest", message)


@pytest.mark.parametrize(
    "token", [pytest.param("rubbish", id="made up"), pytest.param("§", id="no base64"), pytest.param("", id="empty")]
)
def test_a_made_up_skip_token_is_invalid(graph, token):
    assert graph.error(SIGN_UPS, skiptoken=token) == (400, "", "Invalid Skip Token")


def test_a_skip_token_serves_only_the_question_it_was_given_for(graph):
    token = graph.get(SIGN_UPS, filter=LAST_DAY, top="5").json()["@odata.nextLink"].rpartition("=")[2]

    assert graph.error(SIGN_UPS, top="5", skiptoken=token) == (400, "", "Invalid Skip Token")


def test_rows_that_arrive_while_somebody_pages_move_nothing(start_tenant):
    clock = MovableClock()
    graph = start_tenant(clock=clock, frozen=False)
    before = graph.rows(SIGN_UPS)

    body = graph.get(SIGN_UPS, top="7").json()
    read = list(body["value"])
    while "@odata.nextLink" in body:
        clock.forward(seconds=20)
        body = graph.get(body["@odata.nextLink"]).json()
        read += body["value"]
    assert ids(read) == ids(before)
    assert len(graph.rows(SIGN_UPS)) > len(before)


def test_the_story_goes_on_while_the_clock_runs(start_tenant):
    clock = MovableClock()
    graph = start_tenant(clock=clock, frozen=False)
    before = graph.rows(SIGN_UPS)

    clock.forward(hours=2)
    graph.renew()
    after = graph.rows(SIGN_UPS)
    arrived = after[: -len(before)]
    assert ids(after[len(arrived) :]) == ids(before)
    assert arrived
    assert all(row["createdDateTime"] > LAST_INSTANT for row in arrived)


def test_a_frozen_clock_shows_nothing_of_the_future(graph):
    assert max(row["createdDateTime"] for row in graph.rows(SIGN_UPS)) <= LAST_INSTANT


def test_rows_are_kept_for_the_days_of_retention_only(start_tenant):
    graph = start_tenant(days=9, retention_days=7)

    rows = graph.rows(SIGN_UPS)
    assert rows[-1]["createdDateTime"].startswith("2026-11-05")
    assert graph.tenant.story.events[0]["createdDateTime"].startswith("2026-11-03")


def test_one_event_is_read_by_its_id(graph):
    event = graph.get(SIGN_UPS, top="1").json()["value"][0]

    body = graph.get(f"{SIGN_UPS}/{event['id']}").json()
    assert body.pop("@odata.context").endswith("#auditLogs/signUps/$entity")
    assert body == event


def test_an_event_that_is_not_there_yet_cannot_be_read(start_tenant):
    clock = MovableClock()
    graph = start_tenant(clock=clock, frozen=False)
    coming = next(event for event in graph.tenant.story.events if event["createdDateTime"] > LAST_INSTANT)

    status, code, message = graph.error(f"{SIGN_UPS}/{coming['id']}")
    assert (status, code) == (404, "Request_ResourceNotFound")
    assert message.startswith(f"Resource '{coming['id']}' does not exist")
    clock.forward(hours=12)
    graph.renew()
    assert graph.get(f"{SIGN_UPS}/{coming['id']}").status_code == 200


def test_sign_ups_are_no_resource_of_version_1(graph):
    message = "Resource not found for the segment 'signUps'."

    assert graph.error("/v1.0/auditLogs/signUps") == (400, "BadRequest", message)


def test_select_on_the_log_chooses_properties(graph):
    row = graph.get(SIGN_UPS, select="id,appId", top="1").json()["value"][0]

    assert set(row) == {"id", "appId"}


def test_new_enumeration_members_are_shown_to_who_asks_for_them(graph):
    def event_types(headers):
        rows = graph.rows(SIGN_UPS, headers, filter=LAST_DAY)
        return {listener["eventType"] for row in rows for listener in row["appliedEventListeners"]}

    shown = {"attributeCollectionStart", "attributeCollectionSubmit", "emailOtpSend", "tokenIssuanceStart"}
    assert event_types(ALL_MEMBERS) == shown
    assert event_types({}) == {"unknownFutureValue", "tokenIssuanceStart"}


def test_each_answer_carries_its_ids(graph):
    answer = graph.get(SIGN_UPS, {"client-request-id": "mine"}, filter="broken")

    inner = answer.json()["error"]["innerError"]
    assert inner["client-request-id"] == answer.headers["client-request-id"] == "mine"
    assert inner["request-id"] == answer.headers["request-id"]
    assert inner["date"] == f"{NOW:%Y-%m-%dT%H:%M:%S}"
