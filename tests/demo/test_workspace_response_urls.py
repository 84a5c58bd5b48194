"""The response URLs of the demo workspace: how often, how long and for what they may be used."""

from collections.abc import Iterator
from typing import Any

import pytest
from bolted import web_client
from slack_sdk import WebhookClient

from bot.demo.workspace import Workspace, running_workspace
from bot.demo.workspace.invocations import Invocation

DIVIDER = {"type": "divider"}
TOO_LONG = {"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}
NOON = 1_700_000_000.0


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def workspace(clock: Clock) -> Iterator[Workspace]:
    with running_workspace(clock=clock) as workspace:
        yield workspace


@pytest.fixture
def asked(workspace: Workspace) -> Invocation:
    return workspace.slash("/signups", "yesterday", user="U_HELP", channel="C_GENERAL")


def send(asked: Invocation, message: dict[str, Any]) -> tuple[int, str]:
    answer = WebhookClient(asked.payload["response_url"], retry_handlers=[]).send_dict(message)
    return answer.status_code, answer.body


def test_a_reply_is_for_the_asker_alone_unless_it_says_otherwise(workspace: Workspace, asked: Invocation) -> None:
    assert send(asked, {"text": "quiet"}) == (200, "ok")
    assert send(asked, {"text": "loud", "response_type": "in_channel"}) == (200, "ok")

    quiet, loud = asked.wait(2)
    assert (quiet.response_type, quiet.post.to, loud.response_type, loud.post.to) == (
        "ephemeral",
        "U_HELP",
        "in_channel",
        None,
    )
    assert [post.text for post in workspace.channel("C_GENERAL").messages] == ["loud"], "though the bot is no member"


def test_the_sixth_reply_is_refused(asked: Invocation) -> None:
    answers = [send(asked, {"text": f"reply {number}"}) for number in range(1, 7)]

    assert answers[:5] == [(200, "ok")] * 5
    assert answers[5] == (404, '{"ok":false,"error":"used_url"}')
    assert len(asked.replies) == 5


def test_a_refused_reply_does_not_count(asked: Invocation) -> None:
    for _ in range(6):
        assert send(asked, {"text": "x", "blocks": [TOO_LONG]}) == (400, '{"ok":false,"error":"invalid_blocks"}')

    assert send(asked, {"text": "plain"}) == (200, "ok")
    assert [reply.text for reply in asked.replies] == ["plain"]


@pytest.mark.parametrize(
    ("seconds", "answer"),
    [
        pytest.param(30 * 60, (200, "ok"), id="thirty minutes later"),
        pytest.param(30 * 60 + 1, (404, '{"ok":false,"error":"expired_url"}'), id="a second after that"),
    ],
)
def test_an_address_is_good_for_thirty_minutes(
    clock: Clock, asked: Invocation, seconds: int, answer: tuple[int, str]
) -> None:
    clock.now += seconds

    assert send(asked, {"text": "late"}) == answer


def test_nobody_can_guess_an_address(workspace: Workspace, asked: Invocation) -> None:
    guessed = f"{workspace.url}/commands/T_TOWN/{'0' * 24}"

    assert WebhookClient(guessed, retry_handlers=[]).send(text="x").status_code == 404
    assert asked.replies == ()


@pytest.mark.parametrize(
    ("message", "error"),
    [
        pytest.param({}, "no_text", id="nothing"),
        pytest.param({"text": "x" * 40_001}, "msg_too_long", id="too much"),
        pytest.param({"text": "x", "blocks": [DIVIDER] * 51}, "invalid_blocks", id="too many blocks"),
    ],
)
def test_what_slack_cannot_show_is_refused_without_saying_where(
    workspace: Workspace, asked: Invocation, message: dict[str, Any], error: str
) -> None:
    assert send(asked, message) == (400, f'{{"ok":false,"error":"{error}"}}')
    assert workspace.posts == ()
    assert [(call.error, call.status) for call in workspace.calls("response_url")] == [(error, 400)]


def test_blocks_refused_on_demand_are_refused_here_too(workspace: Workspace, asked: Invocation) -> None:
    workspace.refuse_blocks("divider")

    assert send(asked, {"text": "x", "blocks": [DIVIDER]})[0] == 400
    assert send(asked, {"text": "plain"}) == (200, "ok")


def test_a_command_can_replace_its_last_reply_but_has_no_original_to_delete(
    workspace: Workspace, asked: Invocation
) -> None:
    assert send(asked, {"text": "working", "replace_original": True}) == (200, "ok")
    assert send(asked, {"text": "done", "replace_original": True}) == (200, "ok")
    assert send(asked, {"delete_original": True}) == (400, '{"ok":false,"error":"no_text"}')

    working, done = asked.replies
    assert (done.text, done.post.ts, done.post.to) == ("done", working.post.ts, "U_HELP")
    assert workspace.channel("C_GENERAL").messages == (), "what one person sees does not come to stand in the channel"
    assert [post.text for post in workspace.posts] == ["working"]


def test_a_pressed_button_can_take_its_message_away(workspace: Workspace) -> None:
    button = {"type": "button", "action_id": "hide", "text": {"type": "plain_text", "text": "Hide"}}
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "x"}, "accessory": button}]
    web_client(workspace).chat_postMessage(channel="C_SUPPORT", text="Hide me", blocks=blocks)
    pressed = workspace.click(workspace.posts[0], "hide")

    assert send(pressed, {"delete_original": True}) == (200, "ok")
    assert workspace.channel("C_SUPPORT").messages == ()


def test_a_message_may_come_as_the_payload_of_a_form(asked: Invocation) -> None:
    url = asked.payload["response_url"]
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    client = WebhookClient(url, retry_handlers=[], default_headers=form)

    assert client.send_dict({"text": "x"}).status_code == 200
    assert [reply.text for reply in asked.replies] == ["x"]


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        pytest.param({"status": 500}, 500, id="a broken server"),
        pytest.param({"error": "expired_url", "status": 404}, 404, id="an error"),
        pytest.param({"retry_after": 1}, 429, id="throttled"),
    ],
)
def test_response_urls_go_wrong_on_demand(
    workspace: Workspace, asked: Invocation, fault: dict[str, Any], status: int
) -> None:
    workspace.fail_next("response_url", **fault)

    assert send(asked, {"text": "x"})[0] == status
    assert send(asked, {"text": "y"}) == (200, "ok")
    assert [reply.text for reply in asked.replies] == ["y"]


def test_a_reply_can_arrive_though_its_answer_is_lost(workspace: Workspace, asked: Invocation) -> None:
    workspace.fail_next("response_url", drop=True)

    with pytest.raises(ConnectionError):
        send(asked, {"text": "x"})
    assert [reply.text for reply in asked.wait(1)] == ["x"]
