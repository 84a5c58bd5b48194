"""The stretches of a clock that groups by time stand for: their order, and those of a window that had nothing."""

from datetime import UTC, datetime, timedelta

from bot.domain.window import Window
from bot.render.times import Calendar

_STEPS = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(days=7)}


def moment_of(field: str, key: str) -> datetime:
    """When the period that `key` names begins: aware for an hour, which comes twice a year, else a local date."""
    if field == "hour":
        return datetime.fromisoformat(key)
    return datetime.fromisoformat(f"{key}-01" if field == "month" else key).replace(tzinfo=UTC)


def between(field: str, window: Window, calendar: Calendar) -> list[datetime]:
    """The beginnings of all periods of `window`, in the form of `moment_of`."""
    first, last = window.since.astimezone(calendar.zone), window.until.astimezone(calendar.zone)
    if field == "hour":
        return _stepped(first.replace(minute=0, second=0, microsecond=0).astimezone(UTC), window.until, _STEPS[field])
    end = last.replace(tzinfo=UTC)
    start = first.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=UTC)
    if field == "month":
        return _months(start, end)
    return _stepped(start - timedelta(days=start.weekday() if field == "week" else 0), end, _STEPS[field])


def _stepped(start: datetime, end: datetime, step: timedelta) -> list[datetime]:
    found = []
    while start < end:
        found.append(start)
        start += step
    return found


def _months(start: datetime, end: datetime) -> list[datetime]:
    month = start.replace(day=1)
    found = []
    while month < end:
        found.append(month)
        month = (month + timedelta(days=32)).replace(day=1)
    return found


def label(field: str, moment: datetime, calendar: Calendar) -> str:
    """A period as short as a chart's axis wants it: `17 Nov 14:00`, `17 Nov`, `Nov 2026`."""
    match field:
        case "hour":
            local = moment.astimezone(calendar.zone)
            return f"{local.day} {local:%b %H:%M}"
        case "month":
            return f"{moment:%b %Y}"
        case _:
            return f"{moment.day} {moment:%b}" + ("" if moment.year == calendar.year else f" {moment.year}")
