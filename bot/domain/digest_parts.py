"""What a Digest is made of: a day, the reasons why attempts failed on it, and its parts by app or provider."""

from dataclasses import dataclass
from datetime import date

from bot.domain.attempts import SignUpAttempt
from bot.domain.changes import Change, is_small
from bot.domain.measures import Rates, Totals, count, rate
from bot.domain.window import Window


@dataclass(frozen=True, slots=True)
class Day:
    """One local day's attempts; `window` is 23, 24 or 25 hours."""

    date: date
    window: Window
    attempts: tuple[SignUpAttempt, ...]

    @property
    def totals(self) -> Totals:
        """Counts of the day."""
        return count(self.attempts)

    @property
    def rates(self) -> Rates | None:
        """Shares of the day."""
        return rate(self.attempts)

    def to_json(self) -> dict[str, object]:
        """The day's numbers for programs."""
        return {
            "day": self.date.isoformat(),
            "window": self.window.to_json(),
            "totals": self.totals.to_json(),
            "rates": self.rates and self.rates.to_json(),
        }


@dataclass(frozen=True, slots=True)
class Reason:
    """One error code that ended attempts, on either day: how many now, and on the like day."""

    code: int
    meaning: str
    change: Change

    def to_json(self) -> dict[str, object]:
        """The reason's numbers for programs."""
        return {
            "error_code": self.code,
            "meaning": self.meaning,
            "attempts": self.change.now,
            "before": self.change.before,
        }


@dataclass(frozen=True, slots=True)
class Part:
    """One app's or provider's share of the day."""

    name: str
    attempts: Change
    rates: Rates | None
    rates_before: Rates | None

    @property
    def small(self) -> bool:
        """Whether its rate is over too few attempts to lean on."""
        return is_small(self.rates)

    def to_json(self) -> dict[str, object]:
        """The part's numbers for programs."""
        return {
            "name": self.name,
            "attempts": self.attempts.now,
            "before": self.attempts.before,
            "rates": self.rates and self.rates.to_json(),
            "rates_before": self.rates_before and self.rates_before.to_json(),
        }
