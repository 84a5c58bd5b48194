"""The two clocks that the program can live by."""

from dataclasses import dataclass
from datetime import UTC, datetime


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The present in UTC."""
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class StoppedClock:
    """A present that somebody pretends, for a question asked as of another moment."""

    moment: datetime

    def now(self) -> datetime:
        """Always the same."""
        return self.moment
