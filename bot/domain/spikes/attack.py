"""An attack from one place while something else is broken: it must not hide behind what is known already."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.incidents import Incident, Slice
from bot.domain.spikes.dimensions import Role
from bot.domain.spikes.evidence import Evidence, Measure
from bot.domain.spikes.history import History
from bot.domain.spikes.lattice import Lattice
from bot.domain.spikes.scan import Scan

_WINDOW = 3
_FAR = 2.0
"""How many times as many must fail as the usual people would: what breaks may bring everybody back to try again."""


@dataclass(frozen=True, slots=True)
class Attack:
    """Within the slice of an open incident, far more may fail from one origin than its usual people can account for."""

    lattice: Lattice
    history: History
    scan: Scan

    def within(self, incident: Incident, newest: int) -> Slice | None:
        """The origin to name, if there is one."""
        if not {Role.ORIGIN, Role.CODE}.isdisjoint(self.lattice.roles(incident.dims)):
            return None  # it is an attack itself; or it explains one code alone, and all others are looked at anyway
        evidence = Evidence.of(self.lattice, self.history, newest + 1 - _WINDOW, newest, besides=incident.dims)
        found = [each for each in self._origins(incident, evidence) if self._stands_out(incident, evidence, *each)]
        return max(found, key=lambda each: evidence.measure(each[0]).excess)[1] if found else None

    def _origins(self, incident: Incident, evidence: Evidence) -> Iterator[tuple[Slice, Slice]]:
        """The part of an incident's slice that each origin holds, beside the origin alone."""
        for name in (each.name for each in self.lattice.dimensions if each.role is Role.ORIGIN):
            for value in evidence.values(name):
                yield self.lattice.narrowed(incident.dims, name, value), ((name, value),)

    def _stands_out(self, incident: Incident, evidence: Evidence, part: Slice, origin: Slice) -> bool:
        inner = evidence.measure(part)
        rest = evidence.measure(incident.dims).without(inner)
        suffered = max(rest.excess / max(rest.attempts, 1.0), incident.excess / max(incident.attempts, 1), 0.0)
        usual = evidence.usual_attempts(part)
        growth = max(rest.attempts / max(evidence.usual_attempts(incident.dims) - usual, 1.0), 1.0)
        expected = inner.expected + suffered * min(inner.attempts, growth * usual)
        told = Measure(inner.seen, expected, inner.attempts)
        return inner.seen >= _FAR * expected and self.scan.is_beyond(self.lattice.number(origin), told, _WINDOW)
