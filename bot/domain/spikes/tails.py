"""Exact chances of small counts, for rates that wander: the beta-binomial distribution and its tails."""

from math import exp, inf, lgamma, log

_ENOUGH = 1e-12
_LARGE = 100_000
"""Counts above it are taken down to it with what they are compared to: by then how the rate wanders is all that tells,
and the sums would take as long as the counts are large."""


def upper_tail(seen: int, attempts: float, expected: float, wander: float) -> float:
    """The chance of `seen` or more failures among `attempts` when `expected` are usual.

    `wander` is the squared coefficient of variation of the rate itself; 0 makes it the binomial distribution.
    """
    if seen <= 0:
        return 1.0
    scale = _scale(seen, expected)
    seen, attempts, expected = round(seen * scale), attempts * scale, expected * scale
    tries = max(round(attempts), seen, 1)
    rate = min(max(expected / tries, 1e-9), 0.98)
    weight = max((1 - rate) / (rate * max(wander, 1e-4)) - 1, 0.5)
    alpha, beta = rate * weight, (1 - rate) * weight
    term = exp(_log_chance(seen, tries, alpha, beta))
    total, count = term, seen
    while count < tries and term > total * _ENOUGH:
        term *= (tries - count) / (count + 1) * (alpha + count) / (beta + tries - count - 1)
        total, count = total + term, count + 1
    return min(total, 1.0)


def lower_tail(seen: int, expected: float, wander: float) -> float:
    """The chance of `seen` or fewer events when `expected` are usual (negative binomial)."""
    scale = _scale(seen, expected)
    seen, expected = round(seen * scale), expected * scale
    shape = 1 / max(wander, 1e-4)
    log_term = shape * log(shape / (shape + expected))
    total = exp(log_term)
    for count in range(seen):
        log_term += log((count + shape) / (count + 1) * expected / (shape + expected))
        total += exp(log_term)
    return min(total, 1.0)


def evidence(seen: float, expected: float, wander: float = 0.0) -> float:
    """How much likelier the counts are at a raised rate than at the usual one, as a logarithm (Kulldorff's scan).

    Where the rate wanders, the counts are worth as many fewer as their variance is larger.
    """
    if seen <= expected:
        return 0.0
    if expected <= 0:
        return inf
    return (seen * log(seen / expected) - (seen - expected)) / (1 + wander * expected)


def _scale(seen: int, expected: float) -> float:
    return min(1.0, _LARGE / max(seen, expected, 1))


def _log_chance(seen: int, tries: int, alpha: float, beta: float) -> float:
    return (
        lgamma(tries + 1)
        - lgamma(seen + 1)
        - lgamma(tries - seen + 1)
        + _log_beta(seen + alpha, tries - seen + beta)
        - _log_beta(alpha, beta)
    )


def _log_beta(first: float, second: float) -> float:
    return lgamma(first) + lgamma(second) - lgamma(first + second)
