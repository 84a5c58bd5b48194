"""The Detector reads hourly counts as they arrive and says which incidents open, change and end."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256

from bot.domain.hourly import HourUpdate
from bot.domain.incidents import Change, Changes, Incident, IncidentKind, Opened, Recovered, Slice, Updated
from bot.domain.spikes.course import SliceHour, beginning, is_unusual, quiet_since
from bot.domain.spikes.dimensions import Dimension, Role
from bot.domain.spikes.guilt import Evidence, Guilt
from bot.domain.spikes.history import History
from bot.domain.spikes.hours import HOUR, hour_of, number_of
from bot.domain.spikes.lattice import Lattice
from bot.domain.spikes.repeats import repeated
from bot.domain.spikes.scan import WINDOWS, Scan, Stretch, Suspect
from bot.domain.spikes.sensitivity import FLOORS, Sensitivity
from bot.domain.spikes.sums import Sums, total

_REACH = WINDOWS[-1]
_AT_ONCE = 3
"""So many incidents may open at one reading; more would be one that was not understood."""

_RIPE = timedelta(minutes=30)
"""An hour of which less has passed tells too little of which slices suffer."""

_ITS_OWN = 0.6
_SETTLING = 6
_TOGETHER = 2
_FRESH = 2
_LATE = 6
_SCANT = 0.5


class Detector:
    """Watches one log of one tenant. All it knows follows from the hours it was given and the incidents it opened.

    To go on after a restart, hand over the `incidents` of the last weeks (open and recovered) and `recall` the hours.
    """

    def __init__(
        self,
        dimensions: Sequence[Dimension],
        *,
        sensitivity: Sensitivity = Sensitivity.NORMAL,
        incidents: Iterable[Incident] = (),
    ) -> None:
        self._lattice = Lattice(dimensions)
        self._everybody = self._lattice.number(())
        self._incidents = list(incidents)
        self._history = History(self._lattice, self._incidents)
        self._scan = Scan(self._lattice, self._history, FLOORS[sensitivity])

    def recall(self, history: Iterable[HourUpdate]) -> None:
        """Take in hours that were judged before, oldest first; nothing is announced for them."""
        for update in history:
            self._history.reach(number_of(update.hour) // 24)
            self._history.take(update)

    def poll(self, now: datetime, updates: Iterable[HourUpdate]) -> Changes:
        """What has changed at `now` (aware), given the hours read anew. Hours that end after `now` are partial."""
        self._history.reach(number_of(now) // 24)
        for update in updates:
            self._history.take(update)
        return (*self._follow(now), *self._look(now))

    def _look(self, now: datetime) -> Iterator[Change]:
        newest = max((each for each in self._history.counted if now - hour_of(each) >= _RIPE), default=None)
        if newest is None:
            return
        for _ in range(_AT_ONCE):
            found = self._scan.suspects(self._stretches(newest, now), newest)
            found = [each for each in found if not self._is_joined(each, newest, now)]
            if not found:
                return
            incident = self._incident(now, newest, max(found, key=lambda each: each.evidence))
            other = self._same(incident, newest)
            if other is None:
                self._incidents.append(incident)
                self._history.clean_of(incident)
                yield Opened(incident)
            elif other.dims == incident.dims:
                return
            else:
                yield Updated(self._widened(other, incident, newest))

    def _widened(self, incident: Incident, found: Incident, newest: int) -> Incident:
        """An open incident under the name that fits better, now that more of it is seen."""
        wider = replace(incident, dims=found.dims, since=min(incident.since, found.since))
        wider = self._with_figures(wider, newest)
        self._incidents[self._incidents.index(incident)] = wider
        self._history.clean_of(wider)
        return wider

    def _same(self, found: Incident, newest: int) -> Incident | None:
        """The open incident that `found` is another side of: it began together with it, for the same reason."""
        running = [each for each in self._incidents if each.is_open and each.kind is IncidentKind.FAILURE]
        for each in running:
            together = abs(each.since - found.since) <= _TOGETHER * HOUR
            if each.dims == found.dims or (together and self._reason(each, newest) == self._reason(found, newest)):
                return each
        return None

    def _reason(self, incident: Incident, newest: int) -> Slice:
        """The code of which most of an incident's failures are."""
        evidence = Evidence(self._lattice)
        for each in self._history.known(number_of(incident.since), newest):
            evidence.add(self._history.counted[each], self._history.rates(each), ())
        codes = [each.name for each in self._lattice.dimensions if each.role is Role.CODE]
        worst = [evidence.worst(incident.dims, name) or incident.dims for name in codes]
        return tuple(pair for found, name in zip(worst, codes, strict=True) for pair in found if pair[0] == name)

    def _stretches(self, newest: int, now: datetime) -> Iterator[Stretch]:
        parts: list[Sums] = []
        begun = newest + 1
        for window in WINDOWS:
            parts += [
                self._history.sums(each, at_least=self._at_least(each, now))
                for each in self._history.known(newest + 1 - window, begun - 1)
            ]
            begun = newest + 1 - window
            if parts:
                hours = [self._history.counted[each] for each in self._history.known(begun, newest)]
                yield Stretch(window, total(parts), repeated(hours, self._lattice))

    def _at_least(self, number: int, now: datetime) -> float:
        """The traffic to assume in an hour that may still be arriving."""
        usual = self._history.traffic.usual(number)
        age = (now - hour_of(number)) / HOUR
        if age < _FRESH:
            return usual
        return usual if age < _LATE and self._history.counted[number].total < _SCANT * usual else 0.0

    def _is_joined(self, suspect: Suspect, newest: int, now: datetime) -> bool:
        """Whether most of a suspect's excess belongs to incidents that are known already."""
        if any(each.is_open and not each.dims and now - each.opened_at < _SETTLING * HOUR for each in self._incidents):
            return True
        whole = rest = 0.0
        for each in self._history.known(newest + 1 - suspect.hours, newest):
            whole += self._history.sums(each, whole=True).excess(suspect.number)
            rest += self._history.sums(each).excess(suspect.number)
        return rest < _ITS_OWN * whole

    def _incident(self, now: datetime, newest: int, suspect: Suspect) -> Incident:
        since = beginning(list(self._slice_hours(suspect.number, newest + 1 - _REACH, newest)))
        dims = self._name(self._lattice.slices[suspect.number], since, newest)
        known = sha256(f"{now.isoformat()} {dims}".encode()).hexdigest()[:16]
        opened = Incident(
            id=known,
            kind=IncidentKind.FAILURE,
            dims=dims,
            since=hour_of(since),
            opened_at=now,
            last_hour=hour_of(newest),
            window_end=hour_of(newest),
            window_hours=newest + 1 - since,
            observed=0,
            expected=0.0,
            attempts=0,
            failures=0,
            share=1.0,
        )
        return self._with_figures(opened, newest)

    def _name(self, dims: Slice, since: int, newest: int) -> Slice:
        evidence = Evidence(self._lattice)
        for each in self._history.known(since, newest):
            evidence.add(self._history.counted[each], self._history.rates(each), self._history.explained(each))
        return Guilt(self._lattice, evidence).name(dims)

    def _with_figures(self, incident: Incident, last: int) -> Incident:
        number = self._lattice.number(incident.dims)
        hours = self._history.known(number_of(incident.since), last)
        sums = total(self._history.sums(each, whole=True) for each in hours)
        excess, everybody = sums.excess(number), sums.excess(self._everybody)
        return replace(
            incident,
            last_hour=hour_of(last),
            window_end=hour_of(last),
            window_hours=last + 1 - number_of(incident.since),
            observed=round(sums.seen.get(number, 0.0)),
            expected=sums.expected.get(number, 0.0),
            attempts=round(sums.attempts.get(self._lattice.place_part(number), 0.0)),
            failures=round(sums.seen.get(number, 0.0)),
            share=min(1.0, excess / everybody) if everybody > excess > 0 else 1.0,
        )

    def _slice_hours(self, number: int, first: int, last: int, *, whole: bool = False) -> Iterator[SliceHour]:
        part = self._lattice.place_part(number)
        for each in self._history.known(first, last):
            sums = self._history.sums(each, whole=whole)
            seen, expected = sums.seen.get(number, 0.0), sums.expected.get(number, 0.0)
            yield SliceHour(each, seen, expected, sums.attempts.get(part, 0.0))

    def _follow(self, now: datetime) -> Iterator[Change]:
        for at, incident in enumerate(self._incidents):
            if incident.is_open and incident.kind is IncidentKind.FAILURE:
                changed = self._followed(incident, number_of(now) - 1)
                if changed != incident:
                    self._incidents[at] = changed
                    yield Updated(changed) if changed.is_open else Recovered(changed)

    def _followed(self, incident: Incident, complete: int) -> Incident:
        number, since = self._lattice.number(incident.dims), number_of(incident.since)
        hours = list(self._slice_hours(number, since, complete, whole=True))
        if not hours:
            return incident
        last = max((each.number for each in hours if is_unusual(each)), default=number_of(incident.last_hour))
        if last > number_of(incident.last_hour):
            incident = self._with_figures(incident, last)
        wander = self._history.spread.of_rate(number, 2)
        quiet = quiet_since(hours, incident.excess / max(incident.attempts, 1), wander)
        if quiet is None or quiet <= since:
            return incident
        return replace(incident, recovered_at=hour_of(quiet), last_hour=hour_of(quiet - 1))
