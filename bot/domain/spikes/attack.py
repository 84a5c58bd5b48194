"""An attack from one place while something else is broken: it must not hide behind what is known already."""

from dataclasses import dataclass

from bot.domain.incidents import Incident, Slice
from bot.domain.spikes.dimensions import Role
from bot.domain.spikes.evidence import Evidence, Measure
from bot.domain.spikes.history import History
from bot.domain.spikes.lattice import Lattice
from bot.domain.spikes.scan import Scan

_WINDOW = 3


@dataclass(frozen=True, slots=True)
class Attack:
    """Within the slice of an open incident, one origin may fail far more than the others there do."""

    lattice: Lattice
    history: History
    scan: Scan

    def within(self, incident: Incident, newest: int) -> Slice | None:
        """The origin to name, if there is one."""
        roles = self.lattice.roles(incident.dims)
        if Role.ORIGIN in roles or self.lattice.reason_of(incident.dims):
            return None
        origins = [each.name for each in self.lattice.dimensions if each.role is Role.ORIGIN]
        evidence = Evidence.of(self.lattice, self.history, newest + 1 - _WINDOW, newest, besides=incident.dims)
        for name in origins:
            worst = evidence.worst(incident.dims, name)
            if worst is not None and self._stands_out(incident, evidence, worst, name):
                return tuple(pair for pair in worst if pair[0] == name)
        return None

    def _stands_out(self, incident: Incident, evidence: Evidence, worst: Slice, name: str) -> bool:
        inner = evidence.measure(worst)
        rest = evidence.measure(incident.dims).without(inner)
        suffered = max(rest.excess / max(rest.attempts, 1.0), incident.excess / max(incident.attempts, 1), 0.0)
        expected = inner.expected + inner.attempts * suffered
        alone = tuple(pair for pair in worst if pair[0] == name)
        return self.scan.is_beyond(self.lattice.number(alone), Measure(inner.seen, expected, inner.attempts), _WINDOW)
