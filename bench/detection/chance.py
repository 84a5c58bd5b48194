"""Drawing counts by chance, and how far out in the tail a count lies."""

from math import exp, lgamma, log, sqrt
from random import Random

_NORMAL_FROM = 40
"""A mean from which the normal approximation is close enough for drawing; the tail below is always exact."""


def poisson(dice: Random, mean: float) -> int:
    """A count whose mean and variance are `mean`."""
    if mean <= 0:
        return 0
    if mean > _NORMAL_FROM:
        return max(0, round(dice.gauss(mean, sqrt(mean))))
    limit, product, count = exp(-mean), dice.random(), 0
    while product > limit:
        product *= dice.random()
        count += 1
    return count


def binomial(dice: Random, trials: int, share: float) -> int:
    """How many of `trials` hit, each with the chance `share`."""
    if trials <= 0 or share <= 0:
        return 0
    if share >= 1:
        return trials
    if trials * min(share, 1 - share) > _NORMAL_FROM:
        drawn = round(dice.gauss(trials * share, sqrt(trials * share * (1 - share))))
        return min(trials, max(0, drawn))
    if trials > _NORMAL_FROM and share < 0.1:
        return min(trials, poisson(dice, trials * share))
    return sum(dice.random() < share for _ in range(trials))


def tail(observed: int, expected: float, spread: float) -> float:
    """The chance of `observed` or more where `expected` is usual and the rate itself varies.

    `spread` is the rate's standard deviation as a share of itself: 0 gives the Poisson tail,
    more gives the negative binomial one.
    """
    if observed <= expected:
        return 1.0
    mean = max(expected, 1e-6)
    count, total = observed, 0.0
    term = exp(_log_chance(count, mean, spread))
    while term > total * 1e-12 and count < observed + 100_000:
        total += term
        count += 1
        term = exp(_log_chance(count, mean, spread))
    return min(1.0, total)


def _log_chance(count: int, mean: float, spread: float) -> float:
    if spread <= 0:
        return count * log(mean) - mean - lgamma(count + 1)
    shape = spread**-2
    ways = lgamma(count + shape) - lgamma(shape) - lgamma(count + 1)
    return ways + shape * log(shape / (shape + mean)) + count * log(mean / (shape + mean))
