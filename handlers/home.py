"""The Home tab: published when somebody opens it, and what is pressed there answered as a direct message."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from slack_bolt import Ack, App

from bot.desk.home import HomeDesk
from bot.domain.ask_form import Filled
from bot.domain.home import HomeFacts
from bot.domain.question import Log
from bot.errors import MirrorError, Stopped
from bot.language.commands import write_command
from bot.language.help import EXAMPLES
from bot.language.wording import LOG_NAMES, say
from bot.render import Message
from bot.render.views import ViewRenderer
from bot.render.views.growing import View
from bot.render.views.home_page import HomeWords
from bot.render.views.names import HOME_ASK, HOME_PERSON, HOME_REFRESH, HOME_RUN, HOME_TRY
from handlers.answer_steps import GONE
from handlers.asked import Asked, Task
from handlers.clicks import Click, click_of
from handlers.failures import new_reference
from handlers.forms import Forms
from handlers.modals import Modals
from handlers.redaction import LOGGER

OUR_FAULT = "Gatehouse could not put this tab together, through a fault of its own."
TRIED = tuple(
    next(example for _, examples in sections for example in examples if example.startswith("/") and "@" not in example)
    for log, sections in EXAMPLES.items()
    if log is not Log.USER
)
"""The first example of each log that needs nobody's address."""

Payload = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Home:
    """The listener of the tab. Answers go through the forms' `asides`, since a tab has no channel of its own."""

    desk: HomeDesk
    forms: Forms
    modals: Modals
    views: ViewRenderer

    def listen(self, app: App) -> None:
        """Hear of its opening and of its buttons."""
        app.event("app_home_opened")(self.opened)
        app.action(HOME_REFRESH)(self.refresh)
        app.action(HOME_ASK)(self.ask)
        app.action(HOME_PERSON)(self.look_up)
        app.action(re.compile(rf"{HOME_RUN}_\d+"))(self.run)
        app.action(re.compile(rf"{HOME_TRY}_\d+"))(self.try_out)

    def opened(self, event: Payload) -> None:
        """Publish the tab; the messages beside it need nothing."""
        if event.get("tab") == "home":
            self._publish_soon(str(event.get("user") or ""), _hash(event))

    def refresh(self, ack: Ack, body: Payload) -> None:
        """Publish it anew."""
        ack()
        self._publish_soon(click_of(body).user, _hash(body))

    def ask(self, ack: Ack, body: Payload) -> None:
        """Open the form that asks the logs."""
        ack()
        click = click_of(body)
        self.forms.ask.open(click.trigger, click.user, Filled())

    def look_up(self, ack: Ack, body: Payload) -> None:
        """Open the form that asks for one person."""
        ack()
        click = click_of(body)
        self.forms.person.open(click.trigger, click.user)

    def run(self, ack: Ack, body: Payload) -> None:
        """Ask a question of one's own again."""
        ack()
        click = click_of(body)
        asides = self.forms.ask.asides
        place = asides.threads.direct(click.user)
        asked = Asked(text="", command="", user=click.user, channel=place.channel, trigger=click.once, thread="")
        asides.conversation.follow(asked, partial(asides.threads.open, place), partial(self._understand, click))

    def try_out(self, ack: Ack, body: Payload) -> None:
        """Ask one of the examples."""
        ack()
        click = click_of(body)
        example = next((each for place, each in enumerate(TRIED) if click.key == str(place)), None)
        if example:
            command, _, text = example.partition(" ")
            self.forms.ask.asides.ask(command, text, click.user)

    def _understand(self, click: Click) -> Message | Task:
        listener = self.forms.ask.asides.conversation.listener
        if refusal := listener.refusal(click.user):
            return refusal
        kept = self.desk.kept.find(click.key, click.user)
        return listener.again(kept) if kept else listener.renderer.note(GONE)

    def _publish_soon(self, user: str, hash_: str) -> None:
        """Have the crew do it; a tab that is left as it is when the program stops is drawn at the next opening."""
        self.forms.ask.asides.conversation.crew.take(partial(self._take_turn, user, hash_), _nothing)

    def _take_turn(self, user: str, hash_: str) -> None:
        try:
            with self.forms.ask.asides.conversation.answering.presses.take(user):
                self._publish(user, hash_)
        except Stopped:
            LOGGER.info("A Home tab was left as it is, since its owner opens it faster than it is drawn.")

    def _publish(self, user: str, hash_: str) -> None:
        try:
            view = self._drawn(user)
        except MirrorError as error:
            LOGGER.error("The Home tab could not be put together: %s", error.message)
            view = self._closed(user, f"Gatehouse cannot read its own memory just now: {error.message}")
        except Exception as error:  # noqa: BLE001  # whatever it is, whoever opened it and the log are told
            reference = new_reference()
            LOGGER.error("%s: a Home tab could not be put together.", reference, exc_info=error)
            view = self._closed(user, f"{OUR_FAULT} Its log has the reason: {reference}.")
        self.modals.publish(user, hash_, view)

    def _drawn(self, user: str) -> View:
        listener = self.forms.ask.asides.conversation.listener
        person, now = listener.people.find((user,)).get(user), listener.present()
        refusal = listener.rights.refusal(user) or (person and person.refusal)
        if refusal:
            return self._closed(user, refusal)
        zone = (person and person.zone) or listener.zone
        facts = self.desk.facts(user, now)
        return self.views.home(facts, HomeWords(logs=LOG_NAMES, questions=_said(facts), examples=TRIED), zone, now)

    def _closed(self, user: str, why: str) -> View:
        listener = self.forms.ask.asides.conversation.listener
        person = listener.people.find((user,)).get(user)
        return self.views.closed_home(why, TRIED, (person and person.zone) or listener.zone, listener.present())


def _said(facts: HomeFacts) -> dict[str, tuple[str, str]]:
    """Each kept question in words without its time, since it will be asked as of now, and as a command."""
    return {
        kept.id: (
            say(replace(kept.question, compare=None), None, kept.zone, kept.asked_at),
            write_command(kept.question),
        )
        for kept in (*facts.favourites, *facts.history)
    }


def _nothing() -> None:
    """Whoever waits for a tab opens it again."""


def _hash(told: Payload) -> str:
    """Which state of the tab was looked at; empty where there was none yet."""
    view = told.get("view")
    return str(view.get("hash") or "") if isinstance(view, Mapping) else ""
