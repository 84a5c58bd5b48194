"""The usual failures: sums over clean hours, older ones weighing less, and the rates that follow from them."""

from collections import defaultdict
from collections.abc import Mapping

from bot.domain.spikes.counted import CountedHour
from bot.domain.spikes.lattice import Cell, Lattice, Reason
from bot.domain.spikes.rates import Rates

KEPT_PER_DAY = 0.955
"""A day weighs half after two weeks: long enough for small tenants, short enough to follow growth."""


class Usual:
    """Attempts by cell and failing people by cell and reason."""

    def __init__(self, lattice: Lattice) -> None:
        self._lattice = lattice
        self._attempts: defaultdict[Cell, float] = defaultdict(float)
        self._failed: defaultdict[Cell, defaultdict[Reason, float]] = defaultdict(lambda: defaultdict(float))

    def add(self, hour: CountedHour, day: int, *, sign: int = 1) -> None:
        """Take in the hour of a day (counted from any fixed one), or with `sign` -1 take it out again."""
        weight = sign * self.weight(day)
        for cell, attempts in hour.attempts.items():
            self._attempts[cell] += weight * attempts
        for (cell, reason), people in hour.failed.items():
            self._failed[cell][reason] += weight * people

    def rates(self, day: int, known_share: Mapping[tuple[str, str], float]) -> Rates:
        """What is usual on `day`; `known_share` is the share of what is remembered in which a reason was known."""
        scale = KEPT_PER_DAY**day
        attempts = {cell: total * scale for cell, total in self._attempts.items() if total * scale > 0.01}
        failed = {
            cell: {reason: people * scale for reason, people in reasons.items() if people * scale > 0.01}
            for cell, reasons in self._failed.items()
            if cell in attempts
        }
        return Rates(self._lattice, attempts, failed, known_share)

    @staticmethod
    def weight(day: int) -> float:
        """How much a day counts beside others: later ones more, so that nothing added needs to fade."""
        return KEPT_PER_DAY**-day
