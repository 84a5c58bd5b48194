"""Reads a day or a month: near days, weekdays, written dates, days without a year."""

import re
from dataclasses import replace
from datetime import date, timedelta

from bot.language.clock import Clock, Point, TwoWays, bad_window, skip, word
from bot.language.timewords import DAY_PARTS, DAY_WORDS, MONTHS, WEEKDAYS
from bot.language.tokens import Shape, Token


def read_day(tokens: list[Token], place: int, clock: Clock) -> tuple[Point, int] | None:
    """A day or a month, without clock time."""
    start = skip(tokens, place, "the")
    for read in (_near_day, _weekday, _written_date, _month_day, _day_month, _month):
        if found := read(tokens, start, clock):
            return found
    return None


def _near_day(tokens: list[Token], place: int, clock: Clock) -> tuple[Point, int] | None:
    here, after = word(tokens, place), word(tokens, place + 1)
    if here == "day" and after == "before" and (end := place + 2) and word(tokens, end) in DAY_WORDS:
        return Point(day=clock.today - timedelta(DAY_WORDS[word(tokens, end)] + 1)), end + 1
    if is_texted_today(tokens, place):
        return Point(day=clock.today, near=True), place + 2
    if here in DAY_WORDS:
        return Point(day=clock.today - timedelta(DAY_WORDS[here]), near=True), place + 1
    if here == "tonight":
        return Point(day=clock.today, part="evening"), place + 1
    if here == "this" and after in DAY_PARTS:
        return Point(day=clock.today, part=after), place + 2
    if here == "overnight" or (here == "last" and after == "night"):
        return _last_night(clock), place + (1 if here == "overnight" else 2)
    return None


def is_texted_today(tokens: list[Token], place: int) -> bool:
    """“2day”, as thumbs write today."""
    return word(tokens, place) == "2" and word(tokens, place + 1) == "day" and tokens[place + 1].glued


def _last_night(clock: Clock) -> Point:
    return Point(day=clock.today - timedelta(days=1), part="night")


def _weekday(tokens: list[Token], place: int, clock: Clock) -> tuple[Point, int] | None:
    which = word(tokens, place) if word(tokens, place) in ("last", "this", "next", "past", "previous") else ""
    start = place + bool(which)
    if word(tokens, start) not in WEEKDAYS:
        return None
    end, weeks = _of_which_week(tokens, start + 1)
    monday = clock.today - timedelta(days=clock.today.weekday())
    wanted = WEEKDAYS[word(tokens, start)]
    if weeks is not None:
        return Point(day=monday - timedelta(days=7 * weeks - wanted)), end
    if dated := _date_of(tokens, skip(tokens, start + 1, ",", "the"), clock):
        return _on_weekday(dated, wanted, tokens[start].text)
    back = (clock.today.weekday() - wanted) % 7
    if which == "next":
        back -= 7
    elif which in ("last", "past", "previous"):
        back = back or 7
    return Point(day=clock.today - timedelta(days=back)), start + 1


def _date_of(tokens: list[Token], place: int, clock: Clock) -> tuple[Point, int] | None:
    """The date beside a weekday: “Tuesday 3 November”, “Tuesday, Nov 3”, “Tuesday the 3rd”."""
    if found := _written_date(tokens, place, clock) or _month_day(tokens, place, clock):
        return found
    found = _day_month(tokens, place, clock)
    return (on_latest_day(found[0], clock), found[1]) if found else None


def _on_weekday(dated: tuple[Point, int], weekday: int, text: str) -> tuple[Point, int]:
    day = dated[0].day
    if day is not None and day.weekday() != weekday:
        raise bad_window(text, f"{day:%-d %B %Y} is a {day:%A}, and no {text}; say one of the two")
    return dated


def _of_which_week(tokens: list[Token], place: int) -> tuple[int, int | None]:
    start = skip(tokens, place, "of", "in")
    if word(tokens, start + 1) in ("week", "wk") and word(tokens, start) in ("this", "last"):
        return start + 2, int(word(tokens, start) == "last")
    return place, None


def _written_date(tokens: list[Token], place: int, clock: Clock) -> tuple[Point, int] | None:
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


def _month_day(tokens: list[Token], place: int, clock: Clock) -> tuple[Point, int] | None:
    number = _ordinal(tokens, skip(tokens, place + 1, "the"))
    if word(tokens, place) not in MONTHS or number is None or _is_time(tokens, number[1]):
        return None
    return _dated(MONTHS[word(tokens, place)], number[0], tokens, number[1], clock)


def _day_month(tokens: list[Token], place: int, clock: Clock) -> tuple[Point, int] | None:
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


def on_latest_day(point: Point, clock: Clock) -> Point:
    """“The 5th” as the latest past 5th; any other point as it is."""
    if point.number is None or point.day is not None or point.at is not None:
        return point
    first = clock.today.replace(day=1)
    for _ in range(12):
        try:
            found = first.replace(day=point.number)
        except ValueError:
            found = None
        if found and found <= clock.today:
            return Point(day=found, yearless=True)
        first = (first - timedelta(days=1)).replace(day=1)
    raise bad_window(str(point.number), f"There is no {point.number}th day in a month")


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


def _month(tokens: list[Token], place: int, clock: Clock) -> tuple[Point, int] | None:
    here = word(tokens, place)
    if here not in MONTHS or (here == "may" and tokens[place].text == "may" and word(tokens, place - 1) not in _IN):
        return None
    year = _year(tokens, place + 1)
    if year is not None:
        return Point(day=date(year, MONTHS[here], 1), months=1), place + 2
    latest = _latest(MONTHS[here], 1, clock, here)
    return replace(latest, months=1), place + 1


_IN = ("in", "since", "from", "during", "of", "until", "to", "through", "for")
