"""Somebody types a command and reads what comes of it: through real Bolt, the demo workspace and signed HTTP."""

import pytest
from typed_commands import answer_to, said_at_once

from bot.demo.workspace.people import HELPDESK, SECURITY
from bot.domain.names import TenantNames
from bot.domain.question import Is
from bot.errors import (
    MirrorError,
)


def test_a_question_is_acknowledged_in_silence_and_its_answer_is_all_that_is_said(bot):
    asked = bot.workspace.slash("/signups", "failed last 24h")

    assert "failed" in answer_to(asked)
    assert not asked.wait_ack().payload, "what an acknowledgement says stays beside the answer for ever"
    assert len(asked.replies) == 1
    assert bot.desk.asked[0].where == (Is("status", "failed"),)


def test_the_answer_opens_with_the_question_in_the_askers_own_time_zone(bot):
    asked = bot.workspace.slash("/signups", "failed yesterday", user=SECURITY.id)

    assert "EST" in answer_to(asked), "New York, where it was Thursday until 05:00 UTC"


def test_entra_takes_the_log_from_the_words(bot):
    asked = bot.workspace.slash("/entra", "failed sign-ups last 24h")

    assert "failed" in answer_to(asked)
    assert bot.desk.asked[0].log.value == "signups"


def test_who_asked_what_and_where_is_kept(bot):
    asked = bot.workspace.slash("/signups", "failed last 24h")
    answer_to(asked)

    ((asker, channel, question, _),) = bot.ledger.entries
    assert (asker, channel) == (HELPDESK.id, asked.channel)
    assert question["filters"] == {"status": "failed"}


def test_a_ledger_that_fails_does_not_cost_the_answer(bot, caplog):
    bot.ledger.error = MirrorError("The database is locked.")

    assert answer_to(bot.workspace.slash("/signups", "failed last 24h"))
    assert "database is locked" in caplog.text


def test_a_mistake_shows_signs_as_they_were_typed_and_not_as_slack_sends_them(bot):
    said = said_at_once(bot.workspace.slash("/signups", "flibbertigibbet &amp; failed"))

    assert "You wrote: *flibbertigibbet* &amp; failed" in said, "escaped once, as all text for Slack"


def test_a_mistake_names_the_word_what_was_meant_and_an_example(bot):
    bot.desk.names = TenantNames(apps=("Store", "Portal"))

    said = said_at_once(bot.workspace.slash("/signups", "failed app:Stroe by stage"))

    assert "You wrote: failed app:*Stroe* by stage" in said, "the word in its place"
    assert "• `Store`" in said, "what was meant"
    assert "/signups failed last 24h" in said, "what runs"
    assert bot.desk.asked == []


@pytest.mark.parametrize("command", ["/signups", "/signins", "/audit", "/provisioning", "/entra"])
def test_the_example_that_comes_with_a_mistake_runs_where_it_was_made(bot, command):
    said = said_at_once(bot.workspace.slash(command, "frobnicate"))
    example = next(line for line in said.splitlines() if "This works" in line).split("`")[1]

    typed, text = example.split(" ", 1)
    assert typed == command
    assert answer_to(bot.workspace.slash(typed, text))


@pytest.mark.parametrize("text", ["help", "?", "what can I ask"])
@pytest.mark.parametrize("command", ["/signups", "/entra"])
def test_help_comes_with_examples(bot, command, text):
    said = said_at_once(bot.workspace.slash(command, text))

    assert said.startswith("*What you can ask")
    assert "• `/signups failed last 24h`" in said


def test_explaining_nothing_is_asking_for_help(bot):
    assert said_at_once(bot.workspace.slash("/signups", "explain")).startswith("*What you can ask")


def test_a_question_with_two_readings_is_asked_back(bot):
    said = said_at_once(bot.workspace.slash("/entra", "users created yesterday"))

    assert "sign-up" in said.casefold()
    assert bot.desk.asked == []


@pytest.mark.parametrize("word", ["explain", "query", "Explain:"])
def test_explaining_shows_the_very_graph_request_and_asks_nobody(bot, word):
    said = said_at_once(bot.workspace.slash("/signups", f"{word} failed last 24h"))

    assert "/beta/auditLogs/signUps?$filter=createdDateTime ge 2026-11-19T08:30:00Z" in said
    assert bot.desk.asked == []


@pytest.mark.parametrize("text", ["status", "settings"])
def test_what_only_the_operator_can_see_is_said_to_be_there(bot, text):
    said = said_at_once(bot.workspace.slash("/entra", text))

    assert "gatehouse doctor" in said
