"""The HTTP door from outside: what Slack may send, what a stranger may send, and what a monitor may ask."""

import json
import logging
from datetime import timedelta
from http.client import HTTPConnection
from threading import Event
from time import time
from urllib.parse import urlencode, urlsplit

import pytest
from bot_in_town import bot_in, open_http

from bot.demo.workspace.invocations import Outcome
from bot.demo.workspace.signed_http import Seal, signature
from bot.errors import MirrorError, SettingsError
from handlers.app import build_app


@pytest.fixture
def door(town):
    with bot_in(town, signed=True) as bot, open_http(bot) as url:
        yield bot, url


def send(url, path="/slack/events", *, method="POST", body=b"", headers=None):
    """One request; answers status and body."""
    connection = HTTPConnection(urlsplit(url).netloc, timeout=30)
    try:
        connection.request(method, path, body, headers or {})
        response = connection.getresponse()
        return response.status, response.read().decode()
    finally:
        connection.close()


def signed(bot, body, content_type="application/x-www-form-urlencoded"):
    timestamp = str(int(time()))
    return {
        "Content-Type": content_type,
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": signature(bot.workspace.credentials.signing_secret, timestamp, body),
    }


@pytest.mark.parametrize("seal", [seal for seal in Seal if seal is not Seal.GENUINE], ids=lambda seal: seal.value)
def test_a_request_that_slack_did_not_sign_now_is_refused_without_a_trace_of_its_body(door, caplog, seal):
    bot, _ = door
    with caplog.at_level(logging.DEBUG, logger="gatehouse.slack"):
        forged = bot.workspace.slash("/signups", "failed for jane.doe@contoso.example", seal=seal)
        ack = forged.wait_ack()

    assert forged.outcome is Outcome.NOT_DELIVERED
    assert ack.status == 401
    assert bot.desk.asked == []
    assert "jane.doe" not in caplog.text
    assert forged.payload["response_url"] not in caplog.text


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"X-Slack-Request-Timestamp": "9" * 5000, "X-Slack-Signature": "v0=a"}, id="endless number"),
        pytest.param({"X-Slack-Request-Timestamp": "١٢٣", "X-Slack-Signature": "v0=a"}, id="digits of another script"),
        pytest.param({"X-Slack-Request-Timestamp": "1", "X-Slack-Signature": "v0=é"}, id="signature beyond ASCII"),
        pytest.param({"X-Slack-Request-Timestamp": "-1", "X-Slack-Signature": "v0=a"}, id="negative"),
    ],
)
def test_headers_that_cannot_be_slacks_are_refused_as_unsigned(door, headers):
    _, url = door
    encoded = {name: value.encode() for name, value in headers.items()}

    assert send(url, body=b"command=%2Fsignups", headers=encoded)[0] == 401


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"{", id="broken JSON"),
        pytest.param(b"[" * 200_000, id="nested beyond reading"),
        pytest.param(b"payload=%7B", id="broken JSON in a form"),
        pytest.param(b"\xff\xfe", id="no text"),
    ],
)
def test_a_body_that_cannot_be_read_is_refused_not_a_fault(door, body, caplog):
    bot, url = door
    for content_type in ("application/json", "application/x-www-form-urlencoded"):
        headers = {**signed(bot, body, content_type), "X-Slack-Signature": "v0=0123456789abcdef"}
        assert send(url, body=body, headers=headers)[0] in (400, 401)
    assert "Traceback" not in caplog.text


def test_an_endless_body_is_not_read_to_its_end(door):
    bot, url = door

    assert send(url, body=b"a" * 1_000_001, headers=signed(bot, b""))[0] == 413


def test_a_signed_request_that_is_replayed_is_answered_once(door):
    bot, url = door
    asked = bot.workspace.slash("/signups", "failed last 24h")
    asked.wait(1)
    body = urlencode(asked.payload).encode()

    status, said = send(url, body=body, headers=signed(bot, body))

    assert (status, said) == (200, "")
    assert len(bot.desk.asked) == 1


def test_slacks_check_of_the_address_is_answered(door):
    bot, url = door
    body = json.dumps({"type": "url_verification", "challenge": "3eZbrw1a"}).encode()

    status, said = send(url, body=body, headers=signed(bot, body, "application/json"))

    assert status == 200
    assert "3eZbrw1a" in said


@pytest.mark.parametrize(
    ("payload", "said"),
    [
        pytest.param({"command": "/other", "text": "x", "team_id": "T1"}, "does not know this command", id="command"),
        pytest.param(
            {"payload": json.dumps({"type": "block_actions", "actions": [{"action_id": "old"}], "team": {"id": "T1"}})},
            "",
            id="a button of an older version",
        ),
    ],
)
def test_what_nothing_listens_to_is_acknowledged_politely(door, payload, said):
    bot, url = door
    body = urlencode(payload).encode()

    status, answer = send(url, body=body, headers=signed(bot, body))

    assert status == 200
    assert said in answer


def test_a_command_that_is_still_being_read_does_not_hold_up_the_others(door):
    """Bolt's own ASGI adapter would run it on the event loop."""
    bot, url = door
    begun, release, known_names = Event(), Event(), bot.desk.known_names

    def slow_names():
        begun.set()
        release.wait(5)
        return known_names()

    bot.desk.known_names = slow_names
    asked = bot.workspace.slash("/signups", "failed last 24h")
    begun.wait(5)

    assert send(url, "/healthz", method="GET")[0] == 200
    assert asked.ack is None

    release.set()
    assert asked.wait_ack()


def test_health_says_how_old_the_data_is(door):
    _, url = door

    status, said = send(url, "/healthz", method="GET")

    assert status == 200
    assert json.loads(said) == {"status": "ok", "data_age_seconds": 120}


def test_health_is_good_before_there_is_any_data(town):
    with bot_in(town, signed=True) as bot, open_http(bot, data_age=lambda: None) as url:
        status, said = send(url, "/healthz", method="GET")

    assert status == 200
    assert json.loads(said)["data_age_seconds"] is None


def test_a_mirror_that_cannot_be_read_does_not_make_the_program_unwell(town, caplog):
    def unreadable():
        raise MirrorError("The database is locked.")

    with bot_in(town, signed=True) as bot, open_http(bot, data_age=unreadable) as url:
        assert send(url, "/healthz", method="GET") == (200, '{"status":"ok","data_age_seconds":null}')
        assert "mirror_age" not in send(url, "/metrics", method="GET")[1]

    assert "database is locked" in caplog.text


def test_metrics_count_what_was_asked_and_what_failed(town):
    def fail(question, zone, progress):
        raise RuntimeError("as tests do")

    with bot_in(town, signed=True) as bot, open_http(bot, data_age=lambda: timedelta(seconds=90)) as url:
        bot.workspace.slash("/signups", "failed last 24h").wait(1)
        bot.desk.finds = fail
        bot.workspace.slash("/entra", "failed sign-ups last 24h").wait(1)

        status, said = send(url, "/metrics", method="GET")

    assert status == 200
    assert 'gatehouse_questions_total{command="/signups"} 1' in said
    assert 'gatehouse_questions_total{command="/entra"} 1' in said
    assert 'gatehouse_failures_total{kind="RuntimeError"} 1' in said
    assert "gatehouse_answer_seconds_count 1" in said
    assert "gatehouse_mirror_age_seconds 90" in said


@pytest.mark.parametrize("method", ["GET", "PUT"])
def test_only_posts_are_events(door, method):
    _, url = door

    assert send(url, method=method)[0] == 405


@pytest.mark.parametrize("secret", ["", "   "])
def test_an_empty_signing_secret_is_refused_at_the_start(secret):
    with pytest.raises(SettingsError, match="SLACK_SIGNING_SECRET"):
        build_app(lambda app: None, bot_token="xoxb-1", signing_secret=secret)


def test_an_app_for_socket_mode_takes_no_http_request_whatever_the_environment_says(town, monkeypatch):
    monkeypatch.setenv("SLACK_SIGNING_SECRET", town.credentials.signing_secret)
    with bot_in(town, signed=False) as bot, open_http(bot):
        asked = bot.workspace.slash("/signups", "failed last 24h")
        ack = asked.wait_ack()

    assert ack.status == 500
    assert bot.desk.asked == []


def test_oauth_variables_in_the_environment_change_nothing(town, monkeypatch):
    monkeypatch.setenv("SLACK_CLIENT_ID", "1.2")
    monkeypatch.setenv("SLACK_CLIENT_SECRET", "secret")
    with bot_in(town, signed=True) as bot, open_http(bot):
        assert bot.workspace.slash("/signups", "failed last 24h").wait(1)


def test_building_the_app_asks_nothing_of_slack(town):
    before = len(town.calls())
    with bot_in(town, signed=True):
        assert len(town.calls()) == before
