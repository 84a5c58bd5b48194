"""One measurement beside its peer, both taken in turn so that the machine's mood falls on both alike."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter

Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Measured:
    """`amount` units of work took `ours` and `peers` seconds, each the median of its runs."""

    what: str
    unit: str
    amount: int
    ours: float
    peer: str
    peers: float

    @property
    def ratio(self) -> float:
        """How many times as long as the peer; below 1 is faster."""
        return self.ours / self.peers


def in_turn(ours: Work, peer: Work, runs: int) -> tuple[float, float]:
    """Median seconds of each over `runs` pairs, after one pair that does not count."""
    pairs = [(_seconds(ours), _seconds(peer)) for _ in range(runs + 1)][1:]
    return median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)


def _seconds(work: Work) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def table(rows: list[Measured]) -> str:
    """A line for each measurement: speeds for orientation, and the ratio that counts."""
    lines = [f"{'what':<44} {'ours':>19} {'peer':>19}  {'ratio':>6}  peer is"]
    for row in rows:
        ours, peers = _speed(row, row.ours), _speed(row, row.peers)
        lines.append(f"{row.what:<44} {ours:>19} {peers:>19}  {row.ratio:>5.2f}x  {row.peer}")
    return "\n".join([*lines, "", "ratio: our time over the peer's time in the same run; medians."])


def _speed(row: Measured, seconds: float) -> str:
    return f"{seconds * 1000:,.0f} ms" if row.amount == 1 else f"{row.amount / seconds:,.0f} {row.unit}/s"
