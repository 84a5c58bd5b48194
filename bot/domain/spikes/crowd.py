"""Who is in the crowd that fails: the usual people from everywhere, or those of one place."""

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt

from bot.domain.incidents import Slice
from bot.domain.spikes.dimensions import Role
from bot.domain.spikes.evidence import Evidence
from bot.domain.spikes.lattice import Lattice
from bot.domain.spikes.tails import upper_tail

_NEARLY_ALL = 0.75
_PROVIDERS_OWN = 0.9
_STRANGERS = 0.6
_USUAL_MOST = 0.8
_FEW = 5.0
"""So many attempts elsewhere tell little of how busy these hours are."""

_BEYOND = 2.0
_MIXED = 0.01
"""How much the shares of places wander by themselves (squared coefficient of variation)."""

_CHANCE = 0.05
"""The chance that failures which have nothing to do with a place are nearly all of it, because so many people are."""

_HARDLY = 1e-3
"""So small a chance says by itself that the place has to do with them: what breaks fails people from everywhere."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """Decides over the evidence of one stretch.

    `usual_attempts` are those of a place in its hours, `usual_share` is what a slice of places has of all at any time.
    """

    lattice: Lattice
    evidence: Evidence
    usual_attempts: Callable[[Slice], float]
    usual_share: Callable[[Slice], float]

    def origin(self, dims: Slice) -> Slice | None:
        """The origin that nearly all failures of `dims` come from, if that is not where people come from anyway."""
        for name in (each.name for each in self.lattice.dimensions if each.role is Role.ORIGIN):
            worst = self.evidence.worst(dims, name)
            if worst is None or self._excess(worst) < _NEARLY_ALL * self._excess(dims):
                continue
            origin = _place(worst, name)
            strange = self.is_no_chance(worst, dims, name) and self._are_strangers(origin)
            if (strange and not self._are_the_providers(origin, dims)) or self._is_hardly_possible(worst, dims, name):
                return origin
        return None

    def is_no_chance(self, part: Slice, whole: Slice, name: str) -> bool:
        """Whether so much of the excess would hardly be of `part`, had its place `name` nothing to do with it."""
        return self._chance(part, whole, self._share(_place(part, name))) < _CHANCE

    def _is_hardly_possible(self, part: Slice, whole: Slice, name: str) -> bool:
        """Whether it is so clear that it needs no strangers, also if the other places of `whole` draw the people."""
        within = self.evidence.usual_attempts(part) / max(self.evidence.usual_attempts(whole), 0.01)
        return self._chance(part, whole, max(within, self._share(_place(part, name)))) < _HARDLY

    def _share(self, place: Slice) -> float:
        return self.usual_attempts(place) / max(self.usual_attempts(()), 1.0)

    def _chance(self, part: Slice, whole: Slice, share: float) -> float:
        people, of_them = self._excess(whole), min(self._excess(part), self._excess(whole))
        return upper_tail(round(of_them), people, people * min(share, 1.0), _MIXED)

    def _are_strangers(self, origin: Slice) -> bool:
        """Whether more people than usual came from there, about as many as failed: an outage brings nobody."""
        here, all_of_them = self.evidence.measure(origin), self.evidence.measure(())
        usual, usual_of_all = self.usual_attempts(origin), self.usual_attempts(())
        if usual > _USUAL_MOST * usual_of_all:
            return False
        elsewhere = all_of_them.without(here).attempts
        expected = usual * (elsewhere + _FEW) / (max(usual_of_all - usual, 0.0) + _FEW)
        chance = _BEYOND * sqrt(expected + _MIXED * expected * expected)
        return here.attempts - expected >= max(_STRANGERS * here.excess, chance)

    def _are_the_providers(self, origin: Slice, dims: Slice) -> bool:
        """Whether nearly all who use the provider of `dims` come from `origin`: then its outage is none of theirs.

        Those who came in these hours do not tell: of few people all the others may have stayed away.
        """
        provider = tuple(pair for pair in dims if self.lattice.role(pair[0]) is Role.PROVIDER)
        if not provider:
            return False
        ((name, value),) = origin
        of_both = self.usual_share(self.lattice.narrowed(provider, name, value))
        return of_both > 0 and of_both >= _PROVIDERS_OWN * self.usual_share(provider)

    def _excess(self, dims: Slice) -> float:
        return self.evidence.measure(dims).excess


def _place(dims: Slice, name: str) -> Slice:
    return tuple(pair for pair in dims if pair[0] == name)
