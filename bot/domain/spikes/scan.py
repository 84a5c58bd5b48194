"""Looks through all slices and several windows for failures that are more than chance."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import inf, sqrt

from bot.domain.spikes.dimensions import Role
from bot.domain.spikes.evidence import Measure
from bot.domain.spikes.history import History
from bot.domain.spikes.lattice import Lattice
from bot.domain.spikes.sensitivity import Floors
from bot.domain.spikes.sums import Running
from bot.domain.spikes.tails import evidence, upper_tail

WINDOWS = (1, 2, 3, 4, 6, 8, 12, 24)
"""Hours. One hour alone misses what builds up slowly; several cost little, since they overlap."""

_Z = 2.5
_KNOWN = 8.0
_LEAST_TESTS = 12
_SHOWS = 0.2
_SHOWS_CLEARLY = 1e-3
_WORSE = 1.2
_SHOWS_ENOUGH = 0.03
"""The chance that the failures of its places may have where a reason cannot be another one renamed."""

_NO_RENAMING = 1e-4


@dataclass(frozen=True, slots=True)
class Suspect:
    """A slice whose failures over the newest `hours` are more than chance and large enough to matter."""

    number: int
    hours: int
    chance: float
    evidence: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """The sums over the newest `hours`, and by slice how many people were counted more than once."""

    hours: int
    sums: Running
    again: Mapping[int, float]


class Scan:
    """The tests of one reading."""

    def __init__(self, lattice: Lattice, history: History, floors: Floors) -> None:
        self._lattice = lattice
        self._history = history
        self._spread = history.spread
        self._floors = floors

    def suspects(
        self, stretches: Iterable[Stretch], newest: int, among: Collection[int] | None = None
    ) -> list[Suspect]:
        """All that are significant, of any window; only those `among` these numbers, unless they are `None`."""
        self._newest = newest
        bar = self._bar()
        return [
            suspect
            for stretch in stretches
            for number in (stretch.sums.seen if among is None else among)
            if self.matters(stretch.sums.seen[number], stretch.sums.expected(number))
            if number not in self._lattice.twofold
            if (suspect := self._test(number, stretch, bar)) is not None
        ]

    def _test(self, number: int, stretch: Stretch, bar: float) -> Suspect | None:
        seen, expected = stretch.sums.seen[number], self.expected(number, stretch)
        seen -= stretch.again.get(number, 0.0) + self._moved(number, stretch)
        seen = min(seen, expected + self._net(number, stretch))
        if not self.matters(seen, expected):
            return None
        wander = self._spread.wander(number, stretch.hours)
        attempts = stretch.sums.attempts(self._lattice.place_part(number))
        chance = upper_tail(round(seen), attempts, expected, wander)
        if chance > bar or not self._is_borne_out(number, seen, stretch):
            return None
        return Suspect(
            number, stretch.hours, chance, evidence(seen, expected, self._spread.of_rate(number, stretch.hours))
        )

    def matters(self, seen: float, expected: float) -> bool:
        """Whether enough more people fail than expected, and enough times as many."""
        extra = seen - expected
        return extra >= self._floors.people and seen >= self._floors.ratio * expected and extra * extra > _Z * expected

    def expected(self, number: int, stretch: Stretch) -> float:
        """At least a little: a code nobody has seen is rare, not impossible."""
        expected = stretch.sums.expected(number)
        part = self._lattice.place_part(number)
        return expected if part == number else max(expected, 0.01 * stretch.sums.expected(part), 0.05)

    def is_beyond(self, origin: int, measure: Measure, hours: int) -> bool:
        """Whether an origin's failures are more than chance and all it ever had, its expectation given."""
        wander = self._spread.wander(origin, hours)
        return (
            self.matters(measure.seen, measure.expected)
            and upper_tail(round(measure.seen), measure.attempts, measure.expected, wander) <= self._bar()
            and self._outdoes(origin, measure.seen, hours)
        )

    def _is_borne_out(self, number: int, seen: float, stretch: Stretch) -> bool:
        """A reason must show in the failures of its places together; an origin must outdo all it ever had."""
        if self._lattice.place_part(number) != number and not self._shows(number, seen, stretch):
            return False
        roles = self._lattice.roles(self._lattice.slices[number])
        return Role.ORIGIN not in roles or self._outdoes(number, seen, stretch.hours)

    def _shows(self, number: int, seen: float, stretch: Stretch) -> bool:
        """Whether the failures of its places bear a reason out; one that is hardly known may be another one renamed."""
        part = self._lattice.place_part(number)
        chance = self._chance(part, stretch)
        if self._spread.past.get(number, 0.0) >= _KNOWN and self._is_settled(number):
            return chance <= _SHOWS
        if chance <= _SHOWS_CLEARLY and stretch.sums.seen.get(part, 0.0) >= _WORSE * stretch.sums.expected(part):
            return True
        return chance <= _SHOWS_ENOUGH and self._is_no_renaming(number, seen, stretch)

    def _is_no_renaming(self, number: int, seen: float, stretch: Stretch) -> bool:
        """Whether far more fail for a reason than would, had it taken the place of that sibling which lacks most.

        Beside few failures the sum of all shows little; a renaming brings at most what one other reason lost.
        """
        sums = stretch.sums
        lacks = (
            sums.expected(each) - sums.seen.get(each, 0.0) for each in self._lattice.siblings(number) if each != number
        )
        expected = self.expected(number, stretch) + max(0.0, max(lacks, default=0.0))
        part = self._lattice.place_part(number)
        wander = self._spread.of_rate(part, stretch.hours)
        chance = upper_tail(round(seen), sums.attempts(part), expected, wander)
        return self.matters(seen, expected) and chance <= _NO_RENAMING

    def _outdoes(self, number: int, seen: float, hours: int) -> bool:
        return seen > 1.3 * self._spread.most(number, hours) + 1

    def _bar(self) -> float:
        """The chance that one slice may have: all of them share in what the floors allow."""
        return self._floors.chance / max(self._spread.alive, _LEAST_TESTS)

    def _is_settled(self, number: int) -> bool:
        return self._history.is_settled(self._lattice.reasons_in(self._lattice.slices[number]), self._newest)

    def _chance(self, number: int, stretch: Stretch) -> float:
        seen = stretch.sums.seen.get(number, 0.0) - stretch.again.get(number, 0.0)
        return upper_tail(
            round(seen),
            stretch.sums.attempts(number),
            stretch.sums.expected(number),
            self._spread.of_rate(number, stretch.hours),
        )

    def _net(self, number: int, stretch: Stretch) -> float:
        """The most that a reason can have brought on top, seeing by how much the failures of its places rose."""
        part = self._lattice.place_part(number)
        if part == number:
            return inf
        seen, expected = stretch.sums.seen.get(part, 0.0), stretch.sums.expected(part)
        wander = self._spread.of_rate(part, stretch.hours)
        return seen - stretch.again.get(part, 0.0) - expected + sqrt(expected + wander * expected * expected)

    def _moved(self, number: int, stretch: Stretch) -> float:
        """People who would have failed for a sibling reason that has fallen silent: a renamed code is no rise."""
        gone = 0.0
        for sibling in self._lattice.siblings(number):
            expected, seen = stretch.sums.expected(sibling), stretch.sums.seen.get(sibling, 0.0)
            if sibling != number and seen < 0.75 * expected and expected - seen > 2.5 * sqrt(expected):
                gone += expected - seen
        return gone
