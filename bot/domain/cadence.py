"""How often something is posted: the days on which it is, and the days that each post is about.

The posts of a cadence cover every local day exactly once, with no gap and no overlap.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import assert_never
from zoneinfo import ZoneInfo

from bot.domain.days import DAY, WEEK, Days
from bot.domain.window import local_instant

MONDAY, FRIDAY = 0, 4
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LONGEST_MONTH = 31


class Every(StrEnum):
    """The rhythms there are."""

    DAILY = "daily"
    WEEKDAYS = "weekdays"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


@dataclass(frozen=True, slots=True)
class Cadence:
    """Posted at `at`, a local time in `zone`.

    `on` is the weekday (0 is Monday) of a weekly cadence and the day of the month (1 to 31) of a monthly one; in a
    shorter month that is its last day.
    """

    every: Every
    at: time
    zone: ZoneInfo
    on: int = MONDAY

    def posts_on(self, day: date) -> bool:
        """Whether `day` is one on which something is posted."""
        match self.every:
            case Every.DAILY:
                return True
            case Every.WEEKDAYS:
                return day.weekday() <= FRIDAY
            case Every.WEEKLY:
                return day.weekday() == self.on
            case Every.MONTHLY:
                return day.day == min(self.on, monthrange(day.year, day.month)[1])
            case _:
                assert_never(self.every)

    def covered(self, posting_day: date) -> Days:
        """The days that the post of `posting_day` is about; on Monday, weekdays tell of the weekend too."""
        yesterday = posting_day - DAY
        match self.every:
            case Every.DAILY:
                return Days.one(yesterday)
            case Every.WEEKDAYS:
                return Days(posting_day - 3 * DAY if posting_day.weekday() == MONDAY else yesterday, yesterday)
            case Every.WEEKLY:
                return Days(posting_day - WEEK, yesterday)
            case Every.MONTHLY:
                return Days.month_before(posting_day)
            case _:
                assert_never(self.every)

    def posting_day(self, days: Days) -> date:
        """The day on which the post about `days` is due."""
        return self._next(days.last + DAY)

    def due(self, days: Days) -> datetime:
        """When (UTC) the post about `days` is due; clock changes neither skip nor repeat it."""
        return local_instant(datetime.combine(self.posting_day(days), self.at), self.zone)

    def due_by(self, now: datetime, since: datetime) -> list[Days]:
        """What fell due from `since` on and by `now`, oldest first."""
        found: list[Days] = []
        day, today = since.astimezone(self.zone).date(), now.astimezone(self.zone).date()
        while (day := self._next(day)) <= today:
            days = self.covered(day)
            if since <= self.due(days) <= now:
                found.append(days)
            day += DAY
        return found

    def next_dues(self, now: datetime, number: int) -> list[datetime]:
        """The next moments (UTC) after `now` at which something is due."""
        found: list[datetime] = []
        day = self._next(now.astimezone(self.zone).date())
        while len(found) < number:
            due = self.due(self.covered(day))
            if due > now:
                found.append(due)
            day = self._next(day + DAY)
        return found

    def latest_over(self, now: datetime) -> Days:
        """The latest days that are wholly over, whether or not their post is due yet."""
        today = now.astimezone(self.zone).date()
        coming = self.covered(self._next(today))
        return coming if coming.last < today else self.before(coming)

    def holding(self, day: date) -> Days:
        """The days of the one post that is about `day`."""
        posting_day = self._next(day + DAY)
        while (days := self.covered(posting_day)).last < day:
            posting_day = self._next(posting_day + DAY)
        return days

    @property
    def news_for(self) -> timedelta:
        """How long after it was due a post is still worth reading: a week, of a month's four weeks."""
        return 4 * WEEK if self.every is Every.MONTHLY else WEEK

    def before(self, days: Days) -> Days:
        """What the post before the one about `days` was about."""
        day = self.posting_day(days) - DAY
        while not self.posts_on(day):
            day -= DAY
        return self.covered(day)

    def said(self) -> str:
        """`daily at 09:00 (Europe/London)`, `weekly on Monday at …`, `monthly on day 1 at …`."""
        at = f"at {self.at:%H:%M} ({self.zone.key})"
        match self.every:
            case Every.DAILY:
                return f"daily {at}"
            case Every.WEEKDAYS:
                return f"on weekdays {at}"
            case Every.WEEKLY:
                return f"weekly on {WEEKDAYS[self.on]} {at}"
            case Every.MONTHLY:
                return f"monthly on {'the last day' if self.on == LONGEST_MONTH else f'day {self.on}'} {at}"
            case _:
                assert_never(self.every)

    def _next(self, day: date) -> date:
        while not self.posts_on(day):
            day += DAY
        return day
