"""The finest counts of a stretch of hours, from which any slice can be measured."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.domain.incidents import Slice
from bot.domain.spikes.counted import CountedHour
from bot.domain.spikes.history import History
from bot.domain.spikes.lattice import Cell, Lattice, Reason
from bot.domain.spikes.rates import Rates


@dataclass(frozen=True, slots=True)
class Measure:
    """One slice over the stretch: failing people seen and expected, and attempts of its places."""

    seen: float = 0.0
    expected: float = 0.0
    attempts: float = 0.0

    @property
    def excess(self) -> float:
        """How many more failed than expected."""
        return self.seen - self.expected

    def without(self, part: "Measure") -> "Measure":
        """The rest beside `part`."""
        return Measure(
            max(self.seen - part.seen, 0.0),
            max(self.expected - part.expected, 0.0),
            max(self.attempts - part.attempts, 0.0),
        )


@dataclass(slots=True)
class Evidence:
    """The finest counts of a stretch of hours."""

    lattice: Lattice
    attempts: defaultdict[Cell, float] = field(default_factory=lambda: defaultdict(float))
    expected: defaultdict[tuple[Cell, Reason], float] = field(default_factory=lambda: defaultdict(float))
    seen: defaultdict[tuple[Cell, Reason], float] = field(default_factory=lambda: defaultdict(float))
    usual: defaultdict[Cell, float] = field(default_factory=lambda: defaultdict(float))
    _measured: dict[Slice, Measure] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        lattice: Lattice,
        history: History,
        first: int,
        last: int,
        *,
        whole: bool = False,
        besides: Slice | None = None,
    ) -> "Evidence":
        """The counts of the known hours from `first` to `last`, less what incidents explain.

        The `whole` hours on demand; or with what the incident of the slice `besides` explains, and no other.
        """
        evidence = cls(lattice)
        for each in history.known(first, last):
            explained = () if whole else tuple(dims for dims in history.explained(each) if dims != besides)
            everybody = history.traffic.usual(each, lattice.number(()))
            evidence.add(history.counted[each], history.rates(each), explained, everybody)
        return evidence

    def add(self, hour: CountedHour, rates: Rates, explained: Sequence[Slice], everybody: float) -> None:
        """Take in an hour in which `everybody` attempts are usual, without what the `explained` slices hold."""
        shut = [(dims, self.lattice.reason_of(dims)) for dims in explained if dims]
        for cell, tried in hour.attempts.items():
            if not rates.knows(cell):
                continue
            held = [reason for dims, reason in shut if self.lattice.holds_cell(dims, cell)]
            if () in held:
                continue
            self.attempts[cell] += tried
            self.usual[cell] += everybody * rates.share(cell)
            for reason, rate in rates.by_reason(cell):
                if not _is_one_of(reason, held):
                    self.expected[cell, reason] += tried * rate
        for (cell, reason), people in hour.failed.items():
            held = [wanted for dims, wanted in shut if self.lattice.holds_cell(dims, cell)]
            if rates.knows(cell) and not _is_one_of(reason, held):
                self.seen[cell, reason] += people

    def measure(self, dims: Slice) -> Measure:
        """The counts of one slice."""
        found = self._measured.get(dims)
        if found is None:
            found = self._measured[dims] = self._measure(dims)
        return found

    def _measure(self, dims: Slice) -> Measure:
        wanted = self.lattice.reason_of(dims)
        cells = {cell: tried for cell, tried in self.attempts.items() if self.lattice.holds_cell(dims, cell)}
        return Measure(
            sum(people for (cell, reason), people in self.seen.items() if cell in cells and _meets(reason, wanted)),
            sum(people for (cell, reason), people in self.expected.items() if cell in cells and _meets(reason, wanted)),
            sum(cells.values()),
        )

    def usual_attempts(self, dims: Slice) -> float:
        """The attempts that the places of a slice usually bring, as far as they brought any."""
        return sum(usual for cell, usual in self.usual.items() if self.lattice.holds_cell(dims, cell))

    def values(self, name: str) -> list[str]:
        """The values of the dimension `name` that failures have, in the order of their names."""
        return sorted({value for cell, reason in self.seen for value in self.lattice.values(cell, reason, name)})

    def worst(self, dims: Slice, name: str) -> Slice | None:
        """`dims` narrowed to the value of `name` that has the largest excess; `None` where none has."""
        narrowed = [self.lattice.narrowed(dims, name, value) for value in self.values(name)]
        best = max(narrowed, key=lambda each: self.measure(each).excess, default=None)
        return best if best is not None and self.measure(best).excess > 0 else None


def _meets(reason: Reason, wanted: Iterable[tuple[int, str]]) -> bool:
    return all(reason[at] == value for at, value in wanted)


def _is_one_of(reason: Reason, held: Iterable[Iterable[tuple[int, str]]]) -> bool:
    return any(_meets(reason, wanted) for wanted in held)
