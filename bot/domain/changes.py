"""How a number moved from a like day to this one, and whether that is more than chance."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import median

from bot.domain.days import WEEK, Days
from bot.domain.measures import Rates

SMALL = 20
"""Below this many attempts a share says little, and is marked."""

WORTH_SAYING = 0.03
"""Three points of a share: nobody acts on less."""

_BEYOND_CHANCE = 2.0
"""How many standard deviations a difference must be before we call it a change."""


@dataclass(frozen=True, slots=True)
class Change:
    """A count now and on the like day; `before` is `None` where that day is not known."""

    now: int
    before: int | None

    @property
    def share(self) -> float | None:
        """(now - before) / before; `None` where there is nothing to divide by."""
        return (self.now - self.before) / self.before if self.before else None

    @property
    def is_new(self) -> bool:
        """It was known to be nothing, and now is something: no percentage says that."""
        return self.before == 0 and self.now > 0

    @property
    def beyond_chance(self) -> bool:
        """The difference of two counts has the spread of their sum (Poisson)."""
        if self.before is None:
            return False
        return abs(self.now - self.before) > _BEYOND_CHANCE * sqrt(self.now + self.before)


@dataclass(frozen=True, slots=True)
class Pace:
    """How many there were on some days and on the like days, which may be fewer or more days: months are."""

    now: int
    days: int
    before: int
    days_before: int

    @property
    def as_many_days(self) -> bool:
        """Whether the counts themselves can be compared."""
        return self.days == self.days_before

    @property
    def share(self) -> float | None:
        """By how much there were more a day; `None` where there is nothing to divide by."""
        then = self.before / self.days_before
        return (self.now / self.days - then) / then if then else None

    @property
    def beyond_chance(self) -> bool:
        """The difference of two counts, one stretched to as many days, has the spread of their sum (Poisson)."""
        stretch = self.days / self.days_before
        spread = sqrt(self.now + self.before * stretch**2)
        return abs(self.now - self.before * stretch) > _BEYOND_CHANCE * spread

    def is_back_at(self, usual: float) -> bool:
        """Whether it was the like days that were unusual, and these are not."""
        return _is_usual(self.now, usual) and not _is_usual(self.before, usual)

    def said(self, then: str, usual: float | None = None) -> str:
        """`rose 29% (22 last Thursday, now 40)`, or by the day; `then` names what it is compared with.

        `usual` is how many such days usually have, where that is known.
        """
        if not self.share:
            return f"stayed at {self.now:,}" if self.as_many_days else f"stayed at {self.now / self.days:,.1f} a day"
        verb = "rose" if self.share > 0 else "fell"
        if not self.as_many_days:
            a_day = f"{self.before / self.days_before:,.1f} a day {then}, now {self.now / self.days:,.1f}"
            return f"{verb} {abs(self.share):.0%} ({a_day})"
        said = f"{verb} {abs(self.share):.0%} ({self.before:,} {then}, now {self.now:,})"
        return said if usual is None or not self.is_back_at(usual) else f"{said}, back to about the usual {usual:,.0f}"


def usual(days: Days, trend: Sequence[int]) -> float | None:
    """How many a single day usually has: the median of the trend, whose last is the day itself; from eight days on."""
    return median(trend[:-1]) if days.length == 1 and len(trend) > WEEK.days else None


def _is_usual(count: int, usual: float) -> bool:
    return abs(count - usual) <= _BEYOND_CHANCE * sqrt(usual)


def is_small(rates: Rates | None) -> bool:
    """Whether a share is over too few attempts to lean on."""
    return rates is not None and rates.mature < SMALL


def conversion_moved(now: Rates, before: Rates) -> bool:
    """Whether two conversions differ by more than chance and by enough to act on."""
    return share_moved((now.conversion, now.mature), (before.conversion, before.mature))


def share_moved(now: tuple[float, int], before: tuple[float, int]) -> bool:
    """Whether two shares, each with the number it is of, differ by more than chance and by enough to act on."""
    (share, of), (share_before, of_before) = now, before
    counts = (share * of, of), (share_before * of_before, of_before)
    return abs(share - share_before) >= WORTH_SAYING and beyond_chance(*counts)


def beyond_chance(now: tuple[float, int], before: tuple[float, int], sure: float = _BEYOND_CHANCE) -> bool:
    """Whether two shares, each as how many of how many, differ by more than `sure` standard deviations.

    The pooled two-proportion test.
    """
    (some, of), (some_before, of_before) = now, before
    pooled = (some + some_before) / (of + of_before)
    spread = sqrt(pooled * (1 - pooled) * (1 / of + 1 / of_before))
    return abs(some / of - some_before / of_before) > sure * spread
