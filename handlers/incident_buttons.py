"""Hears what is pressed beneath an incident, asks each time who may press, and says what came of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from queue import Empty, SimpleQueue
from typing import Any

from slack_bolt import Ack, App

from bot.errors import SlackError
from bot.render import Message
from handlers.asked import Asked
from handlers.conversation import Conversation
from handlers.failures import new_reference
from handlers.incident_assignees import LINK
from handlers.incident_deeds import CLOSE_FORM, MUTE_FORM, Heard, IncidentDeeds, modal
from handlers.incident_presses import Press, Submission, press_of, submission_of
from handlers.redaction import LOGGER
from handlers.reply import Reply
from handlers.response_urls import ResponseUrls

ACTIONS = (
    *("incident_acknowledge", "incident_assign", "incident_mute", "incident_unmute", "incident_close"),
    *("incident_useful", "incident_useless"),
)
SOON = 2.0
"""Seconds that a form waits for what it asks for; Slack gives up on it after three."""

WAITING = "Gatehouse is waiting to note this, as its database is busy. This changes when it is done; it may be closed."
LATE = "Noted."
STOPPING = "Gatehouse is being restarted. Look at the incident in a minute: if it does not say this, send it once more."


@dataclass(frozen=True, slots=True)
class IncidentButtons:
    """The listener of every control beneath incidents."""

    conversation: Conversation
    urls: ResponseUrls
    deeds: IncidentDeeds

    def listen(self, app: App) -> None:
        """Hear of everything that `bot.render` draws beneath an incident."""
        for action in ACTIONS:
            app.action(action)(self.press)
        app.action(LINK)(self.pass_over)
        app.view(MUTE_FORM)(self.submit)
        app.view(CLOSE_FORM)(self.submit)

    def pass_over(self, ack: Ack) -> None:
        """A link opens by itself, but Slack wants to know that it was heard."""
        ack()

    def press(self, ack: Ack, body: Mapping[str, Any]) -> None:
        """Do what was pressed, once, and tell whoever pressed what the message does not show."""
        ack()
        press = press_of(body)
        if self.conversation.repeats.is_first(press.once):
            self.conversation.tally.asked("incident button")
            let_go = partial(self._let_go, press)
            if not self.conversation.crew.take(partial(self._see_to, press), let_go):
                let_go()

    def submit(self, ack: Ack, body: Mapping[str, Any]) -> None:
        """Do what a form asks for; what stands in the way is said in the form's place, as is a wait for the mirror."""
        sent = submission_of(body)
        outcome: SimpleQueue[Message | None] = SimpleQueue()
        let_go = partial(outcome.put, self.deeds.renderer.note(STOPPING))
        if not self.conversation.crew.take(partial(self._carry_out, sent, outcome), let_go):
            let_go()
        try:
            said = outcome.get(timeout=SOON)
        except Empty:
            ack(response_action="update", view=self._in_place(self.deeds.renderer.note(WAITING)))
            late = outcome.get() or self.deeds.renderer.note(LATE)
            self.deeds.modals.update(sent.view, "", self._in_place(late))
        else:
            ack() if said is None else ack(response_action="update", view=self._in_place(said))

    def _carry_out(self, sent: Submission, outcome: SimpleQueue[Message | None]) -> None:
        heard = self._heard(lambda: self.deeds.submit(sent), sent.who.id)
        outcome.put(heard.message)
        if heard.shows:
            self._show(sent.id)

    def _in_place(self, said: Message) -> dict[str, Any]:
        return modal("Incident", said.blocks)

    def _see_to(self, press: Press) -> None:
        heard = self._heard(lambda: self.deeds.press(press), press.who.id)
        if heard.message is not None and (reply := self._way_back(press, new_reference())):
            reply.say(heard.message)
        if heard.shows:
            self._show(press.id)

    def _heard(self, work: Callable[[], Heard], user: str) -> Heard:
        """What became of `work`: not begun for who may not ask, told of where it went wrong."""
        try:
            with self.conversation.answering.presses.take(user):
                refusal = self.conversation.listener.refusal(user)
                return work() if refusal is None else Heard(refusal)
        except Exception as error:  # noqa: BLE001  # told to whoever pressed, and to the log
            asked = Asked(text="", command="", user=user, channel="")
            return Heard(self.conversation.failures.tell(error, new_reference(), asked))

    def _let_go(self, press: Press) -> None:
        """Tell whoever pressed that it may not be done, because the program is stopping."""
        reference = new_reference()
        if reply := self._way_back(press, reference):
            self.conversation.answering.let_go(reply, reference)

    def _way_back(self, press: Press, reference: str) -> Reply | None:
        try:
            return self.urls.open(press.response_url, reference, thread=press.thread)
        except SlackError as error:
            LOGGER.error("%s: what was pressed cannot be answered: %s", reference, error.message)
            return None

    def _show(self, id_: str) -> None:
        """A press that the channel cannot show now is shown after the next refresh."""
        try:
            self.deeds.acts.show(id_)
        except Exception as error:  # noqa: BLE001  # whatever it is, the act stays noted and the log is told
            LOGGER.error("What was done about incident %s could not be shown yet.", id_, exc_info=error)
