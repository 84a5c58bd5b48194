"""Names the guilty slice: as few dimensions as say where the excess is, and where it is not."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import log1p

from bot.domain.codes import EXTENSION_CODES
from bot.domain.incidents import Slice
from bot.domain.providers import ProviderKind, kind_of
from bot.domain.spikes.crowd import Crowd
from bot.domain.spikes.dimensions import Role
from bot.domain.spikes.evidence import Evidence
from bot.domain.spikes.lattice import Lattice

_TELLING = 2.0
"""How much likelier (as a logarithm) it must be that the rest is normal than that it suffers too."""

_SUFFERS = 0.35
_MOST = 0.65
_USUAL = 0.6
_KNOWN = 0.5
_ALL_BUT_FEW = 0.9
_LEAST = 0.02
_ELSEWHERE = 0.25
"""So much of a provider's rate may other providers be expected to have of what is its own: rates are drawn together."""


@dataclass(frozen=True, slots=True)
class Guilt:
    """Decides over the evidence of one stretch."""

    lattice: Lattice
    evidence: Evidence
    crowd: Crowd
    matters: Callable[[float, float], bool]

    def name(self, dims: Slice) -> Slice:
        """The slice to name for what was found in the slice `dims`."""
        found = self._with_provider(self._narrow(self._widen(dims)))
        # An extension that fails is the same one wherever people come from.
        if not self._is_of_extension(found) and (origin := self.crowd.origin(found)) is not None:
            return origin
        said = self._with_its_provider(self._said(found))
        if self._excess(said) < _KNOWN * self._excess(dims):
            return dims
        whole = self.evidence.measure(said)
        return said if self.matters(whole.seen, whole.expected) else found

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
        providers = self._all_but_few(dims)
        return next((part for name, part in providers if self.crowd.is_no_chance(part, dims, name)), dims)

    def _with_its_provider(self, dims: Slice) -> Slice:
        """The same of a code or a stage that other providers usually hardly have, however many choose this one."""
        return next((part for _, part in self._all_but_few(dims) if self._is_its_own(dims, part)), dims)

    def _all_but_few(self, dims: Slice) -> Iterator[tuple[str, Slice]]:
        """A slice of reasons alone, narrowed to the provider of all but a few of its failures."""
        if not dims or self.lattice.reasons_in(dims) != dims or self._is_of_extension(dims):
            return
        for name in (each.name for each in self.lattice.dimensions if each.role is Role.PROVIDER):
            worst = self.evidence.worst(dims, name)
            if worst is not None and self._excess(worst) >= _ALL_BUT_FEW * self._excess(dims):
                yield name, worst

    def _is_its_own(self, reasons: Slice, part: Slice) -> bool:
        """Whether one of the `reasons` usually shows at the provider of `part`, and hardly at any other."""
        (provider,) = (pair for pair in part if pair not in reasons)
        here = self.evidence.measure((provider,))
        elsewhere = self.evidence.measure(()).without(here).attempts
        for pair in reasons:
            own = self.evidence.measure(self.lattice.narrowed((pair,), *provider))
            others = self.evidence.measure((pair,)).without(own).expected
            if own.expected >= _LEAST and others * here.attempts < _ELSEWHERE * own.expected * elsewhere:
                return True
        return False

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
        if self._is_of_extension(dims):
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

    def _is_of_extension(self, dims: Slice) -> bool:
        code = self.lattice.roles(dims).get(Role.CODE, "")
        return code.isascii() and code.isdecimal() and int(code) in EXTENSION_CODES

    def _only(self, dims: Slice, *roles: Role) -> Slice:
        return tuple(pair for pair in dims if self.lattice.role(pair[0]) in roles)


def _without(dims: Slice, name: str) -> Slice:
    return tuple(pair for pair in dims if pair[0] != name)


def _less(dims: Slice, pair: tuple[str, str]) -> Slice:
    return tuple(each for each in dims if each != pair)
