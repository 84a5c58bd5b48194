"""A Window is a half-open stretch of time; a Span is how a question says one, before it meets a clock and a zone."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import assert_never
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """`since <= moment < until`, both aware and kept in UTC.

    Raises `ValueError` when a bound has no zone or `until` is before `since`.
    """

    since: datetime
    until: datetime

    def __post_init__(self) -> None:
        if self.since.tzinfo is None or self.until.tzinfo is None:
            raise ValueError("a window needs moments with a zone")
        if self.until < self.since:
            raise ValueError(f"a window cannot end ({self.until}) before it starts ({self.since})")
        object.__setattr__(self, "since", self.since.astimezone(UTC))
        object.__setattr__(self, "until", self.until.astimezone(UTC))

    def __contains__(self, moment: datetime) -> bool:
        return self.since <= moment < self.until

    @property
    def length(self) -> timedelta:
        """How long it is, in elapsed time: a local day has 23 or 25 hours when the clocks change."""
        return self.until - self.since

    def covers(self, other: "Window") -> bool:
        """Whether the whole of `other` lies inside."""
        return self.since <= other.since and other.until <= self.until

    def to_json(self) -> dict[str, str]:
        """`{"from", "to"}` as ISO 8601 in UTC."""
        return {"from": self.since.isoformat(), "to": self.until.isoformat()}


class Period(StrEnum):
    """The calendar words a window may be named by."""

    TODAY = "today"
    YESTERDAY = "yesterday"
    THIS_WEEK = "this_week"
    LAST_WEEK = "last_week"
    THIS_MONTH = "this_month"
    LAST_MONTH = "last_month"
    THIS_QUARTER = "this_quarter"
    LAST_QUARTER = "last_quarter"


@dataclass(frozen=True, slots=True)
class Last:
    """The last so many elapsed seconds before now."""

    seconds: int

    def to_json(self) -> dict[str, object]:
        """`{"last": seconds}`."""
        return {"last": self.seconds}


@dataclass(frozen=True, slots=True)
class Named:
    """A calendar period in the asker's zone."""

    period: Period

    def to_json(self) -> dict[str, object]:
        """`{"named": period}`."""
        return {"named": self.period.value}


@dataclass(frozen=True, slots=True)
class Between:
    """Two moments with offsets, the second exclusive."""

    since: datetime
    until: datetime

    def to_json(self) -> dict[str, object]:
        """`{"from", "to"}` as ISO 8601 with the asker's offset."""
        return {"from": self.since.isoformat(), "to": self.until.isoformat()}


Span = Last | Named | Between


def resolve(span: Span, now: datetime, zone: ZoneInfo) -> Window:
    """The stretch of time that `span` means to somebody in `zone` at `now`.

    Periods that hold the present end at `now`; weeks start on Monday.
    """
    match span:
        case Last(seconds):
            return Window(now - timedelta(seconds=seconds), now)
        case Named(period):
            return _resolve_period(period, now, zone)
        case Between(since, until):
            return Window(since, until)
        case _:
            assert_never(span)


def _resolve_period(period: Period, now: datetime, zone: ZoneInfo) -> Window:
    today = now.astimezone(zone).date()
    start, end = _period_dates(period, today)
    until = now if end is None else local_instant(datetime.combine(end, time()), zone)
    return Window(local_instant(datetime.combine(start, time()), zone), until)


def _period_dates(period: Period, today: date) -> tuple[date, date | None]:
    monday = today - timedelta(days=today.weekday())
    month = today.replace(day=1)
    quarter = month.replace(month=3 * ((today.month - 1) // 3) + 1)
    match period:
        case Period.TODAY:
            return today, None
        case Period.YESTERDAY:
            return today - timedelta(days=1), today
        case Period.THIS_WEEK:
            return monday, None
        case Period.LAST_WEEK:
            return monday - timedelta(days=7), monday
        case Period.THIS_MONTH:
            return month, None
        case Period.LAST_MONTH:
            return (month - timedelta(days=1)).replace(day=1), month
        case Period.THIS_QUARTER:
            return quarter, None
        case Period.LAST_QUARTER:
            previous = quarter - timedelta(days=1)
            return previous.replace(month=previous.month - 2, day=1), quarter
        case _:
            assert_never(period)


def local_instant(wall: datetime, zone: ZoneInfo) -> datetime:
    """The moment (UTC) at which clocks in `zone` show the naive time `wall`.

    A time shown twice means its first showing; a time skipped means the first instant after the gap.
    """
    moment = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) == wall:
        return moment
    return _end_of_gap(wall, zone)


def _end_of_gap(wall: datetime, zone: ZoneInfo) -> datetime:
    """The second at which clocks go on after the gap that `wall` falls into.

    Inside a gap the two folds are the two offsets (PEP 495): read with the later one, `wall` lies before the change.
    """
    later = wall.replace(tzinfo=zone, fold=1)
    seconds = range(int(later.timestamp()), int(wall.replace(tzinfo=zone, fold=0).timestamp()) + 1)

    def has_changed(second: int) -> bool:
        return datetime.fromtimestamp(second, zone).utcoffset() == later.utcoffset()

    return datetime.fromtimestamp(seconds[bisect_left(seconds, x=True, key=has_changed)], UTC)


def local_day(day: date, zone: ZoneInfo) -> Window:
    """The whole of `day` as people in `zone` live it: 23, 24 or 25 hours."""
    midnight = datetime.combine(day, time())
    return Window(local_instant(midnight, zone), local_instant(midnight + timedelta(days=1), zone))
