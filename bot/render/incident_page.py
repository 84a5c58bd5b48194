"""What the message about an incident in the channel holds, and the sentence that ends it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import assert_never

from bot.domain.incident_care import State
from bot.domain.incident_notice import Affected, Cause, IncidentNotice
from bot.domain.incidents import IncidentKind
from bot.domain.masking import masked_text
from bot.domain.window import Window
from bot.render.figures import many, number, percent
from bot.render.incident_steps import next_step
from bot.render.incident_words import (
    MOST_REASONS,
    NOUNS,
    by,
    calendar_of,
    counted,
    place,
    short,
    state,
    title,
    unknown,
    why,
)
from bot.render.times import Calendar, duration

_ABOUT_ALL = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentPage:
    """The message in the channel; `id` goes into the buttons, which are there while `is_live`.

    `version` makes the names of their blocks new, without which Slack would keep an earlier choice on show.
    """

    id: str
    version: int
    title: str
    state: str
    since: str
    unusual: tuple[str, ...]
    why: str
    reasons: tuple[str, ...]
    affected: str
    next_step: str
    history: tuple[str, ...]
    portal: str
    is_live: bool
    can_acknowledge: bool
    is_muted: bool


def page_of(notice: IncidentNotice, portal: str) -> IncidentPage:
    """The page about `notice`; `portal` is the address of the Entra portal."""
    calendar, record = calendar_of(notice), notice.record
    return IncidentPage(
        id=record.id,
        version=record.changes,
        title=title(notice),
        state=state(notice, calendar),
        since=_since(notice, calendar),
        unusual=tuple(_unusual(notice, calendar)),
        why=why(notice),
        reasons=tuple(_reasons(notice.causes)),
        affected=_affected(notice),
        next_step=next_step(notice),
        history=tuple(_history(notice, calendar)),
        portal=f"{portal}{notice.portal_path}",
        is_live=notice.state in {State.OPEN, State.ACKNOWLEDGED, State.MUTED},
        can_acknowledge=record.care.acknowledged is None,
        is_muted=notice.mute is not None,
    )


def recovery_of(notice: IncidentNotice) -> str:
    """The sentence that says that it is over."""
    incident = notice.record.incident
    ended = incident.last_hour + timedelta(hours=1)
    total = f" In that time {counted(notice)}." if notice.affected.total.counted(incident.kind) else ""
    where = f" for {place(notice)}" if notice.where else ""
    return (
        f"Over{where}: {NOUNS[notice.record.log]} are as usual again since {calendar_of(notice).zoned(ended)}, "
        f"after {duration(incident.length)}.{total}"
    )


def _since(notice: IncidentNotice, calendar: Calendar) -> str:
    incident = notice.record.incident
    if notice.state is State.RECOVERED:
        return calendar.window(Window(incident.since, incident.last_hour + timedelta(hours=1)))
    return f"since {calendar.zoned(incident.since)}"


def _unusual(notice: IncidentNotice, calendar: Calendar) -> Iterator[str]:
    incident = notice.record.incident
    end = incident.window_end + timedelta(hours=1)
    when = calendar.window(Window(end - timedelta(hours=incident.window_hours), end))
    yield f"{_observed(notice)}, where {_expected(incident.expected)} usual ({when}){_tried(notice)}."
    if incident.dims and incident.kind.counts_people:
        held = "All" if incident.share >= _ABOUT_ALL else percent(incident.share)
        what = "failures" if incident.kind is IncidentKind.FAILURE else "ones"
        yield f"{held} of the unusual {what} are here; elsewhere it is about as usual."


def _observed(notice: IncidentNotice) -> str:
    """Distinct people from the rows; where those are gone the counts, in which a person is new every hour."""
    incident, worst = notice.record.incident, notice.worst
    within = f"within {_hours(incident.window_hours)}"
    people = many(worst.people if worst else incident.observed, "person", "people")
    match incident.kind:
        case IncidentKind.FAILURE:
            return f"{people} failed {within}"
        case IncidentKind.ABANDONMENT:
            return f"{people} who began {within} did not finish"
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


def _reasons(causes: Sequence[Cause]) -> Iterator[str]:
    for cause in causes[:MOST_REASONS]:
        yield f"{many(cause.people, 'person', 'people')}: {cause.meaning.rstrip('.')} ({short(cause)})."
    rest = causes[MOST_REASONS:]
    if rest:
        others = f"at {many(len(rest), 'other step')}" if rest[0].stage else f"for {many(len(rest), 'other reason')}"
        yield f"{many(sum(cause.attempts for cause in rest), 'more attempt')} {others}."


def _affected(notice: IncidentNotice) -> str:
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
    return f"{when}: {said}{unknown(total)}{_unseen(notice)}"


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


def _people(affected: Affected) -> str:
    if affected.all_people:
        return many(affected.people, "person", "people")
    return f"at least {many(affected.people, 'person', 'people')}" if affected.people else ""


def _history(notice: IncidentNotice, calendar: Calendar) -> Iterator[str]:
    care, votes = notice.record.care, notice.record.votes
    if care.acknowledged:
        yield f"Acknowledged by {by(care.acknowledged)}, {calendar.zoned(care.acknowledged.at)}."
    if care.assigned:
        yield f"Assigned to {care.assigned.whom} by {by(care.assigned)}, {calendar.zoned(care.assigned.at)}."
    if notice.mute and notice.mute.until:
        yield f"Muted until {calendar.zoned(notice.mute.until)} by {by(notice.mute)}; it ends by itself."
    if care.closed:
        note = f" “{masked_text(care.closed.note)}”" if care.closed.note else ""
        yield f"Closed by {by(care.closed)}, {calendar.zoned(care.closed.at)}: {care.closed.reason}.{note}"
    if votes.useful or votes.useless:
        yield f"Useful to {number(votes.useful)}, not useful to {number(votes.useless)}."
    if notice.held_back:
        yield (
            f"{many(notice.held_back, 'other incident')} not posted, so that the channel stays readable; "
            "each is posted if it still goes on when there is room."
        )
