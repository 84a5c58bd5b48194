"""How an incident is named: what is wrong, where, and how it stands."""

from typing import assert_never

from bot.domain.codes import explain_code, is_known
from bot.domain.incident_care import Act, State
from bot.domain.incident_notice import Cause, IncidentNotice, Total
from bot.domain.incidents import IncidentKind, Slice
from bot.domain.question import Log
from bot.render.figures import many, number, series
from bot.render.labels import NOT_SAID, stage_name
from bot.render.times import Calendar, duration

NOUNS = {Log.SIGN_UPS: "sign-ups", Log.SIGN_INS: "sign-ins"}
MOST_REASONS = 3
"""So many are said one by one."""


def calendar_of(notice: IncidentNotice) -> Calendar:
    """The calendar in which its times are said."""
    return Calendar.of(notice.zone, notice.record.incident.opened_at)


def title(notice: IncidentNotice) -> str:
    """`Sign-ups fail more than usual: Google`."""
    return f"{wrong(notice)}: {place(notice)}"


def wrong(notice: IncidentNotice) -> str:
    """What left its usual range."""
    return wrong_with(notice.record.log, notice.record.incident.kind)


def wrong_with(log: Log, kind: IncidentKind) -> str:
    """What left its usual range, without the place."""
    noun = NOUNS[log]
    match kind:
        case IncidentKind.FAILURE:
            return f"{noun.capitalize()} fail more than usual"
        case IncidentKind.ABANDONMENT:
            return f"{noun.capitalize()} stay unfinished more than usual"
        case IncidentKind.DROP:
            return f"{noun.capitalize()} have all but stopped"
        case IncidentKind.SURGE:
            return f"Unusually many {noun}"
        case _:
            assert_never(kind)


def place(notice: IncidentNotice) -> str:
    """The guilty slice in plain words, its apps by name."""
    return place_of(notice.where)


def place_of(dims: Slice) -> str:
    """A slice in plain words. A code that stands alone is told with its meaning, since nobody knows the numbers."""
    match dims:
        case (("error_code", code),) if code.isdecimal() and is_known(int(code)):
            return f"code {code} ({explain_code(int(code)).meaning.rstrip('.')})"
        case _:
            return series([_named(name, value) for name, value in dims]) or "everywhere"


def _named(dimension: str, value: str) -> str:
    match dimension:
        case "app":
            return f"app {value or NOT_SAID}"
        case "provider":
            return value or "provider not said"
        case "stage":
            return f"stage “{stage_name(value)}”"
        case "error_code":
            return f"code {value}"
        case "user_domain":
            return f"addresses at {value}" if value else "addresses without a domain"
        case "extension":
            return f"extension {value or NOT_SAID}"
        case "country":
            return f"country {value or NOT_SAID}"
        case "client":
            return f"client {value or NOT_SAID}"
        case "kind":
            return f"{value} sign-ins"
        case _:
            return f"{dimension} {value}"


def short(cause: Cause) -> str:
    """A reason in a word or two: the code, or the stage where people stopped."""
    return stage_name(cause.stage) if cause.stage else cause.code


def state(notice: IncidentNotice, calendar: Calendar) -> str:
    """How it stands, in one or two words."""
    care, incident = notice.record.care, notice.record.incident
    match notice.state:
        case State.OPEN:
            return "Open"
        case State.ACKNOWLEDGED:
            return _taken_on(care.acknowledged, care.assigned)
        case State.MUTED:
            until = notice.mute and notice.mute.until
            return f"Muted until {calendar.zoned(until)}" if until else "Muted"
        case State.RECOVERED:
            return f"Recovered after {duration(incident.length)}"
        case State.CLOSED:
            return f"Closed: {care.closed.reason}" if care.closed else "Closed"
        case _:
            assert_never(notice.state)


def _taken_on(acknowledged: Act | None, assigned: Act | None) -> str:
    if assigned:
        return f"Assigned to {assigned.whom}"
    return f"Acknowledged by {by(acknowledged)}" if acknowledged else "Acknowledged"


def by(act: Act) -> str:
    """Who did it, by the name that Slack had for them."""
    return act.name or act.who


def counted(notice: IncidentNotice) -> str:
    """`142 attempts failed`, or where hours are not known `at least 142 attempts failed (2 of 5 hours not known)`."""
    total, kind = notice.affected.total, notice.record.incident.kind
    match kind:
        case IncidentKind.FAILURE:
            did = "failed"
        case IncidentKind.ABANDONMENT:
            did = "stayed unfinished"
        case IncidentKind.DROP | IncidentKind.SURGE:
            did = "were made"
        case _:
            assert_never(kind)
    said = f"{many(total.counted(kind), 'attempt')} {did}"
    if not total.unknown_hours:
        return said
    return f"at least {said} ({number(total.unknown_hours)} of {many(total.hours, 'hour')} not known)"


def why(notice: IncidentNotice) -> str:
    """What the reasons are reasons for; empty where they explain nothing."""
    match notice.record.incident.kind:
        case IncidentKind.FAILURE:
            return "Why"
        case IncidentKind.ABANDONMENT:
            return "Where they stopped"
        case IncidentKind.SURGE:
            return "Why those failed"
        case IncidentKind.DROP:
            return ""
        case _:
            assert_never(notice.record.incident.kind)


def unknown(total: Total) -> str:
    """A sentence that says what the numbers leave out; empty where all is known."""
    if not total.unknown_hours:
        return ""
    are = "is" if total.unknown_hours == 1 else "are"
    if total.hours == 1:
        return " That hour is not known, so there may be more."
    return f" Of these {number(total.hours)} hours {number(total.unknown_hours)} {are} not known, so there may be more."
