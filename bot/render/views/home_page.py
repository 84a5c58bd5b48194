"""What the Home tab holds: incidents, one's own questions, subscriptions, how fresh the logs are, and examples."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.home import HomeFacts
from bot.domain.kept import KeptQuestion
from bot.domain.question import Log
from bot.render.controls import Button
from bot.render.escaping import cut
from bot.render.times import Calendar
from bot.render.views import home_parts
from bot.render.views.home_parts import Line, Part
from bot.render.views.names import HOME_ASK, HOME_PERSON, HOME_REFRESH, HOME_RUN, HOME_TRY

_WIDEST = 150

TOP = (
    Button("Ask the logs", HOME_ASK, "ask"),
    Button("Look up a user", HOME_PERSON, "person"),
    Button("Refresh", HOME_REFRESH, "now"),
)


@dataclass(frozen=True, slots=True)
class HomePage:
    """The whole tab; `buttons` stand on top, `footer` ends it."""

    buttons: tuple[Button, ...]
    parts: tuple[Part, ...]
    footer: str
    lead: str = ""
    examples: tuple[str, ...] = ()


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
            home_parts.incidents(facts, calendar, now),
            *favourites,
            Part(
                "Asked last",
                tuple(asked[starred:]),
                "Nothing yet, or nothing but your favourites. Try one of the examples below.",
            ),
            home_parts.subscriptions(facts.subscriptions, now),
            home_parts.logs(facts.freshness, words.logs, calendar, now),
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
