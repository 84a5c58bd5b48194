"""Everything that knows Slack: how it calls us, who asks, how we answer, and how we speak up by ourselves."""

from slack_bolt import App

from handlers.commands import Commands
from handlers.conversation import Conversation


def register(app: App, conversation: Conversation) -> None:
    """All that Gatehouse listens to."""
    commands = Commands(conversation)
    app.command("/signups")(commands.ask)
    app.command("/entra")(commands.ask)
