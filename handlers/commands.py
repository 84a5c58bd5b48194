"""Slash commands: what Slack sends becomes something asked."""

from collections.abc import Mapping
from functools import partial

from slack_bolt import Ack

from bot.render import Message
from handlers.conversation import Conversation
from handlers.response_urls import Edits, ResponseUrls, private
from handlers.understanding import Asked


class Commands:
    """The listener of every slash command."""

    def __init__(self, conversation: Conversation, urls: ResponseUrls) -> None:
        self._conversation = conversation
        self._urls = urls

    def ask(self, ack: Ack, command: Mapping[str, str]) -> None:
        """Answer a question typed after a command."""

        def acknowledge(message: Message | None) -> None:
            ack(private(message) if message else "")

        open_reply = partial(self._urls.open, command.get("response_url", ""), edits=Edits.OWN)
        self._conversation.hear(asked_by(command), acknowledge, open_reply)


def asked_by(command: Mapping[str, str]) -> Asked:
    """Slack's payload (its documentation, “Slash commands”) in our words. Everything in it is hostile text."""
    return Asked(
        text=command.get("text", ""),
        command=command.get("command", ""),
        user=command.get("user_id", ""),
        channel=command.get("channel_id", ""),
        trigger=command.get("trigger_id", ""),
    )
