"""Reads a day or a month: yesterday, last night, Tuesday, Tuesday the 3rd, or a date as it is written."""

from datetime import timedelta

from bot.language.times.clock import Clock, Point, bad_window, skip, word
from bot.language.times.dates import read_day_month, read_month, read_month_day, read_written_date
from bot.language.times.timewords import DAY_PARTS, DAY_WORDS, WEEKDAYS
from bot.language.tokens import Token


def read_day(tokens: list[Token], place: int, clock: Clock) -> tuple[Point, int] | None:
    """A day or a month, without clock time."""
    start = skip(tokens, place, "the")
    for read in (_near_day, _weekday, read_written_date, read_month_day, read_day_month, read_month):
        if found := read(tokens, start, clock):
            return found
    return None


def _near_day(tokens: list[Token], place: int, clock: Clock) -> tuple[Point, int] | None:
    here, after = word(tokens, place), word(tokens, place + 1)
    if here == "day" and after == "before" and (end := place + 2) and word(tokens, end) in DAY_WORDS:
        return Point(day=clock.today - timedelta(DAY_WORDS[word(tokens, end)] + 1)), end + 1
    if is_texted_today(tokens, place):
        return Point(day=clock.today, near=True), place + 2
    if here in DAY_WORDS:
        return Point(day=clock.today - timedelta(DAY_WORDS[here]), near=True), place + 1
    if here == "tonight":
        return Point(day=clock.today, part="evening"), place + 1
    if here == "this" and after in DAY_PARTS:
        return Point(day=clock.today, part=after), place + 2
    if here == "overnight" or (here == "last" and after == "night"):
        return _last_night(clock), place + (1 if here == "overnight" else 2)
    return None


def is_texted_today(tokens: list[Token], place: int) -> bool:
    """“2day”, as thumbs write today."""
    return word(tokens, place) == "2" and word(tokens, place + 1) == "day" and tokens[place + 1].glued


def _last_night(clock: Clock) -> Point:
    return Point(day=clock.today - timedelta(days=1), part="night")


def _weekday(tokens: list[Token], place: int, clock: Clock) -> tuple[Point, int] | None:
    which = word(tokens, place) if word(tokens, place) in ("last", "this", "next", "past", "previous") else ""
    start = place + bool(which)
    if word(tokens, start) not in WEEKDAYS:
        return None
    end, weeks = _of_which_week(tokens, start + 1)
    monday = clock.today - timedelta(days=clock.today.weekday())
    wanted = WEEKDAYS[word(tokens, start)]
    if weeks is not None:
        return Point(day=monday - timedelta(days=7 * weeks - wanted)), end
    if dated := _date_of(tokens, skip(tokens, start + 1, ",", "the"), clock):
        return _on_weekday(dated, wanted, tokens[start].text)
    back = (clock.today.weekday() - wanted) % 7
    if which == "next":
        back -= 7
    elif which in ("last", "past", "previous"):
        back = back or 7
    return Point(day=clock.today - timedelta(days=back)), start + 1


def _date_of(tokens: list[Token], place: int, clock: Clock) -> tuple[Point, int] | None:
    """The date beside a weekday: “Tuesday 3 November”, “Tuesday, Nov 3”, “Tuesday the 3rd”."""
    if found := read_written_date(tokens, place, clock) or read_month_day(tokens, place, clock):
        return found
    found = read_day_month(tokens, place, clock)
    return (on_latest_day(found[0], clock), found[1]) if found else None


def _on_weekday(dated: tuple[Point, int], weekday: int, text: str) -> tuple[Point, int]:
    day = dated[0].day
    if day is not None and day.weekday() != weekday:
        raise bad_window(text, f"{day:%-d %B %Y} is a {day:%A}, and no {text}; say one of the two")
    return dated


def _of_which_week(tokens: list[Token], place: int) -> tuple[int, int | None]:
    start = skip(tokens, place, "of", "in")
    if word(tokens, start + 1) in ("week", "wk") and word(tokens, start) in ("this", "last"):
        return start + 2, int(word(tokens, start) == "last")
    return place, None


def on_latest_day(point: Point, clock: Clock) -> Point:
    """“The 5th” as the latest past 5th; any other point as it is."""
    if point.number is None or point.day is not None or point.at is not None:
        return point
    first = clock.today.replace(day=1)
    for _ in range(12):
        try:
            found = first.replace(day=point.number)
        except ValueError:
            found = None
        if found and found <= clock.today:
            return Point(day=found, yearless=True)
        first = (first - timedelta(days=1)).replace(day=1)
    raise bad_window(str(point.number), f"There is no {point.number}th day in a month")
