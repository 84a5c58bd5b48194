"""Each fault of the table, as a caller meets it."""

import time

import httpx
import pytest
from tenant_calls import ALL_MEMBERS, LAST_DAY, LAST_HOURS, SIGN_UPS, MovableClock

from bot.demo.tenant.faults import FAULTS, Faults, FaultSpecError, Spread, parse_faults
from bot.demo.tenant.oddities import UNKNOWN_EVENT_TYPE, UNKNOWN_IDENTIFIER_TYPE, UNKNOWN_PROVIDER, UNKNOWN_STAGE


def ids(rows):
    return [row["id"] for row in rows]


@pytest.mark.parametrize(
    ("fault", "status", "code", "retry_after"),
    [
        pytest.param("429", 429, "TooManyRequests", "1", id="429"),
        pytest.param("503", 503, "serviceNotAvailable", None, id="503"),
    ],
)
@pytest.mark.parametrize("path", [SIGN_UPS, "/v1.0/users"])
def test_a_passing_fault_strikes_each_request_once(start_tenant, fault, status, code, retry_after, path):
    graph = start_tenant(faults=fault)
    first, second, other = graph.get(path), graph.get(path), graph.get(path, top="3")

    assert (first.status_code, first.json()["error"]["code"]) == (status, code)
    assert first.headers.get("Retry-After") == retry_after
    assert second.status_code == 200
    assert other.status_code == status


def test_a_dropped_connection_gives_no_answer_and_the_next_try_does(start_tenant):
    graph = start_tenant(faults="drop")
    graph.renew()

    with pytest.raises(httpx.RemoteProtocolError):
        graph.get(SIGN_UPS)
    assert graph.get(SIGN_UPS).status_code == 200
    assert [request.status for request in graph.tenant.requests[-2:]] == [0, 200]


def test_a_truncated_body_is_no_json_and_the_next_one_is(start_tenant):
    graph = start_tenant(faults="truncate")

    with pytest.raises(ValueError, match=r"Unterminated|Expecting|delimiter"):
        graph.get(SIGN_UPS).json()
    assert graph.get(SIGN_UPS).json()["value"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        pytest.param(LAST_DAY, 504, id="a day"),
        pytest.param("createdDateTime ge 2026-11-12T09:00:00Z", 504, id="open to the future"),
        pytest.param("createdDateTime le 2026-11-12T09:00:00Z", 504, id="open to the past"),
        pytest.param(None, 504, id="no window"),
        pytest.param(LAST_HOURS, 200, id="twelve hours"),
        pytest.param(f"{LAST_HOURS} and status/errorCode eq 0", 200, id="twelve hours and a condition"),
    ],
)
def test_a_window_of_more_than_twelve_hours_times_out(start_tenant, text, status):
    graph = start_tenant(faults="504")
    options = {} if text is None else {"filter": text}

    assert [graph.get(SIGN_UPS, **options).status_code for _ in range(2)] == [status] * 2
    assert graph.get("/v1.0/users").status_code == 200


def test_halving_a_window_that_timed_out_finds_all_its_rows(graph, start_tenant):
    slow = start_tenant(faults="504", days=21)
    first_half = "createdDateTime ge 2026-11-11T09:30:00Z and createdDateTime le 2026-11-11T21:30:00Z"

    halves = slow.rows(SIGN_UPS, filter=LAST_HOURS) + slow.rows(SIGN_UPS, filter=first_half)
    assert ids(halves) == ids(graph.rows(SIGN_UPS, filter=LAST_DAY))


def test_an_empty_page_still_has_a_link_to_its_rows(start_tenant):
    graph = start_tenant(faults="empty-page")
    pages = graph.pages(SIGN_UPS, top="100")

    assert [len(page["value"]) for page in pages[:4]] == [0, 100, 0, 100]
    assert ids(row for page in pages for row in page["value"]) == ids(graph.rows(SIGN_UPS))


def test_a_stale_token_is_refused_once_for_each_question(start_tenant):
    graph = start_tenant(faults="stale-token")
    link = graph.get(SIGN_UPS, top="10").json()["@odata.nextLink"]

    assert graph.error(link) == (400, "", "Invalid Skip Token")
    assert len(graph.rows(SIGN_UPS, top="10")) == len(graph.rows(SIGN_UPS, top="1000"))
    assert graph.error(graph.get(SIGN_UPS, top="20").json()["@odata.nextLink"]) == (400, "", "Invalid Skip Token")


def test_a_slow_log_holds_its_answers_back(start_tenant):
    graph = start_tenant(faults="slow", slow_seconds=0.5)
    graph.renew()
    began = time.perf_counter()
    graph.get(SIGN_UPS, top="1")

    assert time.perf_counter() - began >= 0.5


def test_what_is_no_log_is_not_held_back(start_tenant):
    graph = start_tenant(faults="slow", slow_seconds=600)

    assert graph.get("/v1.0/organization").status_code == 200


@pytest.mark.parametrize(
    ("fault", "path", "code", "word"),
    [
        pytest.param(
            "403-licence",
            SIGN_UPS,
            "Authentication_RequestFromNonPremiumTenantOrB2CTenant",
            "premium license",
            id="licence",
        ),
        pytest.param(
            "403-consent", SIGN_UPS, "Authentication_MSGraphPermissionMissing", "AuditLog.Read.All", id="consent"
        ),
        pytest.param(
            "403-role", SIGN_UPS, "Authentication_RequestFromUnsupportedUserRole", "not in the allowed roles", id="role"
        ),
        pytest.param(
            "403-denied", "/v1.0/users", "Authorization_RequestDenied", "Insufficient privileges", id="denied"
        ),
    ],
)
def test_a_forbidden_resource_stays_forbidden_and_says_why(start_tenant, fault, path, code, word):
    graph = start_tenant(faults=fault)
    other_path = "/v1.0/users" if path == SIGN_UPS else SIGN_UPS

    for _ in range(2):
        status, given_code, message = graph.error(path)
        assert (status, given_code) == (403, code)
        assert word in message
    assert graph.get(other_path).status_code == 200


def test_an_expired_access_token_is_cured_by_a_new_one(start_tenant):
    graph = start_tenant(faults="401-expired")

    assert graph.error(SIGN_UPS)[:2] == (401, "InvalidAuthenticationToken")
    assert graph.error(SIGN_UPS)[:2] == (401, "InvalidAuthenticationToken")
    graph.renew()
    assert graph.get(SIGN_UPS).status_code == 200


def test_with_a_share_of_one_every_access_token_is_expired(start_tenant):
    graph = start_tenant(faults="401-expired=1")

    for _ in range(3):
        graph.renew()
        assert graph.get(SIGN_UPS).status_code == 401


def test_an_expired_secret_gives_no_token_at_all(start_tenant):
    graph = start_tenant(faults="secret-expired")

    for _ in range(2):
        answer = graph.ask_token()
        assert (answer.status_code, answer.json()["error_codes"]) == (401, [7000222])
    assert graph.ask_token(client_secret="wrong").json()["error_codes"] == [7000215]


def test_the_older_shape_has_the_user_in_a_snapshot(graph, start_tenant):
    older = start_tenant(faults="snapshot-user", days=21)
    plain = {row["id"]: row["userId"] for row in graph.rows(SIGN_UPS, filter=LAST_DAY)}

    rows = older.rows(SIGN_UPS, filter=LAST_DAY)
    assert all("userId" not in row for row in rows)
    assert {row["id"]: (row["userSnapshot"] or {}).get("userId") for row in rows} == plain
    assert any(plain.values())


def test_unknown_stages_providers_and_fields_appear(start_tenant):
    graph = start_tenant(faults="unknown-values=0.5")
    rows = graph.rows(SIGN_UPS, ALL_MEMBERS)
    event_types = {listener["eventType"] for row in rows for listener in row["appliedEventListeners"]}

    assert all("attestation" in row for row in rows)
    assert UNKNOWN_STAGE in {row["signUpStage"] for row in rows}
    assert UNKNOWN_PROVIDER in {row["signUpIdentityProvider"] for row in rows}
    assert UNKNOWN_IDENTIFIER_TYPE in {(row["signUpIdentity"] or {}).get("signUpIdentifierType") for row in rows}
    assert UNKNOWN_EVENT_TYPE in event_types


def test_unknown_members_read_as_the_sentinel_to_who_did_not_ask_for_them(start_tenant):
    rows = start_tenant(faults="unknown-values=1").rows(SIGN_UPS)

    assert UNKNOWN_STAGE not in {row["signUpStage"] for row in rows}
    assert "unknownFutureValue" in {row["signUpStage"] for row in rows}
    assert "unknownFutureValue" in {(row["signUpIdentity"] or {}).get("signUpIdentifierType") for row in rows}


def test_late_rows_show_minutes_after_their_time_and_all_of_them_in_the_end(start_tenant):
    clock = MovableClock()
    options = {"frozen": False, "rows": 3_000}
    prompt, late = start_tenant(clock=clock, **options), start_tenant(clock=clock, faults="late-rows", **options)
    recent = "createdDateTime ge 2026-11-12T09:00:00Z and createdDateTime le 2026-11-12T09:30:00Z"

    expected = ids(prompt.rows(SIGN_UPS, filter=recent))
    shown = ids(late.rows(SIGN_UPS, filter=recent))
    assert set(shown) < set(expected)
    assert late.rows(SIGN_UPS)[0]["createdDateTime"] <= "2026-11-12T09:28:00.0000000Z"
    clock.forward(minutes=20)
    assert ids(late.rows(SIGN_UPS, filter=recent)) == expected


def test_faults_can_be_joined_and_given_a_share():
    assert parse_faults("429, drop=0.25,") == {"429": None, "drop": 0.25}
    assert parse_faults(["503", "slow=1"]) == {"503": None, "slow": 1.0}
    assert parse_faults("") == {}


@pytest.mark.parametrize("spec", ["teapot", "429=often", "429=2", "429=-0.1", "429=nan", "429="])
def test_a_fault_that_cannot_be_read_is_an_error_that_helps(spec):
    with pytest.raises(FaultSpecError, match=r"Known are: 429|a number from 0 to 1"):
        parse_faults(spec)


def test_a_share_strikes_about_that_part_of_the_requests_the_same_in_every_run():
    def struck(seed):
        faults = Faults("503=0.3", seed)
        return [faults.strikes("503", f"request {number}") for number in range(1000)]

    assert 250 < sum(struck(1)) < 350
    assert struck(1) == struck(1) != struck(2)


@pytest.mark.parametrize("name", [name for name, fault in FAULTS.items() if fault.without_share is Spread.ALWAYS])
def test_a_share_of_nothing_never_strikes(name):
    assert not Faults(f"{name}=0", 1).strikes(name, "anything")
