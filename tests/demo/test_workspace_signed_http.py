"""The other way to the bot: requests signed as Slack signs them, and forged ones, to a real Bolt app."""

from asyncio import to_thread
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from threading import Event

import pytest
from bolted import bolt_app
from slack_bolt import App
from slack_bolt.adapter.starlette.handler import SlackRequestHandler
from slack_sdk.signature import SignatureVerifier
from starlette.applications import Starlette
from starlette.routing import Route

from bot.demo.serving import Served
from bot.demo.workspace import Workspace, running_workspace
from bot.demo.workspace.invocations import Outcome
from bot.demo.workspace.signed_http import Seal, signature

SECRET = "the signing secret"


@dataclass(frozen=True)
class Town:
    workspace: Workspace
    app: App


@pytest.fixture
def town() -> Iterator[Town]:
    with running_workspace(ack_seconds=1.0) as workspace:
        app = bolt_app(workspace)
        handler = SlackRequestHandler(app)
        door = Served(Starlette(routes=[Route("/slack/events", handler.handle, methods=["POST"])]), name="door")
        workspace.use_http(f"{door.url}/slack/events")
        yield Town(workspace, app)
        workspace.use_sockets()
        door.stop()
        app.listener_runner.listener_executor.shutdown()


def test_a_signature_is_what_slacks_own_library_makes() -> None:
    body = "command=%2Fsignups&text=gr%C3%BC%C3%9Fe"

    expected = SignatureVerifier(SECRET).generate_signature(timestamp="1700000000", body=body)
    assert signature(SECRET, "1700000000", body.encode()) == expected


def test_a_signed_command_is_acknowledged_and_answered(town: Town) -> None:
    @town.app.command("/signups")
    def signups(ack: Callable[..., None], respond: Callable[..., None], command: dict[str, str]) -> None:
        ack("Looking")
        respond(command["text"])

    asked = town.workspace.slash("/signups", "grüße & co")

    ack = asked.wait_ack()
    assert (asked.outcome, ack.status, ack.payload) == (Outcome.ACKED, 200, {"text": "Looking"})
    assert [reply.text for reply in asked.wait(1)] == ["grüße & co"]
    assert {post.text for post in town.workspace.posts} == {"Looking", "grüße & co"}


@pytest.mark.parametrize("answer", [{}, {"text": "x", "response_type": "in_channel"}], ids=["nothing", "a message"])
def test_the_answer_to_the_request_is_the_ack(town: Town, answer: dict[str, str]) -> None:
    @town.app.command("/signups")
    def signups(ack: Callable[..., None]) -> None:
        ack(**answer)

    assert town.workspace.slash("/signups").wait_ack().payload == (answer or None)


@pytest.mark.parametrize("seal", [seal for seal in Seal if seal not in (Seal.GENUINE, Seal.TIMELESS)])
def test_a_forged_request_is_turned_away(town: Town, seal: Seal) -> None:
    heard = Event()
    town.app.command("/signups")(lambda ack: (ack(), heard.set()))

    asked = town.workspace.slash("/signups", seal=seal)

    assert asked.wait_ack().status == 401
    assert asked.outcome is Outcome.NOT_DELIVERED
    assert not heard.is_set()


def test_a_timestamp_that_is_no_number_gets_no_further(town: Town) -> None:
    """Bolt answers it with a server error rather than a refusal."""
    heard = Event()
    town.app.command("/signups")(lambda ack: (ack(), heard.set()))

    assert town.workspace.slash("/signups", seal=Seal.TIMELESS).wait_ack().status == 500
    assert not heard.is_set()


def test_a_pressed_button_and_a_mention_come_signed_too(town: Town) -> None:
    town.app.action("share")(lambda ack: ack())
    town.app.event("app_mention")(lambda event, say: say(f"You said {event['text']}"))
    button = {"type": "button", "action_id": "share", "text": {"type": "plain_text", "text": "Share"}}
    posted = town.app.client.chat_postMessage(
        channel="C_SUPPORT", text="x", blocks=[{"type": "actions", "elements": [button]}]
    )

    (post,) = town.workspace.channel("C_SUPPORT").messages
    assert post.ts == posted["ts"]
    assert town.workspace.click(post, "share").wait_ack().status == 200
    town.workspace.mention("help")
    assert town.workspace.wait_posts(3)[-1].text == "You said <@U_GATEHOUSE> help"


def test_a_bot_that_takes_too_long_times_out() -> None:
    with running_workspace(ack_seconds=0.2) as workspace:
        go = Event()

        async def hesitate(_request: object) -> None:
            await to_thread(go.wait, 5)

        door = Served(Starlette(routes=[Route("/", hesitate, methods=["POST"])]))
        workspace.use_http(door.url)
        asked = workspace.slash("/signups")
        workspace.wait_until(lambda: asked.outcome is not Outcome.WAITING, lambda: "an end")
        go.set()
        workspace.use_sockets()
        door.stop()

    assert (asked.outcome, asked.ack) == (Outcome.TIMED_OUT, None)


def test_a_bot_that_is_not_there_cannot_be_reached() -> None:
    with running_workspace() as workspace:
        door = Served(Starlette())
        door.stop()
        workspace.use_http(f"{door.url}/slack/events")
        asked = workspace.slash("/signups")

        with pytest.raises(TimeoutError, match="dispatch_failed"):
            asked.wait_ack()
    assert asked.problems[0].startswith(f"no answer from {door.url}/slack/events")
