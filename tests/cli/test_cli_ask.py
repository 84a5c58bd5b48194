"""`ask`: one question from the command line to the answer, in each form, and every way it can fail."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from cli_calls import AFTER, NOON, json_lines, settings_for, started

from bot.demo.blockkit import problems
from bot.demo.options import TenantOptions
from bot.demo.town import running_tenant
from bot.domain.question import Log
from bot.mirror.store import Mirror

PRINTED_ATTEMPT = {
    "id": "921e63bd-a516-4976-a537-a671036a0000",
    "correlation_id": "f4414243-b0ee-4030-9c0c-d661c716a6b8",
    "started": "2024-10-15T01:57:36.362145+00:00",
    "ended": "2024-10-15T01:58:09.287604+00:00",
    "user": "testuser@fabrikam.com",
    "app": "TestApp4",
    "app_id": "94559aba-b733-468e-aaec-44cc4e7f0b58",
    "provider": "Email OTP",
    "status": "success",
    "stage": "userCreation",
    "error_code": 0,
}


@pytest.fixture
def ask(gatehouse, printed_tenant):
    """Asks the tenant with the documented attempt, some hours after it."""

    def call(text, *options, now=AFTER, **env):
        return gatehouse("ask", text, "--now", now, *options, env=settings_for(printed_tenant, **env))

    return call


def answer(result):
    assert result.exit_code == 0, result.stderr
    (said,) = json_lines(result.stdout)
    return said


def test_csv_has_a_line_for_each_row_and_nothing_else(ask):
    result = ask("sign-ups last 24h", "--as", "csv")

    (row,) = csv.DictReader(StringIO(result.stdout))
    assert [row[name] for name in PRINTED_ATTEMPT] == [str(value) for value in PRINTED_ATTEMPT.values()]


@pytest.mark.parametrize(
    ("text", "status", "said"),
    [
        pytest.param("help", 0, "What you can ask", id="help"),
        pytest.param("users created yesterday", 0, "Which one do you mean", id="two readings"),
        pytest.param("sign-ups frobnicated", 2, "frobnicated", id="a mistake"),
    ],
)
def test_where_there_are_no_rows_csv_prints_none_and_says_why_aside(ask, text, status, said):
    result = ask(text, "--as", "csv")

    assert (result.exit_code, result.stdout) == (status, "")
    assert said in result.stderr


def test_the_documented_attempt_is_one_success_by_emailed_code_in_its_app(ask):
    said = answer(ask("sign-ups last 24h", "--as", "json"))

    assert said["question"] == {"log": "signups", "filters": {}, "window": {"last": 86400}, "output": "list"}
    (row,) = said["rows"]
    assert PRINTED_ATTEMPT.items() <= row.items()
    assert said["totals"] == {
        "attempts": 1,
        "success": 1,
        "failed": 0,
        "abandoned": 0,
        "in_progress": 0,
        "interrupted": 0,
        "events": 4,
        "users": 1,
    }
    assert said["rates"]["conversion"] == 1.0
    assert (said["kind"], said["source"], said["complete"]) == ("list", "graph", True)
    assert said["as_of"] == "2024-10-15T09:00:00+00:00"


def test_every_request_is_told_with_its_status_and_tokens_are_not(ask, printed_tenant):
    before = len(printed_tenant.requests)
    said = answer(ask("sign-ups last 24h", "--as", "json"))

    served = [request for request in printed_tenant.requests[before:] if "/oauth2/" not in request.target]
    graph = [request for request in served if not request.target.startswith(f"/{printed_tenant.tenant_id}/")]
    told = [request["url"].removeprefix(printed_tenant.graph_url) for request in said["requests"]]
    assert told == [request.target for request in graph]
    assert {(request["method"], request["status"]) for request in said["requests"]} == {("GET", 200)}
    assert any("/beta/auditLogs/signUps?$filter=createdDateTime" in url for url in told)


def test_retries_are_told_too(gatehouse):
    """The first token is out of date when it is given out, so the first request has to be made again."""
    with running_tenant(TenantOptions(days=1, rows=20, throttle=False, faults="401-expired")) as tenant:
        said = answer(gatehouse("ask", "sign-ups last 1h", "--as", "json", env=settings_for(tenant)))

    (refused, again, *others) = said["requests"]
    assert (refused["status"], again["status"]) == (401, 200)
    assert refused["url"] == again["url"]
    assert {request["status"] for request in others} == {200}


def test_what_was_read_once_is_answered_by_the_mirror(ask):
    first, second = (answer(ask("sign-ups last 24h", "--as", "json")) for _ in range(2))

    assert (first["source"], second["source"]) == ("graph", "mirror")
    assert not [request for request in second["requests"] if "signUps" in request["url"]]
    assert (first["rows"], first["totals"]) == (second["rows"], second["totals"])


def test_a_present_that_is_pretended_to_be_later_is_not_taken_for_known(gatehouse):
    """Else the mirror would think that it holds rows which are yet to come, and never read them."""
    later = "2999-01-01T00:00:00Z"
    with running_tenant(TenantOptions(days=1, rows=20, throttle=False)) as tenant:
        result = gatehouse("ask", "sign-ups last 1h", "--now", later, env=settings_for(tenant))

    assert result.exit_code == 0, result.stderr
    assert Mirror(Path("gatehouse.sqlite3")).watermark(Log.SIGN_UPS) is None


def test_the_terminal_reads_what_slack_would_show(ask):
    result = ask("sign-ups last 24h", "--tz", "Europe/Berlin")

    assert result.exit_code == 0
    assert result.stdout.startswith("Sign-ups · last 24 hours (")
    for words in ("1 sign-up attempt", "Tue 15 Oct 03:57", "testuser@fabrikam.com", "TestApp4", "Europe/Berlin"):
        assert words in result.stdout
    assert result.stderr == ""


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("sign-ups last 24h", id="list"),
        pytest.param("sign-up conversion last 24h by provider", id="rate"),
        pytest.param("sign-up funnel last 24h", id="funnel"),
        pytest.param("sign-ups failed last 24h", id="nothing found"),
        pytest.param("help", id="help"),
    ],
)
def test_blocks_are_the_very_message_and_within_slacks_limits(ask, text):
    said = answer(ask(text, "--as", "blocks"))

    assert set(said) == {"blocks", "text"}
    assert problems(said) == []
    assert said["text"]


def test_words_need_no_quotes_and_a_minus_before_a_key_is_part_of_the_question(gatehouse, printed_tenant):
    words = ["sign-ups", "-app:TestApp4", "-had_error:true", "last", "24h"]
    result = gatehouse("ask", *words, "--as", "json", "--now", AFTER, env=settings_for(printed_tenant))

    said = answer(result)
    assert said["question"]["filters"].keys() == {"app", "had_error"}
    assert said["question"]["filters"]["app"] == {"not": "TestApp4"}
    assert said["totals"]["attempts"] == 0


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_about_the_command_itself(gatehouse, option):
    result = gatehouse("ask", option)

    assert result.exit_code == 0
    assert result.stdout.startswith("Usage: ")


def test_a_misspelt_word_is_read_and_said_so_in_every_form(ask):
    said = answer(ask("sign-ups faild last 24h", "--as", "json"))
    blocks = answer(ask("sign-ups faild last 24h", "--as", "blocks"))

    assert any("faild" in note and "failed" in note for note in said["notes"])
    assert "faild" in blocks["text"]
    assert "faild" in ask("sign-ups faild last 24h").stdout


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("", "empty", id="nothing"),
        pytest.param("sign-ups last 24h last 7d", "conflict", id="two windows"),
        pytest.param("sign-ups status:purple", "unknown_value", id="no such value"),
        pytest.param("sign-ups app:Nowhere", "unknown_app", id="no such app"),
        pytest.param("delete all sign-ups", "read_only", id="to change something"),
        pytest.param("sign-ups " + "x" * 1_001, "too_long", id="too long"),
    ],
)
def test_a_mistake_is_the_askers_in_json_and_in_words(ask, text, kind):
    as_json, as_blocks, in_words = ask(text, "--as", "json"), ask(text, "--as", "blocks"), ask(text)

    assert (as_json.exit_code, as_blocks.exit_code, in_words.exit_code) == (2, 2, 2)
    for result in (as_json, as_blocks):
        (said,) = json_lines(result.stdout)
        assert (said["error"], type(said["suggestions"])) == (kind, list)
        assert said["message"]
    assert in_words.stdout == ""
    assert in_words.stderr.startswith(said["message"])


@pytest.mark.parametrize(
    "options", [pytest.param(["--tz", "Mars/Olympus"], id="zone"), pytest.param(["--now", "soon"], id="moment")]
)
def test_a_wrong_option_is_json_too_where_json_was_asked_for(gatehouse, printed_tenant, options):
    result = gatehouse("ask", "sign-ups", "--as", "json", *options, env=settings_for(printed_tenant))

    (said,) = json_lines(result.stdout)
    assert (result.exit_code, said["error"]) == (2, "bad_value")


def test_no_words_at_all_are_an_empty_question(gatehouse, printed_tenant):
    result = gatehouse("ask", "--as", "json", env=settings_for(printed_tenant))

    assert (result.exit_code, json_lines(result.stdout)[0]["error"]) == (2, "empty")


@pytest.mark.parametrize(
    ("faults", "says"),
    [
        pytest.param("403-consent", "AuditLog.Read.All", id="no consent"),
        pytest.param("403-licence", "licence", id="no licence"),
        pytest.param("secret-expired", "The client secret has expired.", id="secret expired"),
    ],
)
def test_graph_trouble_is_told_with_what_to_mend_and_status_1(gatehouse, faults, says):
    with running_tenant(TenantOptions(days=1, rows=20, throttle=False, faults=faults)) as tenant:
        as_json = gatehouse("ask", "sign-ups last 1h", "--as", "json", env=settings_for(tenant))
        in_words = gatehouse("ask", "sign-ups last 1h", env=settings_for(tenant))

    (said,) = json_lines(as_json.stdout)
    assert (as_json.exit_code, in_words.exit_code, in_words.stdout) == (1, 1, "")
    assert said["error"] == "graph_refused"
    assert said["remedy"]
    assert says in said["message"]
    assert in_words.stderr.startswith(f"{said['message']}\n{said['remedy']}\n")


def test_a_mirror_that_cannot_be_used_is_trouble(ask, tmp_path):
    (tmp_path / "letter").write_text("Dear friend, " * 100)
    result = ask("sign-ups", "--as", "json", GATEHOUSE_DATABASE="letter")

    (said,) = json_lines(result.stdout)
    assert (result.exit_code, said["error"]) == (1, "mirror")


@pytest.mark.parametrize("form", ["text", "json", "blocks"])
def test_missing_settings_are_named(gatehouse, form):
    result = gatehouse("ask", "sign-ups", "--as", form)

    assert result.exit_code == 2
    told = result.stderr if form == "text" else result.stdout
    assert "GATEHOUSE_TENANT_ID is not set" in told
    assert "add --demo" in told


def test_help_needs_no_settings(gatehouse):
    in_words, as_json = gatehouse("ask", "help"), gatehouse("ask", "what can I ask?", "--as", "json")

    assert (in_words.exit_code, in_words.stderr) == (0, "")
    assert "/signups failed last 24h" in in_words.stdout
    assert answer(as_json) == {"help": True, "about": None}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("/entra subscribe signups weekdays 9:00", id="a new one"),
        pytest.param("please subscribe me to sign-ins", id="in a sentence"),
        pytest.param("/entra subscriptions", id="those there are"),
        pytest.param("show my subscriptions", id="those there are, in a sentence"),
    ],
)
def test_subscriptions_are_a_matter_for_slack(gatehouse, text):
    result = gatehouse("ask", text)

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("Subscriptions are made and kept in Slack: type “/entra subscribe …”")


def test_a_question_back_is_an_answer_too(gatehouse):
    said = answer(gatehouse("ask", "users created", "--demo", "--as", "json"))

    assert (said["clarify"], said["about"]) == (True, "log")
    assert len(said["choices"]) > 1


def test_the_demo_answers_as_of_the_moment_that_is_pretended(gatehouse):
    asked = ["ask", "how many people signed up in the last 7d?", "--demo", "--as", "json", "--now", NOON.isoformat()]
    first, second = answer(gatehouse(*asked)), answer(gatehouse(*asked))

    assert first["totals"]["success"] > 100
    assert first["totals"] == second["totals"]
    assert first["as_of"] == NOON.isoformat()


def test_the_demo_cares_for_no_setting(gatehouse, tmp_path):
    wrong = {"GATEHOUSE_REFRESH_MINUTES": "never", "GATEHOUSE_CLIENT_SECRET": "hush", "GATEHOUSE_CLOUD": "china"}
    result = gatehouse("ask", "sign-ups failed last 1h", "--demo", env=wrong)

    assert result.exit_code == 0, result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_process_of_its_own_prints_the_answer_and_nothing_else(printed_tenant):
    asked = ["ask", "sign-ups last 24h", "--as", "json", "--now", AFTER]
    with started(*asked, env=settings_for(printed_tenant)) as process:
        out, err = process.communicate(timeout=60)

    assert (process.returncode, err) == (0, b"")
    assert json.loads(out)["totals"]["attempts"] == 1


def test_bytes_that_are_no_utf8_are_a_mistake_and_no_fault(printed_tenant):
    with started("ask", b"sign-ups caf\xe9", "--as", "json", env=settings_for(printed_tenant)) as process:
        out, _ = process.communicate(timeout=60)

    assert process.returncode == 2
    assert json.loads(out)["error"] == "unknown_word"
