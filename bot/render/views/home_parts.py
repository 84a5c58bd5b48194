"""The parts of the Home tab that tell how things stand: open incidents, subscriptions, and how fresh the logs are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from bot.domain.home import Freshness, HomeFacts, OpenIncident
from bot.domain.incident_care import State
from bot.domain.incidents import IncidentKind
from bot.domain.question import Log
from bot.domain.subscriptions import Channel, Subscription
from bot.render.controls import Button
from bot.render.figures import many, number
from bot.render.incident_words import place_of, wrong_with
from bot.render.notice_page import KINDS
from bot.render.times import Calendar, duration

MOST_INCIDENTS = 8
MOST_SUBSCRIPTIONS = 10


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list, with what can be pressed beside it, and the channel it speaks of, by its id."""

    text: str
    small: str = ""
    channel: str = ""
    button: Button | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with lines; `empty` is said where there are none."""

    heading: str
    lines: tuple[Line, ...]
    empty: str = ""


def incidents(facts: HomeFacts, calendar: Calendar, now: datetime) -> Part:
    """What is open now, with how it stands; who is told where nobody watches."""
    lines = [_incident(each, calendar, now) for each in facts.incidents[:MOST_INCIDENTS]]
    hidden = len(facts.incidents) - len(lines)
    if hidden:
        lines.append(Line(f"and {many(hidden, 'more', 'more')}"))
    empty = (
        "None: failures, unfinished sign-ups and traffic are in their usual range, as far as the logs have been read."
        if facts.watched
        else "Nobody is told of incidents yet: whoever runs Gatehouse can name a channel in GATEHOUSE_ALERT_CHANNELS."
    )
    return Part("Open incidents", tuple(lines), empty)


def _incident(open_: OpenIncident, calendar: Calendar, now: datetime) -> Line:
    incident, what = open_.record.incident, wrong_with(open_.record.log, open_.record.incident.kind)
    least = "at least " if open_.record.unknown_hours else ""
    match incident.kind:
        case IncidentKind.FAILURE:
            size = f"{least}{many(open_.record.failed, 'attempt')} failed"
        case IncidentKind.ABANDONMENT:
            size = f"{least}{many(open_.record.failed, 'attempt')} stayed unfinished"
        case IncidentKind.DROP | IncidentKind.SURGE:
            size = f"{number(incident.observed)} instead of {number(round(incident.expected))}"
        case _:
            assert_never(incident.kind)
    state = open_.record.state(now)
    stands = "" if state is State.OPEN else f", {state.value}"
    return Line(
        f"{what}: {place_of(open_.where)}",
        f"Since {calendar.zoned(incident.since)}, for {duration(incident.length)}: {size}{stands}.",
        channel=open_.record.channel,
    )


def subscriptions(subscriptions: Sequence[Subscription], now: datetime) -> Part:
    """What is posted regularly, with when it comes next in its own time zone."""
    lines = [_subscription(each, now) for each in subscriptions[:MOST_SUBSCRIPTIONS]]
    if hidden := len(subscriptions) - len(lines):
        lines.append(Line(f"and {many(hidden, 'more', 'more')}: /entra subscriptions"))
    return Part("Subscriptions", tuple(lines), "None yet. For example: /entra subscribe signups daily 9:00")


def _subscription(subscription: Subscription, now: datetime) -> Line:
    kind, cadence = KINDS[subscription.kind], subscription.cadence
    calendar = Calendar.of(cadence.zone.key, now)
    dues = cadence.next_dues(now, 1)
    due = "Paused." if subscription.paused or not dues else f"Next: {calendar.zoned(dues[0])}."
    about = f"Only {subscription.about}. " if subscription.about else ""
    what = f"{kind[0].upper()}{kind[1:]}, {cadence.said()}"
    return Line(
        f"{subscription.number}. {what}" if subscription.number else f"{what}, from the settings",
        f"{about}{due}",
        channel=subscription.to.id if isinstance(subscription.to, Channel) else "",
    )


def logs(freshness: Sequence[Freshness], names: Mapping[Log, str], calendar: Calendar, now: datetime) -> Part:
    """How far each log has been read, after a sentence on all of them."""
    lines = [Line(_fresh(each, names[each.log], calendar, now)) for each in freshness]
    return Part("The logs", (Line(" ".join(_health(freshness, now))), *lines))


def _health(freshness: Sequence[Freshness], now: datetime) -> Iterator[str]:
    unread = sum(each.read_at is None for each in freshness)
    behind = sum(each.is_late(now) for each in freshness) - unread
    if behind:
        yield f"{many(behind, 'log is', 'logs are')} behind."
    if unread:
        yield f"{many(unread, 'log has', 'logs have')} not been read yet; the first reading takes a while."
    if behind or unread:
        yield "If it stays so, whoever runs Gatehouse sees why with “gatehouse doctor”."
    else:
        yield "All of them are up to date."


def _fresh(each: Freshness, name: str, calendar: Calendar, now: datetime) -> str:
    if each.read_at is None or each.held is None:
        return f"{name}: not read yet."
    return f"{name}: read {duration(now - each.read_at)} ago, kept since {calendar.zoned(each.held.since)}."
