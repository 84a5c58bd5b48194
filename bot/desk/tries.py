"""What was tried a moment ago and is left alone for a while, since each try reads the log again."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.days import Days

RETRY = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Tries:
    """Of one program; another one may try again at once."""

    made: dict[tuple[str, Days], datetime] = field(default_factory=dict)

    def is_too_soon(self, name: str, days: Days, now: datetime) -> bool:
        """Whether that was tried in the last minutes; if not, it counts as tried now."""
        for old in [each for each, at in self.made.items() if at <= now - RETRY]:
            del self.made[old]
        if (name, days) in self.made:
            return True
        self.made[name, days] = now
        return False
