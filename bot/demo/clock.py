"""The tenant's own clock: it may start at any time, and may stand still."""

import time
from datetime import UTC, datetime, timedelta


class TenantClock:
    """Runs from `start` at the pace of the real clock, or stays there when frozen."""

    def __init__(self, start: datetime | None = None, *, frozen: bool = False) -> None:
        if start is not None and start.tzinfo is None:
            msg = f"The tenant's start time {start} has no time zone; write it with one, as 2026-11-12T09:00:00Z."
            raise ValueError(msg)
        self.start = (start or datetime.now(UTC)).astimezone(UTC)
        self.frozen = frozen
        self._started = time.monotonic()

    def now(self) -> datetime:
        """The tenant's present, aware and in UTC."""
        if self.frozen:
            return self.start
        return self.start + timedelta(seconds=time.monotonic() - self._started)
