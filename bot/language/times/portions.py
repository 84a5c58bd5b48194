"""Reads a part of a month: “the first week of November”, “the last 3 days of last month”, “the second half of May”."""

from datetime import date, timedelta

from bot.language.times.clock import Clock, Found, Point, TwoWays, bad_window, skip, word
from bot.language.times.days import read_day
from bot.language.times.moments import stretch_of
from bot.language.times.timewords import NUMBERS, WEEKDAYS
from bot.language.tokens import Token

ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1, "final": -1}
VAGUE = ("early", "mid", "middle", "late", "end")
SUFFIXES = ("st", "nd", "rd", "th")
UNITS = {"day": "day", "days": "day", "week": "week", "weeks": "week", "wk": "week", "half": "half"}
MIDDLE = 15
"""The last day of the first half of a month."""

Days = tuple[date, date]
"""From a day to the one after the last."""


def read_portion(tokens: list[Token], place: int, clock: Clock) -> Found | None:
    """The part that starts at `place`, and where it ends in the text.

    Raises `TwoWays` where a week may be seven days or one of the calendar, QuestionError where there is no such part.
    """
    _refuse_vague(tokens, place, clock)
    which = _which(tokens, place)
    if which is None:
        return None
    nth, start = which
    count, start = _count(tokens, start)
    unit = word(tokens, start)
    if (unit not in UNITS and unit not in WEEKDAYS) or word(tokens, start + 1) not in ("of", "in"):
        return None
    month = _month(tokens, skip(tokens, start + 2, "the"), clock)
    if month is None:
        return None
    text = " ".join(token.text for token in tokens[place : month[1]])
    parts = _parts(unit, month[0], clock, text, from_end=nth < 0)
    chosen = parts[-count:] if nth < 0 else parts[nth - 1 : nth - 1 + count]
    if len(chosen) < count or (count > 1 and unit in WEEKDAYS):
        raise bad_window(text, f"There is no “{text}” that I can read; write its days, like 1-7 Nov")
    first, end = chosen[0][0], chosen[-1][1]
    return stretch_of(Point(day=first, days=(end - first).days), clock), month[1]


def _refuse_vague(tokens: list[Token], place: int, clock: Clock) -> None:
    """“Early November”, “the end of October”: nobody says how many days. Raises QuestionError."""
    start = skip(tokens, place + 1, "of", "in")
    if word(tokens, place) in VAGUE and (month := _month(tokens, start, clock)):
        text = " ".join(token.text for token in tokens[place : month[1]])
        raise bad_window(text, f"Which days are “{text}”? Write them, like 1-10 Nov, or say the first half of Nov")


def _which(tokens: list[Token], place: int) -> tuple[int, int] | None:
    here = word(tokens, place)
    if here in ORDINALS:
        return ORDINALS[here], place + 1
    if here.isdecimal() and 0 < int(here) < 32 and word(tokens, place + 1) in SUFFIXES:
        return int(here), place + 2
    return None


def _count(tokens: list[Token], place: int) -> tuple[int, int]:
    here = word(tokens, place)
    number = int(here) if here.isdecimal() and len(here) < 3 else NUMBERS.get(here, 0)
    return (number, place + 1) if number else (1, place)


def _month(tokens: list[Token], place: int, clock: Clock) -> tuple[Days, int] | None:
    """A month by its name, or this or the last one."""
    here, unit = word(tokens, place), word(tokens, place + 1)
    if here in ("this", "last", "previous", "current") and unit == "month":
        this = clock.today.replace(day=1)
        first = this if here in ("this", "current") else (this - timedelta(days=1)).replace(day=1)
        return (first, _next_month(first)), place + 2
    day = read_day(tokens, place, clock)
    if day is None or day[0].months != 1 or day[0].day is None:
        return None
    return (day[0].day, _next_month(day[0].day)), day[1]


def _next_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def _parts(unit: str, month: Days, clock: Clock, text: str, *, from_end: bool) -> list[Days]:
    """The parts of the month that are called so, in order."""
    first, end = month
    days = [first + timedelta(days=number) for number in range((end - first).days)]
    if unit in WEEKDAYS:
        return [(day, day + timedelta(days=1)) for day in days if day.weekday() == WEEKDAYS[unit]]
    match UNITS[unit]:
        case "week":
            return _weeks(days, clock, text, from_end=from_end)
        case "half":
            middle = days[MIDDLE]
            return [(first, middle), (middle, end)]
    return [(day, day + timedelta(days=1)) for day in days]


def _weeks(days: list[date], clock: Clock, text: str, *, from_end: bool) -> list[Days]:
    """Seven days each from the first or to the last of the month, or the weeks from Monday that lie within it."""
    week = timedelta(days=7)
    starts = days[len(days) % 7 :: 7] if from_end else days[: len(days) - 6 : 7]
    sevens = [(day, day + week) for day in starts]
    whole = [(day, day + week) for day in days[:-6] if day.weekday() == 0]
    if (sevens[-1] == whole[-1]) if from_end else (sevens[0] == whole[0]):
        return whole
    if clock.whole_weeks is None:
        raise TwoWays(text, "whole_weeks", (False, True))
    return whole if clock.whole_weeks else sevens
