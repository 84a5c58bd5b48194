"""Everything that knows Slack: how it calls us, who asks, how we answer, and how we speak up by ourselves."""

from slack_bolt import App

from handlers.answer_buttons import AnswerButtons
from handlers.commands import Commands
from handlers.forms import Forms
from handlers.home import Home
from handlers.incident_buttons import IncidentButtons
from handlers.mentions import Mentions
from handlers.subscription_buttons import SubscriptionButtons

COMMANDS = ("/signups", "/signins", "/audit", "/provisioning", "/entra", "/whois", "/risk", "/apps")
"""What people may type; manifest.yml tells Slack."""


def register(
    app: App,
    *,
    commands: Commands,
    buttons: AnswerButtons,
    subscription_buttons: SubscriptionButtons,
    mentions: Mentions,
    forms: Forms,
    home: Home,
    incidents: IncidentButtons | None = None,
) -> None:
    """All that Gatehouse listens to; `incidents` where some channel is told of them."""
    for command in COMMANDS:
        app.command(command)(commands.ask)
    buttons.listen(app)
    subscription_buttons.listen(app)
    app.event("app_mention")(mentions.mentioned)
    app.event("message")(mentions.written)
    forms.listen(app)
    home.listen(app)
    if incidents:
        incidents.listen(app)
    buttons.listen_last(app)
