"""What Slack tells an app about a command, a click or an event, field by field as Slack documents it."""

from typing import Any

from bot.demo.workspace.elements import Placed
from bot.demo.workspace.forms import entry, holds_state
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


def interaction_payload(kind: str, person: Person, channel: Channel | None, **details: Any) -> Json:
    """The fields every interaction has; a channel only where it happened in one, which a modal or Home tab is not."""
    place = {"channel": {"id": channel.id, "name": _shown_name(channel)}} if channel else {}
    return {
        "type": kind,
        "token": "deprecated",
        "api_app_id": APP,
        "team": {"id": person.team, "domain": DOMAIN},
        "enterprise": None,
        "is_enterprise_install": False,
        "user": {"id": person.id, "username": person.name, "name": person.name, "team_id": person.team},
        **place,
        **details,
    }


def message_container(post: Post) -> Json:
    """Where in a channel an element was acted on."""
    container: Json = {"type": "message", "message_ts": post.ts, "channel_id": post.channel}
    container["is_ephemeral"] = bool(post.to)
    return container | ({"thread_ts": post.thread_ts} if post.thread_ts else {})


def view_container(view: Json) -> Json:
    """The modal or Home tab that an element was acted on in."""
    return {"type": "view", "view_id": view["id"]}


def action_of(place: Placed, chosen: Any, action_ts: str) -> Json:
    """What `actions` of `block_actions` says: which element, and what was chosen in it."""
    told = {"action_id": place.action_id, "block_id": place.block_id, "action_ts": action_ts}
    if holds_state(place):
        return told | (entry(place) if chosen is None else entry(place, chosen))
    shown = {key: place.element[key] for key in ("type", "text", "value", "style", "url") if key in place.element}
    return told | shown | ({} if chosen is None else {"value": chosen})


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
