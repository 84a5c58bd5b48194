"""What is pressed beneath an incident: taken on, handed over, muted, closed, judged. Rights are checked each time."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from http.client import HTTPException
from typing import Any
from zoneinfo import ZoneInfo

from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.desk.incident_acts import IncidentActs
from bot.domain.incident_care import Act, Reason
from bot.errors import SlackError
from bot.render import Message
from bot.render.incident_forms import LENGTHS, already, mute_form
from bot.render.message import Block
from bot.render.times import Calendar
from handlers.asked import Asked
from handlers.conversation import Conversation
from handlers.failures import new_reference
from handlers.incident_presses import Press, Submission, press_of, submission_of
from handlers.redaction import LOGGER
from handlers.response_urls import ResponseUrls

GONE = "Gatehouse does not know this incident any more, so nothing was changed."
NOTED = "Thank you, noted."
NOBODY = "Choose a colleague of this workspace."
NO_FORM = "Slack did not open the form in time. Press once more."
MUTE_FORM, CLOSE_FORM = "incident_mute_form", "incident_close_form"

ACTIONS = (
    *("incident_acknowledge", "incident_assign", "incident_mute", "incident_unmute", "incident_close"),
    *("incident_useful", "incident_useless"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentButtons:
    """The listener of every control beneath incidents. `zone` is that in which the messages say times."""

    conversation: Conversation
    urls: ResponseUrls
    acts: IncidentActs
    client: WebClient
    zone: ZoneInfo

    def listen(self, app: App) -> None:
        """Hear of everything that `bot.render` draws beneath an incident."""
        for action in ACTIONS:
            app.action(action)(self.press)
        app.action("incident_portal")(self.pass_over)
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
            self.conversation.crew.take(partial(self._see_to, press), _nothing)

    def submit(self, ack: Ack, body: Mapping[str, Any]) -> None:
        """Do what a form asks for; what stands in the way is said in the form's place."""
        sent = submission_of(body)
        message = self._told(lambda: self._refused(sent.who.id) or self._take(sent), sent.who.id)
        if message is not None:
            ack(response_action="update", view=_modal("Incident", message.blocks))
            return
        ack()
        self.conversation.crew.take(partial(self._show, sent.id), _nothing)

    def _see_to(self, press: Press) -> None:
        message = self._told(lambda: self._refused(press.who.id) or self._work(press), press.who.id)
        if message is not None:
            self._reply(press, message)
        self._show(press.id)

    def _told(self, work: Callable[[], Message | None], user: str) -> Message | None:
        """What `work` has to say, or what went wrong with it."""
        try:
            with self.conversation.answering.presses.take(user):
                return work()
        except Exception as error:  # noqa: BLE001  # told to whoever pressed, and to the log
            asked = Asked(text="", command="", user=user, channel="")
            return self.conversation.failures.tell(error, new_reference(), asked)

    def _refused(self, user: str) -> Message | None:
        return self.conversation.listener.refusal(user)

    def _work(self, press: Press) -> Message | None:
        if self.acts.book.find(press.id) is None:
            return self._note(GONE)
        match press.action:
            case "incident_acknowledge":
                return self._second(self.acts.acknowledge(press.id, press.who))
            case "incident_assign":
                return self._assign(press)
            case "incident_unmute":
                return self._second(self.acts.unmute(press.id, press.who))
            case "incident_mute":
                return self._ask_how_long(press)
            case "incident_close":
                reasons = self.conversation.renderer.incident_close(list(Reason))
                return self._open(press, CLOSE_FORM, "Close incident", "Close", reasons)
            case _:
                self.acts.vote(press.id, press.who, useful=press.action == "incident_useful")
                return self._note(NOTED)

    def _assign(self, press: Press) -> Message | None:
        person = self.conversation.listener.people.find((press.chosen,)).get(press.chosen)
        if person is None or person.refusal:
            return self._note(NOBODY)
        return self._second(self.acts.assign(press.id, press.who, person.name or person.id))

    def _ask_how_long(self, press: Press) -> Message | None:
        record = self.acts.book.find(press.id)
        if record is None:
            return self._note(GONE)
        form = mute_form(record, self.acts.would_hide(press.id), self._calendar())
        return self._open(press, MUTE_FORM, "Mute alerts", "Mute", self.conversation.renderer.incident_mute(form))

    def _take(self, sent: Submission) -> Message | None:
        if self.acts.book.find(sent.id) is None:
            return self._note(GONE)
        if sent.form == MUTE_FORM:
            return self._second(self.acts.mute(sent.id, sent.who, LENGTHS[sent.chosen]))
        return self._second(self.acts.close(sent.id, sent.who, Reason(sent.chosen), sent.typed))

    def _second(self, earlier: Act | None) -> Message | None:
        """The second of two people is told who was first."""
        return None if earlier is None else self._note(already(earlier, self._calendar()))

    def _open(self, press: Press, form: str, title: str, submit: str, message: Message) -> Message | None:
        view = _modal(title, message.blocks) | {
            "callback_id": form,
            "private_metadata": press.id,
            "submit": {"type": "plain_text", "text": submit},
        }
        try:
            self.client.views_open(trigger_id=press.trigger, view=view)
        except (SlackApiError, SlackClientError, HTTPException, OSError) as error:
            LOGGER.warning("A form about an incident could not be opened: %s", error)
            return self._note(NO_FORM)
        return None

    def _reply(self, press: Press, message: Message) -> None:
        reference = new_reference()
        try:
            self.urls.open(press.response_url, reference, thread=press.thread).say(message)
        except SlackError as error:
            LOGGER.error("%s: what was pressed cannot be answered: %s", reference, error.message)

    def _show(self, id_: str) -> None:
        """A press that the channel cannot show now is shown after the next refresh."""
        try:
            self.acts.show(id_)
        except Exception as error:  # noqa: BLE001  # whatever it is, the act stays noted and the log is told
            LOGGER.error("What was done about incident %s could not be shown yet.", id_, exc_info=error)

    def _note(self, text: str) -> Message:
        return self.conversation.renderer.note(text)

    def _calendar(self) -> Calendar:
        return Calendar.of(self.zone.key, self.acts.clock.now())


def _modal(title: str, blocks: Sequence[Block]) -> dict[str, Any]:
    plain = {"type": "plain_text", "text": title}
    return {"type": "modal", "title": plain, "close": {"type": "plain_text", "text": "Cancel"}, "blocks": list(blocks)}


def _nothing() -> None:
    """What was noted stays noted when the program stops; the channel shows it after the next start."""
