"""Makes the two ends of a range whole from one another: their days, months, halves and nights."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bot.language.times.clock import Clock, Point
from bot.language.times.days import on_latest_day
from bot.language.times.moments import bounds

HALF_DAY = 12
AHEAD = timedelta(days=31)
"""How far past today an end without a year may lie: in January “25 Dec to 3 Jan” holds the present."""


def completed(first: Point, second: Point, clock: Clock, *, ordinal: bool) -> tuple[Point, Point] | None:
    """Both ends made whole from one another: the month of “1-7 Nov”, the half of “9-11am”, the day of “9 to 5pm”.

    `ordinal` says that one of two bare numbers is a day: “from the 1st to the 5th”.
    """
    if first.number is not None and second.number is not None and first.day is None and second.day is None:
        return _days(first, second, clock) if ordinal else None
    if first.number is not None and first.day is None and first.at is None:
        return _completed_start(first, second, clock)
    if second.number is not None and second.day is None and second.at is None:
        return _completed_end(first, second)
    if first.at is not None and first.day is None and second.at is not None:
        return _night_before(replace(first, day=second.day, zone=first.zone or second.zone), second), second
    if first.zone is None and second.zone is not None and first.at is not None:
        return replace(first, zone=second.zone), second
    return first, second


def _completed_start(first: Point, second: Point, clock: Clock) -> tuple[Point, Point] | None:
    number = first.number or 0
    if second.at is not None:
        if number > 24:
            return None
        if second.part == "night":
            return _night_before(replace(second, at=_at_night(number), number=None), second), second
        at = second.at if second.number is None else _after_noon(number, second.at)
        late = at.hour >= HALF_DAY > number and number <= at.hour - HALF_DAY
        first_at = time((number + HALF_DAY * late) % 24)
        return replace(second, at=first_at, number=None), replace(second, at=at, number=None)
    if second.day is None or second.months:
        return None
    start = _on_day(second.day, number)
    if start and second.yearless and (sooner := _in_year(start, start.year + 1)) and sooner <= clock.today:
        start = sooner
    return (replace(second, day=start), second) if start else None


def _at_night(number: int) -> time:
    """A bare hour of last night: 9 is in the evening, 2 in the morning."""
    return time((number + HALF_DAY if HALF_DAY // 2 <= number < HALF_DAY else number) % 24)


def _night_before(first: Point, second: Point) -> Point:
    """The 22:00 of “22:00 to 06:00 last night” is on the day before its 06:00."""
    if second.part == "night" and first.at and second.at and first.day and first.at > second.at:
        return replace(first, day=first.day - timedelta(days=1))
    return first


def _days(first: Point, second: Point, clock: Clock) -> tuple[Point, Point] | None:
    """“From the 1st to the 5th”: of the month of the latest such end."""
    end = on_latest_day(second, clock).day
    start = _on_day(end, first.number or 0) if end else None
    if start and end and start > end:
        start = _on_day(end.replace(day=1) - timedelta(days=1), first.number or 0)
    return (Point(day=start), Point(day=end)) if start and end else None


def _after_noon(first: int, at: time) -> time:
    """The 5 of “9 to 5 yesterday” is in the afternoon."""
    late = at.hour <= first <= HALF_DAY and at.hour != HALF_DAY
    return at.replace(hour=at.hour + HALF_DAY) if late else at


def _completed_end(first: Point, second: Point) -> tuple[Point, Point] | None:
    number = second.number or 0
    if first.at is not None:
        late = number < first.at.hour <= 12 <= number + 12
        return first, replace(first, at=time((number + 12 * late) % 24))
    if first.day is None or first.months:
        return None
    end = _on_day(first.day, number)
    return (first, replace(first, day=end)) if end else None


def _on_day(day: date, number: int) -> date | None:
    try:
        return day.replace(day=number)
    except ValueError:
        return None


def moments(first: Point, second: Point, clock: Clock) -> tuple[datetime, datetime]:
    """The first instant of one, and the first after the other."""
    since, _ = bounds(first, clock)
    if second.at is not None and second.day is None:
        return since, _clock_after(since, second, clock)
    if second.at == time() and second.day is not None and second.day == first.day:
        second = replace(second, day=second.day + timedelta(days=1))  # the midnight that ends the day
    if second.yearless and second.day is not None:
        second = replace(second, day=_same_year(first, second.day, clock))
    opens, closes = bounds(second, clock)
    return since, closes if closes != since else opens  # the day before is an end that comes too early


def _clock_after(since: datetime, second: Point, clock: Clock) -> datetime:
    """The first such clock time that is not before `since`, so that 22:00 to 02:00 crosses midnight."""
    day = since.astimezone(second.zone or clock.zone).date()
    moment = clock.instant(day, second.at or time(), second.zone)
    return moment if moment >= since else clock.instant(day + timedelta(days=1), second.at or time(), second.zone)


def _same_year(first: Point, end: date, clock: Clock) -> date:
    """A day without a year, as the end of what `first` starts: in the same year, or past the turn of the year."""
    if first.day is None:
        return end
    same = _in_year(end, first.day.year)
    later = _in_year(end, first.day.year + 1)
    if same and same < first.day and later and later <= clock.today + AHEAD:
        return later
    return same or end


def _in_year(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:
        return None
