"""Reads time that rolls back from now: “last 24h”, “past week”, “3 days ago”."""

from datetime import timedelta

from bot.domain.window import Last
from bot.language.times.clock import LONGEST, Clock, Found, Point, Stretch, bad_window, skip, too_long, word
from bot.language.times.days import is_texted_today
from bot.language.times.durations import Duration, read_duration
from bot.language.times.moments import stretch_of
from bot.language.times.ranges import until_now
from bot.language.times.timewords import CALENDAR_UNITS, DAY
from bot.language.tokens import Token


def read_rolling(tokens: list[Token], place: int, clock: Clock) -> Found | None:
    """“Last 24h”, “past week”, “the previous 3 days”. Raises QuestionError for a length that is none."""
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


def read_length(tokens: list[Token], place: int, clock: Clock, *, bare: bool) -> Found | None:
    """“24h”, “3 days ago”; a `bare` length stands without a preposition and in figures."""
    spelled = read_duration(tokens, place, clock, spelled=True)
    if spelled and word(tokens, spelled[1]) in ("ago", "earlier", "back"):
        if (end := until_now(tokens, spelled[1] + 1)) > spelled[1] + 1:
            return _backwards(spelled[0], clock), end
        return _ago(spelled[0], clock), skip(tokens, spelled[1] + 1, "today")
    found = read_duration(tokens, place, clock, spelled=not bare)
    if found is None or (bare and is_texted_today(tokens, place)):
        return None
    duration, end = found
    return _backwards(duration, clock), end


def _backwards(duration: Duration, clock: Clock) -> Stretch:
    seconds = duration.seconds
    if seconds <= 0:
        raise bad_window(duration.text, f"“{duration.text}” is no length of time; it must be above zero, like last 24h")
    if seconds > LONGEST.total_seconds():
        raise too_long()
    return Stretch(clock.now - timedelta(seconds=seconds), clock.now, Last(seconds))


def _ago(duration: Duration, clock: Clock) -> Stretch:
    moment = _backwards(duration, clock).since.astimezone(clock.zone)
    if duration.seconds % DAY:
        return Stretch(moment, moment)
    return stretch_of(Point(day=moment.date()), clock)
