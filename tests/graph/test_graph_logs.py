"""Every part of every log is read whole from the demo tenant, which takes each filter that the catalogue has."""

from datetime import UTC, datetime, timedelta

import pytest
from graph_stand_ins import VirtualTime

from bot.demo.options import TenantOptions
from bot.demo.town import running_tenant
from bot.domain.question import And, Is, Log, Not
from bot.domain.window import Window
from bot.graph.auth import GraphAuth
from bot.graph.budget import Budgets
from bot.graph.channel import Channel
from bot.graph.client import GraphClient
from bot.graph.credentials import ClientSecret
from bot.graph.wire import READERS
from bot.planning.catalogue import LOGS, can_graph_filter
from bot.planning.plan import Fetch

NOW = datetime(2026, 11, 20, 12, 0, 0, tzinfo=UTC)
WINDOW = Window(NOW - timedelta(days=2), NOW - timedelta(hours=3))
PARTS = [
    pytest.param(log, part.name, id=f"{log.value} {part.name}".strip())
    for log, row in LOGS.items()
    for part in row.parts
]
KIND_OF_PART = {"interactiveDetails": "interactive", "": None}


@pytest.fixture(scope="module")
def tenant():
    options = TenantOptions(days=2, now=NOW, frozen=True, rows=60, throttle=False)
    with running_tenant(options) as running:
        yield running


@pytest.fixture(scope="module")
def client(tenant):
    time = VirtualTime()
    auth = GraphAuth(
        tenant_id=tenant.tenant_id,
        client_id=tenant.client_id,
        credential=ClientSecret(tenant.client_secret),
        graph_url=tenant.graph_url,
        login_url=tenant.login_url,
    )
    client = GraphClient(Channel(auth, budgets=Budgets(clock=time.clock, wait=time.wait)))
    yield client
    client.close()


def told(tenant, log):
    """The story's rows of a log as events."""
    story = tenant.story
    rows = {
        Log.SIGN_UPS: story.events,
        Log.SIGN_INS: story.sign_ins,
        Log.AUDIT: story.audits,
        Log.PROVISIONING: story.provisioning,
    }
    return [READERS[log](row) for row in rows[log]]


def read(client, fetch):
    return [event for page in client.pages(fetch, urgent=True, calls=[]) for event in page]


@pytest.mark.parametrize(("log", "part"), PARTS)
def test_all_rows_of_a_part_are_read_once_newest_first(tenant, client, log, part):
    kind = KIND_OF_PART.get(part, part)
    inside = [event for event in told(tenant, log) if event.at in WINDOW and (kind is None or event.kind == kind)]
    newest = {event.id: event.at for event in sorted(inside, key=lambda event: event.at)}  # the log may repeat an id
    found = read(client, Fetch(log, WINDOW, part=part))

    assert found
    assert {event.id: event.at for event in found} == newest
    assert len(found) == len(newest)
    assert [event.at for event in found] == sorted((event.at for event in found), reverse=True)


@pytest.mark.parametrize(("log", "part"), PARTS)
def test_a_window_that_begins_with_a_row_has_it_and_one_that_ends_with_it_does_not(tenant, client, log, part):
    edge = read(client, Fetch(log, WINDOW, part=part))[-1].at

    assert edge in [event.at for event in read(client, Fetch(log, Window(edge, WINDOW.until), part=part))]
    assert read(client, Fetch(log, Window(WINDOW.since, edge), part=part)) == []


SOMEBODY = "4562bcc8-c436-4f95-b7c0-4f8ce89dca5e"
VALUES = {
    Log.SIGN_UPS: ["x", "0"],
    Log.SIGN_INS: ["x", "jane@contoso.com", SOMEBODY, "198.51.", "0", "browser", "required", "managedIdentity"],
    Log.AUDIT: ["x", "jane@contoso.com", SOMEBODY, "app_updated", "app_credentials_changed"],
    Log.PROVISIONING: ["x", SOMEBODY, "failed", "user"],
}


DRAWN = [
    (log, condition)
    for log, row in LOGS.items()
    for field in row.columns
    for value in (["0"] if field == "error_code" else VALUES[log])
    for condition in (Is(field, value), Not(Is(field, value)))
]


@pytest.mark.parametrize(
    ("log", "condition"),
    [
        pytest.param(log, condition, id=f"{log.value} {condition}")
        for log, condition in DRAWN
        if can_graph_filter(log, condition, probes_allowed=True)
    ],
)
def test_the_tenant_takes_every_filter_that_the_catalogue_has(client, log, condition):
    beta = next((part.name for part in LOGS[log].parts if part.version == "beta"), "")

    assert isinstance(read(client, Fetch(log, WINDOW, And((condition,)), beta)), list)


@pytest.mark.parametrize("log", LOGS)
def test_whether_older_rows_are_kept_can_be_asked_of_every_log(tenant, client, log):
    oldest = min(event.at for event in told(tenant, log))

    assert client.has_rows_before(log, oldest + timedelta(hours=12), urgent=True, calls=[])
    assert not client.has_rows_before(log, oldest, urgent=True, calls=[])


def test_provisioning_is_read_over_all_its_pages(tenant, client):
    calls = []
    pages = list(client.pages(Fetch(Log.PROVISIONING, WINDOW), urgent=True, calls=calls))

    assert sum(map(len, pages)) == len(read(client, Fetch(Log.PROVISIONING, WINDOW)))
    assert all("$top=1000" in call.url for call in calls)
