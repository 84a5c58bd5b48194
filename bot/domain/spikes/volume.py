"""Traffic that all but stops, and traffic that pours in from one place: worth a word, and never a failure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.incidents import IncidentKind, Slice
from bot.domain.spikes.dimensions import Role
from bot.domain.spikes.history import History
from bot.domain.spikes.hours import DAY, HOUR, number_of
from bot.domain.spikes.lattice import Lattice
from bot.domain.spikes.tails import lower_tail

_ARRIVED = 3 * HOUR
"""An hour is judged by its traffic only when it is so old: what is late must not look like a drop."""

_LEARNT = 14 * DAY
_RUN = 3
_STOPPED = 0.15
_CAME_BACK = 0.5
_FEWEST_MISSING = 30.0
_CHANCE = 1e-7
_WANDER = 0.15

_POURS = 5.0
_POURS_MORE = 50.0
_CALM = 2.5


@dataclass(frozen=True, slots=True)
class Flow:
    """The attempts of one slice over the newest hours that can be judged, oldest first, beside the usual."""

    kind: IncidentKind
    dims: Slice
    hours: Sequence[int]
    seen: int
    usual: float


@dataclass(frozen=True, slots=True)
class Volume:
    """Looks at everybody, and at each app, provider and origin by itself."""

    lattice: Lattice
    history: History

    def unusual(self, now: datetime) -> Iterator[Flow]:
        """What flows unusually at `now`, the widest slice first: when nobody comes, no app is named for it."""
        hours = self._newest(now)
        if len(hours) < _RUN or self.history.first is None or hours[-1] - self.history.first < _LEARNT:
            return
        for number in self.history.traffic.slices():
            dims = self.lattice.slices[number]
            flow = self._flow(dims, hours)
            if self._has_stopped(flow):
                yield flow
        everybody = self._flow((), hours[-1:])
        # Those that came, not those that usually come: a wave may be from where nobody ever came from.
        for number in self.history.counted[hours[-1]].by_slice(self.lattice):
            dims = self.lattice.slices[number]
            if Role.ORIGIN in self.lattice.roles(dims):
                flow = self._flow(dims, hours[-1:], IncidentKind.SURGE)
                if flow.seen > _POURS * flow.usual + _POURS_MORE and flow.seen > everybody.usual:
                    yield flow

    def is_over(self, kind: IncidentKind, dims: Slice, now: datetime) -> int | None:
        """The hour from which traffic is as usual again, if it is; `None` while it is not, or nobody can tell."""
        hours = self._newest(now)[-2:]
        flow = self._flow(dims, hours, kind)
        if len(hours) < 2 or (kind is IncidentKind.DROP and flow.usual < 1):
            return None
        if kind is IncidentKind.DROP:
            calm = flow.seen >= _CAME_BACK * flow.usual
        else:
            calm = flow.seen < _CALM * flow.usual + _POURS_MORE
        return hours[0] if calm else None

    def flow(self, kind: IncidentKind, dims: Slice, since: int, now: datetime) -> Flow:
        """The attempts of a slice from the hour `since` on."""
        last = number_of(now - _ARRIVED)
        return self._flow(dims, list(self.history.known(since, last)), kind)

    def _newest(self, now: datetime) -> list[int]:
        last = number_of(now - _ARRIVED)
        return list(self.history.known(last + 1 - _RUN, last))

    def _flow(self, dims: Slice, hours: Sequence[int], kind: IncidentKind = IncidentKind.DROP) -> Flow:
        number = self.lattice.number(dims)
        seen = sum(self.history.attempts(each, dims) for each in hours)
        return Flow(kind, dims, hours, seen, sum(self.history.traffic.usual(each, number) for each in hours))

    @staticmethod
    def _has_stopped(flow: Flow) -> bool:
        return (
            flow.usual - flow.seen >= _FEWEST_MISSING
            and flow.seen <= _STOPPED * flow.usual
            and lower_tail(flow.seen, flow.usual, _WANDER) < _CHANCE
        )
