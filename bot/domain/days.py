"""Days are whole local days in a row: what a digest is about, whatever the clocks do meanwhile."""

from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from bot.domain.window import Window, local_day

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
TREND_DAYS, TREND_WEEKS, TREND_MONTHS = 14, 8, 6


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """From `first` to `last`, both included. Raises `ValueError` when the last is before the first."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"days cannot end ({self.last}) before they start ({self.first})")

    @classmethod
    def one(cls, day: date) -> "Days":
        """A single day."""
        return cls(day, day)

    @classmethod
    def of(cls, window: Window, zone: ZoneInfo) -> "Days":
        """The days that `window` lies in, as people in `zone` live them; it may not be empty."""
        last = window.until - timedelta(microseconds=1)
        return cls(window.since.astimezone(zone).date(), last.astimezone(zone).date())

    @classmethod
    def month_before(cls, day: date) -> "Days":
        """The whole calendar month before the one that `day` is in."""
        last = day.replace(day=1) - DAY
        return cls(last.replace(day=1), last)

    @property
    def length(self) -> int:
        """How many days."""
        return (self.last - self.first).days + 1

    @property
    def is_month(self) -> bool:
        """Whether these are one whole calendar month."""
        return self.first.day == 1 and self == Days.month_before(self.last + DAY)

    @property
    def like(self) -> "Days":
        """What to compare with: a month with the month before, anything else with the same weekdays a week before."""
        return Days.month_before(self.first) if self.is_month else self.back(WEEK)

    @property
    def trend(self) -> "list[Days]":
        """What these days are the latest of, oldest first: 6 months, 8 weeks, or 14 single days."""
        if self.is_month:
            months = [self]
            while len(months) < TREND_MONTHS:
                months.append(months[-1].like)
            return months[::-1]
        if self.length == WEEK.days:
            return [self.back(number * WEEK) for number in reversed(range(TREND_WEEKS))]
        return [Days.one(self.last - number * DAY) for number in reversed(range(TREND_DAYS))]

    @property
    def noun(self) -> str:
        """`day`, `week`, `month`; `days` for anything else."""
        if self.is_month:
            return "month"
        return {1: "day", 7: "week"}.get(self.length, "days")

    def back(self, by: timedelta) -> "Days":
        """As many days, earlier by whole days."""
        return Days(self.first - by, self.last - by)

    def window(self, zone: ZoneInfo) -> Window:
        """From the first midnight to the midnight that ends the last day, as people in `zone` live them."""
        return Window(local_day(self.first, zone).since, local_day(self.last, zone).until)

    def said(self) -> str:
        """`on Tuesday 17 November 2026`, `in November 2026`, `from Monday 9 to Sunday 15 November 2026`."""
        if self.is_month:
            return f"in {self.first:%B %Y}"
        end = f"{self.last:%A} {self.last.day} {self.last:%B %Y}"
        if self.length == 1:
            return f"on {end}"
        month = "" if self.first.month == self.last.month else f" {self.first:%B}"
        year = "" if self.first.year == self.last.year else f" {self.first:%Y}"
        return f"from {self.first:%A} {self.first.day}{month}{year} to {end}"

    def said_as_like(self) -> str:
        """As what later days are compared with: `last Tuesday`, `the week before`, `in October`, `a week before`."""
        if self.is_month:
            return f"in {self.first:%B}"
        if self.length == 1:
            return f"last {self.last:%A}"
        return "the week before" if self.length == WEEK.days else "a week before"
