"""What Slack tells an app about a command, a click or an event, field by field as Slack documents it."""

from collections.abc import Iterable, Iterator
from typing import Any

from bot.demo.workspace.people import APP, BOT_USER, DOMAIN, TEAM, Channel, Person
from bot.demo.workspace.transcript import Json, Post


def command_payload(command: str, text: str, person: Person, channel: Channel) -> Json:
    """The fields of a slash command; the workspace adds `response_url` and `trigger_id`."""
    return {
        "token": "deprecated",
        "team_id": person.team,
        "team_domain": DOMAIN,
        "channel_id": channel.id,
        "channel_name": _shown_name(channel),
        "user_id": person.id,
        "user_name": person.name,
        "command": command,
        "text": text,
        "api_app_id": APP,
        "is_enterprise_install": "false",
    }


def interaction_payload(kind: str, person: Person, channel: Channel, **details: Any) -> Json:
    """The fields every interaction has: `block_actions`, `view_submission`, `shortcut` and their like."""
    return {
        "type": kind,
        "token": "deprecated",
        "api_app_id": APP,
        "team": {"id": person.team, "domain": DOMAIN},
        "enterprise": None,
        "is_enterprise_install": False,
        "user": {"id": person.id, "username": person.name, "name": person.name, "team_id": person.team},
        "channel": {"id": channel.id, "name": _shown_name(channel)},
        **details,
    }


def click_details(post: Post, action_id: str, action_ts: str) -> Json:
    """What `block_actions` says about a pressed button; LookupError if the message has none with that action_id."""
    buttons = {element["action_id"]: (block, element) for block, element in _elements(post.blocks)}
    if action_id not in buttons:
        msg = f"The message has no element {action_id!r}; it has {sorted(buttons) or 'none'}."
        raise LookupError(msg)
    block, element = buttons[action_id]
    told = {key: element[key] for key in ("type", "action_id", "text", "value", "style") if key in element}
    container = {"type": "message", "message_ts": post.ts, "channel_id": post.channel, "is_ephemeral": bool(post.to)}
    return {
        "container": container,
        "state": {"values": {}},
        "actions": [{**told, "block_id": block.get("block_id", "b0"), "action_ts": action_ts}],
        **({} if post.to else {"message": post.printed()}),  # Slack does not repeat what only one person sees
    }


def event_payload(event: Json, event_id: str, channel: Channel, now: float) -> Json:
    """An Events API request around `event`."""
    return {
        "token": "deprecated",
        "team_id": TEAM,
        "context_team_id": TEAM,
        "api_app_id": APP,
        "type": "event_callback",
        "event": event,
        "event_id": event_id,
        "event_time": int(now),
        "is_ext_shared_channel": channel.is_ext_shared,
        "authorizations": [{"team_id": TEAM, "user_id": BOT_USER, "is_bot": True, "is_enterprise_install": False}],
    }


def message_event(kind: str, post: Post, channel: Channel) -> Json:
    """The event that somebody's message causes: `message`, or `app_mention` when it names the bot."""
    event = {"type": kind, "user": post.user, "text": post.text, "ts": post.ts, "event_ts": post.ts, "team": TEAM}
    event |= {"channel": channel.id}
    if kind == "message":
        event["channel_type"] = "im" if channel.partner else "group" if channel.is_private else "channel"
    return event | ({"thread_ts": post.thread_ts} if post.thread_ts else {})


def _shown_name(channel: Channel) -> str:
    """The name a payload gives: private places keep theirs to themselves."""
    if channel.partner:
        return "directmessage"
    return "privategroup" if channel.is_private else channel.name


def _elements(blocks: Iterable[Json]) -> Iterator[tuple[Json, Json]]:
    """Each element with an action_id, beside the block it stands in."""
    for block in blocks:
        candidates = [block.get("accessory"), *block.get("elements", ())]
        yield from ((block, each) for each in candidates if isinstance(each, dict) and "action_id" in each)
        yield from _elements(block.get("child_blocks", ()))
