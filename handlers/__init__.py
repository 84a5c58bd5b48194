"""Everything that knows Slack: how it calls us, who asks, how we answer, and how we speak up by ourselves."""

from slack_bolt import App

from handlers.answer_buttons import AnswerButtons
from handlers.commands import Commands
from handlers.conversation import Conversation
from handlers.response_urls import ResponseUrls

COMMANDS = ("/signups", "/signins", "/audit", "/provisioning", "/entra", "/whois", "/risk")
"""What people may type; manifest.yml tells Slack."""


def register(app: App, conversation: Conversation, urls: ResponseUrls) -> None:
    """All that Gatehouse listens to."""
    commands = Commands(conversation, urls)
    for command in COMMANDS:
        app.command(command)(commands.ask)
    buttons = AnswerButtons(conversation, urls)
    buttons.listen(app)
    buttons.listen_last(app)
