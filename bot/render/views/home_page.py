"""What the Home tab holds: incidents, one's own questions, subscriptions, how fresh the logs are, and examples."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import assert_never
from zoneinfo import ZoneInfo

from bot.domain.home import Freshness, HomeFacts, OpenIncident
from bot.domain.incident_care import State
from bot.domain.incidents import IncidentKind
from bot.domain.kept import KeptQuestion
from bot.domain.question import Log
from bot.domain.subscriptions import Channel, Subscription
from bot.render.controls import Button
from bot.render.escaping import cut
from bot.render.figures import many, number
from bot.render.incident_words import place_of, wrong_with
from bot.render.notice_page import KINDS
from bot.render.times import Calendar, duration
from bot.render.views.names import HOME_ASK, HOME_PERSON, HOME_REFRESH, HOME_RUN, HOME_TRY

MOST_INCIDENTS = 8
MOST_SUBSCRIPTIONS = 10
_WIDEST = 150

TOP = (
    Button("Ask the logs", HOME_ASK, "ask"),
    Button("Look up a user", HOME_PERSON, "person"),
    Button("Refresh", HOME_REFRESH, "now"),
)


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


@dataclass(frozen=True, slots=True)
class HomePage:
    """The whole tab; `buttons` stand on top, `footer` ends it."""

    buttons: tuple[Button, ...]
    parts: tuple[Part, ...]
    footer: str
    lead: str = ""
    examples: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeWords:
    """What only the language knows: the logs' names, each kept question in words and as a command, and examples.

    `questions` are by the ids under which they are kept.
    """

    logs: Mapping[Log, str]
    questions: Mapping[str, tuple[str, str]]
    examples: Sequence[str]


def page_of(facts: HomeFacts, words: HomeWords, zone: ZoneInfo, now: datetime) -> HomePage:
    """The tab for somebody who may ask."""
    calendar = Calendar.of(zone.key, now)
    asked = [
        _asked(kept, *words.questions[kept.id], place, calendar)
        for place, kept in enumerate((*facts.favourites, *facts.history))
    ]
    starred = len(facts.favourites)
    favourites = [Part("Favourites", tuple(asked[:starred]))] if starred else []
    return HomePage(
        TOP,
        (
            _incidents(facts, calendar, now),
            *favourites,
            Part(
                "Asked last",
                tuple(asked[starred:]),
                "Nothing yet, or nothing but your favourites. Try one of the examples below.",
            ),
            _subscriptions(facts.subscriptions, now),
            _logs(facts.freshness, words.logs, calendar, now),
            _examples(words.examples),
        ),
        f"As of {calendar.zoned(now)}. Answers come in the Messages tab, and only you see them.",
    )


def refused(refusal: str, examples: Sequence[str], zone: ZoneInfo, now: datetime) -> HomePage:
    """The tab for somebody who may not ask: why, and what could be asked."""
    return HomePage(
        (Button("Refresh", HOME_REFRESH, "now"),),
        (),
        f"As of {Calendar.of(zone.key, now).zoned(now)}.",
        lead=refusal,
        examples=tuple(examples),
    )


def _asked(kept: KeptQuestion, said: str, command: str, place: int, calendar: Calendar) -> Line:
    small = f"{cut(command, _WIDEST)} · asked {calendar.zoned(kept.asked_at)}"
    return Line(cut(said, _WIDEST), small, button=Button("Run again", f"{HOME_RUN}_{place}", kept.id))


def _incidents(facts: HomeFacts, calendar: Calendar, now: datetime) -> Part:
    lines = [_incident(each, calendar, now) for each in facts.incidents[:MOST_INCIDENTS]]
    hidden = len(facts.incidents) - len(lines)
    if hidden:
        lines.append(Line(f"and {many(hidden, 'more', 'more')}"))
    empty = (
        "None: failures and traffic are in their usual range, as far as the logs have been read."
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


def _subscriptions(subscriptions: Sequence[Subscription], now: datetime) -> Part:
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


def _logs(freshness: Sequence[Freshness], names: Mapping[Log, str], calendar: Calendar, now: datetime) -> Part:
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
    return f"{name}: read {duration(now - each.read_at)} ago, kept since {calendar.moment(each.held.since)}."


def _examples(examples: Sequence[str]) -> Part:
    return Part(
        "What you can ask",
        (
            *(
                Line(example, button=Button("Try it", f"{HOME_TRY}_{place}", str(place)))
                for place, example in enumerate(examples)
            ),
            Line("All of it: /entra help. In a channel: @gatehouse how many sign-ups failed yesterday?"),
        ),
    )
