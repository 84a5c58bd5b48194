"""Points in time as Graph prints them: UTC with seven digits of a second, kept as whole ticks of 100 ns."""

import re
from datetime import UTC, date, datetime, timedelta
from functools import cache

TICKS_PER_SECOND = 10_000_000
TICKS_PER_MINUTE = 60 * TICKS_PER_SECOND
TICKS_PER_DAY = 24 * 60 * TICKS_PER_MINUTE

_DATE_TIME = re.compile(
    r"(?P<date>\d{4}-\d\d-\d\d)(?:T(?P<clock>\d\d:\d\d(?::\d\d)?)(?:\.(?P<fraction>\d{1,12}))?(?P<zone>Z|[+-]\d\d:\d\d))?",
    re.ASCII,
)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def ticks_of(moment: datetime) -> int:
    """Ticks since 1970 of an aware datetime, exact to the microsecond."""
    since = moment - _EPOCH
    return (since.days * 86_400 + since.seconds) * TICKS_PER_SECOND + since.microseconds * 10


def printed(ticks: int) -> str:
    """As a log prints it: `2024-10-15T01:57:36.3621450Z`."""
    return f"{_to_the_second(ticks)}.{ticks % TICKS_PER_SECOND:07d}Z"


def printed_to_the_second(ticks: int) -> str:
    """As a directory object prints it: `2024-10-15T01:57:36Z`."""
    return f"{_to_the_second(ticks)}Z"


def _to_the_second(ticks: int) -> str:
    day, second = divmod(ticks // TICKS_PER_SECOND, 86_400)
    return f"{_printed_day(day)}T{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}"


@cache
def _printed_day(day: int) -> str:
    return str(date(1970, 1, 1) + timedelta(days=day))


def read_ticks(text: str) -> int | None:
    """Ticks of an OData date (a bare day counts from its UTC midnight), or None when the text is no date."""
    match = _DATE_TIME.fullmatch(text)
    if match is None:
        return None
    zone = (match["zone"] or "Z").replace("Z", "+00:00")
    try:
        moment = datetime.fromisoformat(f"{match['date']}T{match['clock'] or '00:00'}{zone}")
    except ValueError:
        return None
    return ticks_of(moment) + int((match["fraction"] or "0").ljust(7, "0")[:7])
