"""Reads a range with two ends: 1-7 Nov, 9am to 5pm yesterday, between monday and wednesday."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bot.language.clock import Clock, Point, skip, word
from bot.language.days import read_day
from bot.language.moments import bounds, read_point
from bot.language.timewords import MONTHS, UNITS
from bot.language.tokens import Shape, Token

_SEPARATORS = ("to", "-", "–", "—", "until", "till", "til", "through", "thru", "..", "up")
_OPENINGS = ("from", "between", "starting", "since")

HALF_DAY = 12
AHEAD = timedelta(days=31)
"""How far past today an end without a year may lie: in January “25 Dec to 3 Jan” holds the present."""

Range = tuple[datetime, datetime, int]


def read_range(tokens: list[Token], place: int, clock: Clock) -> Range | None:
    """Both ends as moments, the second exclusive, and where the range ends in the text."""
    day = read_day(tokens, place, clock)
    if day and day[0].day and word(tokens, skip(tokens, day[1], ",")) in ("from", "between"):
        ends = _ends(tokens, skip(tokens, day[1], ","), clock)
        if ends and ends[0].day is None and ends[1].day is None:
            return _moments(replace(ends[0], day=day[0].day), ends[1], clock, ends[2])
    if day and (hours := _hours(tokens, skip(tokens, day[1], ",", "from", "between"), day[0])):
        return _moments(*hours[:2], clock, hours[2])
    ends = _ends(tokens, place, clock)
    return _moments(*ends[:2], clock, ends[2]) if ends else None


def _hours(tokens: list[Token], place: int, day: Point) -> tuple[Point, Point, int] | None:
    """“Yesterday from 9 to 5”: two bare hours after a day."""
    first, end = _number(tokens, place), place + 2
    second = _number(tokens, end) if word(tokens, place + 1) in ("and", *_SEPARATORS) else None
    if day.day is None or day.months or not first or not second or word(tokens, end + 1) in (*UNITS, *MONTHS):
        return None
    opens, closes = first[0].number or 0, second[0].number or 0
    if max(opens, closes) > 2 * HALF_DAY:
        return None
    if day.part in ("afternoon", "evening", "night") and max(opens, closes) < HALF_DAY:
        opens, closes = opens + HALF_DAY, closes + HALF_DAY
    elif closes <= opens <= HALF_DAY:
        closes += HALF_DAY
    whole = replace(day, part=None)
    return replace(whole, at=time(opens % 24)), replace(whole, at=time(closes % 24)), end + 1


def _ends(tokens: list[Token], place: int, clock: Clock) -> tuple[Point, Point, int] | None:
    opening = word(tokens, place)
    start = skip(tokens, place + (opening in _OPENINGS), "from", "the")
    first = read_point(tokens, start, clock, bare_hours=True) or _number(tokens, start)
    if first is None:
        return None
    separators = ("and", *_SEPARATORS) if opening == "between" else _SEPARATORS
    if word(tokens, first[1]) not in separators and not _glued_weekdays(tokens, first[1]):
        return None
    after = skip(tokens, first[1], *separators, "the", "at")
    second = _now(tokens, after, clock) or read_point(tokens, after, clock, bare_hours=True) or _number(tokens, after)
    if second is None:
        return None
    pair = _completed(first[0], second[0], clock)
    return (*pair, second[1]) if pair else None


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


def _completed(first: Point, second: Point, clock: Clock) -> tuple[Point, Point] | None:
    """Both ends made whole from one another: the month of “1-7 Nov”, the half of “9-11am”, the day of “9 to 5pm”."""
    if first.number is not None and second.number is not None and first.day is None and second.day is None:
        return None
    if first.number is not None and first.day is None and first.at is None:
        return _completed_start(first, second, clock)
    if second.number is not None and second.day is None and second.at is None:
        return _completed_end(first, second)
    if first.at is not None and first.day is None and second.at is not None:
        return replace(first, day=second.day, zone=first.zone or second.zone), second
    if first.zone is None and second.zone is not None and first.at is not None:
        return replace(first, zone=second.zone), second
    return first, second


def _completed_start(first: Point, second: Point, clock: Clock) -> tuple[Point, Point] | None:
    number = first.number or 0
    if second.at is not None:
        if number > 24:
            return None
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


def _moments(first: Point, second: Point, clock: Clock, end: int) -> Range:
    since, _ = bounds(first, clock)
    if second.at is not None and second.day is None:
        return since, _clock_after(since, second, clock), end
    if second.at == time() and second.day is not None and second.day == first.day:
        second = replace(second, day=second.day + timedelta(days=1))  # the midnight that ends the day
    if second.yearless and second.day is not None:
        second = replace(second, day=_same_year(first, second.day, clock))
    opens, closes = bounds(second, clock)
    return since, closes if closes != since else opens, end  # the day before is an end that comes too early


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
