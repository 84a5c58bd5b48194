"""What the helpdesk's page on one person holds: who it is, how they get in, and how their sign-ups went."""

from collections.abc import Iterator, Sequence

from bot.domain.answers import AttemptRow
from bot.domain.event_answers import EventRow
from bot.domain.people import Activity, Person
from bot.domain.person_answers import RECENTLY, PersonAnswer, PersonPage
from bot.domain.sources import Source
from bot.render.answer_page import AnswerPage, few
from bot.render.attempt_lists import advice_on
from bot.render.escaping import cut
from bot.render.event_lists import changes_of
from bot.render.figures import many, series
from bot.render.labels import NOT_SAID, RESULTS, RISK_DETAILS, RISK_STATES, stage_name
from bot.render.tables import Column, Row, Table, fitting
from bot.render.times import Calendar

NEVER = "never"
_WIDEST = 200
_CARD = (Column("What"), Column("Value", widest=_WIDEST))
_CHARACTERS = 2_600
_STATES = {True: "enabled", False: "blocked", None: NOT_SAID}
_UNTROUBLED = ("", "none")
_SOURCES = {Source.BOTH: "From Microsoft Graph and Gatehouse's own copy", Source.GRAPH: "From Microsoft Graph"}
_IDENTITIES = {
    "emailAddress": "e-mail address",
    "userName": "user name",
    "userPrincipalName": "user principal name",
    "federated": "another provider",
}


def page_of(answer: PersonAnswer, heading: str, readings: Sequence[str]) -> AnswerPage:
    """The page about `answer`; `readings` say how the words were taken."""
    calendar = Calendar.of(answer.zone, answer.as_of)
    rows = tuple(_rows(answer, calendar))
    table = Table(_CARD, rows).fitted()
    shown = fitting(table.rows, most_characters=_CHARACTERS)
    attempts = answer.sign_ups or ()
    return AnswerPage(
        heading=heading,
        readings=few(readings),
        headline=_headline(answer),
        lines=tuple(_lines(answer)),
        missing=() if answer.complete else few(answer.notes),
        chart=None,
        table=Table(_CARD, table.rows[:shown]) if shown else None,
        hints=(f"and {many(len(rows) - shown, 'more line')}",) if shown < len(rows) else (),
        advice=advice_on(attempts[:1], calendar),
        footer=(_source(answer, calendar), *(few(answer.notes) if answer.complete else ())),
    )


def _headline(answer: PersonAnswer) -> str:
    sought = f"“{cut(answer.sought, 120)}”"
    if not answer.pages:
        return f"Nobody in the directory answers to {sought}."
    if answer.accounts > 1:
        return f"{many(answer.accounts, 'account')} answer to {sought}."
    person = answer.pages[0].person
    state = {True: "may sign in", False: "is blocked from signing in", None: "is there"}[person.enabled]
    return f"{cut(person.name or answer.sought, 120)} {state}: a {person.kind}."


def _lines(answer: PersonAnswer) -> Iterator[str]:
    if answer.tries is None:
        return
    if not answer.tries:
        yield f"No sign-up of theirs in {_when(answer)}."
    else:
        newest = answer.sign_ups[0] if answer.sign_ups else None
        ended = f"; the newest: {RESULTS[newest.status]}" if newest else ""
        yield f"{many(answer.tries, 'sign-up')} in {_when(answer)}{ended}."


def _when(answer: PersonAnswer) -> str:
    """The time that was asked about, or the days that the desk looks back by itself."""
    return "that time" if answer.question.window else f"the last {RECENTLY.seconds // 86_400} days"


def _rows(answer: PersonAnswer, calendar: Calendar) -> Iterator[Row]:
    for number, page in enumerate(answer.pages, start=1):
        if len(answer.pages) > 1:
            yield (f"Account {number}", f"{page.person.name or NOT_SAID} ({page.person.kind})")
        yield from _facts(page, answer.question.show, calendar)
    for attempt in answer.sign_ups or ():
        yield ("Sign-up", _told(attempt, calendar))
    for row in answer.sign_ins or ():
        yield ("Sign-in", _signed_in(row, calendar))
    for row in answer.changes or ():
        yield ("Change", _changed(row, calendar))


def _facts(page: PersonPage, show: str | None, calendar: Calendar) -> Iterator[Row]:
    person = page.person
    if show is None:
        yield ("Signs in", _STATES[person.enabled])
        yield ("Created", calendar.zoned(person.created) if person.created else NOT_SAID)
        yield ("Addresses", ", ".join(person.addresses) or NOT_SAID)
    yield ("Object id", person.id)
    if show in {None, "provider"}:
        yield ("Proved by", series(list(person.providers)) or NOT_SAID)
        yield from _identities(person)
        if person.invitation:
            yield ("Invitation", person.invitation)
    if page.activity:
        yield from _last(page.activity, calendar)
    if page.methods is not None:
        yield from _methods(page, calendar)
    if page.risk_known:
        yield ("Risk", _risk(page, calendar))


def _identities(person: Person) -> Iterator[Row]:
    for one in person.identities:
        yield ("Identity", f"{one.name} ({_IDENTITIES.get(one.kind, one.kind)}, issued by {one.issuer or NOT_SAID})")


def _last(activity: Activity, calendar: Calendar) -> Iterator[Row]:
    moments = {
        "Last success": activity.succeeded,
        "Last interactive": activity.tried,
        "Last non-interactive": activity.silent,
    }
    for name, moment in moments.items():
        yield (name, calendar.zoned(moment) if moment else NEVER)


def _methods(page: PersonPage, calendar: Calendar) -> Iterator[Row]:
    for method in page.methods or ():
        since = f", since {calendar.day(method.since.astimezone(calendar.zone).date())}" if method.since else ""
        yield ("Method", f"{method.kind}{', ' if method.detail else ''}{method.detail}{since}")
    if not page.methods:
        yield ("Method", "none registered")


def _risk(page: PersonPage, calendar: Calendar) -> str:
    risk = page.risk
    if risk is None:
        return "none known"
    changed = f", since {calendar.zoned(risk.changed)}" if risk.changed else ""
    why = f" ({RISK_DETAILS.get(risk.detail, risk.detail)})" if risk.detail not in _UNTROUBLED else ""
    level = f"{risk.level}, " if risk.level not in _UNTROUBLED else ""
    return f"{level}{RISK_STATES.get(risk.state, risk.state)}{why}{changed}"


def _told(attempt: AttemptRow, calendar: Calendar) -> str:
    where = "" if not attempt.reason else f" at “{stage_name(attempt.stage)}”: {attempt.reason.rstrip('.')}"
    code = f" ({attempt.error_code})" if attempt.error_code and attempt.reason else ""
    app = attempt.app or attempt.app_id
    return f"{calendar.moment(attempt.started)} in {app}: {RESULTS[attempt.status]}{where}{code}"


def _signed_in(row: EventRow, calendar: Calendar) -> str:
    why = f": {row.reason.rstrip('.')} ({row.text('error_code')})" if row.reason else ""
    next_step = f". Next: {row.remedy}" if row.remedy and row.status == "failed" else ""
    return f"{calendar.moment(row.at)} to {row.text('app') or NOT_SAID}: {row.status}{why}{next_step}"


def _changed(row: EventRow, calendar: Calendar) -> str:
    by = f" by {row.text('actor')}" if row.text("actor") else ""
    what = f" ({changes_of(row)})" if row.changes else ""
    return f"{calendar.moment(row.at)}: {row.text('activity')}{what}{by}, {row.status}"


def _source(answer: PersonAnswer, calendar: Calendar) -> str:
    made = many(len(answer.requests), "Graph request")
    late = " Last sign-ins may be up to a day old." if any(page.activity for page in answer.pages) else ""
    return (
        f"{_SOURCES[answer.source]}, as of {calendar.zoned(answer.as_of)}; {made}. "
        f"Times are those of {answer.zone}.{late}"
    )
