"""Text to a stretch of time without its preposition: “last 24h”, “yesterday”, “last week”, “the weekend”, “Q3”."""

from bot.language.clock import Clock, Found, not_yet, skip, too_long, word
from bot.language.days import on_latest_day
from bot.language.moments import read_point, stretch_of
from bot.language.periods import read_period
from bot.language.rolling import read_length, read_rolling
from bot.language.timewords import UNITS
from bot.language.tokens import Token


def read_stretch(tokens: list[Token], place: int, clock: Clock, *, bare: bool) -> Found | None:
    """A closed stretch of time without its preposition; `bare` says that none was there to announce one."""
    start = skip(tokens, place, "the")
    _refuse_endless(tokens, start)
    if found := read_rolling(tokens, start, clock) or read_period(tokens, start, clock):
        return found
    if found := read_length(tokens, start, clock, bare=bare):
        return found
    point = read_point(tokens, start, clock)
    return (stretch_of(on_latest_day(point[0], clock), clock), point[1]) if point else None


def _refuse_endless(tokens: list[Token], place: int) -> None:
    """“All time” is too long, and “next week” has not happened. Raises QuestionError."""
    here, after = word(tokens, place), word(tokens, place + 1)
    if here == "all" and after in ("time", "history"):
        raise too_long()
    ahead = skip(tokens, place + 1, "few", "couple", "of")
    if here in ("next", "coming", "upcoming") and (after in UNITS or word(tokens, ahead + 1) in UNITS):
        raise not_yet(f"{here} {after}")
