"""Hours by number, so that they can be counted with: hours since the beginning of 2020, in UTC."""

from datetime import UTC, datetime, timedelta

HOUR = timedelta(hours=1)
DAY = 24

_FIRST = datetime(2020, 1, 1, tzinfo=UTC)


def number_of(moment: datetime) -> int:
    """The number of the hour that holds `moment`; by 24 it is its day's."""
    return (moment - _FIRST) // HOUR


def hour_of(number: int) -> datetime:
    """The hour with this number."""
    return _FIRST + number * HOUR
