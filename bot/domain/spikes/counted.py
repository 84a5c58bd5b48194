"""One hour's rows as the watch counts them: people who failed, out of how many who tried."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.hourly import HourRow
from bot.domain.incidents import Slice
from bot.domain.spikes.lattice import Cell, Lattice, Reason

_REPEATS = 3
_FEW = 4
"""So few people with so many failures each are taken for the same ones from hour to hour: a script, a stuck device."""


@dataclass(frozen=True, slots=True)
class CountedHour:
    """The attempts of each cell, and for each cell and reason the distinct people who failed.

    A person's repeated failures count once among the attempts too. `stubborn` are those of the `failed` where a
    few people failed many times each: the same ones, probably, as in the hours around.
    """

    attempts: Mapping[Cell, int]
    failed: Mapping[tuple[Cell, Reason], int]
    stubborn: Mapping[tuple[Cell, Reason], int]

    @property
    def total(self) -> int:
        """All attempts."""
        return sum(self.attempts.values())

    def by_slice(self, lattice: Lattice) -> Mapping[int, float]:
        """Attempts of everybody, and of each place by itself."""
        attempts: defaultdict[int, float] = defaultdict(float)
        for cell, tried in self.attempts.items():
            for number in lattice.of_cell(cell)[: 1 + len(cell)]:
                attempts[number] += tried
        return attempts

    def without(self, explained: Sequence[Slice], lattice: Lattice) -> "CountedHour":
        """The same hour without what is in the `explained` slices."""
        shut = [(dims, lattice.reason_of(dims)) for dims in explained]
        if not shut:
            return self
        whole = [dims for dims, reason in shut if not reason]
        gone = {cell for cell in self.attempts if any(lattice.holds_cell(dims, cell) for dims in whole)}
        failed = {
            (cell, reason): people
            for (cell, reason), people in self.failed.items()
            if cell not in gone
            and not any(
                all(reason[at] == value for at, value in wanted) and lattice.holds_cell(dims, cell)
                for dims, wanted in shut
            )
        }
        attempts = {cell: tried for cell, tried in self.attempts.items() if cell not in gone}
        return CountedHour(attempts, failed, {})


def count(rows: Iterable[HourRow], lattice: Lattice) -> CountedHour:
    """The rows added up by cell.

    A failing row's attempts are its failures, as counts grouped by error code are. Where a failing row has more, it
    repeats the attempts of its whole cell beside each code, and they count once.
    """
    healthy: defaultdict[Cell, int] = defaultdict(int)
    shared: defaultdict[Cell, int] = defaultdict(int)
    people: defaultdict[Cell, int] = defaultdict(int)
    failed: defaultdict[tuple[Cell, Reason], int] = defaultdict(int)
    stubborn: defaultdict[tuple[Cell, Reason], int] = defaultdict(int)
    # In an order of ours, on which the last digits of sums hang: an hour is judged the same at every reading.
    for row in sorted(rows, key=lambda row: row.dims):
        cell, reason = lattice.split(row.dims)
        if not row.failures:
            healthy[cell] += row.attempts
            continue
        who = max(1, min(row.people, row.failures))
        people[cell] += who
        failed[cell, reason] += who
        if who <= _FEW and row.failures >= _REPEATS * who:
            stubborn[cell, reason] += who
        if row.attempts > row.failures:
            shared[cell] = max(shared[cell], row.attempts - row.failures)
    attempts = {cell: max(healthy[cell], shared[cell]) + people[cell] for cell in {**healthy, **people}}
    return CountedHour(attempts, dict(failed), dict(stubborn))
