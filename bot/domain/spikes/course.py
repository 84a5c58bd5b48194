"""The course of an incident: where it began, how bad it is, and when it is over."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log1p, sqrt

from bot.domain.spikes.tails import evidence

_SURE = 2.5
"""How much likelier (as a logarithm) normal hours must be than half of what went on before."""

_LEAST_EXTRA = 0.6
_LEAST_HOURS = 3
_SILENT_HOURS = 24


@dataclass(frozen=True, slots=True)
class SliceHour:
    """One known hour of one slice: failing people seen and expected, and attempts."""

    number: int
    seen: float
    expected: float
    attempts: float


def beginning(hours: Sequence[SliceHour]) -> int:
    """The number of the hour from which the excess is clearest; `hours` are consecutive, oldest first."""
    best, since = -1.0, hours[-1].number
    seen = expected = 0.0
    for hour in reversed(hours):
        seen, expected = seen + hour.seen, expected + hour.expected
        found = evidence(seen, max(expected, 0.02))
        if hour.seen > hour.expected and found >= best:
            best, since = found, hour.number
    return since


def quiet_since(hours: Sequence[SliceHour], extra_rate: float, wander: float) -> int | None:
    """The hour from which all is normal again, if the newest hours say so; `hours` are complete, oldest first.

    Half of what the incident brought on top is asked for: the failures it would still cause, `extra_rate` for each
    attempt, must be missing. Where hardly anybody tries, a whole day without an unusual hour is enough.
    """
    seen = expected = missing = 0.0
    best, since, day = 0.0, None, None
    for length, hour in enumerate(reversed(hours), start=1):
        seen, expected = seen + hour.seen, expected + hour.expected
        missing += max(hour.attempts * extra_rate, _LEAST_EXTRA * hour.expected) / 2
        normal = (missing - seen * log1p(missing / max(expected, 0.05))) / (1 + wander * expected)
        if length >= _LEAST_HOURS and normal > best:
            best, since = normal, hour.number
        if length >= _SILENT_HOURS and normal >= 0 and day is None:
            day = hour.number
    return since if best >= _SURE else day


def is_unusual(hour: SliceHour) -> bool:
    """Whether an hour by itself shows more failures than it should."""
    return hour.seen > hour.expected + max(0.5, sqrt(hour.expected), 0.25 * hour.expected)
