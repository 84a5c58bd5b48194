"""Slash commands: what Slack sends becomes something asked."""

from collections.abc import Mapping
from functools import partial

from slack_bolt import Ack

from bot.render import Message
from handlers.ask_form import WANTS_FORM, AskForm
from handlers.asked import Asked
from handlers.conversation import Conversation
from handlers.person_form import WHOIS
from handlers.response_urls import ResponseUrls
from handlers.url_reply import Edits, private


class Commands:
    """The listener of every slash command."""

    def __init__(self, conversation: Conversation, urls: ResponseUrls, form: AskForm) -> None:
        self._conversation = conversation
        self._urls = urls
        self._form = form

    def ask(self, ack: Ack, command: Mapping[str, str]) -> None:
        """Answer a question typed after a command, or open the form with it where a form is asked for."""
        asked = asked_by(command)
        if asked.command != WHOIS and (form := WANTS_FORM.fullmatch(asked.text)):
            ack()
            self._form.open_typed(command.get("trigger_id", ""), asked.user, asked.command, form[1])
            return

        def acknowledge(message: Message | None) -> None:
            ack(private(message) if message else "")

        open_reply = partial(self._urls.open, command.get("response_url", ""), edits=Edits.OWN)
        self._conversation.hear(asked, acknowledge, open_reply)


def asked_by(command: Mapping[str, str]) -> Asked:
    """Slack's payload (its documentation, “Slash commands”) in our words. Everything in it is hostile text."""
    return Asked(
        text=command.get("text", ""),
        command=command.get("command", ""),
        user=command.get("user_id", ""),
        channel=command.get("channel_id", ""),
        trigger=command.get("trigger_id", ""),
    )
