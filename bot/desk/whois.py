"""The helpdesk's page on one person, put together from parts of which each may be missing without the others."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.desk.graph_ports import Directory, PeopleSource
from bot.desk.pace import Pace
from bot.desk.ports import Answering, Progress
from bot.domain.answers import Answer, AttemptRow
from bot.domain.event_answers import EventAnswer, EventRow
from bot.domain.found import Found
from bot.domain.people import Person, first_of
from bot.domain.person_answers import RECENTLY, PersonAnswer, PersonPage
from bot.domain.question import Filter, Is, Log, OneOf, Question
from bot.domain.sources import GraphCall, Source
from bot.errors import GraphError, Mistake, QuestionError
from bot.planning.people import ACTIVITY, AUTH_METHODS, RISK, parts_of, person_queries

T = TypeVar("T")

MOST_PAGES = 3
"""Accounts of one address that are read in full; how many more there are is said."""

MOST_ROWS = 5
"""Sign-ups, sign-ins, failed sign-ins and changes shown of each."""

WITHOUT = {
    ACTIVITY: "The last sign-ins are not shown (AuditLog.Read.All and a P1 or P2 licence).",
    AUTH_METHODS: "The registered methods are not shown (UserAuthenticationMethod.Read.All).",
    Log.SIGN_UPS: "Sign-ups are not shown (AuditLog.Read.All).",
    Log.SIGN_INS: "Sign-ins are not shown (AuditLog.Read.All and a P1 or P2 licence).",
    Log.AUDIT: "Changes to the account are not shown (AuditLog.Read.All).",
    RISK: "Risk is not shown (IdentityRiskyUser.Read.All and a P2 licence).",
}
"""What is missing from a page without a permission, which is named."""


@dataclass(slots=True)
class _Reading:
    """One page on its way: the calls made, and what could not be read."""

    zone: ZoneInfo
    now: datetime
    pace: Pace
    mirrored: bool = False
    calls: list[GraphCall] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    complete: bool = True

    def part(self, name: str, read: Callable[[], T]) -> T | None:
        """What `read` gives, or `None` with the reason noted, once however many accounts lack it."""
        self.pace.step()
        try:
            return read()
        except GraphError as error:
            self.miss(f"{WITHOUT[name]} {error.message} {error.remedy}".strip())
            return None

    def miss(self, note: str) -> None:
        """Note that something is missing, and why."""
        self.complete = False
        if note not in self.notes:
            self.notes.append(note)


@dataclass(frozen=True, slots=True)
class _Story:
    rows: tuple[AttemptRow, ...]
    tries: int


class Whois:
    """Answers who somebody is."""

    def __init__(self, people: PeopleSource, directory: Directory, ask: Answering) -> None:
        self._people = people
        self._directory = directory
        self._ask = ask

    def answer(
        self, question: Question, zone: ZoneInfo, now: datetime, *, progress: Progress | None = None
    ) -> PersonAnswer:
        """The page on whom `question` names. Raises `QuestionError`, and `GraphError` where nobody can be looked up."""
        sought = sought_by(question)
        reading = _Reading(zone, now, Pace(progress))
        issuer = self._issuer(reading)
        found = self._people.find(sought, issuer, calls=reading.calls)
        shown = first_of(found, MOST_PAGES)
        pages = tuple(self._page(person, question.show, reading) for person in shown)
        story = None if question.show else self._story(question, sought, shown, reading)
        alone = shown[0] if len(found) == 1 and not question.show else None
        sign_ins = self._sign_ins(question, alone, reading) if alone else None
        changes = self._changes(question, alone, reading) if alone else None
        return PersonAnswer(
            question=question,
            zone=zone.key,
            sought=sought,
            accounts=len(found),
            pages=pages,
            sign_ups=story.rows if story else None,
            tries=story.tries if story else None,
            sign_ins=sign_ins,
            changes=changes,
            as_of=now,
            complete=reading.complete,
            source=Source.BOTH if reading.mirrored else Source.GRAPH,
            graph=person_queries(sought, question.show),
            requests=tuple(reading.calls),
            notes=(*_on_number(sought, len(found)), *reading.notes),
        )

    def _issuer(self, reading: _Reading) -> str:
        tenant = self._directory.tenant(calls=reading.calls)
        return tenant.domain or tenant.id

    def _page(self, person: Person, show: str | None, reading: _Reading) -> PersonPage:
        page, parts, calls = PersonPage(person=person), parts_of(show), reading.calls
        if ACTIVITY in parts:
            activity = reading.part(ACTIVITY, lambda: self._people.activity(person.id, calls=calls))
            page = replace(page, activity=activity)
        if AUTH_METHODS in parts:
            methods = reading.part(AUTH_METHODS, lambda: self._people.methods(person.id, calls=calls))
            page = replace(page, methods=methods)
        if RISK in parts:
            known = reading.part(RISK, lambda: (self._people.risk(person.id, calls=calls),))
            page = replace(page, risk_known=known is not None, risk=known[0] if known else None)
        return page

    def _story(self, question: Question, sought: str, people: Sequence[Person], reading: _Reading) -> _Story | None:
        """The sign-ups of all addresses that stand for `sought`, from the same desk that answers `/signups`."""
        addresses = [address for person in people for address in person.addresses]
        names = tuple({text.casefold(): text for text in (sought, *addresses) if "@" in text}.values())
        if not names:
            return None
        where = Is("user", names[0]) if len(names) == 1 else OneOf("user", names)
        answer = self._of_log(question, Log.SIGN_UPS, where, reading, top=MOST_ROWS)
        return _Story(answer.rows, answer.totals.attempts) if isinstance(answer, Answer) else None

    def _sign_ins(self, question: Question, person: Person, reading: _Reading) -> tuple[EventRow, ...] | None:
        """The newest sign-ins, and the newest that failed with their remedy."""
        answer = self._of_log(question, Log.SIGN_INS, Is("user", person.id), reading)
        if not isinstance(answer, EventAnswer):
            return None
        failed = [row for row in answer.rows if row.status == "failed"][:MOST_ROWS]
        return tuple(row for row in answer.rows if row in failed or row in answer.rows[:MOST_ROWS])

    def _changes(self, question: Question, person: Person, reading: _Reading) -> tuple[EventRow, ...] | None:
        """The newest changes to the account."""
        answer = self._of_log(question, Log.AUDIT, Is("target", person.id), reading, top=MOST_ROWS)
        return answer.rows if isinstance(answer, EventAnswer) else None

    def _of_log(
        self, question: Question, log: Log, where: Filter, reading: _Reading, *, top: int | None = None
    ) -> Found | None:
        """What `log` says of a person in the time that `question` names, or in the last week."""
        asked = Question(log=log, where=(where,), window=question.window or RECENTLY, top=top)
        answer = reading.part(log, lambda: self._ask(asked, reading.zone, now=reading.now, progress=reading.pace.read))
        if answer is not None:
            reading.calls += answer.requests
            reading.notes += [note for note in answer.notes if note not in reading.notes]
            reading.complete = reading.complete and answer.complete
            reading.mirrored = reading.mirrored or answer.source is not Source.GRAPH
        return answer


def sought_by(question: Question) -> str:
    """The one person that `question` names. Raises `QuestionError` for nobody, several, or somebody unknown here."""
    match question.filter("user"):
        case Is(_, str(sought)) if sought != "me" and not sought.startswith("slack:"):
            return sought
        case Is(_, "me"):
            message = "Your own address is not known here. Name it."
        case Is(_, str(sought)):
            message = "Slack does not tell the address of that person. Name it."
        case None:
            message = "Whom do you want to know about? Name an address, an object id or a display name in quotes."
        case _:
            message = "One person at a time: name one address, object id, or display name in quotes."
    raise QuestionError(Mistake.BAD_VALUE, message, suggestions=("/whois jane@contoso.com",))


def _on_number(sought: str, number: int) -> tuple[str, ...]:
    if number > MOST_PAGES:
        return (
            f"{number} accounts answer to “{sought}”; the {MOST_PAGES} oldest are shown. Ask by object id for one.",
        )
    if number:
        return ()
    if "@" in sought:
        return (
            "Somebody who signed in with Google, Facebook or another provider may have no address here: find the "
            "sign-up with /signups and ask for the user id it carries. A deleted account is not found either.",
        )
    return ("Try the whole address, or the object id. A deleted account is not found.",)
