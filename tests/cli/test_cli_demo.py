"""`demo`: the town with the real bot in it, from the address that it prints to the end."""

import re
import signal
import socket
import subprocess
import sys
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from cli_calls import ROOT

from bot.cli.demo import opened_town
from bot.demo.whole_town import DIGEST_ZONE

NOW = datetime(2026, 11, 18, 10, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def town():
    with opened_town(now=NOW) as town:
        yield town


def test_it_opens_says_where_it_is_and_closes_cleanly():
    command = [sys.executable, "-m", "bot", "demo", "--port", "0", "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT) as demo:
        said = demo.stdout.readline()
        demo.send_signal(signal.SIGINT)
        try:
            rest, errors = demo.communicate(timeout=60)
        finally:
            demo.kill()

    assert re.fullmatch(r"The demo town is open at http://127\.0\.0\.1:\d+\n", said)
    assert rest.endswith("Closed.\n")
    assert (demo.returncode, errors) == (0, "")


def test_a_port_that_is_taken_is_said_with_the_way_out(call):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = call("demo", "--no-browser", "--port", str(taken.getsockname()[1]))

    assert result.exit_code == 2
    assert "gatehouse demo --port 0" in result.stderr


def test_a_question_is_answered_by_the_real_bot_and_what_happened_is_told(town):
    asked = town.workspace.slash("/signups", "failed last 24h")

    def answered():
        return any(re.search(r"\d+ sign-up attempts? failed, by \d+ ", reply.text) for reply in asked.replies)

    town.workspace.wait_until(answered, lambda: f"the answer, not {asked.replies}", timeout=60)
    _, happening = town.chronicle.latest()[0]
    assert happening.understood.startswith("Sign-ups · failed · last 24 hours")
    assert '"last": 86400' in happening.query
    assert all(request.url and request.status == 200 for request in happening.requests)
    assert "Graph" in happening.outcome


def test_the_next_morning_brings_the_digest(town):
    morning = town.moves["morning"]()

    assert morning == {"trouble": "", "place": "C_SIGNUPS"}
    digest = town.workspace.channel("C_SIGNUPS").messages[-1]
    assert digest.text.startswith("*Sign-ups on Wednesday 18 November 2026")


def test_an_incident_opens_and_is_over_while_one_watches(town):
    def told():
        return [post.text for post in town.workspace.channel("C_INCIDENTS").messages]

    assert town.moves["incident"]() == {"trouble": "", "place": "C_INCIDENTS"}
    trouble = "code 1003005 (Our own extension could not be reached, or it did not answer in time)"
    assert any(f"{trouble}*\n*Open*" in text for text in told())

    while not town.moves["incident"]()["trouble"]:
        if any(f"{trouble}*\n*Recovered after" in text for text in told()):
            break
    assert any(text.startswith("Over") and "sign-ups are as usual again" in text for text in told())
    zones = {word for text in told() for word in re.findall(r"\d\d:\d\d ([A-Z]{3,})", text.partition("To see the")[0])}
    assert zones == {f"{NOW.astimezone(ZoneInfo(DIGEST_ZONE)):%Z}"}, "as the digest of the same town"


def test_on_the_day_after_it_people_leave_since_no_code_arrives(town):
    def told():
        return [post.text for post in town.workspace.channel("C_INCIDENTS").messages]

    while not town.moves["incident"]()["trouble"]:
        if any("stay unfinished" in text and "*Recovered after" in text for text in told()):
            break
    (message,) = [text for text in told() if text.startswith("*Sign-ups stay unfinished more than usual")]
    assert "“email code check”*\n*Recovered after" in message
    assert "people: The page asked for the emailed code, and none was entered" in message


def test_no_log_is_behind_once_the_clock_was_moved(town):
    town.moves["morning"]()

    town.workspace.open_home(user="U_HELP").wait_ack()
    town.workspace.wait_until(lambda: town.workspace.home("U_HELP"), lambda: "a Home tab")
    logs = str(town.workspace.home("U_HELP")["blocks"]).partition("The logs")[2]
    assert all(f"{name}: read " in logs for name in ("Sign-ups", "Sign-ins", "Directory changes", "Provisioning"))
    assert "behind" not in logs
