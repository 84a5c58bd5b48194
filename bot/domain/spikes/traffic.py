"""How much traffic an hour of the week usually brings to a slice, older weeks weighing less."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import exp, log

_WEEK = 168
_DAY = 24
_KEPT_PER_WEEK = 0.7
_PULL = 1.0
"""How many weeks the hour of any day is worth against the hour of this weekday."""


@dataclass(slots=True)
class _Hours:
    """Of one slice: summed attempts by hour of the week and by hour of the day."""

    weekly: defaultdict[int, float] = field(default_factory=lambda: defaultdict(float))
    daily: defaultdict[int, float] = field(default_factory=lambda: defaultdict(float))

    def add(self, number: int, attempts: float) -> None:
        self.weekly[number % _WEEK] += attempts
        self.daily[number % _DAY] += attempts


@dataclass(slots=True)
class Traffic:
    """Mean attempts by hour of the week, drawn toward the same hour of any day while weeks are few."""

    _slices: defaultdict[int, _Hours] = field(default_factory=lambda: defaultdict(_Hours))
    _weights: _Hours = field(default_factory=_Hours)

    def add(self, number: int, attempts: Mapping[int, float], *, sign: int = 1) -> None:
        """Take in the hour with this number, its attempts by slice; with `sign` -1 take it out again."""
        weight = sign / _weight(number)
        self._weights.add(number, weight)
        for each, tried in attempts.items():
            self._slices[each].add(number, tried * weight)

    def usual(self, number: int, of_slice: int) -> float:
        """The attempts that are usual in the hour with this number; 0 where nothing is known."""
        hours, weights, scale = self._slices.get(of_slice), self._weights, _weight(number)
        day = weights.daily.get(number % _DAY, 0.0)
        if hours is None or not day:
            return 0.0
        any_day = hours.daily.get(number % _DAY, 0.0) / day
        week = hours.weekly.get(number % _WEEK, 0.0) * scale
        return (week + _PULL * any_day) / (weights.weekly.get(number % _WEEK, 0.0) * scale + _PULL)

    def slices(self) -> Iterable[int]:
        """The slices that have had traffic."""
        return self._slices.keys()


def _weight(number: int) -> float:
    """How much what is remembered from the first of all hours weighs in this one."""
    return exp(log(_KEPT_PER_WEEK) * number / _WEEK)
