"""`explain`: questions understood without any network, one at a time and by the thousand."""

import json
import subprocess
import sys

import pytest
from cli_calls import ROOT, json_lines
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cli.explain import explain_all, explained_line

ASKED = {"text": "/signups failed last 24h", "now": "2026-11-17T09:00:00Z", "tz": "Europe/London"}
FORBIDDEN = ("msal", "slack_bolt", "slack_sdk", "uvicorn", "starlette", "jinja2", "sqlite_utils", "httpx", "pydantic")


def line(**changes):
    return json.dumps(ASKED | changes)


@pytest.fixture
def explained(gatehouse):
    """What `explain --json --stdin` says to lines of text or bytes."""

    def call(*lines):
        stdin = b"".join((each if isinstance(each, bytes) else each.encode()) + b"\n" for each in lines)
        result = gatehouse("explain", "--json", "--stdin", stdin=stdin)
        assert (result.exit_code, result.stderr) == (0, ""), result.exception
        return json_lines(result.stdout)

    return call


def test_an_answerable_question_comes_with_the_requests_it_becomes(explained):
    (said,) = explained(line())

    assert said == {
        "log": "signups",
        "filters": {"status": "failed"},
        "window": {"last": 86400},
        "output": "list",
        "graph": [
            {
                "version": "beta",
                "path": "auditLogs/signUps",
                "filter": "createdDateTime ge 2026-11-16T08:00:00Z and createdDateTime le 2026-11-17T09:00:00Z",
                "params": {},
                "client_side": ["status"],
                "then": said["graph"][0]["then"],
            }
        ],
        "notes": [],
    }


@pytest.mark.parametrize(
    ("changes", "shape"),
    [
        pytest.param({"text": "help"}, {"help": True, "about": None}, id="help"),
        pytest.param({"text": "users created"}, {"clarify": True, "about": "log"}, id="clarify"),
        pytest.param({"text": ""}, {"error": "empty"}, id="empty"),
        pytest.param({"text": "\n\t \n"}, {"error": "empty"}, id="only white space"),
        pytest.param({"text": "signups\nfailed\nlast 24h"}, {"filters": {"status": "failed"}}, id="newlines inside"),
        pytest.param({"text": "signups app:Store", "context": {"apps": []}}, {"error": "unknown_app"}, id="no apps"),
        pytest.param({"text": "signups app:Store", "context": {}}, {"filters": {"app": "Store"}}, id="any app"),
        pytest.param({"text": "signups app:Store"}, {"filters": {"app": "Store"}}, id="no context"),
        pytest.param({"text": "app usage"}, {"log": "apps"}, id="usage"),
        pytest.param({"tz": "Mars/Olympus"}, {"error": "bad_value"}, id="unknown zone"),
        pytest.param({"now": None}, {"error": "bad_value"}, id="no moment"),
        pytest.param({"text": ["a list"]}, {"error": "bad_value"}, id="text is a list"),
    ],
)
def test_each_line_gets_one_of_the_four_shapes(explained, changes, shape):
    (said,) = explained(line(**changes))

    assert {name: said.get(name) for name in shape} == shape
    assert ("graph" in said) == ("log" in said)


def test_every_line_gets_its_object_in_order_whatever_it_holds(explained):
    lines = [line(), b"nonsense", b"", b"\xff\xfe", line(text="help"), b"[1, 2]", b"{}", b"null", b" \t\r", line()]
    said = explained(*lines)

    kinds = [next(key for key in ("error", "help", "log") if key in each) for each in said]
    assert kinds == ["log", "error", "error", "error", "help", "error", "error", "error", "error", "log"]
    assert all(isinstance(each["message"], str) and each["suggestions"] == [] for each in said if "error" in each)


def test_no_input_is_no_output(explained):
    assert explained() == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\x00\x01\x02", id="control characters"),
        pytest.param("\u202esign-ups\u202c failed", id="right to left"),
        pytest.param("😀" * 300, id="emoji"),
        pytest.param("'; DROP TABLE sign_up_events; --", id="SQL"),
        pytest.param("signups user:' or createdDateTime ge 1", id="OData"),
        pytest.param("<!channel> <@U1|x> <mailto:a@b.c|a@b.c>", id="Slack's escapes"),
        pytest.param("signups last 99999999999999999999d", id="a window beyond the calendar"),
        pytest.param("signups top 99999999999999999999999", id="a number beyond all numbers"),
        pytest.param("(" * 999, id="brackets"),
        pytest.param("signups " * 120, id="one word again and again"),
        pytest.param("{{ 7*7 }} {% x %} ${y}", id="templates"),
    ],
)
@pytest.mark.parametrize("now", ["1970-01-01T00:00:00Z", "2999-12-31T23:59:59Z", "2026-10-25T01:30:00Z"])
def test_hostile_text_at_the_edges_of_time_is_answered_all_the_same(explained, text, now):
    (said,) = explained(line(text=text, now=now))

    assert {"log", "error", "clarify", "help"} & said.keys()


PIECES = st.sampled_from(
    [
        *(
            "/signups",
            "/signins",
            "/audit",
            "/risk",
            "/entra",
            "failed",
            "users",
            "created",
            "not",
            "by",
            "top",
            "last",
        ),
        *("more than", "vs", "-", "!", "=", ":", ",", '"', "'", "5", "0", "99999999999999999999", "24h", "1-7 Nov"),
        *("user:", "app:", "status:", "since", "until", "at", "25:61", "<@U1>", "a@b.example", "1.2.3.4", "\x00", "é"),
    ]
)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=9), st.sampled_from(["UTC", "Asia/Kathmandu", "America/St_Johns"]))
def test_no_heap_of_words_is_a_fault(words, zone):
    said = explained_line(line(text=" ".join(words), tz=zone).encode())

    assert {"log", "error", "clarify", "help"} & said.keys()
    json.dumps(said)


def test_a_reader_who_has_seen_enough_may_leave():
    lines = (line(text="help") + "\n") * 5_000
    command = f"{sys.executable} -m bot explain --json --stdin | head -n 1"
    done = subprocess.run(["sh", "-c", command], input=lines, cwd=ROOT, capture_output=True, text=True, check=True)

    assert json.loads(done.stdout) == {"help": True, "about": None}
    assert "Traceback" not in done.stderr


def test_a_fault_of_ours_costs_one_line_and_is_told(capfdbinary):
    answers = {b"first": {"log": "signups"}, b"last": {"help": True}}
    faults = explain_all([b"first", b"fault", b"last"], answers.__getitem__)

    said = capfdbinary.readouterr()
    first, fault, last = json_lines(said.out)
    assert (first, last, faults) == ({"log": "signups"}, {"help": True}, 1)
    assert fault["error"] == "fault"
    assert b"KeyError: b'fault'" in said.err


def test_of_two_thousand_lines_each_is_answered_in_its_turn_and_as_if_it_stood_alone(explained):
    """How quickly is measured by `make bench`."""
    texts = ("/signups failed last 24h", "conversion by app this week", "signups gogle yesterday", "help", "nonsense")
    alone = [explained(line(text=text))[0] for text in texts]

    assert explained(*(line(text=text) for text in texts * 400)) == alone * 400


def test_it_answers_each_line_before_the_next_is_written():
    """A program may keep one process and ask it again and again."""
    command = [sys.executable, "-m", "bot", "explain", "--json", "--stdin"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        for text in ("help", "signups"):
            process.stdin.write(line(text=text).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())
        process.stdin.close()
        assert process.wait(timeout=60) == 0


def test_it_starts_without_what_it_does_not_need():
    """What makes it quick: no network, no server, no database, no templates, no settings."""
    program = (
        "import sys; from bot.cli import main\n"
        "try: main(['explain', '--json', '--now', '2026-11-17T09:00:00Z', 'failed sign-ups'])\n"
        f"finally: print([name for name in {FORBIDDEN} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)

    assert json.loads(done.stdout)["filters"] == {"status": "failed"}
    assert done.stderr == "[]\n"


def test_one_question_in_words_shows_the_request_as_it_could_be_pasted(gatehouse):
    result = gatehouse("explain", "failed", "sign-ups", "yesterday", "--now", ASKED["now"], "--tz", "Europe/London")

    assert (result.exit_code, result.stderr) == (0, "")
    assert "Sign-ups · failed · yesterday" in result.stdout
    assert "GET /beta/auditLogs/signUps?$filter=createdDateTime ge 2026-11-15T23:00:00Z" in result.stdout


def test_one_question_as_json(gatehouse):
    (said,) = json_lines(gatehouse("explain", "--json", "sign-ups", "--now", ASKED["now"]).stdout)

    assert said["log"] == "signups"
    assert said["graph"]


@pytest.mark.parametrize(
    ("words", "status", "out", "err"),
    [
        pytest.param(["help"], 0, "What you can ask", "", id="help"),
        pytest.param(["users created"], 0, "sign-up", "", id="a question back"),
        pytest.param(["sign-ups status:purple"], 2, "", "purple", id="a mistake"),
        pytest.param([], 2, "", "Try: ", id="nothing"),
        pytest.param(["sign-ups", "--tz", "Mars"], 2, "", "no time zone", id="unknown zone"),
        pytest.param(["app usage"], 0, "getAzureADApplicationSignInSummary", "", id="usage"),
    ],
)
def test_one_question_ends_as_it_should(gatehouse, words, status, out, err):
    result = gatehouse("explain", *words)

    assert result.exit_code == status
    assert out in result.stdout
    assert bool(result.stdout) == bool(out)
    assert err in result.stderr
