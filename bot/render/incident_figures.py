"""What the message about an incident says in numbers: how unusual, and who is affected."""

from collections.abc import Iterator
from datetime import timedelta
from typing import assert_never

from bot.domain.changes import percent
from bot.domain.incident_notice import Affected, IncidentNotice, Side
from bot.domain.incidents import IncidentKind
from bot.domain.window import Window
from bot.render.figures import many, number
from bot.render.incident_words import calendar_of, unknown
from bot.render.times import Calendar

_ABOUT_ALL = 0.95


def unusual(notice: IncidentNotice, calendar: Calendar) -> Iterator[str]:
    """How bad its worst stretch was, beside the usual, and how much of what is unusual is there."""
    incident = notice.record.incident
    end = incident.window_end + timedelta(hours=1)
    when = calendar.window(Window(end - timedelta(hours=incident.window_hours), end))
    yield f"{_observed(notice)}, where {_expected(incident.expected)} usual ({when}){_tried(notice)}."
    if incident.dims and incident.kind.counts_people:
        held = "All" if incident.share >= _ABOUT_ALL else percent(incident.share)
        what = "failures" if incident.kind is IncidentKind.FAILURE else "ones"
        are, is_ = ("are", "is") if incident.is_open else ("were", "was")
        yield f"{held} of the unusual {what} {are} here; elsewhere it {is_} about as usual."


def _observed(notice: IncidentNotice) -> str:
    """Distinct people from the rows; where those are gone the counts, in which a person is new every hour."""
    incident, worst = notice.record.incident, notice.worst
    within = f"within {_hours(incident.window_hours)}"
    people = many(worst.people if worst else incident.observed, "person", "people")
    match incident.kind:
        case IncidentKind.FAILURE:
            return f"{people} failed {within}"
        case IncidentKind.ABANDONMENT:
            return f"{people} left an attempt unfinished {within}"
        case IncidentKind.DROP | IncidentKind.SURGE:
            return f"{_tries(notice)} {within}"
        case _:
            assert_never(incident.kind)


def _tries(notice: IncidentNotice) -> str:
    count = _attempts(notice)
    if not count:
        return "No attempt"
    only = "Only " if notice.record.incident.kind is IncidentKind.DROP else ""
    return f"{only}{many(count, 'attempt')}"


def _tried(notice: IncidentNotice) -> str:
    if not notice.record.incident.kind.counts_people:
        return ""
    return f"; {many(_attempts(notice), 'attempt was', 'attempts were')} made"


def _attempts(notice: IncidentNotice) -> int:
    return notice.worst.total.attempts if notice.worst else notice.record.incident.attempts


def _expected(count: float) -> str:
    shown = f"{count:.1f}" if count < 10 else number(round(count))
    return f"{shown.removesuffix('.0')} {'is' if shown in {'1', '1.0'} else 'are'}"


def _hours(count: int) -> str:
    return "one hour" if count == 1 else f"{count} hours"


def affected(notice: IncidentNotice) -> str:
    """How many attempts and people since it began, and what is not among them."""
    total = notice.affected.total
    attempts, people = many(total.attempts, "attempt"), _people(notice.affected)
    match notice.record.incident.kind:
        case IncidentKind.FAILURE:
            said = f"{number(total.failed)} of {attempts} failed{people and f', {people}'}."
        case IncidentKind.ABANDONMENT:
            said = f"{number(total.failed)} of {attempts} stayed unfinished{people and f', {people}'}.{_judged(notice)}"
        case IncidentKind.DROP | IncidentKind.SURGE:
            failed = f"{number(total.failed)} of them failed" if total.failed else "none of them failed"
            said = f"{attempts}{people and f' by {people}'}, {failed}." if total.attempts else "no attempt at all."
        case _:
            assert_never(notice.record.incident.kind)
    when = "Since it began" if notice.record.incident.is_open else "In that time"
    return f"{when}: {said}{unknown(total)}{_unseen(notice)}{''.join(map(_beside, notice.sides))}"


def _beside(side: Side) -> str:
    """A sentence about another side of the same trouble."""
    attempts = f"{'at least ' if side.at_least else ''}{many(side.attempts, 'attempt')}"
    apart = "; that has a message of its own" if side.apart else ""
    match side.kind:
        case IncidentKind.FAILURE:
            return f" Besides, {attempts} there failed, more than usual{apart}."
        case IncidentKind.ABANDONMENT:
            return f" Besides, {attempts} there stayed unfinished, more than usual{apart}."
        case IncidentKind.DROP:
            return f" Besides, hardly anybody comes there any more: {attempts} in that time{apart}."
        case IncidentKind.SURGE:
            return f" Besides, unusually many come from there: {attempts} in that time{apart}."
        case _:
            assert_never(side.kind)


def _unseen(notice: IncidentNotice) -> str:
    kept_away = notice.record.incident.kind is IncidentKind.DROP
    return " Who stayed away is in no log, so nobody can be named." if kept_away else ""


def _judged(notice: IncidentNotice) -> str:
    """Which attempts are too young to be called unfinished."""
    if notice.judged_until is None:
        return ""
    return (
        f" What began after {calendar_of(notice).zoned(notice.judged_until)} may still be finished and is not counted."
    )


def _people(found: Affected) -> str:
    if found.all_people:
        return many(found.people, "person", "people")
    return f"at least {many(found.people, 'person', 'people')}" if found.people else ""
