"""Hourly counts of a log: what the watch for unusual failures reads."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class HourRow:
    """What happened in one hour to those who share `dims`, which stand in the order of the log's dimensions.

    The attempts of a stretch are the sum over its rows, so a failing row's own failures are among its `attempts`.
    `people` are the distinct people behind `failures`: one person who fails ten times is one.
    """

    dims: tuple[str, ...]
    attempts: int
    failures: int
    people: int


@dataclass(frozen=True, slots=True)
class HourUpdate:
    """All that is known now of the hour that begins at `hour` (aware, a whole hour); it replaces what was known before.

    `rows` is `None` where reading failed, so that nothing is known; an empty tuple is an hour without events.
    """

    hour: datetime
    rows: tuple[HourRow, ...] | None
