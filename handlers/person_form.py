"""The form “Look up a user”, which asks what `/whois` asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack, App

from bot.domain.question import Log
from bot.errors import QuestionError
from bot.language.commands import COMMANDS
from bot.language.parser import parse
from bot.language.understood import Reading
from bot.render.views import Callback, Field, ViewRenderer
from handlers.asides import Asides
from handlers.form_state import chosen, typed
from handlers.modals import Modals
from handlers.payloads import user_of

WHOIS = COMMANDS[Log.USER]

Payload = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PersonForm:
    """The listener of the form."""

    asides: Asides
    modals: Modals
    views: ViewRenderer

    def listen(self, app: App) -> None:
        """Hear of the shortcut, and of the form that is sent."""
        app.shortcut(Callback.PERSON.value)(self.call)
        app.view(Callback.PERSON.value)(self.submit)

    def call(self, ack: Ack, shortcut: Payload) -> None:
        """Open it for whoever called the shortcut."""
        ack()
        self.open(str(shortcut.get("trigger_id") or ""), user_of(shortcut))

    def open(self, trigger: str, user: str) -> None:
        """Open it, or say why `user` may not ask."""
        refusal = self.asides.conversation.listener.rights.refusal(user)
        view = self.views.notice("Look up a user", refusal) if refusal else self.views.person_form()
        self.modals.open(trigger, view)

    def submit(self, ack: Ack, body: Payload, view: Payload) -> None:
        """Show in the form what cannot be looked up; look the rest up."""
        who, colleague = typed(view, Field.WHO), chosen(view, Field.COLLEAGUE)
        if mistake := self._mistake(who, colleague):
            ack(response_action="errors", errors={Field.WHO.value: mistake})
            return
        ack()
        self.asides.ask(WHOIS, who or f"<@{colleague}>", user_of(body))

    def _mistake(self, who: str, colleague: str) -> str | None:
        if bool(who) == bool(colleague):
            return "Say who it is, here or below." if not who else "Say it here or choose a colleague, not both."
        if colleague:
            return None
        listener = self.asides.conversation.listener
        try:
            understood = parse(who, listener.present(), listener.zone, listener.ask.known_names(), command=WHOIS)
        except QuestionError as error:
            return f"{error.message.rstrip('.')}."
        if isinstance(understood, Reading):
            return None
        return "Write one person's address, name in quotes, or object id, such as jane@contoso.com."
