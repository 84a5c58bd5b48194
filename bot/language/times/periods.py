"""Reads periods of the calendar: this week, last month, month to date, the week of 16 March, the weekend, Q3, 2026."""

from datetime import date, timedelta

from bot.domain.window import Named, Period, resolve
from bot.language.times.clock import Clock, Found, Point, Stretch, bad_window, skip, skip_back, word
from bot.language.times.days import read_day
from bot.language.times.moments import bounds, stretch_of
from bot.language.times.timewords import CALENDAR_UNITS, PERIODS, TO_DATE
from bot.language.tokens import Token

MONTHS_OF = {"q1": (1, 3), "q2": (4, 3), "q3": (7, 3), "q4": (10, 3), "h1": (1, 6), "h2": (7, 6)}
"""The first month of each quarter and half of a year, and how many it has."""

WEEKENDS = ("weekend", "wkend")
NAMED = {period.value: period for period in Period if "_" in period}


def read_period(tokens: list[Token], place: int, clock: Clock) -> Found | None:
    """The period of the calendar that starts at `place`, and where it ends."""
    for read in (_this_hour, _before_last, _week_by_number, _calendar, _weekend, _year_or_quarter):
        if found := read(tokens, place, clock):
            return found
    return None


def _this_hour(tokens: list[Token], place: int, clock: Clock) -> Found | None:
    """“This hour”: since the clock last struck."""
    if word(tokens, place) not in ("this", "current") or word(tokens, place + 1) not in ("hour", "hr"):
        return None
    struck = clock.now.astimezone(clock.zone).replace(minute=0, second=0, microsecond=0)
    if struck == clock.now:
        raise bad_window("hour", "This hour has only just begun; say last hour")
    return Stretch(struck, clock.now), place + 2


def _before_last(tokens: list[Token], place: int, clock: Clock) -> Found | None:
    """“The week before last”: the one before the previous one."""
    unit = word(tokens, place)
    if (word(tokens, place + 1), word(tokens, place + 2)) != ("before", "last"):
        return None
    end = place + 3 + (word(tokens, place + 3) == unit)
    if unit in WEEKENDS:
        saturday = _saturday(clock.today) - timedelta(days=7)
        return stretch_of(Point(day=saturday, days=2), clock), end
    if CALENDAR_UNITS.get(unit) not in PERIODS:
        return None
    last = resolve(Named(PERIODS[CALENDAR_UNITS[unit]][1]), clock.now, clock.zone)
    earlier = resolve(Named(PERIODS[CALENDAR_UNITS[unit]][1]), last.since, clock.zone)
    return Stretch(earlier.since.astimezone(clock.zone), earlier.until.astimezone(clock.zone)), end


def _week_by_number(tokens: list[Token], place: int, clock: Clock) -> Found | None:
    """“Week 46”: of ISO 8601, whose weeks start on Monday too; the latest that has begun, or that of the year named."""
    number = word(tokens, place + 1)
    counted = word(tokens, place - 1) in ("per", "a", "each", "every", "by")
    if CALENDAR_UNITS.get(word(tokens, place)) != "week" or counted or not (number.isdecimal() and len(number) < 3):
        return None
    said = word(tokens, skip(tokens, place + 2, "of"))
    year = int(said) if len(said) == 4 and said.isdecimal() else None
    end = skip(tokens, place + 2, "of") + 1 if year else place + 2
    monday = _monday(year or clock.today.year, int(number))
    if year is None and monday > clock.today:
        monday = _monday(clock.today.year - 1, int(number))
    return stretch_of(Point(day=monday, days=7), clock), end


def _monday(year: int, week: int) -> date:
    try:
        return date.fromisocalendar(year, week, 1)
    except ValueError:
        raise bad_window(f"week {week}", f"{year} has no week {week}; its weeks go from 1 to 52 or 53") from None


def _calendar(tokens: list[Token], place: int, clock: Clock) -> Found | None:
    here = word(tokens, place)
    if here in TO_DATE:
        return _period(TO_DATE[here], 0, clock), place + 1
    if here in NAMED:
        return _named(NAMED[here], clock), place + 1
    if here == "week" and (week := _week_of(tokens, place + 1, clock)):
        return week
    edges = skip(tokens, place, "start", "beginning", "of", "so", "far", "the")
    if here in ("start", "beginning"):
        opens = word(tokens, skip_back(tokens, place - 1, "the")) in ("since", "from", "after")
        return _calendar_unit(tokens, edges, clock, any_unit=True) or _month(tokens, edges, clock) if opens else None
    return _calendar_unit(tokens, edges, clock) or _unit_to_date(tokens, place, clock)


def _week_of(tokens: list[Token], place: int, clock: Clock) -> Found | None:
    """“The week of 16 March”: from its Monday."""
    start = skip(tokens, place, "of", "beginning", "starting", "commencing", "the")
    day = read_day(tokens, start, clock) if start > place else None
    if day is None or day[0].day is None or day[0].months:
        return None
    monday = day[0].day - timedelta(days=day[0].day.weekday())
    return stretch_of(Point(day=monday, days=7), clock), day[1]


def _calendar_unit(tokens: list[Token], place: int, clock: Clock, *, any_unit: bool = False) -> Found | None:
    which, place = word(tokens, place), skip(tokens, place + 1, "full", "whole", "complete", "calendar") - 1
    unit = CALENDAR_UNITS.get(word(tokens, place + 1))
    if any_unit and which in CALENDAR_UNITS:
        return _period(CALENDAR_UNITS[which], 0, clock), place + 1
    if unit is None or which not in ("last", "previous", "prior", "this", "current"):
        return None
    back = int(which in ("last", "previous", "prior"))
    after = (word(tokens, place + 2), word(tokens, place + 3))
    onwards = not tokens[place + 1].possessive and after in (("so", "far"), ("to", "date"))
    return _period(unit, back, clock), place + 2 + 2 * onwards


def _month(tokens: list[Token], place: int, clock: Clock) -> Found | None:
    day = read_day(tokens, place, clock)
    return (stretch_of(day[0], clock), day[1]) if day and day[0].months else None


def _unit_to_date(tokens: list[Token], place: int, clock: Clock) -> Found | None:
    unit = CALENDAR_UNITS.get(word(tokens, place))
    if unit and word(tokens, place + 1) == "to" and word(tokens, place + 2) == "date":
        return _period(unit, 0, clock), place + 3
    return None


def _period(unit: str, back: int, clock: Clock) -> Stretch:
    if unit != "year":
        return _named(PERIODS[unit][back], clock)
    start = date(clock.today.year - back, 1, 1)
    since, until = bounds(Point(day=start, months=12), clock)
    return Stretch(since, until)


def _named(period: Period, clock: Clock) -> Stretch:
    window = resolve(Named(period), clock.now, clock.zone)
    return Stretch(window.since.astimezone(clock.zone), window.until.astimezone(clock.zone), Named(period))


def _weekend(tokens: list[Token], place: int, clock: Clock) -> Found | None:
    which = word(tokens, place) if word(tokens, place) in ("last", "this", "past", "previous") else ""
    start = place + bool(which)
    if word(tokens, start) not in WEEKENDS:
        return None
    saturday = _saturday(clock.today)
    if which in ("last", "previous") and clock.today.weekday() >= 5:
        saturday -= timedelta(days=7)
    return stretch_of(Point(day=saturday, days=2), clock), start + 1


def _saturday(today: date) -> date:
    """The latest, today's too."""
    return today - timedelta(days=(today.weekday() - 5) % 7)


def _year_or_quarter(tokens: list[Token], place: int, clock: Clock) -> Found | None:
    here = word(tokens, place)
    if here in MONTHS_OF:
        said = word(tokens, place + 1)
        year = int(said) if len(said) == 4 and said.isdecimal() else None
        return _months_of(here, year, clock), place + 1 + (year is not None)
    if (
        len(here) == 4
        and here.isdecimal()
        and here.startswith("20")
        and word(tokens, place - 1) in ("in", "during", "of", "since", "from", "for", "throughout")
    ):
        since, until = bounds(Point(day=date(int(here), 1, 1), months=12), clock)
        return Stretch(since, until), place + 1
    return None


def _months_of(name: str, year: int | None, clock: Clock) -> Stretch:
    """A quarter or a half of the year named, or the latest that has begun."""
    first, months = MONTHS_OF[name]
    start = date(year or clock.today.year, first, 1)
    if year is None and start > clock.today:
        start = start.replace(year=start.year - 1)
    since, until = bounds(Point(day=start, months=months), clock)
    return Stretch(since, until)
