"""Something pressed or chosen in a message: what Slack sends of it, in our words. Everything in it is hostile text."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.render.controls import read_value
from handlers.payloads import first_action, part_of


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
    action = first_action(body)
    container = part_of(body, "container")
    user = str(part_of(body, "user").get("id", ""))
    name = str(action.get("action_id", ""))
    chosen = part_of(action, "selected_option").get("value") or action.get("value") or ""
    key, code = read_value(str(chosen))
    return Click(
        action=name,
        key=key,
        code=code,
        user=user,
        channel=str(part_of(body, "channel").get("id", "")),
        thread=str(container.get("thread_ts") or ""),
        name=str(part_of(body, "user").get("name") or user),
        private=bool(container.get("is_ephemeral")),
        response_url=str(body.get("response_url") or ""),
        trigger=str(body.get("trigger_id") or ""),
        once=f"{action.get('action_ts', '')} {user} {name}",
    )
