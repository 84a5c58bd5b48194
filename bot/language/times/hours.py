"""Reads a clock time and the zone said with it."""

from datetime import time, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from bot.language.times.clock import Point, bad_window, skip, word
from bot.language.times.durations import read_military
from bot.language.times.timewords import NAMED_ZONES, NUMBERS, SPOKEN, ZONES
from bot.language.tokens import Shape, Token


def read_time(tokens: list[Token], place: int) -> tuple[Point, int] | None:
    """A clock time, with its zone if one is said; a bare hour has only `number`."""
    here = word(tokens, place)
    if here in ("noon", "midday"):
        return _zoned(time(12), place + 1, tokens)
    if here == "midnight":
        return _zoned(time(0), place + 1, tokens)
    if place >= len(tokens):
        return None
    if spoken := _spoken(tokens, place):
        return _zoned(*spoken, tokens)
    match tokens[place].shape:
        case Shape.CLOCK:
            return _zoned(*_half(_clock_time(here), tokens, place + 1), tokens)
        case Shape.NUMBER if at := read_military(tokens, place):
            return _zoned(at, place + 2, tokens)
        case Shape.NUMBER if here.isdecimal() and int(here) <= 24:
            after = word(tokens, place + 1)
            if after in ("am", "pm", "a", "p") and (after in ("am", "pm") or tokens[place + 1].glued):
                return _zoned(_twelve(time(int(here) % 24), after), place + 2, tokens)
            if after == "oclock":
                return Point(at=time(int(here) % 24)), place + 2
            return Point(number=int(here)), place + 1
    return None


def _spoken(tokens: list[Token], place: int) -> tuple[time, int] | None:
    """“Half past nine”, “a quarter to ten pm”."""
    start = skip(tokens, place, "a")
    shift = SPOKEN.get(f"{word(tokens, start)} {word(tokens, start + 1)}")
    said = word(tokens, start + 2)
    hour = int(said) if said.isdecimal() else NUMBERS.get(said, 0)
    if shift is None or not 1 <= hour <= 24:
        return None
    at, end = _half(time(hour % 24), tokens, start + 3)
    minutes = (at.hour * 60 + shift) % (24 * 60)
    return time(minutes // 60, minutes % 60), end


def _clock_time(text: str) -> time:
    hours, minutes, seconds = map(int, (text.replace(".", ":") + ":0").split(":")[:3])
    try:
        return time(hours, minutes, seconds)
    except ValueError:
        raise bad_window(text, f"There is no time {text}; hours go from 0 to 23, minutes to 59") from None


def _half(at: time, tokens: list[Token], place: int) -> tuple[time, int]:
    half = word(tokens, place)
    return (_twelve(at, half), place + 1) if half in ("am", "pm") else (at, place)


def _twelve(at: time, half: str) -> time:
    if at.hour > 12 or at.hour == 0:
        return at
    return at.replace(hour=at.hour % 12 + (12 if half.startswith("p") else 0))


def _zoned(at: time, place: int, tokens: list[Token]) -> tuple[Point, int]:
    zone = read_zone(tokens, place)
    return (Point(at=at, zone=zone[0]), zone[1]) if zone else (Point(at=at), place)


def read_zone(tokens: list[Token], place: int) -> tuple[tzinfo, int] | None:
    """A zone by its short name, its IANA name or its offset."""
    here = word(tokens, place)
    if here in ZONES:
        ahead, end = ZONES[here], place + 1
        if here in ("utc", "gmt") and place + 1 < len(tokens) and (offset := _offset(tokens[place + 1])) is not None:
            ahead, end = offset, place + 2
        return timezone(ahead), end
    if here in NAMED_ZONES:
        return ZoneInfo(NAMED_ZONES[here]), skip(tokens, place + 1, "time")
    if place < len(tokens) and (offset := _offset(tokens[place])) is not None:
        return timezone(offset), place + 1
    return _iana(tokens, place) or _city_time(tokens, place)


def _offset(token: Token) -> timedelta | None:
    if token.shape is not Shape.OFFSET:
        return None
    hours, minutes = int(token.text[1:3]), int(token.text[4:6] or 0)
    if hours > 14 or minutes > 59:
        raise bad_window(token.text, f"{token.text} is no offset from UTC")
    return timedelta(hours=hours, minutes=minutes) * (-1 if token.text[0] == "-" else 1)


def _city_time(tokens: list[Token], place: int) -> tuple[tzinfo, int] | None:
    """“New York time”: the zone that is named after a city."""
    for end in range(place + 1, min(place + 4, len(tokens))):
        if word(tokens, end) == "time":
            name = _cities().get(" ".join(token.word for token in tokens[place:end]))
            return (ZoneInfo(name), end + 1) if name else None
    return None


@cache
def _cities() -> dict[str, str]:
    named = (name for name in sorted(available_timezones()) if name.count("/") == 1 and not name.startswith("Etc"))
    return {name.partition("/")[2].replace("_", " ").lower(): name for name in named}


def _iana(tokens: list[Token], place: int) -> tuple[tzinfo, int] | None:
    if word(tokens, place + 1) != "/" or place + 2 >= len(tokens):
        return None
    name = f"{tokens[place].text}/{tokens[place + 2].text}"
    try:
        return ZoneInfo(name), place + 3
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
