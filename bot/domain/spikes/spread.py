"""How much each slice's rate wanders from hour to hour and from day to day when nothing is wrong."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import exp, log

_BLOCKS = (1, 3, 8, 24)
_PRIOR = 0.02
_PRIOR_SD = 0.04
_SLICE_SD = 0.03
_LEAST = 0.004
_NEW = 2.0
"""A slice without a past may well have twice the rate that its parents suggest."""

_CAP = 5.0
_FAINT = 0.01


@dataclass(slots=True)
class _Moments:
    """Sums over blocks: squared residuals beyond chance, squares of what was expected, and their noise."""

    beyond: float = 0.0
    squares: float = 0.0
    noise: float = 0.0

    def add(self, seen: float, expected: float, wander: float) -> None:
        width = (expected + wander * expected * expected) ** 0.5
        residual = min(seen - expected, _CAP * width + 2)
        self.beyond += residual * residual - expected
        self.squares += expected * expected
        self.noise += expected + 2 * expected * expected


@dataclass(slots=True)
class _Block:
    seen: defaultdict[int, float] = field(default_factory=lambda: defaultdict(float))
    expected: defaultdict[int, float] = field(default_factory=lambda: defaultdict(float))


class Spread:
    """Overdispersion by slice, from blocks of an hour, a quarter and a whole day of clean history."""

    def __init__(self, everybody: int) -> None:
        self._everybody = everybody
        self._moments: tuple[defaultdict[int, _Moments], ...] = tuple(defaultdict(_Moments) for _ in _BLOCKS)
        self._blocks = [_Block() for _ in _BLOCKS]
        self.past: Mapping[int, float] = {}
        self._most: tuple[defaultdict[int, float], ...] = tuple(defaultdict(float) for _ in _BLOCKS)

    def add(self, hour: int, seen: Mapping[int, float], expected: Mapping[int, float]) -> None:
        """Take in the clean counts of one hour, numbered from any fixed midnight."""
        for size, block, moments, most in zip(_BLOCKS, self._blocks, self._moments, self._most, strict=True):
            for number, count in expected.items():
                block.expected[number] += count
            for number, people in seen.items():
                block.seen[number] += people
                most[number] = max(most[number], block.seen[number])
            if (hour + 1) % size == 0:
                for number, count in block.expected.items():
                    if count > _FAINT:
                        moments[number].add(block.seen[number], count, _PRIOR)
                block.seen.clear()
                block.expected.clear()

    def wander(self, number: int, hours: int) -> float:
        """The squared coefficient of variation of what a slice's window of `hours` brings, its own novelty included."""
        return self.of_rate(number, hours) + 1 / (self.past.get(number, 0.0) + _NEW)

    def of_rate(self, number: int, hours: int) -> float:
        """The wandering of the rate itself; between two sizes of blocks it falls off evenly, on logarithmic scales."""
        upper = next((at for at, size in enumerate(_BLOCKS) if size >= hours), len(_BLOCKS) - 1)
        if _BLOCKS[upper] == hours or not upper:
            return self._measured(number, upper)
        low, high = _BLOCKS[upper - 1], _BLOCKS[upper]
        way = log(min(hours, high) / low) / log(high / low)
        return exp((1 - way) * log(self._measured(number, upper - 1)) + way * log(self._measured(number, upper)))

    def _measured(self, number: int, at: int) -> float:
        tenant = _estimate(self._moments[at].get(self._everybody), _PRIOR, _PRIOR_SD)
        return max(_LEAST, _estimate(self._moments[at].get(number), tenant, _SLICE_SD))

    @property
    def alive(self) -> int:
        """How many slices have had failures to expect."""
        return sum(past > 1 for past in self.past.values())

    def most(self, number: int, hours: int) -> float:
        """The most failing people that a slice had in a block of about `hours`."""
        at = next((at for at, size in enumerate(_BLOCKS) if size >= hours), len(_BLOCKS) - 1)
        return self._most[at].get(number, 0.0)


def _estimate(moments: _Moments | None, prior: float, deviation: float) -> float:
    """The slice's own estimate and its parent's, each weighed by how sure it is."""
    if moments is None or not moments.squares:
        return prior
    own = moments.squares**2 / moments.noise
    held = 1 / deviation**2
    return (moments.beyond / moments.squares * own + prior * held) / (own + held)
