"""`watch --replay`: one line in, one line back, whatever the line holds."""

import json
import subprocess
import sys

import pytest
from cli_calls import ROOT, json_lines

START = {"start": {"tenant": "a", "first_hour": "2026-03-02T00:00:00Z", "hours": 24}}
FORBIDDEN = ("msal", "slack_bolt", "slack_sdk", "uvicorn", "starlette", "jinja2", "sqlite_utils", "httpx", "pydantic")
DAYS = 10


def poll(hour, rows, minute=5):
    day, of_day = divmod(hour, 24)
    until, of_until = divmod(hour + 1, 24)
    return {
        "now": f"2026-03-{2 + until:02}T{of_until:02}:{minute:02}:00Z",
        "updates": [{"hour": f"2026-03-{2 + day:02}T{of_day:02}:00:00Z", "rows": rows}],
    }


def healthy(failing=(), tried=40):
    return [
        ["Store", "Google", "userCreation", 0, "GB", tried, 0, 0],
        ["Store", "Email OTP", "userCreation", 0, "GB", 60, 0, 0],
        ["Store", "Email OTP", "credentialValidation", 50181, "GB", 2, 2, 2],
        ["Store", "Email OTP", "credentialValidation", 1002013, "GB", 30, 30, 30],
        *failing,
    ]


@pytest.fixture
def replayed(gatehouse):
    """What `watch --replay` answers to these lines; objects are written as JSON."""

    def call(*lines):
        stdin = b"".join((each if isinstance(each, bytes) else json.dumps(each).encode()) + b"\n" for each in lines)
        result = gatehouse("watch", "--replay", stdin=stdin)
        assert (result.exit_code, result.stderr) == (0, ""), result.exception
        return json_lines(result.stdout)

    return call


def test_a_start_is_answered_by_an_empty_object_and_a_poll_by_what_is_announced(replayed):
    assert replayed(START, poll(0, healthy())) == [{}, {"alerts": []}]


def test_a_file_may_begin_with_a_byte_order_mark_and_end_its_lines_as_windows_does(replayed):
    lines = [b"\xef\xbb\xbf" + json.dumps(START).encode() + b"\r", json.dumps(poll(0, healthy())).encode() + b"\r"]

    assert replayed(*lines) == [{}, {"alerts": []}]


def test_an_outage_is_announced_once_with_the_values_as_they_were_written(replayed):
    outage = ["Store", "Email OTP", "attributeCollectionAndValidation", 1003005, "GB", 30, 30, 28]
    lines = [poll(hour, healthy()) for hour in range(24 * DAYS)]
    lines += [poll(24 * DAYS + hour, healthy([outage])) for hour in range(4)]

    alerts = [alert for said in replayed(START, *lines)[1:] for alert in said["alerts"]]

    assert [(alert["dims"], alert["kind"]) for alert in alerts] == [({"errorCode": 1003005}, "failure")]
    assert alerts[0]["since"] == "2026-03-12T00:00:00+00:00"
    assert alerts[0]["observed"] == 28
    assert alerts[0]["expected"] < 1


@pytest.mark.parametrize("word", ["fewer", "normal", "more"])
def test_a_start_may_bring_a_word_of_sensitivity(replayed, word):
    assert replayed({"start": START["start"] | {"sensitivity": word}}, poll(0, healthy())) == [{}, {"alerts": []}]


def test_counts_may_be_written_as_whole_floats(replayed):
    """As programs write them that count in tables of floats."""
    outage = ["Store", "Email OTP", "attributeCollectionAndValidation", 1003005.0, "GB", 30.0, 30.0, 28.0]
    lines = [poll(hour, healthy(tried=40.0)) for hour in range(24 * DAYS)]

    (alert,) = replayed(START, *lines, poll(24 * DAYS, healthy([outage])))[-1]["alerts"]

    assert (alert["dims"], alert["observed"]) == ({"errorCode": 1003005}, 28)


def test_values_are_told_apart_by_how_they_are_written_though_python_holds_them_equal(replayed):
    def rows(failing):
        outage = [[True, "Google", "userCreation", 399279, "GB", failing, failing, failing]]
        return [[app, "Google", "userCreation", 0, "GB", 60, 0, 0] for app in (1, True)] + outage * bool(failing)

    lines = [poll(hour, rows(0)) for hour in range(24 * DAYS)]
    lines += [poll(24 * DAYS + hour, rows(40)) for hour in range(4)]

    alerts = [alert for said in replayed(START, *lines)[1:] for alert in said["alerts"]]

    assert [alert["dims"]["app"] is True for alert in alerts] == [True]


def test_an_interrupt_is_no_failure_however_its_row_counts_it(replayed):
    lines = [poll(hour, healthy()) for hour in range(24 * DAYS)]
    prompts = ["Store", "Google", "userCreation", 50140, "GB", 200, 200, 200]
    lines += [poll(24 * DAYS + hour, healthy([prompts])) for hour in range(4)]

    assert all(said["alerts"] == [] for said in replayed(START, *lines)[1:])


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(b"{", id="no JSON"),
        pytest.param(b"\xff", id="no text"),
        pytest.param(b"", id="nothing"),
        pytest.param([], id="no object"),
        pytest.param({"start": {"sensitivity": "loud"}}, id="no word of sensitivity"),
        pytest.param({"now": "2026-03-02T00:05:00Z"}, id="no updates"),
        pytest.param({"now": "noon", "updates": []}, id="no moment"),
        pytest.param({"now": "2026-03-02T00:05:00Z", "updates": [{}]}, id="no hour"),
        pytest.param(poll(0, [["a", "b", "c", 0, "GB", 1, 0]]), id="a count is missing"),
        pytest.param(poll(0, [["a", "b", "c", 0, "GB", -1, 0, 0]]), id="fewer than nobody"),
        pytest.param(poll(0, [["a", "b", "c", 0, "GB", 1.5, 0, 0]]), id="half an attempt"),
        pytest.param(poll(0, [["a", "b", "c", 0, "GB", True, 0, 0]]), id="a count is a truth"),
        pytest.param(poll(0, "rows"), id="rows are no list"),
        pytest.param(json.dumps(poll(0, [["a" + "é" * 60, 1]]), ensure_ascii=False).encode(), id="a long foreign word"),
    ],
)
def test_a_line_that_cannot_be_read_costs_only_its_own_answer(replayed, line):
    first, second, third = replayed(START, line, poll(0, None))

    assert (first, third) == ({}, {"alerts": []})
    assert (second["error"], second["alerts"]) == ("bad_value", [])
    assert second["message"]


def test_a_clock_that_leaps_over_centuries_is_answered_too(replayed):
    leap = {"now": "2300-01-01T00:05:00Z", "updates": []}
    lines = [poll(hour, healthy()) for hour in range(24 * 3)]

    assert all(said == {"alerts": []} for said in replayed(START, *lines, leap, poll(24 * 3, healthy()))[1:])


def test_it_answers_before_it_is_asked_again():
    command = [sys.executable, "-m", "bot", "watch", "--replay"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        for line, answer in ((START, {}), (poll(0, []), {"alerts": []})):
            process.stdin.write(json.dumps(line) + "\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline()) == answer
        process.stdin.close()
        assert process.wait(10) == 0


def test_it_imports_nothing_that_speaks_to_the_outside():
    code = f"import bot.cli.watch, sys; print([name for name in {FORBIDDEN} if name in sys.modules])"
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert said.stdout.strip() == "[]"
