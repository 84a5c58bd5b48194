"""Every fault the demo tenant can show, seen through the client: the right rows come back, or a sentence that helps."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import orjson
import pytest
from graph_stand_ins import VirtualTime

from bot.demo.options import TenantOptions
from bot.demo.town import running_tenant
from bot.domain.question import Is, Log, Not
from bot.domain.window import Window
from bot.errors import GraphBusy, GraphRefused
from bot.graph.auth import GraphAuth
from bot.graph.budget import Budgets
from bot.graph.channel import Channel
from bot.graph.client import GraphClient
from bot.graph.credentials import ClientSecret
from bot.planning.plan import Fetch

NOW = datetime(2026, 11, 20, 12, 0, 0, tzinfo=UTC)
WINDOW = Window(NOW - timedelta(days=2), NOW - timedelta(hours=1))


@contextmanager
def town(faults="", **options):
    """A small frozen town and a client whose waits take no time."""
    chosen = {"days": 2, "now": NOW, "frozen": True, "rows": 1_300, "throttle": False, "slow_seconds": 0.2} | options
    with running_tenant(TenantOptions(faults=faults, **chosen)) as tenant:
        time = VirtualTime()
        client = client_of(tenant, Budgets(clock=time.clock, wait=time.wait))
        try:
            yield tenant, client
        finally:
            client.close()


def client_of(tenant, budgets):
    auth = GraphAuth(
        tenant_id=tenant.tenant_id,
        client_id=tenant.client_id,
        credential=ClientSecret(tenant.client_secret),
        graph_url=tenant.graph_url,
        login_url=tenant.login_url,
    )
    return GraphClient(Channel(auth, budgets=budgets))


def told(tenant, window=WINDOW, keep=lambda row: True):
    """Ids of the story's rows in `window`, newest first, straight from the story."""
    rows = [(datetime.fromisoformat(row["createdDateTime"]), row) for row in tenant.story.events]
    inside = [(at, row["id"]) for at, row in rows if window.since <= at < window.until and keep(row)]
    return [identity for _, identity in sorted(inside, reverse=True)]


def read(client, window=WINDOW, narrow=None, *, calls=None, urgent=True):
    calls = [] if calls is None else calls
    return [
        event
        for page in client.pages(Fetch(Log.SIGN_UPS, window, narrow), urgent=urgent, calls=calls)
        for event in page
    ]


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param("", id="none"),
        pytest.param("429", id="throttled"),
        pytest.param("503", id="unavailable"),
        pytest.param("drop", id="connection dropped"),
        pytest.param("truncate", id="body cut off"),
        pytest.param("empty-page", id="empty page with a nextLink"),
        pytest.param("stale-token", id="stale skip token"),
        pytest.param("slow", id="slow"),
        pytest.param("401-expired", id="token past its time"),
        pytest.param("504", id="too wide a window"),
        pytest.param("unknown-values", id="stages and members of tomorrow"),
        pytest.param("429=0.3,503=0.1,drop=0.1,truncate=0.1,empty-page=0.3,stale-token=0.1", id="a bad day"),
    ],
)
def test_all_rows_arrive_once_and_newest_first_in_spite_of(fault):
    with town(fault) as (tenant, client):
        events = read(client)

        assert [event.id for event in events] == told(tenant)
        assert len(events) > 1_000, "one page would prove little"


def test_late_rows_are_there_when_they_are_there():
    with town("late-rows") as (tenant, client):
        whole = Window(WINDOW.since, NOW - timedelta(minutes=30))

        assert [event.id for event in read(client, whole)] == told(tenant, whole)


def test_the_user_is_found_under_its_older_name_too():
    with town("snapshot-user") as (_, old), town() as (_, new):
        assert [event.user_id for event in read(old)] == [event.user_id for event in read(new)]
        assert any(event.user_id for event in read(new))


def test_unknown_values_are_kept_by_name_and_unknown_members_in_the_row():
    with town("unknown-values=1") as (tenant, client):
        events = read(client)
        known = {name for row in tenant.story.events for name in row}

        assert all(set(orjson.loads(event.raw)) - known for event in events)
        assert {event.stage for event in events} - {row["signUpStage"] for row in tenant.story.events}


@pytest.mark.parametrize(
    ("fault", "sentence", "remedy"),
    [
        pytest.param("403-licence", "P1 or P2", "licence", id="no licence"),
        pytest.param("403-consent", "AuditLog.Read.All", "Grant admin consent", id="no consent"),
        pytest.param("403-role", "directory role", "Reports Reader", id="no role"),
        pytest.param("secret-expired", "secret has expired", "Certificates & secrets", id="secret expired"),
    ],
)
def test_a_refusal_says_what_to_mend(fault, sentence, remedy):
    with town(fault) as (_, client), pytest.raises(GraphRefused) as refused:
        read(client)

    assert sentence in refused.value.message
    assert remedy in refused.value.remedy
    assert refused.value.trace.code
    assert refused.value.trace.request_id


def test_a_refused_filter_keeps_its_status_so_that_it_can_be_decided_here():
    with town("no-probe") as (_, client), pytest.raises(GraphRefused, match="does not take this filter") as refused:
        read(client, narrow=Is("stage", "userCreation"))

    assert (refused.value.trace.status, refused.value.trace.code) == (400, "BadRequest")


def test_graph_narrows_where_it_may():
    with town() as (tenant, client):
        events = read(client, narrow=Not(Is("error_code", 0)))

        assert [event.id for event in events] == told(tenant, keep=lambda row: row["status"]["errorCode"] != 0)


def test_every_call_is_recorded_as_the_tenant_saw_it():
    with town("503,drop") as (tenant, client):
        calls = []
        read(client, calls=calls)

        seen = [
            (request.target, request.status or None)
            for request in tenant.requests
            if request.target.startswith("/beta")
        ]
        assert [(call.url.removeprefix(tenant.graph_url), call.status) for call in calls] == seen


def test_a_throttled_client_waits_as_long_as_it_is_told():
    time = VirtualTime()
    with running_tenant(TenantOptions(days=2, now=NOW, frozen=True, rows=300, throttle=False, faults="429")) as tenant:
        client = client_of(tenant, Budgets(clock=time.clock, wait=time.wait))
        read(client)
        client.close()

    assert time.now >= 1_000.0 + 1.0


def test_a_tenant_that_throttles_in_earnest_is_never_pushed_into_it():
    with town(throttle=True, rows=900) as (tenant, client):
        for hours in range(4):
            read(client, Window(NOW - timedelta(hours=hours + 1), NOW - timedelta(hours=hours)))

    assert [request.status for request in tenant.requests if "signUps" in request.target] == [200] * 4


def test_a_place_that_is_always_lost_is_read_in_pieces_of_one_page():
    with town("stale-token=1", rows=2_500) as (tenant, client):
        events = read(client)

        assert [event.id for event in events] == told(tenant)


def test_trouble_without_end_is_given_up_with_a_reason():
    with town("503=1") as (_, client), pytest.raises(GraphBusy, match="trouble") as busy:
        read(client)

    assert busy.value.trace.status == 503


def test_it_is_known_whether_older_rows_are_kept():
    with town(rows=300) as (tenant, client):
        first = datetime.fromisoformat(min(row["createdDateTime"] for row in tenant.story.events))
        calls = []

        assert client.has_rows_before(Log.SIGN_UPS, NOW, urgent=True, calls=calls)
        assert not client.has_rows_before(Log.SIGN_UPS, first - timedelta(seconds=1), urgent=True, calls=calls)
        assert len(calls) == 2


def test_older_rows_are_found_in_stretches_where_one_look_takes_too_long():
    with town("504", rows=300) as (_, client):
        assert client.has_rows_before(Log.SIGN_UPS, NOW - timedelta(days=1), urgent=True, calls=[])
        assert not client.has_rows_before(Log.SIGN_UPS, NOW - timedelta(days=4), urgent=True, calls=[])


def test_an_exact_bound_belongs_to_the_later_window():
    with town() as (_, client):
        some = [event.at for event in read(client)][100]
        before, after = Window(WINDOW.since, some), Window(some, WINDOW.until)

        assert some not in [event.at for event in read(client, before)]
        assert len(read(client, before)) + len(read(client, after)) == len(read(client))


def test_the_shared_line_survives_many_threads():
    with town("429=0.2,drop=0.2") as (tenant, client):
        with ThreadPoolExecutor(6) as pool:
            answers = list(
                pool.map(lambda urgent: [event.id for event in read(client, urgent=urgent)], [True, False] * 6)
            )

        assert answers == [told(tenant)] * 12


def test_no_proxy_is_asked_for_our_own_machine(monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    with town() as (tenant, client):
        assert [event.id for event in read(client)] == told(tenant)
