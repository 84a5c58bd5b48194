"""Somebody writes to Gatehouse in a channel: a mention and its answer in the thread, once, and for whom."""

from dataclasses import replace

import pytest
from written_questions import (
    answer_to,
    replies,
    whisper_to,
    written,
)

from bot.demo.workspace.people import (
    BOT_USER,
    GUEST,
    HELPDESK,
    PARTNERS,
    SECURITY,
    SUPPORT,
)
from bot.domain.question import Is, Output
from bot.domain.window import Named, Period
from bot.errors import GraphBusy


def test_a_mention_is_answered_in_its_thread(bot):
    asked = bot.workspace.mention("how many sign-ups failed with Google yesterday?")

    answer = answer_to(bot, asked)
    assert answer.thread_ts == written(asked)["ts"]
    assert not answer.broadcast
    assert answer.text.startswith("*Sign-ups · Google · failed · count · yesterday (Thu 19 Nov")
    assert answer.blocks
    (question,) = bot.desk.asked
    assert question.output is Output.COUNT


def test_the_note_that_the_log_is_read_becomes_the_answer(reader):
    asked = reader.workspace.mention("failed sign-ups today")
    answer = answer_to(reader, asked)

    assert answer.edited, "one message, edited"
    assert len(replies(reader, asked)) == 1
    (first,) = [post for post in reader.workspace.posts if post.user == BOT_USER]
    assert first.text.endswith("reading the log.")


def test_a_mention_in_a_thread_is_answered_there(reader):
    first = reader.workspace.say("Does anybody know how many could not sign up?")
    asked = reader.workspace.mention("failed sign-ups today", thread_ts=first.ts)

    assert answer_to(reader, asked).thread_ts == first.ts


def test_what_needs_no_log_is_said_in_the_thread_at_once(reader):
    asked = reader.workspace.mention("frobnicated sign-ups")

    said = answer_to(reader, asked)
    assert "frobnicated" in said.text
    assert "This works: `failed sign-ups last 24h`" in said.text
    assert reader.desk.asked == []


@pytest.mark.parametrize("text", ["", "help"])
def test_a_bare_mention_asks_what_there_is_to_ask(reader, text):
    assert answer_to(reader, reader.workspace.mention(text)).text.startswith("*What you can ask")


def test_the_name_of_the_bot_may_stand_anywhere(reader):
    post = reader.workspace.say(f"hey <@{BOT_USER}|gatehouse> failed sign-ups today <@{BOT_USER}>")
    event = {"type": "app_mention", "text": post.text, "user": post.user, "channel": post.channel, "ts": post.ts}
    asked = reader.workspace.event(event)

    answer_to(reader, asked)
    assert reader.desk.asked[0].where == (Is("status", "failed"),)


def test_what_fails_is_said_in_the_thread_with_a_reference(reader, caplog):
    def busy(question, zone, progress):
        raise GraphBusy("Microsoft Graph is busy.", remedy="Ask again in a minute.")

    reader.desk.finds = busy
    said = answer_to(reader, reader.workspace.mention("failed sign-ups today"))

    assert "Microsoft Graph is busy" in said.text
    assert "GH-" in said.text


def test_blocks_that_slack_refuses_become_words(reader):
    reader.workspace.refuse_blocks("rich_text", "table")
    try:
        said = answer_to(reader, reader.workspace.mention("help"))
    finally:
        reader.workspace.accept_blocks()

    assert {block["type"] for block in said.blocks} == {"section"}


def test_a_note_that_somebody_deleted_is_no_reason_to_lose_the_answer(reader):
    reader.workspace.fail_next("chat.update", error="message_not_found")
    asked = reader.workspace.mention("failed sign-ups today")

    reader.workspace.wait_until(lambda: len(replies(reader, asked)) == 2, lambda: "the answer beside the note")
    assert "failed" in replies(reader, asked)[-1].text


def test_a_busy_slack_is_waited_for(reader):
    reader.workspace.fail_next("chat.update", retry_after=7)

    assert "failed" in answer_to(reader, reader.workspace.mention("failed sign-ups today")).text
    assert reader.waits == [7.0]


def test_a_reply_that_slack_never_takes_is_in_the_log(reader, caplog):
    reader.workspace.fail_next("chat.postMessage", error="is_archived")
    reader.workspace.fail_next("chat.postMessage", error="is_archived")
    reader.workspace.mention("failed sign-ups today")

    reader.workspace.wait_calls("chat.postMessage", 2)
    reader.conversation.stop(patience=5)
    assert "the channel is archived" in caplog.text
    assert "Slack never confirmed the reply" in caplog.text


def test_what_slack_sends_again_is_answered_once(bot):
    asked = bot.workspace.mention("failed sign-ups today")
    answer_to(bot, asked)

    again = [bot.workspace.repeat(asked, attempt) for attempt in (1, 2, 3)]

    assert all(each.wait_ack() for each in again)
    answer_to(bot, bot.workspace.mention("failed sign-ups last week"))
    assert len(bot.desk.asked) == 2
    assert len(replies(bot, asked)) == 1


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"bot_id": "B_OTHER"}, id="another bot"),
        pytest.param({"user": BOT_USER}, id="itself"),
        pytest.param({"subtype": "bot_message", "user": None}, id="an old kind of bot"),
        pytest.param({"subtype": "message_changed"}, id="an edit"),
        pytest.param({"edited": {"user": HELPDESK.id, "ts": "1.2"}}, id="an edited mention"),
        pytest.param({"user": None}, id="nobody"),
        pytest.param({"channel": None}, id="nowhere"),
    ],
)
@pytest.mark.parametrize("kind", ["app_mention", "message"])
def test_bots_edits_and_what_is_incomplete_get_no_answer(reader, kind, changes):
    event = {"type": kind, "text": "failed sign-ups", "user": HELPDESK.id, "channel": SUPPORT.id, "channel_type": "im"}
    reader.workspace.event(event | {"ts": "1700000000.000200"} | changes).wait_ack()

    answer_to(reader, reader.workspace.mention("failed sign-ups today"))
    assert len(reader.desk.asked) == 1


def test_messages_in_channels_that_do_not_name_it_are_none_of_its_business(reader):
    reader.workspace.message("failed sign-ups today").wait_ack()

    answer_to(reader, reader.workspace.mention("failed sign-ups last week"))
    assert [question.window for question in reader.desk.asked] == [Named(Period.LAST_WEEK)]


def test_a_channel_shared_with_another_company_is_told_nothing(reader):
    asked = reader.workspace.mention("failed sign-ups today", channel=PARTNERS.id)

    said = whisper_to(reader, HELPDESK.id, PARTNERS.id)
    assert "outside this workspace" in said.text
    assert "/entra" in said.text
    assert replies(reader, asked) == []
    assert reader.desk.asked == []


@pytest.mark.parametrize("sign", ["is_org_shared", "is_pending_ext_shared"])
def test_nor_is_one_that_will_be_or_is_shared_within_an_organisation(reader, sign):
    reader.workspace.put(replace(SUPPORT, **{sign: True}))
    reader.workspace.mention("failed sign-ups today")

    assert whisper_to(reader, HELPDESK.id, SUPPORT.id)
    assert reader.desk.asked == []


def test_a_channel_of_which_slack_says_nothing_is_told_nothing(reader, caplog):
    reader.workspace.fail_next("conversations.info", error="missing_scope")
    reader.workspace.mention("failed sign-ups today")

    assert "could not find out who reads along" in whisper_to(reader, HELPDESK.id, SUPPORT.id).text
    assert "channels:read" in caplog.text
    assert answer_to(reader, reader.workspace.mention("failed sign-ups today")), "Slack is asked again for the next one"


def test_a_channel_is_asked_about_once_in_five_minutes(reader):
    for text in ("failed sign-ups today", "failed sign-ups yesterday"):
        answer_to(reader, reader.workspace.mention(text))

    assert len(reader.workspace.calls("conversations.info")) == 1


def test_whoever_may_not_ask_is_told_so_alone(make_bot, town):
    bot = make_bot(workspace=town, allowed=frozenset({SECURITY.id}))
    asked = bot.workspace.mention("failed sign-ups today", user=HELPDESK.id)

    assert HELPDESK.id in whisper_to(bot, HELPDESK.id, SUPPORT.id).text
    assert replies(bot, asked) == []


def test_a_guest_is_told_so_alone(reader):
    asked = reader.workspace.mention("failed sign-ups today", user=GUEST.id)

    assert "Guests" in whisper_to(reader, GUEST.id, SUPPORT.id).text
    assert replies(reader, asked) == []
