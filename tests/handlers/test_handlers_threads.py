"""One message in a thread that is edited, however Slack takes it."""

import logging

import pytest

from bot.demo.workspace import running_workspace
from bot.demo.workspace.people import BOT_USER, HELPDESK, SUPPORT
from bot.render import Message
from handlers.patience import Patience
from handlers.reply import Delivery
from handlers.threads import SENT, UNSENT, Place, Threads
from handlers.web_api import web_client

NOTE = Message((), "Reading the log.")
ANSWER = Message(({"type": "markdown", "text": "3 of 4 got in"},), "3 of 4 got in")


@pytest.fixture
def workspace():
    with running_workspace() as workspace:
        yield workspace


@pytest.fixture
def waits():
    return []


@pytest.fixture
def threads(workspace, waits):
    client = web_client(workspace.credentials.bot_token, workspace.api_url, timeout=30)
    return Threads(client=client, patience=Patience((1.0, 3.0), sleep=waits.append))


@pytest.fixture
def thread(workspace):
    return workspace.say("How many failed?").ts


@pytest.fixture
def reply(threads, thread):
    return threads.open(Place(SUPPORT.id, thread, HELPDESK.id), "GH-TEST22")


def said(workspace, thread):
    return [post for post in workspace.thread(SUPPORT.id, thread) if post.user == BOT_USER]


def test_whatever_is_said_later_takes_the_place_of_what_was_said(workspace, reply, thread):
    reply.note(NOTE)
    assert reply.say(ANSWER) is Delivery.SHOWN

    (shown,) = said(workspace, thread)
    assert shown.text == "3 of 4 got in"
    assert [block["type"] for block in shown.blocks] == ["markdown"]
    assert [call.method for call in workspace.calls()] == ["chat.postMessage", "chat.update"]


def test_it_unfurls_nothing_and_links_no_names(workspace, reply):
    reply.say(ANSWER)

    (call,) = workspace.calls("chat.postMessage")
    assert not any(
        call.arguments.get(name) in (True, 1, "1", "true") for name in ("unfurl_links", "unfurl_media", "link_names")
    )


@pytest.mark.parametrize(
    ("refused", "shown_as"),
    [pytest.param(("markdown",), ["section"], id="only the newer blocks"), pytest.param((), [], id="any block")],
)
def test_when_blocks_are_refused_the_words_still_arrive(workspace, reply, thread, refused, shown_as):
    reply.note(NOTE)
    workspace.refuse_blocks(*refused)
    assert reply.say(ANSWER) is Delivery.SHOWN

    (shown,) = said(workspace, thread)
    assert shown.text == "3 of 4 got in"
    assert [block["type"] for block in shown.blocks] == shown_as


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param({"status": 503}, id="unavailable"),
        pytest.param({"error": "internal_error"}, id="perhaps done"),
        pytest.param({"drop": True, "taken": False}, id="connection dropped"),
    ],
)
def test_an_edit_that_failed_unclearly_is_made_once_more(workspace, reply, thread, fault):
    reply.note(NOTE)
    workspace.fail_next("chat.update", **fault)

    assert reply.say(ANSWER) is Delivery.SHOWN
    assert [shown.text for shown in said(workspace, thread)] == ["3 of 4 got in"]


def test_a_busy_slack_is_waited_for_as_long_as_it_says_and_then_given_up(workspace, reply, waits):
    workspace.fail_next("chat.postMessage", retry_after=7)
    assert reply.say(ANSWER) is Delivery.SHOWN
    assert waits == [7.0]

    workspace.fail_next("chat.update", times=3, status=429)
    assert reply.say(ANSWER) is Delivery.LOST


@pytest.mark.parametrize("code", ["message_not_found", "edit_window_closed", "cant_update_message"])
def test_a_message_that_can_be_edited_no_longer_is_said_anew(workspace, reply, thread, code):
    reply.note(NOTE)
    workspace.fail_next("chat.update", error=code)

    assert reply.say(ANSWER) is Delivery.SHOWN
    assert [shown.text for shown in said(workspace, thread)] == ["Reading the log.", "3 of 4 got in"]


def test_a_last_word_is_tried_once_and_does_not_wait(workspace, reply, thread, waits):
    workspace.fail_next("chat.postMessage", status=429)

    reply.say_last(NOTE)
    assert said(workspace, thread) == []
    reply.say_last(NOTE)

    assert waits == []
    assert [shown.text for shown in said(workspace, thread)] == ["Reading the log."]


def test_what_is_whispered_is_seen_by_one_person_in_the_thread(workspace, reply, thread):
    assert reply.whisper(ANSWER) is Delivery.SHOWN

    (whispered,) = [post for post in workspace.posts if post.to == HELPDESK.id]
    assert whispered.thread_ts == thread
    assert said(workspace, thread) == []


def test_an_aside_tells_the_thread_no_more_than_that_there_is_an_answer(workspace, reply, thread):
    aside = reply.aside()
    aside.note(NOTE)
    assert aside.say(ANSWER) is Delivery.SHOWN

    assert [shown.text for shown in said(workspace, thread)] == [SENT.text]
    assert aside.aside() is aside


def test_an_aside_that_reaches_nobody_says_how_to_get_it(workspace, reply, thread):
    workspace.fail_next("chat.postEphemeral", error="user_not_in_channel")
    workspace.fail_next("chat.postMessage", error="messages_tab_disabled")

    assert reply.aside().say(ANSWER) is Delivery.LOST
    assert [shown.text for shown in said(workspace, thread)] == [UNSENT.text]


def test_in_direct_messages_there_is_nobody_to_hide_from(workspace, threads):
    place = threads.direct(HELPDESK.id)
    reply = threads.open(place, "GH-TEST22")

    assert place.channel == workspace.direct_messages(HELPDESK.id).id
    assert reply.aside() is reply
    assert reply.whisper(ANSWER) is Delivery.SHOWN
    assert [post.text for post in workspace.channel(place.channel).messages] == ["3 of 4 got in"]


def test_nothing_of_a_reply_is_logged_but_its_reference(workspace, reply, caplog):
    workspace.fail_next("chat.postMessage", error="is_archived")
    with caplog.at_level(logging.INFO, logger="gatehouse.slack"):
        assert reply.say(Message((), "jane@contoso.example failed")) is Delivery.LOST

    assert "GH-TEST22" in caplog.text
    assert "the channel is archived" in caplog.text
    assert "jane@contoso.example" not in caplog.text
