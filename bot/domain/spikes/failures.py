"""The life of incidents of failure: found, named, followed, and over."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.incidents import Change, Incident, IncidentKind, Opened, Recovered, Slice, Updated
from bot.domain.spikes.attack import Attack
from bot.domain.spikes.casebook import Casebook, begun
from bot.domain.spikes.course import SliceHour, beginning, is_unusual, quiet_since
from bot.domain.spikes.crowd import Crowd
from bot.domain.spikes.dimensions import Role
from bot.domain.spikes.evidence import Evidence
from bot.domain.spikes.guilt import Guilt
from bot.domain.spikes.history import History
from bot.domain.spikes.hours import HOUR, hour_of, number_of
from bot.domain.spikes.lattice import Lattice
from bot.domain.spikes.reading import Reading
from bot.domain.spikes.scan import WINDOWS, Scan, Suspect

_REACH = WINDOWS[-1]
_AT_ONCE = 3
"""So many incidents may open at one reading; more would be one that was not understood."""

_ITS_OWN = 0.6
"""The part of a slice's excess that no known incident may account for, if it is to be an incident of its own."""

_SETTLING = 6 * HOUR
_TOGETHER = 2 * HOUR


@dataclass(frozen=True, slots=True)
class Failures:
    """Looks at one reading after the other."""

    lattice: Lattice
    history: History
    casebook: Casebook
    scan: Scan

    def follow(self, now: datetime) -> Iterator[Change]:
        """What has become of those that are open."""
        for incident in self.casebook.running(IncidentKind.FAILURE):
            changed = self._followed(incident, number_of(now) - 1)
            if changed != incident:
                self.casebook.put(changed)
                yield Updated(changed) if changed.is_open else Recovered(changed)

    def look(self, now: datetime) -> Iterator[Change]:
        """New ones, and open ones that turn out to be wider than they looked."""
        reading = Reading(self.lattice, self.history, now)
        yield from self._look(reading)
        hasty = Reading(self.lattice, self.history, now, hasty=True)
        if hasty.newest > reading.newest and self.history.counted[hasty.newest].failed:
            yield from self._look(hasty)

    def _look(self, reading: Reading) -> Iterator[Change]:
        for _ in range(0 if reading.is_blank else _AT_ONCE):
            found = self._found(reading)
            if found is None:
                return
            other = self._same(found, reading)
            if other is None:
                self._keep(found)
                yield Opened(found)
            elif other.dims == found.dims:
                return
            else:
                wider = replace(other, dims=found.dims, since=min(other.since, found.since))
                self._keep(wider := self._with_figures(wider, reading.newest))
                yield Updated(wider)

    def _keep(self, incident: Incident) -> None:
        self.casebook.put(incident)
        self.history.clean_of(incident)

    def _found(self, reading: Reading) -> Incident | None:
        suspects = self.scan.suspects(reading.stretches(), reading.newest, reading.slices)
        own = [each for each in suspects if not self._is_joined(each, reading)]
        if own:
            found = self._incident(max(own, key=lambda each: each.evidence), reading)
            # Of many small parts some one is always a lot worse. Whoever looks at the whole must see it, too.
            return found if self.scan.matters(found.observed, found.expected) else None
        for incident in () if reading.hasty else self.casebook.running(IncidentKind.FAILURE):
            dims = Attack(self.lattice, self.history, self.scan).within(incident, reading.newest)
            if dims is not None:
                found = self._opened(dims, self._beginning(dims, reading.newest), reading)
                # Who fails for the very same reason is the incident itself, seen from where they come.
                if self._reason(found, reading) != self._reason(incident, reading):
                    return found
        return None

    def _is_joined(self, suspect: Suspect, reading: Reading) -> bool:
        """Whether most of a suspect's excess belongs to incidents that are known already."""
        running = self.casebook.running(IncidentKind.FAILURE)
        if any(not each.dims and reading.now - each.opened_at < _SETTLING for each in running):
            return True
        whole = rest = 0.0
        for each in self.history.known(reading.newest + 1 - suspect.hours, reading.newest):
            whole += self.history.sums(each, whole=True).excess(suspect.number)
            rest += self.history.sums(each).excess(suspect.number)
        return rest < _ITS_OWN * whole

    def _same(self, found: Incident, reading: Reading) -> Incident | None:
        """The open incident that `found` is another side of: it began together with it, for the same reason."""
        for each in self.casebook.running(IncidentKind.FAILURE):
            together = abs(each.since - found.since) <= _TOGETHER
            if each.dims == found.dims or (together and self._reason(each, reading) == self._reason(found, reading)):
                return each
        return None

    def _reason(self, incident: Incident, reading: Reading) -> Slice:
        """The code of which most of an incident's failures are."""
        evidence = Evidence.of(self.lattice, self.history, number_of(incident.since), reading.newest, whole=True)
        codes = [each.name for each in self.lattice.dimensions if each.role is Role.CODE]
        worst = [evidence.worst(incident.dims, name) or incident.dims for name in codes]
        return tuple(pair for found, name in zip(worst, codes, strict=True) for pair in found if pair[0] == name)

    def _incident(self, suspect: Suspect, reading: Reading) -> Incident:
        dims = self.lattice.slices[suspect.number]
        since = self._beginning(dims, reading.newest)
        evidence = Evidence.of(self.lattice, self.history, since, reading.newest)
        hours = list(self.history.known(since, reading.newest))
        usual = self.history.rates(reading.newest)
        crowd = Crowd(self.lattice, evidence, lambda of: self._usual_attempts(hours, of), usual.share_of)
        return self._opened(Guilt(self.lattice, evidence, crowd, self.scan.matters).name(dims), since, reading)

    def _usual_attempts(self, hours: Iterable[int], dims: Slice) -> float:
        number = self.lattice.number(dims)
        return sum(self.history.traffic.usual(each, number) for each in hours)

    def _beginning(self, dims: Slice, newest: int) -> int:
        return beginning(list(self._hours(dims, newest + 1 - _REACH, newest)))

    def _opened(self, dims: Slice, since: int, reading: Reading) -> Incident:
        fresh = begun(IncidentKind.FAILURE, dims, reading.now, since, reading.newest)
        return self._with_figures(fresh, reading.newest)

    def _with_figures(self, incident: Incident, last: int) -> Incident:
        number, everybody = self.lattice.number(incident.dims), self.lattice.number(())
        part = self.lattice.place_part(number)
        sums = [self.history.sums(each, whole=True) for each in self.history.known(number_of(incident.since), last)]
        observed = sum(each.seen.get(number, 0.0) for each in sums)
        expected = sum(each.expected.get(number, 0.0) for each in sums)
        excess, of_all = observed - expected, sum(each.excess(everybody) for each in sums)
        return replace(
            incident,
            last_hour=hour_of(last),
            window_end=hour_of(last),
            window_hours=last + 1 - number_of(incident.since),
            observed=round(observed),
            expected=expected,
            attempts=round(sum(each.attempts.get(part, 0.0) for each in sums)),
            failures=round(observed),
            share=min(1.0, excess / of_all) if of_all > excess > 0 else 1.0,
        )

    def _hours(self, dims: Slice, first: int, last: int, *, whole: bool = False) -> Iterator[SliceHour]:
        number = self.lattice.number(dims)
        part = self.lattice.place_part(number)
        for each in self.history.known(first, last):
            sums = self.history.sums(each, whole=whole)
            seen, expected = sums.seen.get(number, 0.0), sums.expected.get(number, 0.0)
            yield SliceHour(each, seen, expected, sums.attempts.get(part, 0.0))

    def _followed(self, incident: Incident, complete: int) -> Incident:
        hours = list(self._hours(incident.dims, number_of(incident.since), complete, whole=True))
        if not hours:
            return incident
        last = max((each.number for each in hours if is_unusual(each)), default=number_of(incident.last_hour))
        if last > number_of(incident.last_hour):
            incident = self._with_figures(incident, last)
        wander = self.history.spread.of_rate(self.lattice.number(incident.dims), 2)
        quiet = quiet_since(hours, incident.excess / max(incident.attempts, 1), wander)
        if quiet is None or quiet <= number_of(incident.since):
            return incident
        return replace(self._with_figures(incident, quiet - 1), recovered_at=hour_of(quiet))
