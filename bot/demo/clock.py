"""The town's own clock: it may start at any time, may stand still, and may be moved ahead."""

import time
from datetime import UTC, datetime, timedelta


class TenantClock:
    """Runs from `start` at the pace of the real clock, or stays there when frozen, until it is moved."""

    def __init__(self, start: datetime | None = None, *, frozen: bool = False) -> None:
        if start is not None and start.tzinfo is None:
            msg = f"The tenant's start time {start} has no time zone; write it with one, as 2026-11-12T09:00:00Z."
            raise ValueError(msg)
        self.start = (start or datetime.now(UTC)).astimezone(UTC)
        self.frozen = frozen
        self._anchor = (self.start, time.monotonic())

    def now(self) -> datetime:
        """The tenant's present, aware and in UTC."""
        moment, begun = self._anchor
        return moment if self.frozen else moment + timedelta(seconds=time.monotonic() - begun)

    def move_to(self, moment: datetime) -> None:
        """Let it be `moment`, and go on from there. ValueError for one that is past: what was said has its time."""
        if moment < self.now():
            msg = f"The clock shows {self.now():%Y-%m-%d %H:%M} and cannot be put back to {moment:%Y-%m-%d %H:%M}."
            raise ValueError(msg)
        self._anchor = (moment.astimezone(UTC), time.monotonic())
