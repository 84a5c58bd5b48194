"""manifest.yml is what Slack accepts, and asks for no more than Gatehouse uses."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.render.views import Callback
from handlers.checkup import SCOPES as NEEDED
from handlers.checkup import SCOPES_FOR_MORE

MANIFEST: dict[str, Any] = yaml.safe_load((Path(__file__).parents[1] / "manifest.yml").read_text("utf-8"))

# Slack's published schema lets any scope name pass, so each is listed here with what needs it.
SCOPES = {
    "commands": "the slash commands",
    "chat:write": "digests and answers in threads are posted with chat.postMessage and edited with chat.update",
    "app_mentions:read": "the event app_mention",
    "im:history": "the event message.im",
    "im:write": "conversations.open before a digest, a file or the answer of a form is sent to a person",
    "files:write": "files.getUploadURLExternal and files.completeUploadExternal for exports",
    "users:read": "users.info gives the asker's time zone and whether they are a guest",
    "channels:read": "conversations.info on the digest channel and on channels where it is mentioned",
    "groups:read": "conversations.info on private ones, and conversations.members for who subscribes one",
}

EVENTS = {"app_mention": "app_mentions:read", "message.im": "im:history", "app_home_opened": ""}
"""The events, each with the scope it needs, if any; Slack's schema does not check these either."""

# From Slack's app manifest schema: where a key may stand, and the shortest and longest text there.
LENGTHS = {
    "display_information.name": (1, 35),
    "display_information.description": (1, 140),
    "display_information.long_description": (175, 4000),
    "display_information.background_color": (4, 7),
    "features.bot_user.display_name": (1, 80),
    "features.slash_commands.command": (2, 32),
    "features.slash_commands.description": (1, 2000),
    "features.slash_commands.usage_hint": (1, 1000),
    "features.shortcuts.name": (1, 24),
    "features.shortcuts.type": (6, 7),
    "features.shortcuts.callback_id": (1, 255),
    "features.shortcuts.description": (1, 150),
    "oauth_config.scopes.bot": (1, 255),
    "settings.event_subscriptions.bot_events": (1, 255),
}
SWITCHES = {
    "features.app_home.home_tab_enabled",
    "features.app_home.messages_tab_enabled",
    "features.app_home.messages_tab_read_only_enabled",
    "features.bot_user.always_online",
    "features.slash_commands.should_escape",
    "settings.interactivity.is_enabled",
    "settings.org_deploy_enabled",
    "settings.socket_mode_enabled",
    "settings.token_rotation_enabled",
}
VERSION = {"_metadata.major_version", "_metadata.minor_version"}

COMMANDS: list[dict[str, Any]] = MANIFEST["features"]["slash_commands"]
each_command = pytest.mark.parametrize(
    "command", [pytest.param(command, id=command["command"]) for command in COMMANDS]
)


def leaves(node: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Every single value with the dotted path of its keys; places in lists do not count."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from leaves(value, f"{path}.{key}" if path else key)
    elif isinstance(node, list):
        for value in node:
            yield from leaves(value, path)
    else:
        yield path, node


@pytest.mark.parametrize(("path", "value"), [pytest.param(*leaf, id=leaf[0]) for leaf in leaves(MANIFEST)])
def test_every_value_stands_where_slack_knows_it_and_fits(path: str, value: object) -> None:
    if path in LENGTHS:
        shortest, longest = LENGTHS[path]
        assert isinstance(value, str)
        assert shortest <= len(value) <= longest
    elif path in SWITCHES:
        assert isinstance(value, bool)
    else:
        assert path in VERSION
        assert value in (1, 2)


def test_scopes_are_those_that_something_uses() -> None:
    scopes = MANIFEST["oauth_config"]["scopes"]

    assert set(scopes) == {"bot"}
    assert sorted(scopes["bot"]) == sorted(SCOPES)
    assert {*NEEDED, *SCOPES_FOR_MORE} == SCOPES.keys(), "the doctor knows them all"


def test_the_commands_are_those_we_answer() -> None:
    assert [command["command"] for command in COMMANDS] == [
        "/signups",
        "/signins",
        "/audit",
        "/provisioning",
        "/entra",
        "/whois",
        "/risk",
        "/apps",
    ]


@each_command
def test_a_command_says_what_it_does_and_how_to_start(command: dict[str, Any]) -> None:
    assert re.fullmatch(r"/[a-z]+", command["command"])
    assert command["description"].strip()
    assert "help" in command["usage_hint"].split()


@each_command
def test_people_and_channels_in_a_command_arrive_as_ids(command: dict[str, Any]) -> None:
    assert command["should_escape"] is True


def test_it_connects_by_socket_mode_and_needs_no_address() -> None:
    assert MANIFEST["settings"]["socket_mode_enabled"] is True
    assert not [path for path, _ in leaves(MANIFEST) if path.endswith("url")]


def test_nothing_is_switched_on_that_nothing_uses() -> None:
    assert set(MANIFEST["features"]) == {"app_home", "bot_user", "shortcuts", "slash_commands"}


def test_the_events_are_those_we_listen_to_each_with_its_scope() -> None:
    assert MANIFEST["settings"]["event_subscriptions"] == {"bot_events": [*EVENTS]}
    assert {scope for scope in EVENTS.values() if scope} <= SCOPES.keys()


def test_the_shortcuts_are_those_we_listen_to() -> None:
    shortcuts = {shortcut["callback_id"]: shortcut["type"] for shortcut in MANIFEST["features"]["shortcuts"]}

    assert shortcuts == {Callback.ASK: "global", Callback.PERSON: "global", Callback.ERROR: "message"}


def test_people_may_write_to_it_and_it_has_a_home() -> None:
    assert MANIFEST["features"]["app_home"]["home_tab_enabled"] is True
    assert MANIFEST["features"]["app_home"]["messages_tab_enabled"] is True
    assert MANIFEST["features"]["app_home"]["messages_tab_read_only_enabled"] is False


def test_what_is_pressed_reaches_us() -> None:
    assert MANIFEST["settings"]["interactivity"] == {"is_enabled": True}


def test_its_token_does_not_rotate_because_it_is_set_once() -> None:
    assert MANIFEST["settings"]["token_rotation_enabled"] is False


def test_names_and_colour_are_in_the_form_slack_wants() -> None:
    assert re.fullmatch(r"[a-z0-9_.-]+", MANIFEST["features"]["bot_user"]["display_name"])
    assert re.fullmatch(r"#[0-9a-fA-F]{3}([0-9a-fA-F]{3})?", MANIFEST["display_information"]["background_color"])
