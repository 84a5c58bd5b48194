"""Text to a stretch of time without its preposition: “last 24h”, “yesterday”, “last week”, “the weekend”, “Q3”."""

from bot.language.times.clock import Clock, Found, bad_window, not_yet, skip, too_long, word
from bot.language.times.days import on_latest_day
from bot.language.times.moments import read_point, stretch_of
from bot.language.times.periods import read_period
from bot.language.times.portions import read_portion
from bot.language.times.rolling import read_length, read_rolling
from bot.language.times.timewords import DAY_PARTS, UNITS, WEEKDAYS
from bot.language.tokens import Token

OFTEN = (*WEEKDAYS, *DAY_PARTS, "weekend", "weekday")
REPEATED = frozenset(f"{name}s" for name in OFTEN if len(name) > 5)
SPREAD = ("by day last 30d", "by hour last 7d", "/entra subscribe signups weekly monday 9:00")
"""What asks for the same over a stretch, and what brings it again and again."""


def read_stretch(tokens: list[Token], place: int, clock: Clock, *, bare: bool) -> Found | None:
    """A closed stretch of time without its preposition; `bare` says that none was there to announce one."""
    start = skip(tokens, place, "the")
    _refuse_endless(tokens, start)
    _refuse_repeated(tokens, start)
    if found := read_portion(tokens, start, clock):
        return found
    if found := read_rolling(tokens, start, clock) or read_period(tokens, start, clock):
        return found
    if found := read_length(tokens, start, clock, bare=bare):
        return found
    point = read_point(tokens, start, clock)
    return (stretch_of(on_latest_day(point[0], clock), clock), point[1]) if point else None


def _refuse_repeated(tokens: list[Token], place: int) -> None:
    """“Every Monday”, “at weekends”: one question covers one stretch of time. Raises QuestionError."""
    here = word(tokens, place)
    repeated = here in REPEATED or (word(tokens, place - 1) in ("every", "each") and here in OFTEN)
    if repeated:
        raise bad_window(
            here,
            f"A question covers one stretch of time and cannot pick “{here}” out; "
            "ask for all of it, by day, or subscribe to a digest",
            SPREAD,
        )


def _refuse_endless(tokens: list[Token], place: int) -> None:
    """“All time” is too long, and “next week” has not happened. Raises QuestionError."""
    here, after = word(tokens, place), word(tokens, place + 1)
    if here == "all" and after in ("time", "history"):
        raise too_long()
    ahead = skip(tokens, place + 1, "few", "couple", "of")
    if here in ("next", "coming", "upcoming") and (after in UNITS or word(tokens, ahead + 1) in UNITS):
        raise not_yet(f"{here} {after}")
