"""Normal rates of small cells, drawn toward those of their parents where there is little to go by (empirical Bayes)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from bot.domain.incidents import Slice
from bot.domain.spikes.lattice import Cell, Lattice, Reason

_PRIOR_RATE = 0.08
_PRIOR_ATTEMPTS = 20
"""What is assumed of a tenant nobody has seen yet: the weight of twenty attempts, gone after a day."""

_MARGIN = 3.0
_CELL = 4.0
_MIX = 6.0
"""How many expected failures the parents' word is worth: for one app's factor, for one cell, for a mix of reasons."""

_ENOUGH = 30.0
_ENOUGH_SHARE = 0.02
"""An app or provider with fewer attempts in its past than both is too new to be judged."""

_LATE = 0.8
_LEAST_SHARE = 0.05
_RARE = 1e-4
_HIGHEST = 0.95
_PASSES = 3

Coefficients = Sequence[tuple[int, float]]
"""For each slice that a cell's attempt belongs to, how many failing people one attempt usually brings there."""


class Rates:
    """The usual share of failing people per cell, and how they divide over reasons.

    A cell's rate starts from the tenant's, times a factor for each of its places, and is then corrected by its own
    failures. Expected failures of a slice are the sum of its cells' (indirect standardisation), so that a shift of
    traffic toward cells that always fail more changes what is expected, and nothing else.
    """

    def __init__(
        self,
        lattice: Lattice,
        attempts: Mapping[Cell, float],
        failed: Mapping[Cell, Mapping[Reason, float]],
        known_share: Mapping[tuple[str, str], float],
    ) -> None:
        self._lattice = lattice
        self._attempts = attempts
        self._failures = {cell: sum(reasons.values()) for cell, reasons in failed.items()}
        self._tried = sum(attempts.values())
        self._tries = self._tries_by_value()
        self._enough = min(_ENOUGH, _ENOUGH_SHARE * self._tried)
        total = sum(self._failures.values())
        self.mean = (total + _PRIOR_RATE * _PRIOR_ATTEMPTS) / (self._tried + _PRIOR_ATTEMPTS)
        self._factors = self._fit_factors()
        self._mixes = _mixes(failed, len(lattice.places), self._lifts(failed, known_share))
        self._coefficients: dict[tuple[Cell, tuple[tuple[tuple[int, str], ...], ...]], Coefficients] = {}

    def rate(self, cell: Cell) -> float:
        """The usual share of people who fail in `cell`, known or new."""
        prior = self._prior(cell)
        expected = self._attempts.get(cell, 0.0) * prior
        return min(_HIGHEST, prior * (self._failures.get(cell, 0.0) + _CELL) / (expected + _CELL))

    def share(self, cell: Cell) -> float:
        """The usual share of all attempts that are made in `cell`."""
        return self._attempts.get(cell, 0.0) / self._tried if self._tried else 0.0

    def share_of(self, dims: Slice) -> float:
        """As `share`, of a slice of places."""
        return sum(self.share(cell) for cell in self._attempts if self._lattice.holds_cell(dims, cell))

    def knows(self, cell: Cell) -> bool:
        """Whether enough was seen of the app and the provider of `cell` to say what is usual there."""
        return all(self._tries[at].get(cell[at], 0.0) >= self._enough for at in self._lattice.settled)

    def coefficients(self, cell: Cell, without: tuple[tuple[tuple[int, str], ...], ...] = ()) -> Coefficients:
        """Expected failing people of one attempt in `cell`, slice by slice, leaving the reasons `without` aside."""
        found = self._coefficients.get((cell, without))
        if found is None:
            found = self._coefficients[cell, without] = self._work_out(cell, without)
        return found

    def by_reason(self, cell: Cell) -> Sequence[tuple[Reason, float]]:
        """How many failing people one attempt in `cell` usually brings, by reason."""
        rate = self.rate(cell)
        return [(reason, rate * share) for reason, share in self._mix(cell).items()]

    def past(self) -> Mapping[int, float]:
        """How many failing people were expected of each slice in its whole past, as far as it still counts."""
        past: defaultdict[int, float] = defaultdict(float)
        for cell, attempts in self._attempts.items():
            for number, rate in self.coefficients(cell):
                past[number] += attempts * rate
        return past

    def _work_out(self, cell: Cell, without: tuple[tuple[tuple[int, str], ...], ...]) -> Coefficients:
        rate, mix = self.rate(cell), self._mix(cell)
        kept = {
            reason: share
            for reason, share in mix.items()
            if not any(all(reason[at] == value for at, value in wanted) for wanted in without)
        }
        whole = rate * sum(kept.values()) if without and mix else rate
        expected: defaultdict[int, float] = defaultdict(float)
        for number in self._lattice.of_cell(cell):
            expected[number] = whole
        for reason, share in kept.items():
            if share > _RARE:
                for number in self._lattice.of_failure(cell, reason):
                    expected[number] += rate * share
        return tuple(expected.items())

    def _tries_by_value(self) -> list[dict[str, float]]:
        tries: list[defaultdict[str, float]] = [defaultdict(float) for _ in self._lattice.places]
        for cell, attempts in self._attempts.items():
            for at, value in enumerate(cell):
                tries[at][value] += attempts
        return [dict(each) for each in tries]

    def _prior(self, cell: Cell) -> float:
        rate = self.mean
        for at, value in enumerate(cell):
            rate *= self._factors[at].get(value, 1.0)
        return min(_HIGHEST, rate)

    def _fit_factors(self) -> list[dict[str, float]]:
        """A factor for each value of each place, such that expected and seen failures agree for all of them."""
        factors: list[dict[str, float]] = [{} for _ in self._lattice.places]
        self._factors = factors
        for _ in range(_PASSES):
            for at in range(len(factors)):
                factors[at] = self._fit(at)
        return factors

    def _fit(self, at: int) -> dict[str, float]:
        seen: defaultdict[str, float] = defaultdict(float)
        expected: defaultdict[str, float] = defaultdict(float)
        for cell, attempts in self._attempts.items():
            expected[cell[at]] += attempts * self._prior(cell) / self._factors[at].get(cell[at], 1.0)
            seen[cell[at]] += self._failures.get(cell, 0.0)
        return {value: (seen[value] + _MARGIN) / (expected[value] + _MARGIN) for value in expected}

    def _lifts(
        self, failed: Mapping[Cell, Mapping[Reason, float]], known_share: Mapping[tuple[str, str], float]
    ) -> Mapping[Reason, float]:
        """By how much to raise the counts of a reason that appeared late: its rate since then is what is usual."""
        seen: defaultdict[Reason, float] = defaultdict(float)
        for reasons in failed.values():
            for reason, people in reasons.items():
                seen[reason] += people
        lifts = {}
        for reason, people in seen.items():
            share = min((known_share.get(pair, 1.0) for pair in self._lattice.pairs(reason)), default=1.0)
            if share < _LATE and people > 1:
                lifts[reason] = (1 + (people - 1) / max(share, _LEAST_SHARE)) / people
        return lifts

    def _mix(self, cell: Cell) -> Mapping[Reason, float]:
        """How the failures of `cell` usually divide: its own mix, else that of the nearest parent that has one."""
        for depth in range(len(cell), -1, -1):
            found = self._mixes.get(cell[:depth])
            if found is not None:
                return found
        return {}


def _mixes(
    failed: Mapping[Cell, Mapping[Reason, float]], depth: int, lifts: Mapping[Reason, float]
) -> dict[Cell, dict[Reason, float]]:
    """Shares of reasons for every prefix of the cells, each drawn toward its parent's."""
    counts: defaultdict[Cell, defaultdict[Reason, float]] = defaultdict(lambda: defaultdict(float))
    for cell, reasons in failed.items():
        for reason, people in reasons.items():
            for length in range(depth + 1):
                counts[cell[:length]][reason] += people
    mixes: dict[Cell, dict[Reason, float]] = {}
    for prefix in sorted(counts, key=len):
        own, total = counts[prefix], sum(counts[prefix].values())
        parent = mixes[prefix[:-1]] if prefix else {}
        pull = _MIX if parent else 0.0
        mixes[prefix] = {
            reason: (own.get(reason, 0.0) * lifts.get(reason, 1.0) + pull * parent.get(reason, 0.0)) / (total + pull)
            for reason in {**parent, **own}  # not a set, whose order hangs on how texts are hashed
        }
    return mixes
