"""How much traffic an hour of the week usually brings, older weeks weighing less."""

from collections import defaultdict
from dataclasses import dataclass, field
from math import exp, log

_WEEK = 168
_DAY = 24
_KEPT_PER_WEEK = 0.7
_PULL = 1.0
"""How many weeks the hour of any day is worth against the hour of this weekday."""


@dataclass(slots=True)
class _Mean:
    total: float = 0.0
    weight: float = 0.0

    def add(self, value: float, weight: float) -> None:
        self.total += value * weight
        self.weight += weight


@dataclass(slots=True)
class Traffic:
    """Mean attempts by hour of the week, drawn toward the same hour of any day while weeks are few."""

    _weekly: defaultdict[int, _Mean] = field(default_factory=lambda: defaultdict(_Mean))
    _daily: defaultdict[int, _Mean] = field(default_factory=lambda: defaultdict(_Mean))

    def add(self, number: int, attempts: float, *, sign: int = 1) -> None:
        """Take in the hour with this number, or with `sign` -1 take it out again."""
        weight = sign / _weight(number)
        self._weekly[number % _WEEK].add(attempts, weight)
        self._daily[number % _DAY].add(attempts, weight)

    def usual(self, number: int) -> float:
        """The attempts that are usual in the hour with this number; 0 where nothing is known."""
        scale = _weight(number)
        week, day = self._weekly[number % _WEEK], self._daily[number % _DAY]
        if not day.weight:
            return 0.0
        return (week.total * scale + _PULL * day.total / day.weight) / (week.weight * scale + _PULL)


def _weight(number: int) -> float:
    """How much what is remembered from the first of all hours weighs in this one."""
    return exp(log(_KEPT_PER_WEEK) * number / _WEEK)
