"""How moments, windows and durations are said to people in one zone."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.window import Window, local_day


@dataclass(frozen=True, slots=True)
class Calendar:
    """Says times in `zone`; the year only where it is not `year`."""

    zone: ZoneInfo
    year: int

    @classmethod
    def of(cls, zone: str, present: datetime) -> "Calendar":
        """The calendar of people in `zone` (an IANA name) at `present`."""
        place = ZoneInfo(zone)
        return cls(place, present.astimezone(place).year)

    def day(self, day: date) -> str:
        """`Tue 17 Nov`."""
        return f"{day:%a} {day.day} {day:%b}" + (f" {day.year}" if day.year != self.year else "")

    def moment(self, moment: datetime) -> str:
        """`Tue 17 Nov 14:03`."""
        local = moment.astimezone(self.zone)
        return f"{self.day(local.date())} {local:%H:%M}"

    def zoned(self, moment: datetime) -> str:
        """`Tue 17 Nov 14:03 CET`."""
        return f"{self.moment(moment)} {moment.astimezone(self.zone):%Z}"

    def window(self, window: Window) -> str:
        """`Tue 17 Nov` for a whole local day, else `Tue 17 Nov 09:00 – 12:30 CET` or with both dates."""
        since, until = window.since.astimezone(self.zone), window.until.astimezone(self.zone)
        if window == local_day(since.date(), self.zone):
            return self.day(since.date())
        end = f"{until:%H:%M}" if since.date() == until.date() else self.moment(until)
        return f"{self.moment(since)} – {end} {until:%Z}"

    def period(self, field: str, key: str) -> str:
        """The key of a group by time, as the desk writes it: `Tue 17 Nov 14:00`, `week of Mon 16 Nov`, `Nov 2026`."""
        match field:
            case "hour":
                hour = datetime.fromisoformat(key)
                return f"{self.day(hour.date())} {hour:%H:%M}"
            case "day":
                return self.day(date.fromisoformat(key))
            case "week":
                return f"week of {self.day(date.fromisoformat(key))}"
            case _:
                return f"{date.fromisoformat(key + '-01'):%b %Y}"


def duration(length: timedelta) -> str:
    """`33 s`, `12 min`, `2 h 5 min`, `3 days`."""
    seconds = round(length.total_seconds())
    if seconds < 60:
        return f"{seconds} s"
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    if hours < 48:
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    return f"{round(hours / 24)} days"
