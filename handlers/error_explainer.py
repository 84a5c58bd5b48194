"""The message shortcut “Explain this error”: what the codes in any message mean, and its ids looked up."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack, App

from bot.domain.error_finding import errors_in
from bot.render.views import Callback, ViewRenderer
from bot.render.views.names import LOOK_UP
from handlers.asides import Asides
from handlers.clicks import click_of
from handlers.modals import Modals
from handlers.payloads import user_of

MOST_TEXT = 20_000
"""Characters of one message that are read; Slack shows no longer ones."""

_WORDS = ("text", "fallback", "title", "pretext", "value", "plain_text", "alt_text")
_ASKED = re.compile(r"(signups|signins|audit) ((?:correlation|request):[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")

Payload = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ErrorExplainer:
    """The listener of the shortcut, and of the buttons in what it opens."""

    asides: Asides
    modals: Modals
    views: ViewRenderer

    def listen(self, app: App) -> None:
        """Hear of the shortcut and of the buttons."""
        app.shortcut(Callback.ERROR.value)(self.explain)
        app.action(re.compile(rf"{LOOK_UP}_\d+"))(self.look_up)

    def explain(self, ack: Ack, shortcut: Payload) -> None:
        """Open what the codes mean; the tables are ours, so that nothing has to be waited for."""
        ack()
        refusal = self.asides.conversation.listener.rights.refusal(user_of(shortcut))
        text = "\n".join(said_in(shortcut.get("message")))[:MOST_TEXT]
        view = self.views.notice("Explain this error", refusal) if refusal else self.views.errors(errors_in(text))
        self.modals.open(str(shortcut.get("trigger_id") or ""), view)

    def look_up(self, ack: Ack, body: Payload) -> None:
        """Ask one log about an id; what the button says is checked, since anybody may send anything."""
        ack()
        click = click_of(body)
        asked = _ASKED.fullmatch(f"{click.key} {click.code}")
        if asked is None:
            return
        note = self.views.notice("Looking it up", "The answer comes as a direct message from Gatehouse.")
        self.modals.push(click.trigger, note)
        self.asides.ask(f"/{asked[1]}", f"{asked[2]} last:30d", click.user)


def said_in(message: object) -> Iterator[str]:
    """Every text in a message: its own, and those of its blocks, tables and attachments."""
    match message:
        case Mapping():
            for name, part in message.items():
                if isinstance(part, str):
                    if name in _WORDS:
                        yield part
                else:
                    yield from said_in(part)
        case list() | tuple():
            for part in message:
                yield from said_in(part)
        case _:
            return
