"""What is written next, in a thread or in direct messages, follows what was asked before."""

import logging

from bot_in_town import Memory
from test_conversations_read_along import listing
from written_questions import (
    answer_to,
    direct_answer,
    thread_of,
    whispers,
)

from bot.demo.workspace.people import (
    HELPDESK,
    SECURITY,
)
from bot.domain.question import Is, Log
from bot.domain.window import Last, Named, Period
from bot.errors import MirrorError


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
