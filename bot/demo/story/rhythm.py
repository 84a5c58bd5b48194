"""When people come: the rhythm of a day and of a week, in UTC."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from math import exp, sqrt
from random import Random

from bot.demo.moments import TICKS_PER_MINUTE, TICKS_PER_SECOND, ticks_of

_HOURS = (8, 5, 4, 3, 4, 7, 16, 32, 52, 66, 70, 68, 60, 58, 62, 60, 58, 60, 66, 72, 68, 50, 30, 16)
_WEEKDAYS = (1.12, 1.08, 1.05, 1.04, 0.98, 0.82, 0.91)
_MANY = 40


def arrivals(rng: Random, day: date, per_day: float) -> Iterator[int]:
    """The ticks at which people arrive on a UTC day, in order, when an average day has `per_day` of them."""
    midnight = ticks_of(datetime.combine(day, time(), UTC))
    for hour, weight in enumerate(_HOURS):
        start = midnight + hour * 60 * TICKS_PER_MINUTE
        expected = per_day * _WEEKDAYS[day.weekday()] * weight / sum(_HOURS)
        yield from sorted(start + rng.randrange(3600 * TICKS_PER_SECOND) for _ in range(_poisson(rng, expected)))


_WORK_HOURS = (2, 6, 10, 10, 8, 5, 9, 9, 8, 6, 3, 1)
_FIRST_WORK_HOUR = 6
_AT_WEEKENDS = 0.12


def work_times(rng: Random, day: date, per_day: float) -> Iterator[int]:
    """The ticks at which one thing that belongs to office hours happens on a UTC day, in order."""
    mean = per_day * (_AT_WEEKENDS if day.weekday() >= 5 else 1)
    midnight = ticks_of(datetime.combine(day, time(), UTC))
    hours = rng.choices(range(len(_WORK_HOURS)), _WORK_HOURS, k=_poisson(rng, mean))
    for hour in sorted(hours):
        yield midnight + ((hour + _FIRST_WORK_HOUR) * 3600 + rng.randrange(3600)) * TICKS_PER_SECOND


def _poisson(rng: Random, mean: float) -> int:
    """Knuth's product of uniforms; for large means the normal distribution is near enough."""
    if mean > _MANY:
        return max(0, round(rng.gauss(mean, sqrt(mean))))
    limit, count, product = exp(-mean), 0, rng.random()
    while product > limit:
        count += 1
        product *= rng.random()
    return count
