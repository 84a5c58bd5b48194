"""The life of incidents of traffic: drops and surges."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.incidents import Change, Incident, IncidentKind, Opened, Recovered, Updated
from bot.domain.spikes.casebook import Casebook, begun
from bot.domain.spikes.hours import hour_of, number_of
from bot.domain.spikes.volume import Flow, Volume

_KINDS = (IncidentKind.DROP, IncidentKind.SURGE)


@dataclass(frozen=True, slots=True)
class Volumes:
    """Opens at most one at a reading, and none within what is open: when nobody comes, no app comes either."""

    volume: Volume
    casebook: Casebook

    def follow(self, now: datetime) -> Iterator[Change]:
        """What has become of those that are open."""
        for incident in self.casebook.running(*_KINDS):
            calm = self.volume.is_over(incident.kind, incident.dims, now)
            changed = self._with_figures(incident, now)
            if calm is not None and calm > number_of(incident.since):
                changed = replace(incident, recovered_at=hour_of(calm), last_hour=hour_of(calm - 1))
            if changed != incident:
                self.casebook.put(changed)
                yield Updated(changed) if changed.is_open else Recovered(changed)

    def look(self, now: datetime) -> Iterator[Change]:
        """A new one, if there is."""
        for flow in self.volume.unusual(now):
            if not self._is_known(flow):
                fresh = begun(flow.kind, flow.dims, now, flow.hours[0], flow.hours[-1])
                incident = self._with_figures(fresh, now)
                self.casebook.put(incident)
                yield Opened(incident)
                return

    def _is_known(self, flow: Flow) -> bool:
        """Whether something open says it already: the same, everybody, or failures of the same place."""
        same = any(set(each.dims) <= set(flow.dims) for each in self.casebook.running(flow.kind))
        failing = any(set(flow.dims) & set(each.dims) for each in self.casebook.running(IncidentKind.FAILURE))
        return same or failing

    def _with_figures(self, incident: Incident, now: datetime) -> Incident:
        flow = self.volume.flow(incident.kind, incident.dims, number_of(incident.since), now)
        if not flow.hours:
            return incident
        return replace(
            incident,
            last_hour=hour_of(flow.hours[-1]),
            window_end=hour_of(flow.hours[-1]),
            window_hours=flow.hours[-1] + 1 - number_of(incident.since),
            observed=flow.seen,
            expected=flow.usual,
            attempts=flow.seen,
        )
