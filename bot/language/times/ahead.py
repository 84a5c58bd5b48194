"""Reads time that is still to come: “the next 30 days”, “next month”, “expiring within a week”."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.window import Between
from bot.language.times.clock import LONGEST, Clock, skip, skip_back, too_long, word
from bot.language.times.durations import read_duration
from bot.language.times.timewords import CALENDAR_UNITS
from bot.language.tokens import Token

COMING = ("next", "coming", "upcoming")
LEADS = ("in", "over", "during", "within", "for", "the")
ENDING = ("expire", "expires", "expiring", "expiry", "expiration", "lapse", "lapses", "renewal")
"""After these “within 30 days” and “in 30 days” are ahead."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """Time to come, as said. No log knows it; only what ends, like a secret, is known ahead."""

    since: datetime
    until: datetime
    text: str

    def window(self) -> Between:
        """The time in which something ends."""
        return Between(self.since, self.until)


def read_ahead(tokens: list[Token], place: int, clock: Clock) -> tuple[Ahead, int] | None:
    """The time to come that starts at `place`, with the little words before it, and where it ends."""
    start = skip(tokens, place, *LEADS)
    coming = word(tokens, start) in COMING
    ends = start > place and word(tokens, skip_back(tokens, place - 1, "soon", "due")) in ENDING
    if not (coming or ends):
        return None
    if found := read_duration(tokens, start + coming, clock, spelled=True):
        since = clock.now.astimezone(clock.zone)
        until = (clock.now + timedelta(seconds=found[0].seconds)).astimezone(clock.zone)
        return _ahead(since, until, tokens, start, found[1])
    unit = CALENDAR_UNITS.get(word(tokens, start + 1)) if coming else None
    if unit is None:
        return None
    first, end = _next(unit, clock.today)
    return _ahead(clock.instant(first), clock.instant(end), tokens, start, start + 2)


def _ahead(since: datetime, until: datetime, tokens: list[Token], place: int, end: int) -> tuple[Ahead, int]:
    if until - since > LONGEST:
        raise too_long()
    return Ahead(since, until, " ".join(token.text for token in tokens[place:end])), end


def _next(unit: str, today: date) -> tuple[date, date]:
    """The first day of the next period of the calendar, and the one after its last."""
    if unit in ("day", "week"):
        days = 1 if unit == "day" else 7
        first = today + timedelta(days=1 if unit == "day" else 7 - today.weekday())
        return first, first + timedelta(days=days)
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    first = _after(today.replace(month=today.month - (today.month - 1) % months, day=1), months)
    return first, _after(first, months)


def _after(first: date, months: int) -> date:
    count = first.year * 12 + first.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)
