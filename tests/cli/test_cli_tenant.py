"""`tenant`, as a process of its own: what programs read from it, and how it ends."""

import json
import signal
import socket
from pathlib import Path

import httpx
import pytest
from cli_calls import AFTER, NOON, PRINTED, ended, started

KEYS = {"graph_url", "login_url", "tenant_id", "client_id", "client_secret"}


def rows_of(place, path):
    form = {
        "grant_type": "client_credentials",
        "client_id": place["client_id"],
        "client_secret": place["client_secret"],
        "scope": "https://graph.microsoft.com/.default",
    }
    with httpx.Client(trust_env=False, timeout=60) as client:
        token = client.post(f"{place['login_url']}/{place['tenant_id']}/oauth2/v2.0/token", data=form)
        headers = {"Authorization": f"Bearer {token.json()['access_token']}"}
        return client.get(f"{place['graph_url']}{path}", headers=headers).json()["value"]


@pytest.mark.parametrize("kind", [signal.SIGTERM, signal.SIGINT])
def test_its_first_line_says_where_it_is_and_a_signal_ends_it_well(kind):
    with started("tenant", "--port", "0", "--load", str(PRINTED)) as process:
        place = json.loads(process.stdout.readline())
        rows = rows_of(place, "/beta/auditLogs/signUps")
        status, out, err = ended(process, kind)

    assert set(place) == KEYS
    assert all(place[name].startswith("http://127.0.0.1:") for name in ("graph_url", "login_url"))
    assert not any(place[name].endswith("/") for name in KEYS)
    assert len(rows) == 4
    assert (status, out, err) == (0, b"", b"")


def test_rows_and_the_frozen_clock_are_as_asked_for():
    now = NOON.isoformat()
    with started("tenant", "--rows", "120", "--days", "5", "--seed", "7", "--now", now, "--frozen") as process:
        rows = rows_of(json.loads(process.stdout.readline()), "/beta/auditLogs/signUps")

    assert len(rows) == 120
    assert max(row["createdDateTime"] for row in rows) <= now.replace("+00:00", "Z")


def test_it_listens_on_the_port_that_is_named():
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with started("tenant", "--port", str(port), "--load", str(PRINTED)) as process:
        place = json.loads(process.stdout.readline())

    assert place["graph_url"] == f"http://127.0.0.1:{port}"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        pytest.param(["--faults", "429,nonsense"], "Known are: 429, 503", id="unknown fault"),
        pytest.param(["--faults", "429=2"], "write a number from 0 to 1", id="share too large"),
        pytest.param(["--load", "nowhere"], "does not exist", id="no such folder"),
        pytest.param(["--now", "soon"], "write one as 2026-11-17T09:00:00Z", id="no moment"),
        pytest.param(["--port", "99999"], "0<=x<=65535", id="no port"),
        pytest.param(["--rows", "0"], "x>=1", id="no rows"),
    ],
)
def test_a_wrong_option_is_the_callers_mistake_and_says_what_may_stand_there(gatehouse, options, says):
    result = gatehouse("tenant", *options)

    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr


def test_a_port_that_is_taken_is_said(gatehouse):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = gatehouse("tenant", "--port", str(port), "--load", str(PRINTED))

    assert (result.exit_code, result.stdout) == (1, "")
    assert f"Port {port} cannot be listened on: Address already in use." in result.stderr


def test_the_printed_bodies_are_all_of_its_past(gatehouse, printed_tenant):
    """What other tests lean on: the documented attempt is there, and `AFTER` is after it."""
    stamps = [row["createdDateTime"] for row in json.loads(Path(PRINTED, "signUps-list.json").read_text())["value"]]

    assert max(stamps) < AFTER
