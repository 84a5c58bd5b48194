"""How a number moved from a like day to this one, and whether that is more than chance."""

from dataclasses import dataclass
from math import sqrt

from bot.domain.measures import Rates

SMALL = 20
"""Below this many attempts a share says little, and is marked."""

WORTH_SAYING = 0.03
"""Three points of a share: nobody acts on less."""

BEYOND_CHANCE = 2.0
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
        return abs(self.now - self.before) > BEYOND_CHANCE * sqrt(self.now + self.before)


def percent(share: float) -> str:
    """`61%`, in whole percents. Only all is 100% and only none is 0%: between them stand `>99%` and `<1%`."""
    said = round(share * 100)
    if share > 0 and said == 0:
        return "<1%"
    return ">99%" if share < 1 and said == 100 else f"{said}%"


def is_small(rates: Rates | None) -> bool:
    """Whether a share is over too few attempts to lean on."""
    return rates is not None and rates.mature < SMALL


def share_moved(now: tuple[float, int], before: tuple[float, int]) -> bool:
    """Whether two shares, each with the number it is of, differ by more than chance and by enough to act on."""
    (share, of), (share_before, of_before) = now, before
    counts = (share * of, of), (share_before * of_before, of_before)
    return abs(share - share_before) >= WORTH_SAYING and beyond_chance(*counts)


def beyond_chance(now: tuple[float, int], before: tuple[float, int], sure: float = BEYOND_CHANCE) -> bool:
    """Whether two shares, each as how many of how many, differ by more than `sure` standard deviations.

    The pooled two-proportion test.
    """
    (some, of), (some_before, of_before) = now, before
    pooled = (some + some_before) / (of + of_before)
    spread = sqrt(pooled * (1 - pooled) * (1 / of + 1 / of_before))
    return abs(some / of - some_before / of_before) > sure * spread
