"""Somebody writes to Gatehouse: a mention in a channel, a follow-up in its thread, a direct message."""

import logging
from dataclasses import replace

import pytest
from bot_in_town import NOW, Memory
from written_questions import (
    answer_to,
    direct_answer,
    replies,
    thread_of,
    whisper_to,
    whispers,
    written,
)

from bot.demo.workspace.people import (
    BOT_USER,
    GROWTH,
    GUEST,
    HELPDESK,
    MANAGER,
    PARTNERS,
    SECURITY,
    SUPPORT,
)
from bot.domain.answers import AnswerKind, AttemptRow
from bot.domain.attempts import Outcome
from bot.domain.question import Is, Log, Output
from bot.domain.window import Last, Named, Period
from bot.errors import GraphBusy, MirrorError, Mistake, QuestionError

# In a channel


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


# Once, and never to itself


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


# Who, and where


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


# What a channel may not see


def attempt_of(user):
    return AttemptRow(
        id="1",
        correlation_id="00000000-0000-0000-0000-000000000001",
        started=NOW,
        ended=NOW,
        user=user,
        app="Store",
        app_id="app-1",
        provider="Email OTP",
        status=Outcome.FAILED,
        interrupted=False,
        young=False,
        stage="credentialValidation",
        error_code=50181,
        reason="The code was wrong.",
    )


def listing(desk):
    """Has the desk answer with one attempt of Jane's."""

    def found(question, zone, progress):
        return desk.nothing(question, zone, kind=AnswerKind.LIST, rows=(attempt_of("jane.doe@contoso.com"),))

    desk.finds = found


def test_addresses_are_masked_where_others_read_along(reader):
    listing(reader.desk)
    said = answer_to(reader, reader.workspace.mention("failed sign-ups today", channel=SUPPORT.id))

    assert "jane.doe@" not in f"{said.text} {said.blocks}"
    assert "@contoso.com" in said.text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("sign-ups of jane.doe@contoso.com outcome:blue", id="a mistake"),
        pytest.param("rate last 7d except jane.doe@contoso.com", id="several readings"),
    ],
)
def test_what_repeats_an_address_while_a_question_is_made_clear_goes_to_the_asker(reader, text):
    asked = reader.workspace.mention(text, channel=SUPPORT.id)

    said = whisper_to(reader, HELPDESK.id, SUPPORT.id)
    assert "jane.doe@contoso.com" in said.text
    shown = answer_to(reader, asked)
    assert "@" not in f"{shown.text} {shown.blocks}"
    assert reader.desk.asked == []


def test_trouble_that_names_somebody_is_for_the_asker_alone(reader):
    def fail(question, zone, progress):
        raise QuestionError(Mistake.UNKNOWN_VALUE, "There is no jane.doe@contoso.com in this log")

    reader.desk.finds = fail
    asked = reader.workspace.mention("failed sign-ups today", channel=SUPPORT.id)

    assert "jane.doe@contoso.com" in whisper_to(reader, HELPDESK.id, SUPPORT.id).text
    shown = answer_to(reader, asked)
    assert "jane.doe" not in f"{shown.text} {shown.blocks}"


def test_a_private_channel_is_not_private_enough_for_addresses(reader):
    listing(reader.desk)
    said = answer_to(reader, reader.workspace.mention("failed sign-ups today", channel=GROWTH.id, user=MANAGER.id))

    assert "jane.doe@" not in f"{said.text} {said.blocks}"


@pytest.mark.parametrize("text", ["sign-ups of jane.doe@contoso.com today", "whois jane.doe@contoso.com"])
def test_an_answer_about_one_person_goes_to_the_asker_and_the_thread_says_so(reader, text):
    listing(reader.desk)
    asked = reader.workspace.mention(text)

    private = whisper_to(reader, HELPDESK.id, SUPPORT.id)
    assert "jane.doe@contoso.com" in private.text
    assert private.thread_ts == written(asked)["ts"]
    said = answer_to(reader, asked)
    assert said.text == "The answer is not for everybody here, so it went to whoever asked, and to nobody else."
    assert len(replies(reader, asked)) == 1
    assert whispers(reader, SECURITY.id, SUPPORT.id) == []


def test_who_cannot_be_shown_it_in_the_channel_gets_it_as_a_direct_message(reader):
    listing(reader.desk)
    reader.workspace.fail_next("chat.postEphemeral", error="user_not_in_channel")
    asked = reader.workspace.mention("sign-ups of jane.doe@contoso.com today")

    answer_to(reader, asked)
    direct = reader.workspace.channel(reader.workspace.direct_messages(HELPDESK.id).id).messages
    assert "jane.doe@contoso.com" in direct[-1].text


def test_when_it_can_be_sent_nowhere_the_thread_says_how_to_get_it(reader):
    def found(question, zone, progress):
        reader.workspace.fail_next("chat.postEphemeral", error="user_not_in_channel")
        reader.workspace.fail_next("chat.postMessage", error="messages_tab_disabled")
        return reader.desk.nothing(question, zone)

    reader.desk.finds = found
    said = answer_to(reader, reader.workspace.mention("sign-ups of jane.doe@contoso.com today"))

    assert said.text.endswith("Please ask in a direct message to Gatehouse.")
    assert whispers(reader, HELPDESK.id, SUPPORT.id) == []


def test_a_request_that_holds_an_address_is_not_explained_to_a_channel(reader):
    said = answer_to(reader, reader.workspace.mention("explain sign-ins of jane.doe@contoso.com today"))

    assert "jane.doe" not in said.text
    assert "/entra explain" in said.text


def test_a_request_about_nobody_is_explained_to_everybody(reader):
    said = answer_to(reader, reader.workspace.mention("explain failed sign-ups today"))

    assert "/beta/auditLogs/signUps" in said.text


# What follows


def test_the_next_question_follows_the_one_before_it(bot):
    asked = bot.workspace.mention("failed sign-ups with Google yesterday")
    answer_to(bot, asked)
    follow = bot.workspace.mention("and last week?", thread_ts=thread_of(asked), user=SECURITY.id)

    said = answer_to(bot, follow, 2)
    assert said.text.startswith("*Sign-ups · Google · failed · last week (Mon 9 Nov")
    assert "the rest is as in the question before" in said.text
    assert [question.window for question in bot.desk.asked] == [Named(Period.YESTERDAY), Named(Period.LAST_WEEK)]


def test_a_mistake_in_between_is_not_followed(reader):
    asked = reader.workspace.mention("failed sign-ups with Google yesterday")
    answer_to(reader, asked)
    answer_to(reader, reader.workspace.mention("and frobnicated?", thread_ts=thread_of(asked)), 2)
    answer_to(reader, reader.workspace.mention("by stage", thread_ts=thread_of(asked)), 3)

    assert reader.desk.asked[-1].group_by == ("stage",)
    assert reader.desk.asked[-1].filter("provider") == Is("provider", "Google")


def test_another_thread_knows_nothing_of_it(reader):
    answer_to(reader, reader.workspace.mention("failed sign-ups with Google yesterday"))
    said = answer_to(reader, reader.workspace.mention("and last week?"))

    assert "Which one do you mean?" in said.text
    assert len(reader.desk.asked) == 1


def test_what_was_asked_survives_a_restart(make_bot, town):
    memory = Memory()
    first = make_bot(workspace=town, memory=memory)
    asked = first.workspace.mention("failed sign-ups with Google yesterday")
    answer_to(first, asked)

    second = make_bot(workspace=town, memory=memory)
    answer_to(second, second.workspace.mention("by stage", thread_ts=thread_of(asked)), 2)

    assert second.desk.asked[0].filter("provider") == Is("provider", "Google")


def test_what_is_pressed_in_a_thread_is_followed_too(reader):
    unclear = reader.workspace.mention("failed with code 50126 yesterday")
    reader.workspace.click(answer_to(reader, unclear), "run_kept_1").wait(1)
    answer_to(reader, reader.workspace.mention("and last week?", thread_ts=thread_of(unclear)), 2)

    assert [question.log for question in reader.desk.asked] == [Log.SIGN_INS, Log.SIGN_INS]


def test_a_persons_own_lists_are_not_shown_to_others(reader):
    said = answer_to(reader, reader.workspace.mention("/entra history"))

    assert "Others read along here" in said.text


def test_a_memory_that_fails_costs_the_context_and_nothing_else(reader, caplog):
    reader.memory.error = MirrorError("The database is locked.")
    asked = reader.workspace.mention("failed sign-ups today")

    assert "failed" in answer_to(reader, asked).text
    assert "database is locked" in caplog.text


# Direct messages


def ask_directly(bot, text, user=HELPDESK.id, **where):
    return bot.workspace.message(text, user=user, channel=bot.workspace.direct_messages(user).id, **where)


def test_a_direct_message_needs_no_mention_and_is_answered_in_full(bot):
    listing(bot.desk)
    said = direct_answer(bot, ask_directly(bot, "failed sign-ups today"))

    assert said.thread_ts is None
    assert "jane.doe@contoso.com" in said.text


def test_one_person_may_be_asked_about_directly(reader):
    listing(reader.desk)
    said = direct_answer(reader, ask_directly(reader, "sign-ups of jane.doe@contoso.com today"))

    assert "jane.doe@contoso.com" in said.text
    assert whispers(reader, HELPDESK.id, said.channel) == []


def test_direct_messages_follow_one_another(reader):
    direct_answer(reader, ask_directly(reader, "failed sign-ups with Google yesterday"))
    said = direct_answer(reader, ask_directly(reader, "and for Facebook?"), 2)

    assert "Facebook" in said.text
    assert reader.desk.asked[-1].filter("provider") == Is("provider", "Facebook")


def test_a_day_later_a_direct_message_begins_anew(reader):
    direct_answer(reader, ask_directly(reader, "failed sign-ups with Google yesterday"))
    channel = reader.workspace.direct_messages(HELPDESK.id).id
    asked_at, question = reader.memory.questions[channel, ""]
    reader.memory.questions[channel, ""] = (asked_at.replace(day=18), question)

    direct_answer(reader, ask_directly(reader, "sign-ups by stage"), 2)
    assert reader.desk.asked[-1].window == Last(86_400)
    assert reader.desk.asked[-1].filter("provider") is None


def test_a_thread_of_direct_messages_has_a_memory_of_its_own(reader):
    direct_answer(reader, ask_directly(reader, "failed sign-ups with Google yesterday"))
    first = reader.workspace.say("A word", channel=reader.workspace.direct_messages(HELPDESK.id).id)
    asked = ask_directly(reader, "failed sign-ins today", thread_ts=first.ts)
    answer_to(reader, asked)
    answer_to(reader, ask_directly(reader, "by app", thread_ts=first.ts), 2)

    assert reader.desk.asked[-1].log is Log.SIGN_INS


def test_nothing_written_reaches_the_log(reader, caplog):
    with caplog.at_level(logging.DEBUG, logger="gatehouse.slack"):
        direct_answer(reader, ask_directly(reader, "sign-ups of jane.doe@contoso.com today"))
    logging.getLogger("gatehouse").setLevel(logging.NOTSET)  # Bolt copies the level there with each request

    assert "jane.doe@contoso.com" not in caplog.text
    assert reader.workspace.credentials.bot_token not in caplog.text
