"""The tenant as a program: where it is, what it was asked, batches, and its end."""

import json
import signal
import socket
import subprocess
import sys
from datetime import datetime

import httpx
import pytest
from tenant_calls import NOW, SIGN_UPS

from bot.demo.options import TenantOptions
from bot.demo.town import RunningTenant, running_tenant

SERVE = """
from bot.demo.options import TenantOptions
from bot.demo.town import serve_tenant
serve_tenant(TenantOptions(days=1))
"""


@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGTERM])
def test_the_first_line_says_where_the_tenant_is_and_a_signal_ends_it(kind):
    with subprocess.Popen(
        [sys.executable, "-W", "error", "-c", SERVE], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as town:
        where = json.loads(town.stdout.readline())
        metadata = httpx.get(
            f"{where['login_url']}/{where['tenant_id']}/v2.0/.well-known/openid-configuration", timeout=60
        )
        town.send_signal(kind)
        out, err = town.communicate(timeout=60)

    assert set(where) == {"graph_url", "login_url", "tenant_id", "client_id", "client_secret"}
    assert where["graph_url"].startswith("http://127.0.0.1:")
    assert metadata.status_code == 200
    assert (town.returncode, out, err) == (0, b"", b"")


def test_every_request_is_on_record(start_tenant):
    graph = start_tenant()
    graph.get(SIGN_UPS, filter="appId eq 'x y'", top="2")
    graph.get("/v1.0/nowhere")
    graph.http.get("/v1.0/organization")

    me = graph.tenant.client_id
    assert [(one.method, one.target, one.status, one.who) for one in graph.tenant.requests] == [
        ("POST", f"/{graph.tenant.tenant_id}/oauth2/v2.0/token", 200, ""),
        ("GET", f"{SIGN_UPS}?%24filter=appId+eq+%27x+y%27&%24top=2", 200, me),
        ("GET", "/v1.0/nowhere", 400, me),
        ("GET", "/v1.0/organization", 401, ""),
    ]
    assert {one.at for one in graph.tenant.requests} == {NOW}


def test_a_taken_port_is_an_error():
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(OSError, match="in use"):
        RunningTenant(TenantOptions(days=1), taken.getsockname()[1])


def test_a_start_time_needs_a_zone():
    with pytest.raises(ValueError, match="has no time zone"), running_tenant(TenantOptions(now=datetime(2026, 1, 1))):  # noqa: DTZ001 -- the mistake itself
        pass


def post_batch(graph, body):
    token = graph.ask_token().json()["access_token"]
    return graph.http.post("/v1.0/$batch", headers={"Authorization": f"Bearer {token}"}, json=body)


def test_a_batch_answers_each_call_with_its_own_status(graph):
    calls = [
        {"id": "1", "method": "GET", "url": "/organization"},
        {
            "id": "2",
            "method": "GET",
            "url": "/users?$filter=displayName eq 'Town Administrator'&$select=id,createdDateTime",
        },
        {"id": "3", "method": "GET", "url": "/users/nobody", "headers": {"client-request-id": "mine"}},
        {"id": "4", "method": "GET", "url": "/organization", "dependsOn": ["3"]},
        {"id": "5", "method": "GET", "url": "/organization", "dependsOn": ["1"]},
    ]
    answers = {one["id"]: one for one in post_batch(graph, {"requests": calls}).json()["responses"]}

    assert {number: one["status"] for number, one in answers.items()} == {
        "1": 200,
        "2": 200,
        "3": 404,
        "4": 424,
        "5": 200,
    }
    assert set(answers["2"]["body"]["value"][0]) == {"id", "createdDateTime"}
    assert answers["3"]["headers"]["client-request-id"] == "mine"


def test_each_call_of_a_batch_counts_against_the_throttle(start_tenant):
    graph = start_tenant(throttle=True)
    body = {
        "version": "beta",
        "requests": [{"id": str(n), "method": "GET", "url": "/auditLogs/signUps"} for n in range(6)],
    }
    token = graph.ask_token().json()["access_token"]
    answer = graph.http.post("/beta/$batch", headers={"Authorization": f"Bearer {token}"}, json=body)

    responses = answer.json()["responses"]
    assert answer.status_code == 200
    assert [one["status"] for one in responses] == [200] * 5 + [429]
    assert int(responses[-1]["headers"]["Retry-After"]) >= 1


@pytest.mark.parametrize(
    "body",
    [
        pytest.param({}, id="no requests"),
        pytest.param([], id="a list"),
        pytest.param({"requests": []}, id="empty"),
        pytest.param({"requests": ["x"]}, id="text"),
        pytest.param({"requests": [{"id": str(n), "method": "GET", "url": "/users"} for n in range(21)]}, id="21"),
        pytest.param({"requests": [{"id": "1", "method": "GET", "url": "/users"}] * 2}, id="an id twice"),
        pytest.param({"requests": [{"id": "1", "method": "DELETE", "url": "/users/x"}]}, id="a write"),
    ],
)
def test_a_batch_that_is_none_is_refused(graph, body):
    answer = post_batch(graph, body)

    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "BadRequest")
