"""A real Bolt app on a real Socket Mode connection to the demo workspace."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from json import dumps, loads
from threading import Event, Lock
from typing import Any

import pytest
from bolted import bolt_app, connected, web_client
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from bot.demo.workspace import Workspace, running_workspace
from bot.demo.workspace.invocations import PATIENCE, Outcome
from bot.demo.workspace.people import GROWTH, MANAGER
from bot.demo.workspace.socket_mode import Reason
from handlers.socket_mode import leave

BUTTON = {"type": "button", "action_id": "share", "text": {"type": "plain_text", "text": "Share"}, "value": "42"}
MODAL = {"type": "modal", "title": {"type": "plain_text", "text": "Ask"}, "blocks": [{"type": "divider"}]}


@dataclass(frozen=True)
class Town:
    workspace: Workspace
    app: App
    handler: SocketModeHandler


@pytest.fixture
def town() -> Iterator[Town]:
    with running_workspace() as workspace:
        app = bolt_app(workspace)
        with connected(app, workspace) as (handler,):
            yield Town(workspace, app, handler)


def test_a_command_is_acknowledged_and_answered(town: Town) -> None:
    @town.app.command("/signups")
    def signups(ack: Callable[..., None], respond: Callable[..., None], command: dict[str, str]) -> None:
        ack("Looking")
        respond(f"{command['text']} by {command['user_name']} in {command['channel_name']}")

    asked = town.workspace.slash("/signups", "failed last 24h", user="U_HELP", channel="C_SUPPORT")

    (reply,) = asked.wait(1)
    assert reply.text == "failed last 24h by hanna in support"
    assert reply.response_type == "ephemeral"
    assert asked.wait_ack().payload == {"text": "Looking"}
    assert 0 < asked.wait_ack().latency < 3
    assert asked.outcome is Outcome.ACKED


def test_a_command_brings_every_field_slack_documents(town: Town) -> None:
    seen: list[dict[str, Any]] = []

    @town.app.command("/signups")
    def signups(ack: Callable[..., None], body: dict[str, Any]) -> None:
        seen.append(body)
        ack()

    town.workspace.slash("/signups", "<@U_HELP|hanna> &amp; co", user=MANAGER.id, channel=GROWTH.id).wait_ack()

    assert seen[0].keys() >= {
        "token",
        "team_id",
        "team_domain",
        "channel_id",
        "channel_name",
        "user_id",
        "user_name",
        "command",
        "text",
        "api_app_id",
        "is_enterprise_install",
        "response_url",
        "trigger_id",
    }
    assert seen[0]["text"] == "<@U_HELP|hanna> &amp; co"
    assert seen[0]["channel_name"] == "privategroup"
    assert "thread_ts" not in seen[0]


def test_an_ack_may_be_silent_or_speak_to_all(town: Town) -> None:
    @town.app.command("/signups")
    def signups(ack: Callable[..., None], command: dict[str, str]) -> None:
        ack() if command["text"] == "quietly" else ack(text="Hear me", response_type="in_channel")

    assert town.workspace.slash("/signups", "quietly").wait_ack().payload is None
    town.workspace.slash("/signups", "loudly").wait_ack()

    assert [post.text for post in town.workspace.channel("C_SUPPORT").messages] == ["Hear me"]
    assert [post.origin for post in town.workspace.posts] == ["ack"]


def test_an_ack_with_blocks_slack_does_not_take_fails_for_the_person(town: Town) -> None:
    @town.app.command("/signups")
    def signups(ack: Callable[..., None]) -> None:
        ack(text="x", blocks=[{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}])

    asked = town.workspace.slash("/signups")
    asked.wait_ack()

    assert asked.outcome is Outcome.INVALID_RESPONSE
    assert asked.problems == ("must be less than 151 characters [json-pointer:/blocks/0/text/text]",)
    assert town.workspace.posts == ()


def test_a_command_nobody_listens_to_times_out() -> None:
    """Bolt answers an unhandled command with a 404, which Socket Mode cannot carry."""
    with running_workspace(ack_seconds=0.3) as workspace:
        app = bolt_app(workspace)
        with connected(app, workspace):
            asked = workspace.slash("/nobody")

            with pytest.raises(TimeoutError, match="/nobody by U_HELP in C_SUPPORT was not acknowledged"):
                asked.wait_ack()
    assert (asked.outcome, asked.ack) == (Outcome.TIMED_OUT, None)


def test_a_late_ack_is_a_timeout_all_the_same() -> None:
    with running_workspace(ack_seconds=0.2) as workspace:
        app = bolt_app(workspace)
        go = Event()

        @app.command("/slow")
        def slow(ack: Callable[..., None]) -> None:
            go.wait(5)
            ack("At last")

        with connected(app, workspace):
            asked = workspace.slash("/slow")
            workspace.wait_until(lambda: asked.outcome is Outcome.TIMED_OUT, lambda: "a timeout")
            go.set()
            workspace.wait_until(lambda: asked.ack is not None, lambda: "the late ack")

    assert asked.outcome is Outcome.TIMED_OUT
    assert asked.ack is not None
    assert asked.ack.latency > 0.2
    assert workspace.posts == (), "Slack does not show what came too late"


def test_without_a_connection_a_command_is_not_delivered() -> None:
    with running_workspace() as workspace:
        asked = workspace.slash("/signups")

        with pytest.raises(TimeoutError, match="dispatch_failed"):
            asked.wait_ack()
    assert asked.problems == ("the app has no Socket Mode connection",)


@pytest.mark.parametrize("reason", list(Reason))
def test_the_app_comes_back_when_it_is_asked_to_leave(town: Town, reason: Reason) -> None:
    @town.app.command("/signups")
    def signups(ack: Callable[..., None]) -> None:
        ack()

    town.workspace.ask_to_leave(reason)
    town.workspace.wait_connected()

    assert town.workspace.connections_opened == 2
    assert town.workspace.slash("/signups").wait_ack().payload is None


def test_the_app_comes_back_when_slack_hangs_up() -> None:
    """Slack's client looks for a lost connection only as often as it pings."""
    with running_workspace() as workspace, connected(bolt_app(workspace), workspace, ping_interval=0.1):
        workspace.hang_up()
        workspace.wait_until(lambda: workspace.connections_opened == 2, lambda: "a second connection")


def test_connections_take_turns_and_one_is_enough() -> None:
    with running_workspace() as workspace:
        app = bolt_app(workspace)
        count, lock = {"acks": 0}, Lock()

        @app.command("/signups")
        def signups(ack: Callable[..., None]) -> None:
            with lock:
                count["acks"] += 1
            ack()

        with connected(app, workspace, links=2) as (first, second):
            for _ in range(4):
                workspace.slash("/signups").wait_ack()
            leave(first.client)
            workspace.wait_until(lambda: workspace.connections == 1, lambda: "one connection")
            workspace.slash("/signups").wait_ack()

    assert count["acks"] == 5
    assert second.client.closed


def test_a_ticket_opens_one_connection_and_none_opens_nothing() -> None:
    with running_workspace() as workspace:
        url = web_client(workspace).apps_connections_open(app_token=workspace.credentials.app_token)["url"]
        with connect(url) as link:
            hello = loads(link.recv(timeout=PATIENCE))

        for refused in (url, url.partition("?")[0]):
            with pytest.raises(InvalidStatus, match="403"):
                connect(refused)
    assert (hello["type"], hello["num_connections"]) == ("hello", 1)


@pytest.mark.parametrize("frame", ["", "not json", "[]", '{"envelope_id": "nobody\'s"}'])
def test_a_frame_that_acknowledges_nothing_is_passed_over(frame: str) -> None:
    with running_workspace() as workspace:
        url = web_client(workspace).apps_connections_open(app_token=workspace.credentials.app_token)["url"]
        with connect(url) as link:
            link.recv(timeout=PATIENCE)
            link.send(frame)
            asked = workspace.slash("/signups")
            link.send(dumps({"envelope_id": loads(link.recv(timeout=PATIENCE))["envelope_id"]}))

            assert asked.wait_ack().payload is None


def test_a_mention_reaches_the_bot_and_is_answered_in_its_thread(town: Town) -> None:
    @town.app.event("app_mention")
    def mentioned(event: dict[str, str], client: WebClient) -> None:
        client.chat_postMessage(channel=event["channel"], thread_ts=event["ts"], text=f"You said: {event['text']}")

    town.workspace.mention("signups yesterday", user="U_SECURITY", channel="C_SECURITY")

    said, answer = town.workspace.wait_posts(2, channel="C_SECURITY")
    assert (said.user, said.text) == ("U_SECURITY", "<@U_GATEHOUSE> signups yesterday")
    assert (answer.text, answer.thread_ts) == ("You said: <@U_GATEHOUSE> signups yesterday", said.ts)


def test_a_direct_message_is_an_event_of_its_channel_type(town: Town) -> None:
    @town.app.event("message")
    def written(event: dict[str, str], say: Callable[..., None]) -> None:
        say(f"{event['channel_type']}: {event['text']}")

    channel = town.workspace.direct_messages("U_HELP")
    told = town.workspace.message("help", channel=channel.id)

    told.wait_ack()
    _, answer = town.workspace.wait_posts(2, channel=channel.id)
    assert answer.text == "im: help"


def test_any_event_can_be_sent(town: Town) -> None:
    @town.app.event("app_home_opened")
    def opened(event: dict[str, str], client: WebClient) -> None:
        client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [{"type": "divider"}]})

    town.workspace.event({"type": "app_home_opened", "user": "U_HELP", "tab": "home"})

    town.workspace.wait_until(lambda: town.workspace.home("U_HELP") is not None, lambda: "the Home tab")


def test_a_pressed_button_can_replace_its_message(town: Town) -> None:
    @town.app.action("share")
    def shared(ack: Callable[..., None], respond: Callable[..., None], action: dict[str, str]) -> None:
        ack()
        respond(f"Shared {action['value']}", replace_original=True)

    blocks = [{"type": "actions", "block_id": "row", "elements": [BUTTON]}]
    web_client(town.workspace).chat_postMessage(channel="C_SUPPORT", text="Share it?", blocks=blocks)
    (asked,) = town.workspace.channel("C_SUPPORT").messages
    town.workspace.click(asked, "share", user="U_SECURITY").wait(1)

    (standing,) = town.workspace.channel("C_SUPPORT").messages
    assert (standing.ts, standing.text, standing.blocks) == (asked.ts, "Shared 42", ())


def test_a_button_that_is_not_there_cannot_be_pressed(town: Town) -> None:
    web_client(town.workspace).chat_postMessage(channel="C_SUPPORT", text="No buttons")

    with pytest.raises(LookupError, match="no element 'share'; it has none"):
        town.workspace.click(town.workspace.posts[0], "share")


@pytest.mark.parametrize(
    ("user", "channel", "said"),
    [("U_NOBODY", "C_SUPPORT", "Nobody in the demo"), ("U_HELP", "C_NOWHERE", "No channel of the demo")],
)
def test_only_people_who_exist_act_in_channels_that_exist(town: Town, user: str, channel: str, said: str) -> None:
    with pytest.raises(LookupError, match=said):
        town.workspace.slash("/signups", user=user, channel=channel)


def opened(client: WebClient, trigger: str) -> str:
    """How an attempt to open the modal ends."""
    try:
        client.views_open(trigger_id=trigger, view=MODAL)
    except SlackApiError as error:
        return str(error.response["error"])
    return "opened"


def test_a_modal_opens_once_for_each_trigger(town: Town) -> None:
    asked = town.workspace.interact("shortcut", {"callback_id": "ask"})
    client = web_client(town.workspace)

    ends = [opened(client, trigger) for trigger in (asked.trigger_id, asked.trigger_id, "made.up")]

    assert ends == ["opened", "exchanged_trigger_id", "invalid_trigger_id"]
    assert [view["title"]["text"] for view in town.workspace.views()] == ["Ask"]


def test_a_trigger_is_good_for_three_seconds() -> None:
    now = [1_700_000_000.0]
    with running_workspace(clock=lambda: now[0]) as workspace:
        asked = workspace.interact("shortcut", {"callback_id": "ask"})
        now[0] += 3.1

        assert opened(web_client(workspace), asked.trigger_id) == "expired_trigger_id"


def test_waiting_for_replies_says_what_came_instead(town: Town) -> None:
    @town.app.command("/signups")
    def signups(ack: Callable[..., None], respond: Callable[..., None]) -> None:
        ack()
        respond("Only this")

    asked = town.workspace.slash("/signups", "twice")
    asked.wait(1)

    with pytest.raises(TimeoutError, match=r"/signups twice by U_HELP in C_SUPPORT got 1 of 2 .*Only this"):
        asked.wait(2, timeout=0.01)
