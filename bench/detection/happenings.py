"""What changes the traffic of a tenant for a while: the parts that incidents and disturbances are made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Span:
    """From `start` until before `end`."""

    start: datetime
    end: datetime

    @property
    def hours(self) -> float:
        """Its length."""
        return (self.end - self.start) / HOUR

    def share_of(self, part: "Span") -> float:
        """How much of another it covers, 0 to 1."""
        covered = min(self.end, part.end) - max(self.start, part.start)
        return max(0.0, covered / (part.end - part.start))


@dataclass(frozen=True, slots=True)
class Change:
    """In the cells within `where`: `traffic` times as many people, of whom the share `broken` fails with `code`."""

    span: Span
    where: Mapping[str, str]
    traffic: float = 1.0
    broken: float = 0.0
    code: int = 0


@dataclass(frozen=True, slots=True)
class Visitors:
    """Others besides the usual people: `people` an hour, each trying `tries` times, of whom `failing` fail with `code`."""

    span: Span
    app: str
    provider: str
    stage: str
    country: str
    code: int
    people: float
    failing: float = 1.0
    tries: float = 1.0

    def within(self, where: Mapping[str, str]) -> bool:
        """Whether each dimension of `where` has these visitors' value."""
        return all(getattr(self, dimension) == value for dimension, value in where.items())


@dataclass(frozen=True, slots=True)
class Loner:
    """One person or script that fails `tries` times an hour."""

    span: Span
    app: str
    provider: str
    stage: str
    country: str
    code: int
    tries: int


@dataclass(frozen=True, slots=True)
class Renaming:
    """From `at` on, failures that had the code `old` have `new`."""

    at: datetime
    old: int
    new: int
