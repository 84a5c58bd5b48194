"""What the message about an incident in the channel holds, and the sentence that ends it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.incident_care import State
from bot.domain.incident_notice import Cause, IncidentNotice
from bot.domain.masking import masked_text
from bot.domain.window import Window
from bot.render.figures import many, number
from bot.render.incident_figures import affected, unusual
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
    why,
)
from bot.render.times import Calendar, duration


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
        unusual=tuple(unusual(notice, calendar)),
        why=why(notice),
        reasons=tuple(_reasons(notice.causes)),
        affected=affected(notice),
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


def _reasons(causes: Sequence[Cause]) -> Iterator[str]:
    for cause in causes[:MOST_REASONS]:
        yield f"{many(cause.people, 'person', 'people')}: {cause.meaning.rstrip('.')} ({short(cause)})."
    rest = causes[MOST_REASONS:]
    if rest:
        others = f"at {many(len(rest), 'other step')}" if rest[0].stage else f"for {many(len(rest), 'other reason')}"
        yield f"{many(sum(cause.attempts for cause in rest), 'more attempt')} {others}."


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
