"""Something pressed or chosen in a message: what Slack sends of it, in our words. Everything in it is hostile text."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.render.controls import read_value


@dataclass(frozen=True, slots=True, kw_only=True)
class Click:
    """`key` is the id of what is kept, `code` what was chosen; `once` names the press, so that a repeated one is told.

    `name` is what the workspace calls whoever pressed. `channel` and `response_url` are empty on the Home tab and in
    modals. `private` when only `user` saw the message.
    """

    action: str
    key: str
    code: str
    user: str
    channel: str
    thread: str
    private: bool
    name: str
    response_url: str
    trigger: str
    once: str

    @property
    def direct(self) -> bool:
        """Whether nobody but `user` and Gatehouse can read where it was pressed."""
        return self.channel.startswith("D")


def click_of(body: Mapping[str, Any]) -> Click:
    """Slack's payload (its documentation, “block_actions”), of which it sends one action at a time."""
    action = _first(body.get("actions"))
    container = _part(body, "container")
    user = str(_part(body, "user").get("id", ""))
    name = str(action.get("action_id", ""))
    chosen = _part(action, "selected_option").get("value") or action.get("value") or ""
    key, code = read_value(str(chosen))
    return Click(
        action=name,
        key=key,
        code=code,
        user=user,
        channel=str(_part(body, "channel").get("id", "")),
        thread=str(container.get("thread_ts") or ""),
        name=str(_part(body, "user").get("name") or user),
        private=bool(container.get("is_ephemeral")),
        response_url=str(body.get("response_url") or ""),
        trigger=str(body.get("trigger_id") or ""),
        once=f"{action.get('action_ts', '')} {user} {name}",
    )


def _first(actions: object) -> Mapping[str, Any]:
    found = actions[0] if isinstance(actions, list) and actions else {}
    return found if isinstance(found, Mapping) else {}


def _part(body: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = body.get(name)
    return part if isinstance(part, Mapping) else {}
