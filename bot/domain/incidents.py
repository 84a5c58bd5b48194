"""An Incident is one stretch of unusual failures, abandonment or traffic, from the hour it began until it was over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

Slice = tuple[tuple[str, str], ...]
"""What is guilty, as (dimension, value) in the order of the log's dimensions; `()` is everybody."""


def with_names(dims: Slice, app_names: Mapping[str, str]) -> Slice:
    """A slice whose apps are named by their names, where these are known."""
    return tuple((name, app_names.get(value, value) if name == "app" else value) for name, value in dims)


class IncidentKind(StrEnum):
    """What left its usual range."""

    FAILURE = "failure"  # more people fail than as many attempts usually bring
    ABANDONMENT = "abandonment"  # more people leave their attempt unfinished
    DROP = "drop"  # attempts have all but stopped
    SURGE = "surge"  # attempts pour in from one place

    @property
    def counts_people(self) -> bool:
        """Whether its figures are people whose attempts ended in one way; otherwise they are attempts."""
        return self in {IncidentKind.FAILURE, IncidentKind.ABANDONMENT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One incident as it is known now.

    `id` stays the same for its life and is unlike that of any other incident of the same detector.
    `since` is the hour it began as far as can be told, `last_hour` the newest hour that was still unusual.
    The figures describe its worst stretch, `window_hours` long, ending with the hour `window_end`:
    for failures and abandonment `observed` and `expected` count people, for drops and surges they count attempts.
    `failures` are the people counted, whichever way their attempts ended; 0 for drops and surges.
    `share` is the part of the whole log's excess that the guilty slice holds; 1 where everybody is guilty.
    """

    id: str
    kind: IncidentKind
    dims: Slice
    since: datetime
    opened_at: datetime
    last_hour: datetime
    window_end: datetime
    window_hours: int
    observed: int
    expected: float
    attempts: int
    failures: int
    share: float
    recovered_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether it goes on, as far as is known."""
        return self.recovered_at is None

    @property
    def excess(self) -> float:
        """How many more than expected, or for a drop fewer; never negative."""
        return abs(self.observed - self.expected)

    @property
    def length(self) -> timedelta:
        """From its beginning to the end of the newest hour that was unusual."""
        return self.last_hour + timedelta(hours=1) - self.since


@dataclass(frozen=True, slots=True)
class Opened:
    """A new incident: the one change that is announced."""

    incident: Incident


@dataclass(frozen=True, slots=True)
class Updated:
    """An open incident whose figures or slice have changed."""

    incident: Incident


@dataclass(frozen=True, slots=True)
class Recovered:
    """An incident that is over: its `recovered_at` is set now."""

    incident: Incident


Change = Opened | Updated | Recovered
Changes = Sequence[Change]
