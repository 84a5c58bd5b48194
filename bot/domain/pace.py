"""How many there were on some days beside like days and usual ones, and how that is said."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import median

from bot.domain.changes import BEYOND_CHANCE, WORTH_SAYING, percent, share_moved
from bot.domain.days import WEEK, Days


@dataclass(frozen=True, slots=True)
class Usual:
    """What a single day usually has: medians of the days of the trend. `share` is `None` where there is none."""

    count: float
    share: float | None = None

    @classmethod
    def of(cls, days: Days, counts: Sequence[int], parts: Sequence[int] = ()) -> "Usual | None":
        """Of the days of the trend, whose last is the day itself, and the part of them that the share is about.

        `None` for anything but a single day, and for fewer than a week before it.
        """
        if days.length != 1 or len(counts) <= WEEK.days:
            return None
        shares = [part / count for part, count in zip(parts[:-1], counts[:-1], strict=False) if count]
        return cls(median(counts[:-1]), median(shares) if shares else None)

    def is_back(self, now: int, before: int) -> bool:
        """Whether the like day was unusual, and this one is not."""
        return self._has(now) and not self._has(before)

    def said_of_shares(self, now: tuple[float, int], before: tuple[float, int]) -> str:
        """What is usual, where the like day was not; shares come with the number that they are of."""
        if self.share is None or self._has_share(*before):
            return ""
        usual = percent(self.share)
        return f", back to about the usual {usual}" if self._has_share(*now) else f", where {usual} is usual"

    def _has(self, count: int) -> bool:
        return abs(count - self.count) <= BEYOND_CHANCE * sqrt(self.count)

    def _has_share(self, share: float, of: int) -> bool:
        if self.share is None:
            return False
        spread = sqrt(self.share * (1 - self.share) / of)
        return abs(share - self.share) <= max(WORTH_SAYING, BEYOND_CHANCE * spread)


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
        return abs(self.now - self.before * stretch) > BEYOND_CHANCE * spread

    def said(self, then: str, usual: Usual | None = None) -> str:
        """`rose 29% (22 last Thursday, now 40)`, or by the day; `then` names what it is compared with."""
        if not self.share:
            return f"stayed at {self.now:,}" if self.as_many_days else f"stayed at {self.now / self.days:,.1f} a day"
        verb = "rose" if self.share > 0 else "fell"
        if not self.as_many_days:
            a_day = f"{self.before / self.days_before:,.1f} a day {then}, now {self.now / self.days:,.1f}"
            return f"{verb} {percent(abs(self.share))} ({a_day})"
        back = f", back to about the usual {usual.count:,.0f}" if usual and usual.is_back(self.now, self.before) else ""
        return f"{verb} {percent(abs(self.share))} ({self.before:,} {then}, now {self.now:,}){back}"


@dataclass(frozen=True, slots=True)
class Shares:
    """A share of what ended either way, now and on the like days, each with the number that it is of."""

    now: float
    of: int
    before: float
    of_before: int

    @property
    def moved(self) -> bool:
        """Whether they differ by more than chance and by enough to act on."""
        return share_moved((self.now, self.of), (self.before, self.of_before))

    @property
    def apart(self) -> float:
        """The difference, whichever is larger."""
        return abs(self.now - self.before)

    def said_to_move(self, usual: Usual | None = None) -> str:
        """`rose from 39% to 66%`, and what is usual where 39% is not."""
        verb = "rose" if self.now > self.before else "fell"
        beside = usual.said_of_shares((self.now, self.of), (self.before, self.of_before)) if usual else ""
        return f"{verb} from {percent(self.before)} to {percent(self.now)}{beside}"

    def said_to_hold(self, what: str, then: str) -> str:
        """`conversion is much as last Thursday (63%, 62% then)`; a larger difference is told for what it is."""
        if self.apart < WORTH_SAYING:
            return f"{what} much as {then} ({percent(self.now)}, {percent(self.before)} then)"
        return f"{what} {percent(self.now)}, {then} {percent(self.before)}, which may be chance"
