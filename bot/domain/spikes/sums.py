"""What was seen and what was expected, slice by slice, over an hour or a stretch of hours."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.domain.incidents import Slice
from bot.domain.spikes.counted import CountedHour
from bot.domain.spikes.lattice import Cell, Lattice, Reason
from bot.domain.spikes.rates import Rates


@dataclass(frozen=True, slots=True)
class Sums:
    """Failing people seen and expected, by the numbers of the lattice's slices; attempts of the slices of places."""

    seen: Mapping[int, float]
    expected: Mapping[int, float]
    attempts: Mapping[int, float]

    def excess(self, number: int) -> float:
        """How many more people failed than expected; below zero where fewer did."""
        return self.seen.get(number, 0.0) - self.expected.get(number, 0.0)


def sums_of(
    hour: CountedHour,
    lattice: Lattice,
    rates: Rates,
    explained: Sequence[Slice] = (),
    at_least: float = 0.0,
    raised: float = 1.0,
) -> Sums:
    """The sums of one hour, without what the `explained` slices hold: another incident accounts for it.

    While everybody suffers, what is expected of all is `raised`, so that a slice must do worse than others. Apps and
    providers too new to be judged are left out. `at_least` is the traffic of a usual hour like this, for an hour that
    may not be there yet: each cell that is there is taken to be tried as usual, since its failures may have come
    before its successes.
    """
    seen: defaultdict[int, float] = defaultdict(float)
    expected: defaultdict[int, float] = defaultdict(float)
    attempts: defaultdict[int, float] = defaultdict(float)
    shut = tuple((dims, lattice.reason_of(dims)) for dims in explained if dims)
    known = {cell: tried for cell, tried in hour.attempts.items() if rates.knows(cell)}
    for cell, tried in known.items():
        reasons = tuple(reason for dims, reason in shut if lattice.holds_cell(dims, cell)) if shut else ()
        if () in reasons:
            continue
        for number in lattice.of_cell(cell):
            attempts[number] += tried
        assumed = max(tried, at_least * rates.share(cell)) * raised
        for number, rate in rates.coefficients(cell, reasons):
            expected[number] += assumed * rate
    for (cell, reason), people in hour.failed.items():
        if cell not in known or (shut and _is_explained(cell, reason, lattice, shut)):
            continue
        for number in (*lattice.of_cell(cell), *lattice.of_failure(cell, reason)):
            seen[number] += people
    return Sums(seen, expected, attempts)


def _is_explained(
    cell: Cell, reason: Reason, lattice: Lattice, shut: Iterable[tuple[Slice, tuple[tuple[int, str], ...]]]
) -> bool:
    return any(
        all(reason[at] == value for at, value in wanted) and lattice.holds_cell(dims, cell) for dims, wanted in shut
    )


@dataclass(slots=True)
class Running:
    """Sums that hours are added to one after the other, each number as of the hours added so far.

    Few slices are asked for of the many that something is expected of, so those alone are added up.
    """

    seen: defaultdict[int, float] = field(default_factory=lambda: defaultdict(float))
    _parts: list[Sums] = field(default_factory=list)
    _expected: dict[int, tuple[float, int]] = field(default_factory=dict)

    def add(self, part: Sums) -> None:
        """Take in one more hour."""
        self._parts.append(part)
        for number, people in part.seen.items():
            self.seen[number] += people

    def expected(self, number: int) -> float:
        """The failing people expected of a slice."""
        expected, added = self._expected.get(number, (0.0, 0))
        if added < len(self._parts):
            for part in self._parts[added:]:
                expected += part.expected.get(number, 0.0)
            self._expected[number] = expected, len(self._parts)
        return expected

    def attempts(self, number: int) -> float:
        """The attempts of a slice of places."""
        return sum(part.attempts.get(number, 0.0) for part in self._parts)
