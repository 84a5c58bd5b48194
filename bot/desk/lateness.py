"""What a digest has to say about rows that are missing: gone for good, or still on their way. Whole sentences each."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.desk.reading import Reading
from bot.domain.digest_parts import Day
from bot.domain.window import Window

TELLING_SILENCE = 6
"""Where so many attempts were usual and none came, chance is an unlikely reason (e^-6, one in 400)."""


def lost(reading: Reading, window: Window, zone: ZoneInfo) -> Sequence[str]:
    """Rows at the day's start that Graph no longer has, and the mirror never had."""
    if reading.known_since <= window.since:
        return ()
    return (f"Sign-ups of this day are known only since {_clock_time(reading.known_since, zone)}.",)


def unread(reading: Reading, zone: ZoneInfo) -> Sequence[str]:
    """Rows at the day's end that could not be read yet, since Graph did not answer."""
    if reading.known_until >= reading.wanted_until:
        return ()
    until = _clock_time(reading.known_until, zone)
    return (f"The log was late: it was known only until {until}, so these numbers may still rise.",)


def gone_quiet(day: Day, like: Day | None, zone: ZoneInfo) -> Sequence[str]:
    """A day that ends in silence where the like day did not: its last rows may still be on their way."""
    if like is None:
        return ()
    last = max((attempt.ended for attempt in day.attempts), default=day.window.since)
    from_then = like.window.until - (day.window.until - last)
    expected = sum(attempt.started > from_then for attempt in like.attempts)
    if expected < TELLING_SILENCE:
        return ()
    return (
        f"Nothing after {_clock_time(last, zone)} has arrived, though {expected} attempts began after that hour "
        "a week before: the log is late, or sign-ups stopped.",
    )


def no_comparison(like: Reading, like_window: Window, zone: ZoneInfo) -> Sequence[str]:
    """Why there is no day to compare with, and from when there will be one."""
    if like.complete:
        return ()
    if like.known_since <= like_window.since:
        return ("No comparison: the like day a week before could not be read.",)
    since = like.known_since.astimezone(zone)
    first = since.date() + timedelta(days=7 if since.time() == time() else 8)
    return (
        f"No comparison yet: sign-ups are known since {since:%a %-d %b}, "
        f"so the first day with a whole week before it is {first:%a %-d %b}.",
    )


def _clock_time(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%a %-d %b %H:%M}"
