"""Option types that several commands share: moments, zones and lengths of time."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click


def moment(_context: click.Context, parameter: click.Parameter, value: str | None) -> datetime | None:
    """ISO 8601 with an offset or Z; without one, UTC."""
    if value is None:
        return None
    try:
        said = datetime.fromisoformat(value)
    except ValueError:
        raise click.BadParameter("write a moment as 2026-11-17T09:00:00Z", param=parameter) from None
    return (said if said.tzinfo else said.replace(tzinfo=UTC)).astimezone(UTC)


def zone(_context: click.Context, parameter: click.Parameter, value: str) -> ZoneInfo:
    """An IANA name."""
    try:
        return ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError):
        raise click.BadParameter("write a time zone as Europe/London", param=parameter) from None


_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}


def length(_context: click.Context, parameter: click.Parameter, value: str | None) -> timedelta | None:
    """A number and m, h, d or w."""
    if value is None:
        return None
    found = re.fullmatch(r"(\d+)([mhdw])", value)
    if not found or not int(found[1]):
        raise click.BadParameter("write a length of time as 12h or 30d", param=parameter)
    return int(found[1]) * _UNITS[found[2]]
