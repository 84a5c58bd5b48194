"""Who judges the hours of a log: one detector for each series."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol, assert_never

from bot.domain.hourly import HourUpdate
from bot.domain.incidents import Change, Changes, Incident, IncidentKind, Opened
from bot.domain.question import Log
from bot.domain.spikes import Dimension, Sensitivity
from bot.domain.spikes.sensitivity import FLOORS
from bot.domain.watching import Series, dimensions

_LEFT = "left "
"""Begins the ids of abandonment: two detectors may open an incident of one place at one moment."""


class Judge(Protocol):
    """What a `Detector` does for the watch."""

    def recall(self, history: Iterable[HourUpdate]) -> None:
        """Take in hours that were judged before."""
        ...

    def poll(self, now: datetime, updates: Iterable[HourUpdate]) -> Changes:
        """What has changed at `now`, given the hours read anew."""
        ...


class NewDetector(Protocol):
    """Makes a detector that knows of these incidents."""

    def __call__(
        self, dimensions: Sequence[Dimension], *, sensitivity: Sensitivity, incidents: Iterable[Incident]
    ) -> Judge:
        """As `Detector` is made."""
        ...


def judge_of(
    series: Series, log: Log, new_detector: NewDetector, sensitivity: Sensitivity, incidents: Iterable[Incident]
) -> Judge:
    """The judge of a series, who knows those of `incidents` that were found by looking at it."""
    known = [incident for incident in incidents if incident.kind in series.kinds]
    match series:
        case Series.FAILURE:
            return new_detector(dimensions(log), sensitivity=sensitivity, incidents=known)
        case Series.ABANDONMENT:
            detector = new_detector(dimensions(log), sensitivity=sensitivity, incidents=map(_as_failure, known))
            return AbandonmentJudge(detector, FLOORS[sensitivity].ratio, {incident.id for incident in known})
        case _:
            assert_never(series)


@dataclass(frozen=True, slots=True)
class AbandonmentJudge:
    """Fits `Judge`: a detector that hears of those who left as of those who failed.

    It sees the traffic too, but of that the judge of failures tells. Many leave on any day, now more, now fewer: so
    many times the usual as `least_ratio` must have left over the whole of an incident, not in its worst hours alone.
    `told` are the ids of those that were told of.
    """

    detector: Judge
    least_ratio: float
    told: set[str]

    def recall(self, history: Iterable[HourUpdate]) -> None:
        """Take in hours that were judged before."""
        self.detector.recall(history)

    def poll(self, now: datetime, updates: Iterable[HourUpdate]) -> Changes:
        """What has changed at `now`, given the hours read anew."""
        found = self.detector.poll(now, updates)
        failures = [change for change in found if change.incident.kind is IncidentKind.FAILURE]
        changes = [replace(change, incident=_as_abandonment(change.incident)) for change in failures]
        return [told for change in changes if (told := self._told(change)) is not None]

    def _told(self, change: Change) -> Change | None:
        """A change as it is told: one that is faint at first opens when it is so no more."""
        incident = change.incident
        if incident.id in self.told:
            return change
        if not incident.is_open or incident.observed < self.least_ratio * incident.expected:
            return None
        self.told.add(incident.id)
        return Opened(incident)


def _as_failure(incident: Incident) -> Incident:
    return replace(incident, kind=IncidentKind.FAILURE, id=incident.id.removeprefix(_LEFT))


def _as_abandonment(incident: Incident) -> Incident:
    return replace(incident, kind=IncidentKind.ABANDONMENT, id=f"{_LEFT}{incident.id}")
