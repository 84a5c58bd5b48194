"""Reads one point in time: a day, a clock time, or a day with a clock time or a part of the day."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bot.domain.window import Named, Period
from bot.language.times.clock import Clock, Point, Stretch, bad_window, skip, word
from bot.language.times.dates import FIRST_YEAR, LAST_YEAR
from bot.language.times.days import read_day
from bot.language.times.hours import read_time
from bot.language.times.timewords import DAY_PARTS
from bot.language.tokens import Shape, Token

NOON, DAWN = 12, time(6)


def read_point(tokens: list[Token], place: int, clock: Clock, *, bare_hours: bool = False) -> tuple[Point, int] | None:
    """The point that starts at `place`, and where it ends; `bare_hours` lets a lone number be one, as in “9 to 11”."""
    if found := _read_moment(tokens, place):
        return found
    if day := read_day(tokens, place, clock):
        return _with_time(*day, tokens)
    at = read_time(tokens, place)
    if at is None or (at[0].at is None and not bare_hours):
        return None
    return _with_day(*at, tokens, clock)


def _read_moment(tokens: list[Token], place: int) -> tuple[Point, int] | None:
    if place >= len(tokens) or tokens[place].shape is not Shape.MOMENT or "T" not in tokens[place].text:
        return None
    text = tokens[place].text
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise bad_window(text, f"“{text}” is not a time; write it like 2026-11-05T14:30") from None
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise bad_window(text, f"No log knows the year {moment.year}")
    return Point(day=moment.date(), at=moment.time(), zone=moment.tzinfo), place + 1


def _with_day(at: Point, end: int, tokens: list[Token], clock: Clock) -> tuple[Point, int]:
    day = read_day(tokens, skip(tokens, end, "on", "of", "in", "the"), clock)
    if day is None or day[0].months or day[0].day is None:
        return at, end
    return _at_hour(day[0], at, number=at.number), day[1]


def _at_hour(day: Point, at: Point, *, number: int | None) -> Point:
    """The hour `at` of a day, or of the part of it that was said; `number` stays where a range may complete it."""
    hour = at.at or time((at.number or 0) % 24)
    if day.part == "night" and day.day is not None:
        return _in_night(day.day, hour, at)
    if day.part in ("afternoon", "evening") and hour.hour < NOON:
        hour = hour.replace(hour=hour.hour + NOON)
    return replace(day, at=hour, zone=at.zone, part=None, number=number)


def _in_night(evening: date, hour: time, at: Point) -> Point:
    """“9 last night” is in the evening, “2am last night” in the morning after it."""
    if hour < DAWN or (hour == DAWN and at.number is None):
        return Point(day=evening + timedelta(days=1), at=hour, zone=at.zone, part="night")
    late = hour.replace(hour=hour.hour + NOON) if hour.hour < NOON else hour
    return Point(day=evening, at=late, zone=at.zone, part="night", number=at.number)


def _with_time(day: Point, end: int, tokens: list[Token]) -> tuple[Point, int]:
    if day.months or day.day is None:
        return day, end
    if day.part is None and word(tokens, end) in DAY_PARTS:
        return _with_time(replace(day, part=word(tokens, end)), end + 1, tokens)
    start = skip(tokens, end, "at", "around", "about", ",")
    at = read_time(tokens, start)
    if at is None or (at[0].at is None and word(tokens, start - 1) not in ("at", "around", "about")):
        return day, end
    return _at_hour(day, at[0], number=None), at[1]


def bounds(point: Point, clock: Clock) -> tuple[datetime, datetime]:
    """From the first instant of what was said to the first after it; the same instant twice for a clock time."""
    if point.day is None:
        moment = _latest_time(point, clock)
        return moment, moment
    if point.at is not None:
        moment = clock.instant(point.day, point.at, point.zone)
        return moment, moment
    if point.part is not None:
        since, until = DAY_PARTS[point.part]
        last = point.day if until > since else point.day + timedelta(days=1)
        return clock.instant(point.day, since), clock.instant(last, until)
    start = clock.instant(point.day)
    if point.months:
        months = point.day.year * 12 + point.day.month - 1 + point.months
        return start, clock.instant(point.day.replace(year=months // 12, month=months % 12 + 1))
    return start, clock.instant(point.day + timedelta(days=point.days))


def _latest_time(point: Point, clock: Clock) -> datetime:
    today = clock.now.astimezone(point.zone or clock.zone).date()
    at = point.at or time()
    moment = clock.instant(today, at, point.zone)
    return moment if moment <= clock.now else clock.instant(today - timedelta(days=1), at, point.zone)


def stretch_of(point: Point, clock: Clock) -> Stretch:
    """A point as a stretch, by its short name where it has one."""
    since, until = bounds(point, clock)
    plain = point.at is None and point.part is None and not point.months and not point.yearless
    if plain and point.day == clock.today and until - since > timedelta(hours=1):
        return Stretch(since, until, Named(Period.TODAY) if point.near else None)
    if plain and point.day == clock.today - timedelta(days=1):
        return Stretch(since, until, Named(Period.YESTERDAY) if point.near else None)
    return Stretch(since, until)
