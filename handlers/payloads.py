"""Reads what Slack sends when something is pressed, in which anything may be missing or of another kind."""

from collections.abc import Mapping
from typing import Any


def first_action(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """The one action of a press; empty where there is none."""
    actions = body.get("actions")
    found = actions[0] if isinstance(actions, list) and actions else {}
    return found if isinstance(found, Mapping) else {}


def part_of(body: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """The object under `name`; empty where there is none."""
    part = body.get(name)
    return part if isinstance(part, Mapping) else {}


def user_of(body: Mapping[str, Any]) -> str:
    """The id of whoever pressed, called or sent; empty where it is not said."""
    return str(part_of(body, "user").get("id") or "")
