"""From what somebody typed to what is to be done about it: all that happens before Slack is acknowledged."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never
from zoneinfo import ZoneInfo

from bot.desk.ask import Ask
from bot.desk.memory_ports import ThreadMemory
from bot.desk.ports import Clock
from bot.desk.rights import Rights
from bot.domain.kept import FIRST_PAGE, KeptQuestion, Page
from bot.domain.masking import PERSONAL, masked_question, names_somebody
from bot.domain.question import Question, field_of
from bot.domain.variations import asked_anew
from bot.domain.window import resolve
from bot.errors import QuestionError
from bot.language.clarifying import Clarification
from bot.language.following import follow
from bot.language.help import help_page
from bot.language.parser import parse
from bot.language.understood import AdminRequest, HelpRequest, Reading
from bot.language.wording import say
from bot.render import HelpSection, Message, Renderer
from bot.render.controls import Button
from handlers.asked import MENTION, Asked, Errand, Errands, Task
from handlers.context import asked_before
from handlers.kept_lists import KeptLists
from handlers.offers import Offers, Surroundings
from handlers.own_address import with_own_address
from handlers.people import People, Person

MOST_MENTIONED = 5
_EXPLAIN = re.compile(r"\s*(?:explain|query)\b[:,]?\s*(.*)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listener:
    """Understands questions without asking any log, in well under Slack's three seconds.

    `zone` is assumed of people of whom Slack does not tell it; `memory` knows what was asked before in a thread.
    """

    ask: Ask
    errands: Errands
    memory: ThreadMemory
    rights: Rights
    people: People
    renderer: Renderer
    clock: Clock
    zone: ZoneInfo
    offers: Offers
    lists: KeptLists

    def present(self) -> datetime:
        """Now, to the second: a question that ends now is said back as a command, which people read and type."""
        return self.clock.now().replace(microsecond=0)

    def understand(self, asked: Asked) -> Message | Task | Errand:
        """What to say at once, or what to do. Raises `QuestionError`."""
        if refusal := self.rights.refusal(asked.user):
            return self.renderer.note(refusal)
        around = self.surroundings(asked)
        if around.asker and around.asker.refusal:
            return self.renderer.note(around.asker.refusal)
        return self._read(asked, around)

    def offered(self, mistake: QuestionError, asked: Asked) -> tuple[Button, ...]:
        """Buttons that run what may have been meant by a mistake."""
        return self.offers.mended(mistake, asked.text, asked.command, self.surroundings(asked))

    def refusal(self, user: str) -> Message | None:
        """Why `user` gets no answer, or `None` for somebody who may ask."""
        said = self.rights.refusal(user)
        if not said and (asker := self.people.find((user,)).get(user)):
            said = asker.refusal
        return self.renderer.note(said) if said else None

    def task(
        self,
        question: Question,
        zone: ZoneInfo,
        *,
        asked_at: datetime | None = None,
        page: Page = FIRST_PAGE,
        onward: bool = False,
        shared: bool = False,
    ) -> Task:
        """A question that is understood, asked now, or `asked_at` an earlier moment for another page of it.

        `shared` where others read along.
        """
        now = asked_at or self.present()
        window = resolve(question.window, now, zone) if question.window else None
        aside = shared and names_somebody(question)
        masked = shared and not aside
        return Task(
            question=question,
            zone=zone,
            asked_at=now,
            heading=say(masked_question(question) if masked else question, window, zone, now),
            page=page,
            onward=onward,
            masked=masked,
            aside=aside,
        )

    def again(self, kept: KeptQuestion) -> Task:
        """A question that was asked before, asked now."""
        return self.task(asked_anew(kept.question, kept.asked_at, self.present(), kept.zone), kept.zone)

    def explain(self, task: Task) -> Message:
        """The exact Graph requests that a question becomes; where others read along, only what they may read."""
        personal = any(field_of(condition) in PERSONAL for condition in task.question.where)
        if task.aside or (task.masked and personal):
            return self.renderer.note(
                "The Microsoft Graph request of this question holds an address that everybody here would see. "
                "Ask with “/entra explain …”, whose answer only you see."
            )
        queries = self.ask.explain(task.question, task.zone, now=task.asked_at)
        return self.renderer.explanation(task.heading, queries, task.notes)

    def _read(self, asked: Asked, around: Surroundings) -> Message | Task | Errand:
        if errand := self.errands.errand(asked, around):
            return errand
        to_explain = _EXPLAIN.fullmatch(asked.text)
        text = (to_explain[1] or "help") if to_explain else asked.text
        previous = asked_before(self.memory, asked.channel, asked.thread, around.now)
        if previous is None:
            understood = parse(text, around.now, around.zone, around.names, command=asked.command)
        else:
            understood = follow(previous, text, around.now, around.zone, around.names)
        if not isinstance(understood, Reading):
            if asked.shared and isinstance(understood, AdminRequest):
                return self.renderer.note(
                    f"Others read along here. Type “/entra {understood.name}”, which only you see."
                )
            return self._at_once(understood, around)
        task = self._task(understood, asked, around)
        return self.explain(task) if to_explain else task

    def _at_once(self, understood: Clarification | HelpRequest | AdminRequest, around: Surroundings) -> Message:
        match understood:
            case HelpRequest(about):
                page = help_page(about)
                sections = [HelpSection(part.heading, part.lines, part.examples) for part in page.sections]
                return self.renderer.help(page.title, sections)
            case Clarification():
                buttons = self.offers.readings(understood, around)
                return self.renderer.clarification(understood.message, understood.choices, buttons)
            case AdminRequest("history"):
                return self.lists.history(around.user, around.zone)
            case AdminRequest("favourites"):
                return self.lists.favourites(around.user, around.zone)
            case AdminRequest(name):
                return self.renderer.note(
                    f"“{name}” cannot be asked in Slack in this version; whoever runs Gatehouse sees it with "
                    "“gatehouse doctor”."
                )
            case _:
                assert_never(understood)

    def _task(self, reading: Reading, asked: Asked, around: Surroundings) -> Task:
        question = with_own_address(reading.question, around.asker)
        task = self.task(question, around.zone, asked_at=around.now, shared=asked.shared)
        return replace(task, notes=(*reading.notes, *self._zone_note(around.asker)))

    def surroundings(self, asked: Asked) -> Surroundings:
        """What the words of a question are read against: its asker, their clock, the names of the tenant."""
        known = self.people.find(dict.fromkeys((asked.user, *MENTION.findall(asked.text)[:MOST_MENTIONED])))
        addresses = {id_: person.address for id_, person in known.items() if person.address}
        asker = known.get(asked.user)
        return Surroundings(
            user=asked.user,
            channel=asked.channel,
            asker=asker,
            zone=(asker and asker.zone) or self.zone,
            now=self.present(),
            names=replace(self.ask.known_names(), users=addresses),
        )

    def _zone_note(self, asker: Person | None) -> tuple[str, ...]:
        if asker and asker.zone:
            return ()
        return (f"Times are in {self.zone.key}, because Slack did not say which time zone you are in.",)
