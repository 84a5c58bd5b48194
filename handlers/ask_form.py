"""The form “Ask the logs”: opened by its shortcut, by `/entra ask` or from an answer, and answered like a command."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from slack_bolt import Ack, App

from bot.domain.ask_form import LIST, LOGS, Filled, fitting
from bot.domain.question import Log
from bot.errors import MirrorError, QuestionError
from bot.language.clarifying import Clarification
from bot.language.commands import COMMANDS
from bot.language.form_commands import command_of, filled_from, text_of
from bot.language.parser import parse
from bot.language.understood import Reading, Understood
from bot.language.wording import LOG_NAMES
from bot.render.controls import Action
from bot.render.views import Callback, Field, ViewRenderer
from handlers.answer_steps import GONE
from handlers.asides import Asides
from handlers.clicks import click_of
from handlers.form_state import block_of, chosen, several, typed
from handlers.modals import Modals
from handlers.payloads import user_of
from handlers.redaction import LOGGER

WANTS_FORM = re.compile(r"\s*(?:ask|form)\b[:,]?\s*(.*)", re.IGNORECASE | re.DOTALL)
MOST_SAID = 280
"""Characters of a mistake that a form has room for."""

Payload = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class AskForm:
    """The listener of the form. Nothing is asked of any log or of Slack before it is open."""

    asides: Asides
    modals: Modals
    views: ViewRenderer

    def listen(self, app: App) -> None:
        """Hear of the shortcut and of the button beneath answers, of a change of the log, and of what is sent."""
        app.shortcut(Callback.ASK.value)(self.call)
        app.action(Action.CHANGE.value)(self.change_kept)
        app.action(Field.LOG.value)(self.change)
        app.view(Callback.ASK.value)(self.submit)

    def call(self, ack: Ack, shortcut: Payload) -> None:
        """Open it empty."""
        ack()
        self.open(str(shortcut.get("trigger_id") or ""), user_of(shortcut), Filled())

    def open(self, trigger: str, user: str, filled: Filled) -> None:
        """Open it with `filled` in it, or say why `user` may not ask."""
        refusal = self.asides.conversation.listener.rights.refusal(user)
        view = self.views.notice("Ask the logs", refusal) if refusal else self.views.ask_form(filled, LOG_NAMES)
        self.modals.open(trigger, view)

    def open_typed(self, trigger: str, user: str, command: str, text: str) -> None:
        """Open it with what somebody typed after a command; what cannot be read stands among its words."""
        try:
            understood: Understood | None = self._read(f"{command} {text}") if text else None
        except QuestionError:
            understood = None
        filled = filled_from(understood.question) if isinstance(understood, Reading) else None
        log = next((log for log in LOGS if COMMANDS[log] == command), Log.SIGN_UPS)
        self.open(trigger, user, filled or replace(fitting(Filled(), log), words=text))

    def change_kept(self, ack: Ack, body: Payload) -> None:
        """Open it with the question whose answer somebody looks at."""
        ack()
        click = click_of(body)
        try:
            kept = self.asides.conversation.answering.kept.find(click.key, click.user)
        except MirrorError as error:
            LOGGER.error("A question to be changed could not be read: %s", error.message)
            kept = None
        filled = filled_from(kept.question) if kept else None
        if filled:
            self.open(click.trigger, click.user, filled)
        else:
            self.modals.open(click.trigger, self.views.notice("Ask the logs", GONE))

    def change(self, ack: Ack, body: Payload) -> None:
        """Show the fields of the log that was chosen."""
        ack()
        view = body.get("view") or {}
        filled = filled_in(view)
        self.modals.update(
            str(view.get("id") or ""),
            str(view.get("hash") or ""),
            self.views.ask_form(fitting(filled, filled.log), LOG_NAMES),
        )

    def submit(self, ack: Ack, body: Payload, view: Payload) -> None:
        """Show what cannot be read in the form itself; ask the rest."""
        filled = filled_in(view)
        # What a mistake suggests are names of the tenant, for those who may ask alone; the others are told at the end.
        may_ask = self.asides.conversation.listener.refusal(user_of(body)) is None
        if may_ask and (mistake := self._mistake(filled)):
            field, said = mistake
            ack(response_action="errors", errors={block_of(view, field): said})
            return
        ack()
        self.asides.ask(COMMANDS[filled.log], text_of(filled), user_of(body), body.get("response_urls"))

    def _mistake(self, filled: Filled) -> tuple[Field, str] | None:
        """The field to mend, and how; `None` for a question that has one meaning."""
        try:
            understood = self._read(command_of(filled))
        except QuestionError as error:
            return self._blamed(filled), _said(error)
        match understood:
            case Reading():
                return None
            case Clarification(choices=choices):
                return Field.WORDS, _cut(f"{understood.message} Write one of: {'; '.join(choices)}")
            case _:
                return Field.WORDS, "That asks for help, not for rows. Leave it empty, or write filters like app:Store."

    def _blamed(self, filled: Filled) -> Field:
        """The field that cannot be read even alone; else the one with words, since choices always can."""
        bare = Filled(log=filled.log, period=filled.period)
        if filled.words and self._fails(replace(bare, words=filled.words)):
            return Field.WORDS
        if filled.time and self._fails(replace(bare, time=filled.time)):
            return Field.TIME
        return Field.WORDS

    def _fails(self, filled: Filled) -> bool:
        try:
            self._read(command_of(filled))
        except QuestionError:
            return True
        return False

    def _read(self, command: str) -> Understood:
        listener = self.asides.conversation.listener
        return parse(command, listener.present(), listener.zone, listener.ask.known_names())


def filled_in(view: Payload) -> Filled:
    """What stands in a form that came back."""
    log = next((log for log in LOGS if log.value == chosen(view, Field.LOG)), Log.SIGN_UPS)
    return Filled(
        log=log,
        choice=chosen(view, Field.CHOICE),
        period=chosen(view, Field.PERIOD),
        time=typed(view, Field.TIME),
        words=typed(view, Field.WORDS),
        groups=several(view, Field.GROUPS),
        look=chosen(view, Field.LOOK) or LIST,
    )


def _said(error: QuestionError) -> str:
    near = f" Did you mean: {', '.join(error.suggestions[:3])}?" if error.suggestions else ""
    return _cut(f"{error.message.rstrip('.')}.{near}")


def _cut(text: str) -> str:
    return text if len(text) <= MOST_SAID else f"{text[: MOST_SAID - 1].rstrip()}…"
