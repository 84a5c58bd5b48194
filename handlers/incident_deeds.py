"""What pressing something beneath an incident does, and what whoever pressed is told of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from bot.desk.incident_acts import IncidentActs
from bot.domain.incident_care import Act, Reason
from bot.domain.incident_records import IncidentRecord
from bot.errors import SlackError
from bot.render import Message, Renderer
from bot.render.incident_forms import LENGTHS, already, assigned, mute_form, taken_over
from bot.render.message import Block
from bot.render.times import Calendar
from handlers.incident_assignees import Assignees
from handlers.incident_presses import Press, Submission
from handlers.modals import Modals
from handlers.people import People
from handlers.redaction import LOGGER
from handlers.refusals import refusal

GONE = "Gatehouse does not know this incident any more, so nothing was changed."
NOTED = "Thank you, noted."
NOBODY = "Choose a colleague of this workspace."
UNKNOWN = "Slack did not say who that is, so nothing was changed. Choose once more."
NO_FORM = "Slack did not open the form in time. Press once more."
UNREADABLE = (
    "This form says something that it does not offer, so nothing was changed. "
    "Press the button beneath the incident once more, and fill the form in anew."
)
MUTE_FORM, CLOSE_FORM = "incident_mute_form", "incident_close_form"
MOST_TYPED = 200


@dataclass(frozen=True, slots=True)
class Heard:
    """What became of a press: `message` is for whoever pressed; whether the channel may have to show something new."""

    message: Message | None = None
    shows: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentDeeds:
    """Does what is pressed. `zone` is that in which the messages say times. Raises `MirrorError`."""

    acts: IncidentActs
    people: People
    assignees: Assignees
    modals: Modals
    renderer: Renderer
    zone: ZoneInfo

    def press(self, press: Press) -> Heard:
        """What a button or the list of people asks for."""
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
                reasons = self.renderer.incident_close(list(Reason))
                return self._open(press, CLOSE_FORM, "Close incident", "Close", reasons)
            case _:
                self.acts.vote(press.id, press.who, useful=press.action == "incident_useful")
                return Heard(self.renderer.note(NOTED), shows=True)

    def submit(self, sent: Submission) -> Heard:
        """What a form asks for. Slack takes only what a form offers, so anything else was not made by it."""
        if self.acts.book.find(sent.id) is None:
            return self._note(GONE)
        if sent.form == MUTE_FORM and sent.chosen in LENGTHS:
            return self._second(self.acts.mute(sent.id, sent.who, LENGTHS[sent.chosen]))
        if sent.form == CLOSE_FORM and sent.chosen in {*Reason} and len(sent.typed) <= MOST_TYPED:
            return self._second(self.acts.close(sent.id, sent.who, Reason(sent.chosen), sent.typed))
        LOGGER.warning("A form about incident %s sent what it does not offer; nothing was done.", sent.id)
        return self._note(UNREADABLE)

    def _assign(self, press: Press) -> Heard:
        person = self.people.find((press.chosen,)).get(press.chosen)
        if person is None:
            return self._note(UNKNOWN)
        if person.refusal:
            return self._note(NOBODY)
        name, record = person.name or person.id, self.acts.book.find(press.id)
        earlier = self.acts.assign(press.id, press.who, name)
        if earlier is not None or record is None:
            return self._second(earlier)
        told = "" if person.id == press.who.id else self._tell(press, record, person.id, name)
        said = [taken_over(record.care.assigned, press.who.id, name, self._calendar()), told]
        return Heard(self.renderer.note(" ".join(filter(None, said))) if any(said) else None, shows=True)

    def _tell(self, press: Press, record: IncidentRecord, person: str, name: str) -> str:
        """The assignee is told; what whoever assigned it has to hear where that fails."""
        said = assigned(record, self.acts.where(record), press.who.name or press.who.id, self._calendar())
        try:
            self.assignees.tell(person, record, said)
        except SlackError as error:
            LOGGER.warning("%s could not be told of incident %s: %s", person, press.id, error.message)
            why = refusal(error.code).why
            return f"Assigned to {name}, who could not be told alone: {why}. Tell them yourself."
        return ""

    def _ask_how_long(self, press: Press) -> Heard:
        record = self.acts.book.find(press.id)
        if record is None:
            return self._note(GONE)
        hidden = [(each, self.acts.where(each)) for each in self.acts.would_hide(press.id)]
        form = mute_form(self.acts.where(record), hidden, self._calendar())
        return self._open(press, MUTE_FORM, "Mute alerts", "Mute", self.renderer.incident_mute(form))

    def _second(self, earlier: Act | None) -> Heard:
        """The second of two people is told who was first; the channel may not show it to everybody yet."""
        message = None if earlier is None else self.renderer.note(already(earlier, self._calendar()))
        return Heard(message, shows=True)

    def _open(self, press: Press, form: str, title: str, submit: str, message: Message) -> Heard:
        view = modal(title, message.blocks) | {
            "callback_id": form,
            "private_metadata": press.id,
            "submit": {"type": "plain_text", "text": submit},
        }
        return Heard() if self.modals.open(press.trigger, view) else self._note(NO_FORM)

    def _note(self, text: str) -> Heard:
        return Heard(self.renderer.note(text))

    def _calendar(self) -> Calendar:
        return Calendar.of(self.zone.key, self.acts.clock.now())


def modal(title: str, blocks: Sequence[Block]) -> dict[str, Any]:
    """A view that says something and can be closed."""
    plain = {"type": "plain_text", "text": title}
    return {"type": "modal", "title": plain, "close": {"type": "plain_text", "text": "Cancel"}, "blocks": list(blocks)}
