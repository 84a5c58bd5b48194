import logging
from itertools import count
from threading import Event, Thread

import pytest
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

from bot.demo.serving import Served
from bot.demo.workspace import running_workspace
from bot.errors import SlackError
from bot.render import Message
from handlers.patience import Patience
from handlers.reply import Delivery
from handlers.response_urls import ResponseUrls, origins_for
from handlers.url_reply import error_code, private

CHART = {"type": "markdown", "text": "3 of 4 got in"}
ANSWER = Message((CHART,), "3 of 4 got in")


@pytest.fixture(scope="module")
def workspace():
    with running_workspace() as workspace:
        yield workspace


@pytest.fixture
def waits():
    return []


@pytest.fixture
def urls(workspace, waits):
    return ResponseUrls(origins=origins_for(workspace.api_url), patience=Patience((1.0, 3.0), sleep=waits.append))


@pytest.fixture
def asked(workspace):
    return workspace.slash("/signups", "failed")


@pytest.fixture
def reply(urls, asked):
    return urls.open(asked.payload["response_url"], "GH-TEST22")


def test_a_reply_is_for_its_asker_alone_and_unfurls_nothing(reply, asked):
    assert reply.say(ANSWER) is Delivery.SHOWN

    (shown,) = asked.replies
    assert shown.response_type == "ephemeral"
    assert shown.text == "3 of 4 got in"
    assert shown.blocks == [CHART]
    assert shown.body["unfurl_links"] is False
    assert shown.body["unfurl_media"] is False


@pytest.mark.parametrize(
    ("refused", "shown_as"),
    [
        pytest.param(("markdown",), ["section"], id="only the newer blocks"),
        pytest.param((), [], id="any block"),
    ],
)
def test_when_blocks_are_refused_the_words_still_arrive(workspace, reply, asked, refused, shown_as):
    workspace.refuse_blocks(*refused)
    try:
        assert reply.say(ANSWER) is Delivery.SHOWN
    finally:
        workspace.accept_blocks()

    (shown,) = asked.replies
    assert shown.text == "3 of 4 got in"
    assert [block["type"] for block in shown.blocks] == shown_as


def test_buttons_that_are_refused_do_not_cost_what_stands_above_them(workspace, reply, asked):
    button = {"type": "button", "action_id": "next", "text": {"type": "plain_text", "text": "Next"}}
    workspace.refuse_blocks("actions")
    try:
        assert reply.say(Message((CHART, {"type": "actions", "elements": [button]}), "3 of 4")) is Delivery.SHOWN
    finally:
        workspace.accept_blocks()

    assert asked.replies[-1].blocks == [CHART]


def test_of_five_posts_three_are_kept_for_the_answer(reply, asked):
    for _ in range(4):
        reply.note(Message((), "Still reading"))
    reply.say(ANSWER)

    assert [shown.text for shown in asked.replies] == ["Still reading", "Still reading", "3 of 4 got in"]


def test_a_sixth_post_is_not_even_tried(workspace, reply, asked, caplog):
    for _ in range(5):
        assert reply.say(ANSWER) is Delivery.SHOWN

    assert reply.say(ANSWER) is Delivery.LOST
    assert len(asked.replies) == 5
    assert all(call.error is None for call in workspace.calls("response_url")[-5:])
    assert "GH-TEST22" in caplog.text


def test_an_address_that_is_used_up_is_logged_by_reference_and_never_by_itself(urls, asked, caplog):
    url = asked.payload["response_url"]
    for number in range(5):
        urls.open(url, f"GH-{number}").say(ANSWER)

    assert urls.open(url, "GH-LATE22").say(ANSWER) is Delivery.LOST
    assert "GH-LATE22" in caplog.text
    assert "used_url" in caplog.text
    assert url not in caplog.text


def test_a_busy_slack_is_waited_for_as_long_as_it_says(workspace, reply, asked, waits):
    workspace.fail_next("response_url", retry_after=7)

    assert reply.say(ANSWER) is Delivery.SHOWN
    assert waits == [7.0]
    assert len(asked.replies) == 1


def test_the_wait_for_a_busy_slack_ends(workspace, reply, asked, waits):
    workspace.fail_next("response_url", times=3, status=429)

    assert reply.say(ANSWER) is Delivery.LOST
    assert waits == [1.0, 3.0]
    assert asked.replies == ()


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param({"status": 503}, id="unavailable"),
        pytest.param({"status": 500}, id="server error"),
        pytest.param({"drop": True, "taken": False}, id="connection dropped"),
    ],
)
def test_a_post_that_failed_unclearly_is_sent_once_more(workspace, reply, asked, fault):
    workspace.fail_next("response_url", **fault)

    assert reply.say(ANSWER) is Delivery.SHOWN
    assert [shown.text for shown in asked.replies] == ["3 of 4 got in"]


def test_a_post_that_was_taken_but_not_confirmed_is_seen_twice_at_most_and_by_its_asker_alone(workspace, reply, asked):
    workspace.fail_next("response_url", times=2, drop=True)

    assert reply.say(ANSWER) is Delivery.LOST
    assert [shown.response_type for shown in asked.replies] == ["ephemeral", "ephemeral"]


def test_a_slack_that_is_away_is_tried_again_and_then_given_up(waits, caplog):
    with running_workspace() as gone:
        url = gone.slash("/signups").payload["response_url"]
        origins = origins_for(gone.api_url)
    urls = ResponseUrls(origins=origins, patience=Patience((1.0, 3.0), sleep=waits.append))

    assert urls.open(url, "GH-AWAY22").say(ANSWER) is Delivery.LOST
    assert waits == [1.0, 3.0]
    assert "GH-AWAY22" in caplog.text
    assert url not in caplog.text


def test_messages_go_out_one_after_the_other():
    arrived, entered, release = [], Event(), Event()
    number = count()

    def take(request):
        if next(number) == 0:
            entered.set()
            release.wait(5)
        arrived.append(number)
        return Response("ok")

    served = Served(Starlette(routes=[Route("/commands/a", take, methods=["POST"])]))
    reply = ResponseUrls(origins=origins_for(served.url)).open(f"{served.url}/commands/a", "GH-ORDER2")
    note = Thread(target=reply.note, args=(Message((), "Still reading"),))
    note.start()
    entered.wait(5)
    answer = Thread(target=reply.say, args=(ANSWER,))
    answer.start()

    assert arrived == [], "the answer waits for the note"

    release.set()
    note.join(5)
    answer.join(5)
    served.stop()
    assert len(arrived) == 2


def test_a_last_word_is_tried_once_and_does_not_wait(workspace, reply, asked, waits):
    workspace.fail_next("response_url", status=429)

    reply.say_last(Message((), "Gatehouse is being restarted."))
    assert asked.replies == ()
    assert waits == []

    reply.say_last(Message((), "Gatehouse is being restarted."))
    assert len(asked.replies) == 1


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("https://hooks.slack.com/commands/T0/1/a", id="Slack"),
        pytest.param("https://HOOKS.slack.com/commands/T0/1/a", id="Slack in capitals"),
        pytest.param("https://hooks.slack-gov.com/commands/T0/1/a", id="GovSlack"),
    ],
)
def test_slacks_own_addresses_are_accepted(url):
    assert ResponseUrls(origins=origins_for("https://slack.com/api/")).accepts(url)


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("", id="none"),
        pytest.param("http://hooks.slack.com/commands/a", id="not encrypted"),
        pytest.param("https://hooks.slack.com.evil.example/commands/a", id="a longer name"),
        pytest.param("https://hooks.slack.com@evil.example/commands/a", id="Slack as a user name"),
        pytest.param("https://evil.example\\@hooks.slack.com/a", id="backslash"),
        pytest.param("https://hooks.slack.com:8443/commands/a", id="another port"),
        pytest.param("http://169.254.169.254/latest/meta-data/", id="cloud metadata"),
        pytest.param("http://127.0.0.1:8400/commands/a", id="loopback, where no demo is configured"),
        pytest.param("file:///etc/passwd", id="a file"),
        pytest.param("https://[hooks.slack.com/commands/a", id="unreadable"),
    ],
)
def test_no_reply_goes_to_an_address_that_is_not_slacks(url):
    urls = ResponseUrls(origins=origins_for("https://slack.com/api/"))

    assert not urls.accepts(url)
    with pytest.raises(SlackError, match="not Slack's"):
        urls.open(url, "GH-SSRF22")


def test_where_another_server_plays_slack_only_that_server_is_accepted():
    urls = ResponseUrls(origins=origins_for("http://127.0.0.1:8400/api/"))

    assert urls.accepts("http://127.0.0.1:8400/commands/T/a")
    assert not urls.accepts("https://hooks.slack.com/commands/T/a")
    assert not urls.accepts("http://127.0.0.1:8401/commands/T/a")


def test_a_server_that_only_ends_in_slacks_name_is_not_slack():
    assert origins_for("https://notslack.com/api/") == {"https://notslack.com"}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        pytest.param("ok", "", id="webhook"),
        pytest.param("", "", id="empty"),
        pytest.param('{"ok":true}', "", id="JSON"),
        pytest.param("invalid_blocks", "invalid_blocks", id="bare code"),
        pytest.param('{"ok":false,"error":"used_url"}', "used_url", id="code in JSON"),
        pytest.param("<html>Server Error</html>", "unreadable", id="page"),
        pytest.param("[1]", "unreadable", id="no object"),
        pytest.param('{"ok":false}', "unreadable", id="no code"),
    ],
)
def test_slacks_word_for_what_is_wrong_is_read_from_every_form_of_answer(body, code):
    assert error_code(body) == code


def test_a_refusal_inside_a_200_is_a_refusal_too(caplog):
    answers = ['{"ok":false,"error":"invalid_blocks"}', "ok"]

    async def take(_request):
        return Response(answers.pop(0))

    served = Served(Starlette(routes=[Route("/commands/a", take, methods=["POST"])]))
    reply = ResponseUrls(origins=origins_for(served.url)).open(f"{served.url}/commands/a", "GH-TWOHUN")

    assert reply.say(ANSWER) is Delivery.SHOWN
    assert answers == []
    served.stop()


def test_nothing_of_a_reply_is_logged_even_when_everything_is(reply, asked, caplog):
    with caplog.at_level(logging.DEBUG, logger="gatehouse.slack"):
        reply.say(Message((), "jane@contoso.example failed"))

    assert asked.payload["response_url"] not in caplog.text
    assert "jane@contoso.example" not in caplog.text


def test_a_message_without_blocks_sends_none():
    assert "blocks" not in private(Message((), "words"))
