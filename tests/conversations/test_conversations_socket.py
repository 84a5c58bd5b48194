"""The same conversations over a real Socket Mode connection."""

import logging
from threading import Event, Thread

import pytest
from bot_in_town import bot_in, open_socket
from slack_bolt.adapter.socket_mode import SocketModeHandler

from bot.demo.workspace import running_workspace
from bot.demo.workspace.invocations import PATIENCE
from bot.errors import SlackError
from handlers.socket_mode import SocketDoor, leave


@pytest.fixture(scope="module")
def bot():
    with running_workspace() as workspace, bot_in(workspace) as bot, open_socket(bot):
        yield bot


def test_a_command_is_acknowledged_and_answered_privately(bot):
    asked = bot.workspace.slash("/signups", "failed last 24h")

    ack = asked.wait_ack()
    (reply,) = asked.wait(1)
    assert ack.latency < 3.0
    assert (ack.payload, reply.response_type) == (None, "ephemeral")
    assert reply.text
    assert reply.blocks


def test_a_mistake_is_answered_inside_the_acknowledgement(bot):
    payload = bot.workspace.slash("/signups", "faild xyzzy").wait_ack().payload

    assert payload["response_type"] == "ephemeral"
    assert "xyzzy" in payload["text"]


def test_an_error_right_after_the_acknowledgement_loses_nothing(bot):
    def fail(question, zone, progress):
        raise RuntimeError("at once")

    bot.desk.finds = fail
    try:
        asked = bot.workspace.slash("/signups", "failed last 24h")
        assert asked.wait_ack().payload is None
        assert "GH-" in asked.wait(1)[0].text
    finally:
        bot.desk.finds = None


def test_a_command_nobody_listens_to_is_acknowledged_so_that_slack_reports_no_timeout(bot):
    assert "does not know this command" in bot.workspace.slash("/other").wait_ack().payload["text"]


def test_an_event_nobody_listens_to_is_acknowledged(bot):
    assert bot.workspace.event({"type": "app_home_opened", "user": "U_HELP", "tab": "home"}).wait_ack()


def test_questions_go_on_after_slack_recycles_the_connection(bot):
    opened = bot.workspace.connections_opened
    bot.workspace.ask_to_leave()
    bot.workspace.wait_until(lambda: bot.workspace.connections_opened > opened, lambda: "a new connection")
    bot.workspace.wait_connected()

    assert bot.workspace.slash("/signups", "failed last 24h").wait(1)


@pytest.mark.parametrize(
    ("token", "code"),
    [
        pytest.param("xapp-wrong", "invalid_auth", id="unknown"),
        pytest.param("xoxb-demo-town", "not_allowed_token_type", id="the bot's"),
    ],
)
def test_a_wrong_app_token_is_told_with_where_to_find_the_right_one(bot, token, code):
    door = SocketDoor(bot.app, token, slack_url=bot.workspace.api_url)

    with pytest.raises(SlackError, match=r"xapp-.* into SLACK_APP_TOKEN") as told:
        door.open()

    assert told.value.code == code
    assert not door.is_open
    door.close()


def test_a_slack_that_is_away_is_told_at_the_start(bot):
    with running_workspace() as gone:
        url = gone.api_url
    door = SocketDoor(bot.app, "xapp-demo-town", slack_url=url)

    with pytest.raises(SlackError, match="cannot be reached") as told:
        door.open()

    assert told.value.code == "unreachable"
    door.close()


def test_a_button_is_acknowledged_and_answered_over_the_socket(bot):
    (answer,) = bot.workspace.slash("/signups", "failed last 24h").wait(1)

    pressed = bot.workspace.click(answer.post, "answer_again")

    assert pressed.wait_ack().latency < 3.0
    assert "Sign-ups · failed" in pressed.wait(1)[0].text


def test_a_bot_told_to_stop_while_it_begins_to_read_stops(bot, caplog):
    """The SDK writes its line between being free to read and forgetting that it was told to end."""
    client = SocketModeHandler(bot.app, bot.workspace.credentials.app_token).client
    beginning, told = Event(), Event()

    def hold(record):
        line = record.getMessage()
        if line.startswith("Starting to receive messages") and str(client.session_id()) in line:
            beginning.set()
            told.wait(PATIENCE)
        return True

    client.logger.addFilter(hold)
    try:
        with caplog.at_level(logging.INFO, client.logger.name):
            client.connect()
            assert beginning.wait(PATIENCE)
            stopping = Thread(target=leave, args=(client,), daemon=True)
            stopping.start()
            stopping.join(0.5)  # by now a stop that says so once has said it
            told.set()
            stopping.join(PATIENCE)
    finally:
        told.set()
        client.logger.removeFilter(hold)

    assert not stopping.is_alive()
    assert not client.is_connected()
