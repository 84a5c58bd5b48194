"""Reads dates as they are written: 2026-11-05, 03/04, 17.11.2026, Nov 3rd, 3 November 2025, November."""

import re
from dataclasses import replace
from datetime import date

from bot.language.times.clock import Clock, Point, TwoWays, bad_window, skip, word
from bot.language.times.timewords import MONTHS
from bot.language.tokens import Shape, Token


def read_written_date(tokens: list[Token], place: int, clock: Clock) -> tuple[Point, int] | None:
    """“2026-11-05”, “17/11”, “17.11.2026”. Raises `TwoWays` for one that reads two ways."""
    if place >= len(tokens):
        return None
    token = tokens[place]
    if token.shape is Shape.MOMENT and "T" not in token.text:
        year, month, day = map(int, token.text.split("-"))
        return Point(day=_date(year, month, day, token.text)), place + 1
    if token.shape is Shape.DATE:
        return _slashed(token.text, clock), place + 1
    return None


def _slashed(text: str, clock: Clock) -> Point:
    numbers = [int(number) for number in re.split(r"[/.]", text)]
    if numbers[0] > 31:
        if len(numbers) < 3:
            raise bad_window(text, f"“{text}” is not a date; write it like 2026-11-05")
        return Point(day=_date(numbers[0], numbers[1], numbers[2], text))
    first, second = numbers[0], numbers[1]
    day, month = (first, second) if _day_first(first, second, text, clock) else (second, first)
    if len(numbers) == 3:
        return Point(day=_date(numbers[2] + (2000 if numbers[2] < 100 else 0), month, day, text))
    return _latest(month, day, clock, text)


def _day_first(first: int, second: int, text: str, clock: Clock) -> bool:
    if first > 12 or second > 12 or first == second or "." in text:
        return second <= 12
    if clock.day_first is None:
        raise TwoWays(text, "day_first", (True, False))
    return clock.day_first


def read_month_day(tokens: list[Token], place: int, clock: Clock) -> tuple[Point, int] | None:
    """“Nov 3rd”, “November 3, 2026”."""
    number = _ordinal(tokens, skip(tokens, place + 1, "the"))
    if word(tokens, place) not in MONTHS or number is None or _is_time(tokens, number[1]):
        return None
    return _dated(MONTHS[word(tokens, place)], number[0], tokens, number[1], clock)


def read_day_month(tokens: list[Token], place: int, clock: Clock) -> tuple[Point, int] | None:
    """“3 November”, “the 3rd of Nov 2025”; “the 3rd” alone is the number of a day."""
    number = _ordinal(tokens, place)
    if number is None:
        return None
    value, after = number
    start = skip(tokens, after, "of", "-")
    if word(tokens, start) in MONTHS:
        return _dated(MONTHS[word(tokens, start)], value, tokens, start + 1, clock)
    if after == place + 2:
        return Point(number=value), after
    return None


def _is_time(tokens: list[Token], place: int) -> bool:
    return word(tokens, place) in ("am", "pm")


def _ordinal(tokens: list[Token], place: int) -> tuple[int, int] | None:
    if not (place < len(tokens) and tokens[place].shape is Shape.NUMBER and tokens[place].text.isdecimal()):
        return None
    value = int(tokens[place].text)
    if not 1 <= value <= 99:
        return None
    suffix = word(tokens, place + 1) in ("st", "nd", "rd", "th")
    return value, place + 1 + suffix


def _dated(month: int, day: int, tokens: list[Token], place: int, clock: Clock) -> tuple[Point, int]:
    text = " ".join(token.text for token in tokens[max(0, place - 2) : place])
    year_at = skip(tokens, place, ",")
    year = _year(tokens, year_at)
    if year is None:
        return _latest(month, day, clock, text), place
    return Point(day=_date(year, month, day, text)), year_at + 1


def _year(tokens: list[Token], place: int) -> int | None:
    here = word(tokens, place)
    return int(here) if len(here) == 4 and here.isdecimal() and here.startswith(("19", "20")) else None


def _latest(month: int, day: int, clock: Clock, text: str) -> Point:
    """The latest past-or-present day of that name; 29 February looks for its leap year."""
    today = clock.today
    for year in range(today.year, today.year - 9, -1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found <= today:
            return Point(day=found, yearless=True)
    return Point(day=_date(today.year, month, day, text))


def _date(year: int, month: int, day: int, text: str) -> date:
    try:
        found = date(year, month, day)
    except ValueError:
        raise bad_window(text, f"There is no such day as “{text}”") from None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise bad_window(text, f"No log knows the year {year}")
    return found


FIRST_YEAR, LAST_YEAR = 1970, 2999


def read_month(tokens: list[Token], place: int, clock: Clock) -> tuple[Point, int] | None:
    """“November”, “nov 2025”: the whole month."""
    here = word(tokens, place)
    if here not in MONTHS or (here == "may" and tokens[place].text == "may" and word(tokens, place - 1) not in _IN):
        return None
    year = _year(tokens, place + 1)
    if year is not None:
        return Point(day=date(year, MONTHS[here], 1), months=1), place + 2
    latest = _latest(MONTHS[here], 1, clock, here)
    return replace(latest, months=1), place + 1


_IN = ("in", "since", "from", "during", "of", "until", "to", "through", "for")
