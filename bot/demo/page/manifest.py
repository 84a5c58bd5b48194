"""What the app's manifest lets people in the workspace do: commands, shortcuts, surfaces, events and scopes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command; `examples` are the usage hint's parts, each of which can be typed after it."""

    name: str
    description: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shortcut:
    """One shortcut that the manifest offers."""

    name: str
    callback_id: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The parts of manifest.yml that decide what a client of Slack offers."""

    name: str
    commands: tuple[Command, ...]
    global_shortcuts: tuple[Shortcut, ...]
    message_shortcuts: tuple[Shortcut, ...]
    scopes: frozenset[str]
    events: frozenset[str]
    has_home: bool
    takes_messages: bool

    def command(self, name: str) -> Command | None:
        """The slash command of this name, if it is offered."""
        return next((command for command in self.commands if command.name == name), None)


def read_manifest(text: str) -> Manifest:
    """The manifest as its author wrote it, in YAML; KeyError for one without a name or scopes."""
    whole = yaml.safe_load(text)
    features, settings = whole.get("features", {}), whole.get("settings", {})
    home = features.get("app_home", {})
    return Manifest(
        name=whole["display_information"]["name"],
        commands=tuple(_command(each) for each in features.get("slash_commands", ())),
        global_shortcuts=_shortcuts(features, "global"),
        message_shortcuts=_shortcuts(features, "message"),
        scopes=frozenset(whole["oauth_config"]["scopes"]["bot"]),
        events=frozenset(settings.get("event_subscriptions", {}).get("bot_events", ())),
        has_home=bool(home.get("home_tab_enabled")),
        takes_messages=bool(home.get("messages_tab_enabled")) and not home.get("messages_tab_read_only_enabled"),
    )


def _command(entry: Mapping[str, Any]) -> Command:
    hint = str(entry.get("usage_hint", ""))
    examples = tuple(part.strip() for part in hint.split("|") if part.strip())
    return Command(str(entry["command"]), str(entry["description"]), examples)


def _shortcuts(features: Mapping[str, Any], kind: str) -> tuple[Shortcut, ...]:
    return tuple(
        Shortcut(str(each["name"]), str(each["callback_id"]), str(each["description"]))
        for each in features.get("shortcuts", ())
        if each["type"] == kind
    )
