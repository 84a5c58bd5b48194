"""What a digest of sign-ups is made of: days, the trend to them, why attempts failed, and the parts they came in."""

from dataclasses import dataclass

from bot.domain.attempts import SignUpAttempt
from bot.domain.changes import Change, is_small
from bot.domain.days import Days
from bot.domain.measures import Rates, Totals, count, rate
from bot.domain.window import Window


@dataclass(frozen=True, slots=True)
class Stretch:
    """The attempts that began on some local days; `window` is those days in UTC: a day has 23, 24 or 25 hours."""

    days: Days
    window: Window
    attempts: tuple[SignUpAttempt, ...]

    @property
    def totals(self) -> Totals:
        """Counts of the days."""
        return count(self.attempts)

    @property
    def rates(self) -> Rates | None:
        """Shares of the days."""
        return rate(self.attempts)

    def to_json(self) -> dict[str, object]:
        """The numbers for programs."""
        return {
            "day": self.days.first.isoformat(),
            "last_day": self.days.last.isoformat(),
            "window": self.window.to_json(),
            "totals": self.totals.to_json(),
            "rates": self.rates and self.rates.to_json(),
        }


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """How many attempts began on some days, and how many of them made an account."""

    days: Days
    attempts: int
    success: int

    @classmethod
    def of(cls, stretch: Stretch) -> "TrendPoint":
        """The point that `stretch` makes."""
        totals = stretch.totals
        return cls(stretch.days, totals.attempts, totals.success)

    def to_json(self) -> dict[str, object]:
        """The point for programs."""
        return {
            "day": self.days.first.isoformat(),
            "last_day": self.days.last.isoformat(),
            "attempts": self.attempts,
            "success": self.success,
        }


@dataclass(frozen=True, slots=True)
class Reason:
    """One error code that ended attempts, now or on the like days: how many now, and then."""

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
    """One app's or provider's share."""

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
