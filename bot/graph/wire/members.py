"""Members of a JSON row, read as they come: missing, null, empty, or under another spelling."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

Row = dict[str, Any]

UNNAMED = "unknownFutureValue"
"""Graph's own word for a value it cannot name; ours where a row lacks what it must have."""


def needed(row: Row, name: str) -> str:
    """The text of a member without which a row cannot be counted. Raises `ValueError`."""
    value = row.get(name)
    if isinstance(value, str) and value:
        return value
    raise ValueError(f"it has no {name}")


def moment(text: str) -> datetime:
    """A DateTimeOffset in UTC; digits beyond microseconds are cut, and a time without a zone is UTC, as Graph says."""
    read = datetime.fromisoformat(text)
    return read.astimezone(UTC) if read.tzinfo else read.replace(tzinfo=UTC)


def part(row: Row, name: str) -> Row:
    """An object inside a row, empty where it is missing or null."""
    return row.get(name) or {}


def parts(row: Row, *names: str) -> Iterator[Row]:
    """The objects of a list, under the first of the names that the row has; one object alone counts as a list."""
    found = next((row[name] for name in names if row.get(name)), None)
    listed = [found] if isinstance(found, dict) else found or ()
    return (each for each in listed if each is not None)


def text(row: Row, *names: str) -> str | None:
    """The text under the first of the names that holds one; Graph writes "" where it has nothing to say."""
    return next((str(row[name]) for name in names if row.get(name) not in (None, "")), None)


def texts(row: Row, name: str) -> tuple[str, ...]:
    """A list of texts."""
    return tuple(str(value) for value in row.get(name) or () if value not in (None, ""))
