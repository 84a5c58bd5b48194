"""Reads a range with two ends: 1-7 Nov, 9am to 5pm yesterday, between monday and wednesday."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.language.times.clock import Clock, Point, skip, word
from bot.language.times.completing import completed, moments
from bot.language.times.day_hours import read_hours
from bot.language.times.days import read_day
from bot.language.times.moments import read_point
from bot.language.tokens import Shape, Token

_SEPARATORS = ("to", "-", "–", "—", "until", "till", "til", "through", "thru", "..", "up")
SUFFIXES = ("st", "nd", "rd", "th")
_JOINTS = ("and", "n", "&")
_OPENINGS = ("from", "between", "starting", "since")

Range = tuple[datetime, datetime, int]


def read_range(tokens: list[Token], place: int, clock: Clock) -> Range | None:
    """Both ends as moments, the second exclusive, and where the range ends in the text."""
    day = read_day(tokens, place, clock)
    if day and day[0].day and word(tokens, skip(tokens, day[1], ",")) in ("from", "between"):
        ends = _ends(tokens, skip(tokens, day[1], ","), clock)
        if ends and ends[0].day is None and ends[1].day is None:
            return (*moments(replace(ends[0], day=day[0].day), ends[1], clock), ends[2])
    if day and (hours := read_hours(tokens, skip(tokens, day[1], ","), day[0], clock)):
        return hours
    ends = _ends(tokens, place, clock)
    return (*moments(*ends[:2], clock), ends[2]) if ends else None


def _ends(tokens: list[Token], place: int, clock: Clock) -> tuple[Point, Point, int] | None:
    opening = word(tokens, place)
    start = skip(tokens, place + (opening in _OPENINGS), "from", "the")
    first = read_point(tokens, start, clock, bare_hours=True) or _number(tokens, start)
    if first is None:
        return None
    separators = (*_JOINTS, *_SEPARATORS)
    if word(tokens, first[1]) not in separators and not _glued_weekdays(tokens, first[1]):
        return None
    listed = word(tokens, first[1]) in _JOINTS and opening != "between"
    after = skip(tokens, first[1], *separators, "the", "at")
    second = _now(tokens, after, clock) or read_point(tokens, after, clock, bare_hours=True) or _number(tokens, after)
    if second is None:
        return None
    ordinal = word(tokens, first[1] - 1) in SUFFIXES or word(tokens, second[1] - 1) in SUFFIXES
    pair = completed(first[0], second[0], clock, ordinal=ordinal)
    if pair is None or (listed and not _is_next_day(*pair)):
        return None
    return (*pair, second[1])


def _is_next_day(first: Point, second: Point) -> bool:
    """“5 and 6 November”: two days that are one stretch of time."""
    plain = first.at is None and second.at is None and not (first.months or second.months or first.part or second.part)
    return plain and first.day is not None and second.day == first.day + timedelta(days=1)


def _now(tokens: list[Token], place: int, clock: Clock) -> tuple[Point, int] | None:
    local = clock.now.astimezone(clock.zone)
    return (
        (Point(day=local.date(), at=local.time(), zone=local.tzinfo), place + 1)
        if word(tokens, place) == "now"
        else None
    )


def until_now(tokens: list[Token], place: int) -> int:
    """The place after an “until now” that says nothing new."""
    start = skip(tokens, place, "until", "till", "up", "to")
    return start + 1 if start > place and word(tokens, start) == "now" else place


def _glued_weekdays(tokens: list[Token], place: int) -> bool:
    return place < len(tokens) and tokens[place].glued and tokens[place].shape is Shape.WORD


def _number(tokens: list[Token], place: int) -> tuple[Point, int] | None:
    here = word(tokens, place)
    plain = place < len(tokens) and tokens[place].shape is Shape.NUMBER and here.isdecimal()
    return (Point(number=int(here)), place + 1) if plain and 1 <= int(here) <= 31 else None
