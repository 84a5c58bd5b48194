"""Reads a length of time: 24h, 1h30m, 2 weeks, half an hour, a couple of days."""

from dataclasses import dataclass
from datetime import time

from bot.language.times.clock import Clock, skip, word
from bot.language.times.timewords import NUMBERS, UNITS
from bot.language.tokens import Shape, Token

LONGEST = 1e9
"""The largest number read before a unit; anything near it is far too long for a window."""


def read_military(tokens: list[Token], place: int) -> time | None:
    """“At 1400 hours” is a time of the day, and “the last 1400 hours” a length."""
    text, unit = word(tokens, place), word(tokens, place + 1)
    length = unit not in ("hours", "hrs") or word(tokens, place - 1) in ("last", "past", "previous", "next", "rolling")
    if length or len(text) != 4 or not text.isdecimal() or int(text[:2]) > 23 or int(text[2:]) > 59:
        return None
    return time(int(text[:2]), int(text[2:]))


@dataclass(frozen=True, slots=True)
class Duration:
    """A length in seconds, with its words; zero and below are left for the reader to refuse."""

    seconds: int
    text: str


def read_duration(
    tokens: list[Token], place: int, clock: Clock, *, spelled: bool, single: bool = False
) -> tuple[Duration, int] | None:
    """The length at `place`: `spelled` allows numbers in words, `single` a unit without number."""
    if single:
        halves, end = _and_half(tokens, place + 1)
        text = " ".join(token.text for token in tokens[place:end])
        return Duration(round((1 + halves) * UNITS[word(tokens, place)]), text), end
    first = _amount(tokens, place, clock, spelled=spelled)
    if first is None:
        return None
    seconds, end = first
    while end < len(tokens) and tokens[end].glued and (more := _amount(tokens, end, clock, spelled=False)):
        seconds, end = seconds + more[0], more[1]
    text = " ".join(token.text for token in tokens[place:end])
    return Duration(round(seconds), text), end


def _amount(tokens: list[Token], place: int, clock: Clock, *, spelled: bool) -> tuple[float, int] | None:
    number = _number(tokens, place, clock, spelled=spelled)
    if number is None:
        return None
    value, after = number
    halves, after = _and_half(tokens, after)
    start = skip(tokens, after, "of", "a", "an", "full", "whole") if spelled else after
    if word(tokens, start) == "-" and tokens[start].glued:
        start += 1
    unit = word(tokens, start)
    if unit not in UNITS or (len(unit) == 1 and not tokens[start].glued and not spelled):
        return None
    if read_military(tokens, place):
        return None
    more, end = _and_half(tokens, start + 1)
    return (value + halves + more) * UNITS[unit], end


def _and_half(tokens: list[Token], place: int) -> tuple[float, int]:
    """“And a half”, after a number or after its unit; nothing, and no further, where it is not said."""
    said = word(tokens, place) == "and" and word(tokens, place + 1) == "a" and word(tokens, place + 2) == "half"
    return (0.5, place + 3) if said else (0.0, place)


def _number(tokens: list[Token], place: int, clock: Clock, *, spelled: bool) -> tuple[float, int] | None:
    here = word(tokens, place)
    if place < len(tokens) and tokens[place].shape is Shape.NUMBER and not here.endswith("+"):
        return min(float(here.replace(",", "")), LONGEST), place + 1
    if not spelled:
        return None
    if here == "half":
        return 0.5, skip(tokens, place + 1, "a", "an")
    if here in ("few", "several"):
        return clock.settled_few(), place + 1
    if here not in NUMBERS:
        return None
    after = place + 1
    if here in ("a", "an") and word(tokens, after) in ("couple", "few", "half", "dozen", "hundred"):
        return _number(tokens, after, clock, spelled=True)
    if NUMBERS[here] >= 20 and NUMBERS.get(word(tokens, after), 99) < 10 and word(tokens, after) not in ("a", "an"):
        return float(NUMBERS[here] + NUMBERS[word(tokens, after)]), after + 1
    return float(NUMBERS[here]), after
