"""The incidents of a detector, open and over."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from bot.domain.incidents import Incident, IncidentKind, Slice
from bot.domain.spikes.hours import hour_of


@dataclass(slots=True)
class Casebook:
    """In the order in which they were opened; the list is shared with whoever has to know what is explained."""

    incidents: list[Incident]

    def running(self, *kinds: IncidentKind) -> Iterator[Incident]:
        """The open ones of these kinds, as they are now; each may be put anew meanwhile."""
        return iter([each for each in self.incidents if each.is_open and each.kind in kinds])

    def put(self, incident: Incident) -> None:
        """Keep an incident, in the place of what was known of it."""
        known = [each.id for each in self.incidents]
        if incident.id in known:
            self.incidents[known.index(incident.id)] = incident
        else:
            self.incidents.append(incident)


def begun(kind: IncidentKind, dims: Slice, now: datetime, since: int, last: int) -> Incident:
    """A new incident without figures, from the hour `since` to the hour `last`."""
    return Incident(
        id=sha256(f"{kind} {now.isoformat()} {dims}".encode()).hexdigest()[:16],
        kind=kind,
        dims=dims,
        since=hour_of(since),
        opened_at=now,
        last_hour=hour_of(last),
        window_end=hour_of(last),
        window_hours=last + 1 - since,
        observed=0,
        expected=0.0,
        attempts=0,
        failures=0,
        share=1.0,
    )
