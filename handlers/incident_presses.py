"""Something pressed beneath an incident, or a form about one sent off, in our words. All of it is hostile text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.desk.incident_acts import Somebody
from handlers.payloads import first_action, part_of

_BLOCK = re.compile(r"(?:incident|votes) (?P<id>[0-9a-f]{20}) \d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """`id` is the incident's, `chosen` the user id picked from a list; `once` tells a repeated delivery."""

    action: str
    id: str
    chosen: str
    who: Somebody
    channel: str
    thread: str
    response_url: str
    trigger: str
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """A form that was sent off; `chosen` and `typed` are what stands in its two fields, `view` is Slack's id of it."""

    form: str
    view: str
    id: str
    chosen: str
    typed: str
    who: Somebody


def press_of(body: Mapping[str, Any]) -> Press:
    """Slack's payload (its documentation, “block_actions”)."""
    action = first_action(body)
    block = _BLOCK.fullmatch(str(action.get("block_id", "")))
    who, name = _who(body), str(action.get("action_id", ""))
    return Press(
        action=name,
        id=block["id"] if block else "",
        chosen=str(action.get("selected_user") or ""),
        who=who,
        channel=str(part_of(body, "channel").get("id", "")),
        thread=str(part_of(body, "container").get("thread_ts") or ""),
        response_url=str(body.get("response_url") or ""),
        trigger=str(body.get("trigger_id") or ""),
        once=f"{action.get('action_ts', '')} {who.id} {name}",
    )


def submission_of(body: Mapping[str, Any]) -> Submission:
    """Slack's payload (its documentation, “view_submission”) of one of our two forms."""
    view = part_of(body, "view")
    values = part_of(part_of(view, "state"), "values")
    fields = {name: part_of(part_of(values, name), name) for name in ("length", "reason", "note")}
    chosen = part_of(fields["length"], "selected_option") or part_of(fields["reason"], "selected_option")
    return Submission(
        form=str(view.get("callback_id", "")),
        view=str(view.get("id", "")),
        id=str(view.get("private_metadata", "")),
        chosen=str(chosen.get("value", "")),
        typed=str(fields["note"].get("value") or ""),
        who=_who(body),
    )


def _who(body: Mapping[str, Any]) -> Somebody:
    user = part_of(body, "user")
    return Somebody(str(user.get("id", "")), str(user.get("name") or user.get("username") or ""))
