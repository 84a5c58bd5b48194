"""Who types a command: who may, who is meant by a question, and when Slack does not say."""

from dataclasses import replace

import pytest
from typed_commands import answer_to, said_at_once

from bot.demo.workspace import running_workspace
from bot.demo.workspace.people import GUEST, HELPDESK, LEAVER, MANAGER, ROBOT, SECURITY, STRANGER
from bot.demo.workspace.premises import SCOPES, Credentials
from bot.domain.question import Is


def test_nobody_may_ask_while_the_list_is_empty(make_bot):
    bot = make_bot(allowed=frozenset())

    said = said_at_once(bot.workspace.slash("/signups", "failed"))

    assert "GATEHOUSE_ALLOWED_USERS" in said
    assert bot.desk.asked == []


def test_somebody_who_is_not_on_the_list_is_told_so_and_slack_is_not_asked_about_them(make_bot):
    bot = make_bot(allowed=frozenset({SECURITY.id}))
    before = len(bot.workspace.calls("users.info"))

    said = said_at_once(bot.workspace.slash("/signups", "help", user=HELPDESK.id))

    assert HELPDESK.id in said
    assert len(bot.workspace.calls("users.info")) == before


@pytest.mark.parametrize("person", [GUEST, STRANGER, LEAVER, ROBOT], ids=lambda person: person.name)
def test_whoever_does_not_belong_here_gets_no_answer_even_when_listed(bot, person):
    assert said_at_once(bot.workspace.slash("/signups", "failed", user=person.id)).endswith(".")
    assert bot.desk.asked == []


def test_a_mentioned_colleague_is_found_by_address(bot):
    bot.workspace.put(replace(MANAGER, id="U0MEI"))

    answer_to(bot.workspace.slash("/signups", "<@U0MEI|mei> last 7d"))

    assert bot.desk.asked[0].where == (Is("user", MANAGER.email),)


def test_me_is_the_asker(bot):
    asked = bot.workspace.slash("/signups", "user:me last 7d", user=SECURITY.id)

    answer_to(asked)
    assert bot.desk.asked[0].where == (Is("user", SECURITY.email),)


def test_without_the_scope_for_addresses_a_mention_is_a_mistake_not_an_empty_answer(make_bot):
    with running_workspace(credentials=Credentials(scopes=SCOPES - {"users:read.email"})) as workspace:
        bot = make_bot(workspace=workspace)
        bot.workspace.put(replace(MANAGER, id="U0MEI"))
        said = said_at_once(bot.workspace.slash("/signups", "explain <@U0MEI|mei> last 7d"))

    assert "address" in said


def test_an_unknown_time_zone_is_assumed_and_said(make_bot):
    bot = make_bot(zone="Europe/Paris")
    bot.workspace.fail_next("users.info", error="internal_error")

    assert "Europe/Paris" in answer_to(bot.workspace.slash("/signups", "failed last 24h", user=MANAGER.id))


def test_a_slack_that_is_slow_to_say_who_asks_does_not_delay_the_acknowledgement(make_bot):
    bot = make_bot(patience=0.05)
    bot.workspace.fail_next("users.info", delay=30.0)

    asked = bot.workspace.slash("/signups", "failed last 24h")

    assert asked.wait_ack().latency < 30.0
    assert "Slack did not say which time zone" in answer_to(asked)
