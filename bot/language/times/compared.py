"""The second period of a comparison: “the week before”, “the same day last week”, and what it means beside a window."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.window import Between, Last, Named, Period, Span, local_instant, resolve
from bot.language.times.clock import Clock, skip, skip_back, word
from bot.language.times.timewords import CALENDAR_UNITS, NUMBERS, UNITS, WEEKDAYS, WORDS
from bot.language.times.windows import Before
from bot.language.tokens import Shape, Token

AFTER = ("before", "prior", "earlier", "previously", "preceding")
AGAINST = ("vs", "versus", "v", "with", "to", "than", "against")
NOW_THEN = (("this", "time"), ("same", "time"), ("so", "far"))
YESTERDAY = ("yesterday", "yday")
LENGTHS = ("period", "one", "window", "interval", "timeframe", "span")
PREVIOUS = {
    Period.TODAY: Period.YESTERDAY,
    Period.THIS_WEEK: Period.LAST_WEEK,
    Period.THIS_MONTH: Period.LAST_MONTH,
    Period.THIS_QUARTER: Period.LAST_QUARTER,
}
PERIOD_UNITS = {
    Period.TODAY: "day",
    Period.YESTERDAY: "day",
    Period.THIS_WEEK: "week",
    Period.LAST_WEEK: "week",
    Period.THIS_MONTH: "month",
    Period.LAST_MONTH: "month",
    Period.THIS_QUARTER: "quarter",
    Period.LAST_QUARTER: "quarter",
}
WEEKEND = timedelta(days=2, hours=1)
"""A weekend, or a weekday: the one before is a week earlier. An hour more, since the clocks may change."""

SHORTEST = {
    unit: timedelta(days=days)
    for unit, days in (("day", 1), ("week", 7), ("month", 28), ("quarter", 90), ("year", 365))
}
"""How long each unit is at least: a shorter window “the week before” is not the stretch right before it."""

PRESENT = {unit: period for period, unit in PERIOD_UNITS.items() if period in PREVIOUS}


def read_before(tokens: list[Token], place: int) -> tuple[Before, int] | None:
    """A period said by what it comes before."""
    start = skip(tokens, place, "the")
    here, after = word(tokens, start), word(tokens, start + 1)
    if after == "before" and word(tokens, start + 2) == "last":
        return None
    if found := _at_this_time(tokens, start) or _bare_last(tokens, start):
        return found
    if here == "same":
        return _same(tokens, start + 1)
    if here in CALENDAR_UNITS and after in AFTER and word(tokens, start + 2) not in ("yesterday", "today", "yday"):
        return Before(CALENDAR_UNITS[here]), start + 2
    if found := _stretch_before(tokens, start):
        return found
    if after in AFTER and (like := _like(here)):
        return like, start + 2
    if here in ("previous", "prior", "preceding") and (after in LENGTHS or CALENDAR_UNITS.get(after) == "day"):
        return Before("day" if after not in LENGTHS else None), start + 2
    if here in CALENDAR_UNITS and after in ("over", "on") and word(tokens, start + 2) == here:
        return Before(CALENDAR_UNITS[here], whole=True), start + 3
    if here in ("wow", "mom", "dod"):
        return Before({"w": "week", "m": "month", "d": "day"}[here[0]], whole=True), start + 1
    return None


def _bare_last(tokens: list[Token], place: int) -> tuple[Before, int] | None:
    """“This week vs last”: no time follows that the word could be about."""
    after = word(tokens, place + 1)
    alone = word(tokens, place) in ("last", "previous") and after not in WORDS and not after.isdecimal()
    return (Before(None), place + 1) if alone and word(tokens, skip_back(tokens, place - 1, "the")) in AGAINST else None


def _stretch_before(tokens: list[Token], place: int) -> tuple[Before, int] | None:
    """“2 days before”, “the hour before”."""
    here, after = word(tokens, place), word(tokens, place + 1)
    if (count := _count(here)) and after in UNITS and word(tokens, place + 2) in AFTER:
        return None if _is_clock(tokens, place + 3) else (Before(f"length {count * UNITS[after]}"), place + 3)
    if here in ("hour", "minute") and after in AFTER and not _is_clock(tokens, place + 2):
        return Before(f"length {UNITS[here]}"), place + 2
    return None


def _is_clock(tokens: list[Token], place: int) -> bool:
    """“An hour before 10:00” ends there, and is no second period."""
    shaped = place < len(tokens) and tokens[place].shape in (Shape.CLOCK, Shape.NUMBER, Shape.MOMENT)
    return shaped or word(tokens, place) in ("noon", "midday", "midnight")


def _like(here: str) -> Before | None:
    """“The weekend before”, “the Monday before”, “the one before”, “the period before”."""
    if here in ("weekend", "wkend", *WEEKDAYS):
        return Before("shift week")
    return Before("one" if here == "one" else None) if here in LENGTHS else None


def _at_this_time(tokens: list[Token], place: int) -> tuple[Before, int] | None:
    """“This time yesterday”, “yesterday at the same time”, “this time last week”: as far into it as now."""
    time_first = (word(tokens, place), word(tokens, place + 1)) in NOW_THEN
    start = place + 2 * time_first
    start += time_first and word(tokens, start) == "on"
    which, unit = word(tokens, start), CALENDAR_UNITS.get(word(tokens, start + 1))
    end = start + (1 if which in YESTERDAY else 2)
    if which not in YESTERDAY and not (which == "last" and unit):
        return None
    after = skip(tokens, end, "at", "by", "the")
    if not time_first and (word(tokens, after), word(tokens, after + 1)) not in NOW_THEN:
        return None
    return Before("shift day" if which in YESTERDAY else f"shift {unit}"), end if time_first else after + 2


def _count(text: str) -> int:
    """A whole number in figures or in a word; 0 for anything else."""
    return int(text) if text.isdecimal() else NUMBERS.get(text, 0)


def _same(tokens: list[Token], place: int) -> tuple[Before, int] | None:
    if word(tokens, place) not in ("day", "time", "period", "hour", "hours", "stretch", "window", "weekday", "days"):
        return None
    start = skip(tokens, place + 1, "of", "the", "in", "period")
    if word(tokens, start) in ("last", "previous") and word(tokens, start + 1) in CALENDAR_UNITS:
        return Before(f"shift {CALENDAR_UNITS[word(tokens, start + 1)]}"), start + 2
    if word(tokens, start) == "yesterday":
        return Before("shift day"), start + 1
    if word(tokens, start) in CALENDAR_UNITS and word(tokens, start + 1) in AFTER:
        return Before(f"shift {CALENDAR_UNITS[word(tokens, start)]}"), start + 2
    return None


def second_period(before: Before, window: Span, clock: Clock) -> Span:
    """The period that `before` means beside `window`."""
    unit = before.unit or ""
    if unit.startswith("shift "):
        return _shifted(window, unit.removeprefix("shift "), clock)
    if unit.startswith("length "):
        since = resolve(window, clock.now, clock.zone).since
        return _between(since - timedelta(seconds=int(unit.removeprefix("length "))), since, clock)
    if unit == "one":
        days = isinstance(window, Between) and resolve(window, clock.now, clock.zone).length <= WEEKEND
        return second_period(Before("shift week" if days else None), window, clock)
    if isinstance(window, Named):
        if PERIOD_UNITS[window.period] == unit or not unit:
            return _previous(window.period, clock)
        return _shifted(window, unit, clock)
    bounds = resolve(window, clock.now, clock.zone)
    if not unit or (isinstance(window, Last) and bounds.length >= SHORTEST[unit]):
        return _between(bounds.since - bounds.length, bounds.since, clock)
    return _shifted(window, unit, clock)


def _previous(period: Period, clock: Clock) -> Span:
    if period in PREVIOUS:
        return Named(PREVIOUS[period])
    bounds = resolve(Named(period), clock.now, clock.zone)
    earlier = resolve(Named(period), bounds.since, clock.zone)
    return _between(earlier.since, earlier.until, clock)


def _shifted(window: Span, unit: str, clock: Clock) -> Span:
    bounds = resolve(window, clock.now, clock.zone)
    return _between(_back(bounds.since, unit, clock.zone), _back(bounds.until, unit, clock.zone), clock)


def _back(moment: datetime, unit: str, zone: ZoneInfo) -> datetime:
    wall = moment.astimezone(zone).replace(tzinfo=None)
    if unit in ("day", "week"):
        return local_instant(wall - timedelta(days=1 if unit == "day" else 7), zone)
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    total = wall.year * 12 + wall.month - 1 - months
    for day in range(wall.day, wall.day - 4, -1):
        try:
            return local_instant(wall.replace(year=total // 12, month=total % 12 + 1, day=day), zone)
        except ValueError:
            continue
    return moment


def _between(since: datetime, until: datetime, clock: Clock) -> Between:
    return Between(since.astimezone(clock.zone), until.astimezone(clock.zone))


def implied_window(compare: Span | Before) -> Named:
    """The window of “compare with last week” when no other is said: the present week."""
    if isinstance(compare, Before):
        return Named(PRESENT.get(compare.unit or "", Period.TODAY))
    if isinstance(compare, Named):
        return Named(PRESENT[PERIOD_UNITS[compare.period]])
    return Named(Period.TODAY)
