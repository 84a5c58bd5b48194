"""Text to a stretch of time without its preposition: “last 24h”, “yesterday”, “last week”, “the weekend”, “Q3”."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.window import Last, Named, Period, Span, resolve
from bot.errors import Mistake, QuestionError
from bot.language.clock import Clock, Point, bad_window, skip, skip_back, word
from bot.language.days import is_texted_today, on_latest_day, read_day
from bot.language.durations import Duration, read_duration
from bot.language.moments import bounds, read_point
from bot.language.timewords import CALENDAR_UNITS, DAY, PERIODS, TO_DATE, UNITS
from bot.language.tokens import Token

LONGEST = timedelta(days=366)
NAMED = {period.value: period for period in Period if "_" in period}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time as said: `since` to `until`, the same instant twice for a clock time.

    `span` is there when the language has a shorter name for it.
    """

    since: datetime
    until: datetime
    span: Span | None = None


Found = tuple[Stretch, int]


def too_long() -> QuestionError:
    """The mistake of asking about more than 366 days."""
    return QuestionError(
        Mistake.WINDOW_TOO_LONG,
        "That is more than 366 days; ask about a shorter time",
        suggestions=("last 30d", "last_quarter", "last 366d"),
    )


def not_yet(text: str) -> QuestionError:
    """The mistake of asking about what has not happened."""
    return QuestionError(
        Mistake.WINDOW_FUTURE,
        f"That time starts after now ({text}); the logs only know what has happened",
        suggestions=("today", "last 24h", "yesterday"),
    )


def read_stretch(tokens: list[Token], place: int, clock: Clock, *, bare: bool) -> Found | None:
    """A closed stretch of time without its preposition; `bare` says that none was there to announce one."""
    start = skip(tokens, place, "the")
    readers: tuple[Callable[[list[Token], int, Clock], Found | None], ...] = (
        _rolling,
        _calendar,
        _weekend,
        _year_or_quarter,
    )
    _refuse_endless(tokens, start)
    for read in readers:
        if found := read(tokens, start, clock):
            return found
    if found := _length(tokens, start, clock, bare=bare):
        return found
    point = read_point(tokens, start, clock)
    return (stretch_of(on_latest_day(point[0], clock), clock), point[1]) if point else None


def stretch_of(point: Point, clock: Clock) -> Stretch:
    """A point as a stretch, by its short name where it has one."""
    since, until = bounds(point, clock)
    plain = point.at is None and point.part is None and not point.months and not point.yearless
    if plain and point.day == clock.today and until - since > timedelta(hours=1):
        return Stretch(since, until, Named(Period.TODAY) if point.near else None)
    if plain and point.day == clock.today - timedelta(days=1):
        return Stretch(since, until, Named(Period.YESTERDAY) if point.near else None)
    return Stretch(since, until)


def _rolling(tokens: list[Token], place: int, clock: Clock) -> Found | None:
    lead = word(tokens, place)
    if lead not in ("last", "past", "previous", "prior", "these", "preceding", "rolling", "trailing"):
        return None
    start = skip(tokens, place + 1, "past", "last", "full")
    if duration := read_duration(tokens, start, clock, spelled=True):
        return _backwards(duration[0], clock), duration[1]
    unit = CALENDAR_UNITS.get(word(tokens, start))
    if word(tokens, start) in ("hour", "hr", "minute", "min", "day", "fortnight") or (unit and lead == "past"):
        single = read_duration(tokens, start, clock, spelled=True, single=True)
        return (_backwards(single[0], clock), single[1]) if single else None
    return None


def _backwards(duration: Duration, clock: Clock) -> Stretch:
    seconds = duration.seconds
    if seconds <= 0:
        raise bad_window(duration.text, f"“{duration.text}” is no length of time; it must be above zero, like last 24h")
    if seconds > LONGEST.total_seconds():
        raise too_long()
    return Stretch(clock.now - timedelta(seconds=seconds), clock.now, Last(seconds))


def _length(tokens: list[Token], place: int, clock: Clock, *, bare: bool) -> Found | None:
    spelled = read_duration(tokens, place, clock, spelled=True)
    if spelled and word(tokens, spelled[1]) in ("ago", "earlier", "back"):
        return _ago(spelled[0], clock), spelled[1] + 1
    found = read_duration(tokens, place, clock, spelled=not bare)
    if found is None or (bare and is_texted_today(tokens, place)):
        return None
    duration, end = found
    return _backwards(duration, clock), end


def _ago(duration: Duration, clock: Clock) -> Stretch:
    moment = _backwards(duration, clock).since.astimezone(clock.zone)
    if duration.seconds % DAY:
        return Stretch(moment, moment)
    return stretch_of(Point(day=moment.date()), clock)


def _refuse_endless(tokens: list[Token], place: int) -> None:
    """“All time” is too long, and “next week” has not happened. Raises QuestionError."""
    here, after = word(tokens, place), word(tokens, place + 1)
    if here == "all" and after in ("time", "history"):
        raise too_long()
    ahead = skip(tokens, place + 1, "few", "couple", "of")
    if here in ("next", "coming", "upcoming") and (after in UNITS or word(tokens, ahead + 1) in UNITS):
        raise not_yet(f"{here} {after}")


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
        return _calendar_unit(tokens, edges, clock, any_unit=True) if opens else None
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
    if tokens[place + 1].possessive or word(tokens, place + 2) != "so":
        return _period(unit, back, clock), place + 2
    return _period(unit, back, clock), skip(tokens, place + 2, "so", "far")


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
    if word(tokens, start) not in ("weekend", "wkend"):
        return None
    today = clock.today
    saturday = today - timedelta(days=(today.weekday() - 5) % 7)
    if which in ("last", "previous") and today.weekday() >= 5:
        saturday -= timedelta(days=7)
    return stretch_of(Point(day=saturday, days=2), clock), start + 1


def _year_or_quarter(tokens: list[Token], place: int, clock: Clock) -> Found | None:
    here = word(tokens, place)
    if len(here) == 2 and here[0] == "q" and here[1] in "1234":
        said = word(tokens, place + 1)
        year = int(said) if len(said) == 4 and said.isdecimal() else None
        return _quarter(int(here[1]), year, clock), place + 1 + (year is not None)
    if (
        len(here) == 4
        and here.isdecimal()
        and here.startswith("20")
        and word(tokens, place - 1) in ("in", "during", "of", "since", "from")
    ):
        since, until = bounds(Point(day=date(int(here), 1, 1), months=12), clock)
        return Stretch(since, until), place + 1
    return None


def _quarter(number: int, year: int | None, clock: Clock) -> Stretch:
    start = date(year or clock.today.year, 3 * number - 2, 1)
    if year is None and start > clock.today:
        start = start.replace(year=start.year - 1)
    since, until = bounds(Point(day=start, months=3), clock)
    return Stretch(since, until)
