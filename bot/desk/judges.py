"""Who judges the hours of a log: one detector for each series."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol, assert_never

from bot.domain.hourly import HourUpdate
from bot.domain.incidents import Changes, Incident, IncidentKind
from bot.domain.question import Log
from bot.domain.spikes import Dimension, Sensitivity
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
            failures = map(_as_failure, known)
            return AbandonmentJudge(new_detector(dimensions(log), sensitivity=sensitivity, incidents=failures))
        case _:
            assert_never(series)


@dataclass(frozen=True, slots=True)
class AbandonmentJudge:
    """Fits `Judge`: a detector that hears of those who left as of those who failed.

    It sees the traffic too, but of that the judge of failures tells.
    """

    detector: Judge

    def recall(self, history: Iterable[HourUpdate]) -> None:
        """Take in hours that were judged before."""
        self.detector.recall(history)

    def poll(self, now: datetime, updates: Iterable[HourUpdate]) -> Changes:
        """What has changed at `now`, given the hours read anew."""
        found = self.detector.poll(now, updates)
        return [
            replace(change, incident=_as_abandonment(change.incident))
            for change in found
            if change.incident.kind is IncidentKind.FAILURE
        ]


def _as_failure(incident: Incident) -> Incident:
    return replace(incident, kind=IncidentKind.FAILURE, id=incident.id.removeprefix(_LEFT))


def _as_abandonment(incident: Incident) -> Incident:
    return replace(incident, kind=IncidentKind.ABANDONMENT, id=f"{_LEFT}{incident.id}")
