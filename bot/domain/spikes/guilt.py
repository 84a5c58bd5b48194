"""Names the guilty slice: as few dimensions as say where the excess is, and where it is not."""

from collections.abc import Callable
from dataclasses import dataclass
from math import log1p, sqrt

from bot.domain.codes import EXTENSION_CODES
from bot.domain.incidents import Slice
from bot.domain.providers import ProviderKind, kind_of
from bot.domain.spikes.dimensions import Role
from bot.domain.spikes.evidence import Evidence
from bot.domain.spikes.lattice import Lattice
from bot.domain.spikes.tails import upper_tail

_TELLING = 2.0
"""How much likelier (as a logarithm) it must be that the rest is normal than that it suffers too."""

_SUFFERS = 0.35
_MOST = 0.65
_USUAL = 0.6
_KNOWN = 0.5
_NEARLY_ALL = 0.75
_STRANGERS = 0.6
_USUAL_MOST = 0.8
_FEW = 5.0
"""So many attempts elsewhere tell little of how busy these hours are."""

_BEYOND = 2.0
_MIXED = 0.01
"""How much the shares of places wander by themselves (squared coefficient of variation)."""

_ALL_BUT_FEW = 0.9
_CHANCE = 0.05
"""The chance that failures which have nothing to do with a place are nearly all of it, because so many people are."""


@dataclass(frozen=True, slots=True)
class Guilt:
    """Decides over the evidence of one stretch."""

    lattice: Lattice
    evidence: Evidence
    usual_attempts: Callable[[Slice], float]

    def name(self, dims: Slice) -> Slice:
        """The slice to name for what was found in the slice `dims`."""
        found = self._with_provider(self._narrow(self._widen(dims)))
        said = self._where_strangers_come_from(found) or self._said(found)
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

    def _with_provider(self, dims: Slice) -> Slice:
        """A slice of reasons alone with the provider that all but a few of its failures are of.

        A code that only one provider has says as much, yet people look for the provider's name. An extension is
        called whoever the provider is.
        """
        roles = self.lattice.roles(dims)
        if not dims or self.lattice.reasons_in(dims) != dims or _is_of_extension(roles.get(Role.CODE, "")):
            return dims
        for name in (each.name for each in self.lattice.dimensions if each.role is Role.PROVIDER):
            worst = self.evidence.worst(dims, name)
            if worst is None or self._excess(worst) < _ALL_BUT_FEW * self._excess(dims):
                continue
            if self._is_no_chance(_of(worst, name), worst, dims):
                return worst
        return dims

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

    def _where_strangers_come_from(self, dims: Slice) -> Slice | None:
        """The origin that nearly all failures come from, if as many more people than usual came from there.

        When something breaks, also an extension, the people are the usual ones; when somebody attacks, they are not.
        """
        if _is_of_extension(self.lattice.roles(dims).get(Role.CODE, "")):
            return None
        for dimension in (each for each in self.lattice.dimensions if each.role is Role.ORIGIN):
            worst = self.evidence.worst(dims, dimension.name)
            if worst is None or self._excess(worst) < _NEARLY_ALL * self._excess(dims):
                continue
            origin = _of(worst, dimension.name)
            if self._is_no_chance(origin, worst, dims) and self._are_strangers(origin):
                return origin
        return None

    def _is_no_chance(self, place: Slice, part: Slice, whole: Slice) -> bool:
        """Whether so much of a slice's excess would hardly be of a place that has nothing to do with it."""
        share = self.usual_attempts(place) / max(self.usual_attempts(()), 1.0)
        people, of_them = self._excess(whole), min(self._excess(part), self._excess(whole))
        return upper_tail(round(of_them), people, people * min(share, 1.0), _MIXED) < _CHANCE

    def _are_strangers(self, origin: Slice) -> bool:
        here, all_of_them = self.evidence.measure(origin), self.evidence.measure(())
        usual, usual_of_all = self.usual_attempts(origin), self.usual_attempts(())
        if usual > _USUAL_MOST * usual_of_all:
            return False
        elsewhere = all_of_them.without(here).attempts
        expected = usual * (elsewhere + _FEW) / (max(usual_of_all - usual, 0.0) + _FEW)
        chance = _BEYOND * sqrt(expected + _MIXED * expected * expected)
        return here.attempts - expected >= max(_STRANGERS * here.excess, chance)

    def _said(self, dims: Slice) -> Slice:
        """What a person is told: where it comes from, or which app at which stage, or why."""
        roles = self.lattice.roles(dims)
        if Role.ORIGIN in roles:
            return self._only(dims, Role.ORIGIN)
        if _is_of_extension(roles.get(Role.CODE, "")):
            return self._only(dims, Role.APP, Role.CODE)
        if Role.PROVIDER in roles and kind_of(roles[Role.PROVIDER]) is not ProviderKind.LOCAL:
            return self._only(dims, Role.PROVIDER, Role.APP)
        if Role.APP in roles:
            return self._only(self._with_stage(dims), Role.APP, Role.STAGE)
        return self._with_stage(dims)

    def _with_stage(self, dims: Slice) -> Slice:
        """`dims` with the stage at which people fail for its reason, where that is one."""
        stages = [each.name for each in self.lattice.dimensions if each.role is Role.STAGE]
        for name in stages if self.lattice.reasons_in(dims) else ():
            worst = self.evidence.worst(_without(dims, name), name)
            if worst is not None and self._excess(worst) >= _MOST * self._excess(_without(dims, name)):
                return worst
        return dims

    def _only(self, dims: Slice, *roles: Role) -> Slice:
        return tuple(pair for pair in dims if self.lattice.role(pair[0]) in roles)


def _of(dims: Slice, name: str) -> Slice:
    return tuple(pair for pair in dims if pair[0] == name)


def _without(dims: Slice, name: str) -> Slice:
    return tuple(pair for pair in dims if pair[0] != name)


def _less(dims: Slice, pair: tuple[str, str]) -> Slice:
    return tuple(each for each in dims if each != pair)


def _is_of_extension(code: str) -> bool:
    return code.isascii() and code.isdecimal() and int(code) in EXTENSION_CODES
