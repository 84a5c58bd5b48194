"""Names the guilty slice: as few dimensions as say where the excess is, and where it is not."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log1p

from bot.domain.incidents import Slice
from bot.domain.providers import ProviderKind, kind_of
from bot.domain.spikes.counted import CountedHour
from bot.domain.spikes.dimensions import Role
from bot.domain.spikes.lattice import Cell, Lattice, Reason
from bot.domain.spikes.rates import Rates

_TELLING = 2.0
"""How much likelier (as a logarithm) it must be that the rest is normal than that it suffers too."""

_SUFFERS = 0.35
_MOST = 0.7
_USUAL = 0.6
_KNOWN = 0.5


@dataclass(frozen=True, slots=True)
class Measure:
    """One slice over the stretch: failing people seen and expected, and attempts of its places."""

    seen: float = 0.0
    expected: float = 0.0
    attempts: float = 0.0

    @property
    def excess(self) -> float:
        """How many more failed than expected."""
        return self.seen - self.expected

    def without(self, part: "Measure") -> "Measure":
        """The rest beside `part`."""
        return Measure(
            max(self.seen - part.seen, 0.0),
            max(self.expected - part.expected, 0.0),
            max(self.attempts - part.attempts, 0.0),
        )


@dataclass(slots=True)
class Evidence:
    """The finest counts of a stretch of hours."""

    lattice: Lattice
    attempts: defaultdict[Cell, float] = field(default_factory=lambda: defaultdict(float))
    expected: defaultdict[tuple[Cell, Reason], float] = field(default_factory=lambda: defaultdict(float))
    seen: defaultdict[tuple[Cell, Reason], float] = field(default_factory=lambda: defaultdict(float))
    _measured: dict[Slice, Measure] = field(default_factory=dict)

    def add(self, hour: CountedHour, rates: Rates, explained: Sequence[Slice]) -> None:
        """Take in an hour, without what the `explained` slices hold."""
        shut = [(dims, self.lattice.reason_of(dims)) for dims in explained if dims]
        for cell, tried in hour.attempts.items():
            if not rates.knows(cell):
                continue
            held = [reason for dims, reason in shut if self.lattice.holds_cell(dims, cell)]
            if () in held:
                continue
            self.attempts[cell] += tried
            for reason, rate in rates.by_reason(cell):
                if not _is_one_of(reason, held):
                    self.expected[cell, reason] += tried * rate
        for (cell, reason), people in hour.failed.items():
            held = [wanted for dims, wanted in shut if self.lattice.holds_cell(dims, cell)]
            if rates.knows(cell) and not _is_one_of(reason, held):
                self.seen[cell, reason] += people

    def measure(self, dims: Slice) -> Measure:
        """The counts of one slice."""
        found = self._measured.get(dims)
        if found is None:
            found = self._measured[dims] = self._measure(dims)
        return found

    def _measure(self, dims: Slice) -> Measure:
        wanted = self.lattice.reason_of(dims)
        cells = {cell for cell in self.attempts if self.lattice.holds_cell(dims, cell)}
        return Measure(
            sum(people for (cell, reason), people in self.seen.items() if cell in cells and _meets(reason, wanted)),
            sum(people for (cell, reason), people in self.expected.items() if cell in cells and _meets(reason, wanted)),
            sum(self.attempts[cell] for cell in cells),
        )

    def worst(self, dims: Slice, name: str) -> Slice | None:
        """`dims` narrowed to the value of `name` that has the largest excess; `None` where none has."""
        values = {value for cell, reason in self.seen for value in self.lattice.values(cell, reason, name)}
        narrowed = [self.lattice.narrowed(dims, name, value) for value in values]
        best = max(narrowed, key=lambda each: self.measure(each).excess, default=None)
        return best if best is not None and self.measure(best).excess > 0 else None


@dataclass(frozen=True, slots=True)
class Guilt:
    """Decides over the evidence of one stretch."""

    lattice: Lattice
    evidence: Evidence
    known: Mapping[Slice, bool] = field(default_factory=dict)

    def name(self, dims: Slice) -> Slice:
        """The slice to name for what was found in the slice `dims`."""
        found = self._narrow(self._widen(dims))
        said = self._said(found)
        return said if self._excess(said) >= _KNOWN * self._excess(dims) else dims

    def _widen(self, dims: Slice) -> Slice:
        """`dims` without those whose other values suffer as well, as far as can be told."""
        while dims:
            least, rest = min((self._telling(_less(dims, pair), dims), _less(dims, pair)) for pair in dims)
            if least >= _TELLING:
                break
            dims = rest
        return dims

    def _narrow(self, dims: Slice) -> Slice:
        """`dims` with each dimension of which one value alone suffers."""
        while True:
            free = [each.name for each in self.lattice.dimensions if each.name not in dict(dims)]
            worst = [found for name in free if (found := self.evidence.worst(dims, name)) is not None]
            telling = [(self._telling(dims, each), each) for each in worst if self._holds_most(dims, each)]
            best = max(telling, default=(0.0, dims))
            if best[0] < _TELLING:
                return dims
            dims = best[1]

    def _holds_most(self, whole: Slice, part: Slice) -> bool:
        return self._excess(part) >= _MOST * self._excess(whole)

    def _telling(self, whole: Slice, part: Slice) -> float:
        """How clearly the rest of `whole` is normal, beside what it would show if it suffered as `part` does."""
        if self.lattice.reason_of(whole) != self.lattice.reason_of(part):
            return self._telling_of_reason(whole, part)
        outer, inner = self.evidence.measure(whole), self.evidence.measure(part)
        rest = outer.without(inner)
        if self.lattice.reason_of(part) and inner.expected >= _KNOWN:
            extra = inner.excess / inner.expected * rest.expected
        else:
            extra = inner.excess / max(inner.attempts, inner.excess, 1.0) * rest.attempts
        if rest.excess > _SUFFERS * extra:
            return 0.0
        return extra - rest.seen * log1p(extra / max(rest.expected, 0.3))

    def _telling_of_reason(self, whole: Slice, part: Slice) -> float:
        outer, inner = self.evidence.measure(whole), self.evidence.measure(part)
        if inner.excess < _MOST * outer.excess or inner.expected > _USUAL * outer.expected:
            return 0.0
        return _TELLING + inner.excess / max(outer.excess, 1.0)

    def _excess(self, dims: Slice) -> float:
        return self.evidence.measure(dims).excess

    def _said(self, dims: Slice) -> Slice:
        """What a person is told: where it comes from, or which app at which stage, or why."""
        roles = self.lattice.roles(dims)
        if Role.ORIGIN in roles:
            return self._only(dims, Role.ORIGIN)
        if Role.PROVIDER in roles and kind_of(roles[Role.PROVIDER]) is not ProviderKind.LOCAL:
            return self._only(dims, Role.PROVIDER, Role.APP)
        if Role.APP in roles:
            return self._only(dims, Role.APP, Role.PROVIDER, Role.STAGE if Role.STAGE in roles else Role.CODE)
        if Role.PROVIDER in roles:
            return self._only(dims, Role.PROVIDER, Role.STAGE if Role.STAGE in roles else Role.CODE)
        return self._only(dims, Role.CODE if Role.CODE in roles else Role.STAGE)

    def _only(self, dims: Slice, *roles: Role) -> Slice:
        return tuple(pair for pair in dims if self.lattice.role(pair[0]) in roles)


def _less(dims: Slice, pair: tuple[str, str]) -> Slice:
    return tuple(each for each in dims if each != pair)


def _meets(reason: Reason, wanted: Iterable[tuple[int, str]]) -> bool:
    return all(reason[at] == value for at, value in wanted)


def _is_one_of(reason: Reason, held: Iterable[Iterable[tuple[int, str]]]) -> bool:
    return any(_meets(reason, wanted) for wanted in held)
