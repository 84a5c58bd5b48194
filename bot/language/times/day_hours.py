"""Reads some hours of a day that was just said: “yesterday from 9 to 5”, “today before 10am”, “monday after 14:00”."""

from dataclasses import replace
from datetime import datetime, time

from bot.language.times.clock import Clock, Point, skip, word
from bot.language.times.completing import HALF_DAY, moments
from bot.language.times.hours import read_time
from bot.language.times.moments import bounds
from bot.language.times.timewords import MONTHS, UNITS
from bot.language.tokens import Token

JOINTS = ("to", "-", "–", "—", "until", "till", "til", "and", "..")
BEFORE, AFTER, SINCE = ("before", "until", "till", "til"), ("after", "past"), ("since",)
LATE = ("afternoon", "evening", "night")

Hours = tuple[datetime, datetime, int]


def read_hours(tokens: list[Token], place: int, day: Point, clock: Clock) -> Hours | None:
    """From and to in `day`, and where they end in the text; `place` is what comes after the day."""
    if day.day is None or day.months:
        return None
    return _between(tokens, skip(tokens, place, "from", "between"), day, clock) or _side(tokens, place, day, clock)


def _between(tokens: list[Token], place: int, day: Point, clock: Clock) -> Hours | None:
    """Two bare hours: past noon in the evening, and where the second would come first."""
    opens, closes = _bare_hour(tokens, place), _bare_hour(tokens, place + 2)
    if opens is None or closes is None or word(tokens, place + 1) not in JOINTS:
        return None
    if day.part in LATE and max(opens, closes) < HALF_DAY:
        opens, closes = opens + HALF_DAY, closes + HALF_DAY
    elif closes <= opens <= HALF_DAY:
        closes += HALF_DAY
    whole = replace(day, part=None)
    ends = replace(whole, at=time(opens % 24)), replace(whole, at=time(closes % 24))
    return (*moments(*ends, clock), place + 3)


def _bare_hour(tokens: list[Token], place: int) -> int | None:
    here, after = word(tokens, place), word(tokens, place + 1)
    counts = after in UNITS or after in MONTHS or after in ("am", "pm", "st", "nd", "rd", "th")
    return int(here) if here.isdecimal() and len(here) < 3 and int(here) <= 24 and not counts else None


def _side(tokens: list[Token], place: int, day: Point, clock: Clock) -> Hours | None:
    """What lies before or after one clock time."""
    lead = word(tokens, place)
    if lead not in (*BEFORE, *AFTER, *SINCE):
        return None
    at = read_time(tokens, place + 1)
    if at is None or (at[0].at is None and at[0].number is None) or word(tokens, at[1]) in (*UNITS, *MONTHS):
        return None
    hour = at[0].at or time((at[0].number or 0) % 24)
    moment, _ = bounds(replace(day, at=hour, zone=at[0].zone, part=None), clock)
    since, until = bounds(day, clock)
    if lead in BEFORE:
        return since, moment, at[1]
    return moment, (clock.now if lead in SINCE else until), at[1]
