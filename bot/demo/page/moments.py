"""Times as a client of Slack shows them: in the reader's own zone."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

_TOKEN = re.compile(r"\{(\w+)\}")
_FORMS: dict[str, Callable[[datetime], str]] = {
    "date_num": lambda at: f"{at:%Y-%m-%d}",
    "date": lambda at: f"{at:%B} {at.day}, {at.year}",
    "date_short": lambda at: f"{at:%b} {at.day}, {at.year}",
    "date_long": lambda at: f"{at:%A}, {at:%B} {at.day}, {at.year}",
    "date_pretty": lambda at: f"{at:%B} {at.day}, {at.year}",
    "date_short_pretty": lambda at: f"{at:%b} {at.day}, {at.year}",
    "date_long_pretty": lambda at: f"{at:%A}, {at:%B} {at.day}, {at.year}",
    "time": lambda at: f"{at:%H:%M}",
    "time_secs": lambda at: f"{at:%H:%M:%S}",
}


def local(ts: str | float, zone: str) -> datetime:
    """The moment of a message's `ts`, on the reader's clock."""
    return datetime.fromtimestamp(float(ts), UTC).astimezone(ZoneInfo(zone))


def clock_of(ts: str | float, zone: str) -> str:
    """`09:05`."""
    return f"{local(ts, zone):%H:%M}"


def zone_of(ts: str | float, zone: str) -> str:
    """`CET`, as the zone is called at that moment."""
    return f"{local(ts, zone):%Z}"


def day_of(ts: str | float, zone: str) -> str:
    """`Friday, 20 November 2026`."""
    at = local(ts, zone)
    return f"{at:%A}, {at.day} {at:%B %Y}"


def as_slack_prints(timestamp: int, form: str, zone: str) -> str | None:
    """Slack's date tokens filled in, or None where a token is unknown or the moment lies beyond the calendar."""
    try:
        at = local(timestamp, zone)
        return _TOKEN.sub(lambda match: _FORMS[match[1]](at), form)
    except (KeyError, ValueError, OverflowError, OSError):
        return None
