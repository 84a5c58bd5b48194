"""What a digest has to say about rows that are missing: gone for good, or still on their way. Whole sentences each."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.desk.reading import Reading
from bot.domain.days import DAY, WEEK, Days
from bot.domain.digest_parts import Stretch

TELLING_SILENCE = 6
"""Where so many attempts were usual and none came, chance is an unlikely reason (e^-6, one in 400)."""

LATEST = timedelta(days=1)
"""No row is on its way for longer."""


def lost(reading: Reading, days: Days, zone: ZoneInfo) -> Sequence[str]:
    """Rows at the start of `days` that Graph no longer has, and the mirror never had."""
    if reading.known_since <= days.window(zone).since:
        return ()
    if reading.known_since >= days.window(zone).until:
        return (f"Nothing is known of sign-ups {days.said()}: the log has none from so long ago any more.",)
    these = "these days" if days.noun == "days" else f"this {days.noun}"
    return (f"Sign-ups of {these} are known only since {_clock_time(reading.known_since, zone)}.",)


def unread(reading: Reading, zone: ZoneInfo) -> Sequence[str]:
    """Rows at the end that could not be read yet, since Graph did not answer."""
    if reading.known_until >= reading.wanted_until:
        return ()
    until = _clock_time(reading.known_until, zone)
    return (f"The log was late: it was known only until {until}, so these numbers may still rise.",)


def gone_quiet(now: Stretch, like: Stretch | None, zone: ZoneInfo, present: datetime) -> Sequence[str]:
    """Days that end in silence where the like days did not: their last rows may still be on their way."""
    if like is None or present - now.window.until > LATEST:
        return ()
    last = max((attempt.ended for attempt in now.attempts), default=now.window.since)
    from_then = like.window.until - (now.window.until - last)
    expected = sum(attempt.started > from_then for attempt in like.attempts)
    if expected < TELLING_SILENCE:
        return ()
    before = "a month before" if now.days.is_month else "a week before"
    return (
        f"Nothing after {_clock_time(last, zone)} has arrived, though {expected} attempts began after that hour "
        f"{before}: the log is late, or sign-ups stopped.",
    )


def no_comparison(reading: Reading, days: Days, zone: ZoneInfo) -> Sequence[str]:
    """Why there is nothing to compare with (`reading` is of the like days), and from when there will be."""
    if reading.complete:
        return ()
    if reading.known_since <= days.window(zone).since:
        return (f"No comparison: sign-ups {days.said()} could not be read.",)
    if days.length > 1:
        return (f"No comparison yet: sign-ups {days.said()} are not known whole.",)
    since = reading.known_since.astimezone(zone)
    first = since if since.time() == time() else since + DAY
    return (
        f"No comparison yet: sign-ups are known since {_day(since)}, "
        f"so the first day with a whole week before it is {_day(first + WEEK)}.",
    )


def _day(moment: datetime) -> str:
    return f"{moment:%a} {moment.day} {moment:%b}"


def _clock_time(moment: datetime, zone: ZoneInfo) -> str:
    local = moment.astimezone(zone)
    return f"{_day(local)} {local:%H:%M}"
