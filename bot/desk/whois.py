"""The helpdesk's page on one person, put together from parts of which each may be missing without the others."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

from bot.desk.ports import Directory, PeopleSource
from bot.domain.answers import Answer, AttemptRow, GraphCall, Source
from bot.domain.people import Person, PersonAnswer, PersonPage, first_of
from bot.domain.question import Is, Log, OneOf, Question
from bot.domain.window import Last
from bot.errors import GraphError, Mistake, QuestionError
from bot.planning.people import ACTIVITY, AUTH_METHODS, RISK, parts_of, person_queries

T = TypeVar("T")

MOST_PAGES = 3
"""Accounts of one address that are read in full; how many more there are is said."""

SIGN_UP_STORY = Last(7 * 86_400)
"""How far back the sign-ups of a person are read when no time is named: what every plan keeps."""

MOST_SIGN_UPS = 5

WITHOUT = {
    ACTIVITY: "The last sign-ins are not shown (AuditLog.Read.All and a P1 or P2 licence).",
    AUTH_METHODS: "The registered methods are not shown (UserAuthenticationMethod.Read.All).",
    RISK: "Risk is not shown (IdentityRiskyUser.Read.All and a P2 licence).",
}
"""What is missing from a page without a permission, which is named."""


class AnswerSignUps(Protocol):
    """The desk's own way of answering a question about sign-ups."""

    def __call__(self, question: Question, zone: ZoneInfo, *, now: datetime) -> Answer:
        """Raises `QuestionError`, `GraphError` and `MirrorError`."""
        ...


@dataclass(slots=True)
class _Reading:
    """One page on its way: the calls made, and what could not be read."""

    zone: ZoneInfo
    now: datetime
    calls: list[GraphCall] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    complete: bool = True

    def part(self, name: str, read: Callable[[], T]) -> T | None:
        """What `read` gives, or `None` with the reason noted, once however many accounts lack it."""
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
    source: Source


class Whois:
    """Answers who somebody is."""

    def __init__(self, people: PeopleSource, directory: Directory, sign_ups: AnswerSignUps) -> None:
        self._people = people
        self._directory = directory
        self._sign_ups = sign_ups

    def answer(self, question: Question, zone: ZoneInfo, now: datetime) -> PersonAnswer:
        """The page on whom `question` names. Raises `QuestionError`, and `GraphError` where nobody can be looked up."""
        sought = sought_by(question)
        reading = _Reading(zone, now)
        issuer = self._issuer()
        found = self._people.find(sought, issuer, calls=reading.calls)
        shown = first_of(found, MOST_PAGES)
        pages = tuple(self._page(person, question.show, reading) for person in shown)
        story = None if question.show else self._story(question, sought, shown, reading)
        return PersonAnswer(
            question=question,
            zone=zone.key,
            sought=sought,
            accounts=len(found),
            pages=pages,
            sign_ups=story.rows if story else None,
            tries=story.tries if story else None,
            as_of=now,
            complete=reading.complete,
            source=Source.GRAPH if story is None or story.source is Source.GRAPH else Source.BOTH,
            graph=person_queries(sought, question.show),
            requests=tuple(reading.calls),
            notes=(*_on_number(sought, len(found)), *reading.notes),
        )

    def _issuer(self) -> str:
        tenant = self._directory.tenant()
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
        asked = Question(
            log=Log.SIGN_UPS,
            where=(Is("user", names[0]) if len(names) == 1 else OneOf("user", names),),
            window=question.window or SIGN_UP_STORY,
            top=MOST_SIGN_UPS,
        )
        try:
            answer = self._sign_ups(asked, reading.zone, now=reading.now)
        except GraphError as error:
            reading.miss(f"Sign-ups are not shown (AuditLog.Read.All). {error.message} {error.remedy}".strip())
            return None
        reading.calls += answer.requests
        reading.notes += answer.notes
        reading.complete = reading.complete and answer.complete
        return _Story(answer.rows, answer.totals.attempts, answer.source)


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
