"""The likeliest reason for a change: the way of ending that moved most beside the like days, and where it did."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.domain.changes import beyond_chance, percent

MOSTLY, NEARLY_ALL = 0.75, 0.95
"""How much of a move one place must hold to be named. Two that each hold the lesser share a half at least."""

A_REASON = 1 / 3
"""A way of ending that moved by less than this part of the whole change is not offered as its reason."""


@dataclass(frozen=True, slots=True)
class Loss:
    """Somebody who did not get in: `ending` says how, such as `ended with code 50181 (…)`.

    `places` say where, each after a preposition, such as `in Store`; the same sort stands at the same position.
    """

    ending: str
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sample:
    """What did not get in on some days, `of` so many that ended either way."""

    losses: Sequence[Loss]
    of: int

    def ended(self, ending: str) -> list[Loss]:
        """Those that ended so."""
        return [loss for loss in self.losses if loss.ending == ending]


@dataclass(frozen=True, slots=True)
class Cause:
    """One way of ending, on these days and on the like days, and the places that hold most of the difference."""

    ending: str
    now: int
    before: int
    of_now: int
    of_before: int
    places: tuple[str, ...] = ()
    nearly_all: bool = False

    @property
    def share(self) -> float:
        """How much larger its share of all became; negative where it became smaller."""
        return self.now / self.of_now - self.before / self.of_before

    def said(self, noun: str) -> str:
        """`43 more attempts ended with code 50181 (…): 63 instead of 20, most of the difference in Rewards`.

        By shares where the counts moved the other way, since there was more or less of everything.
        """
        more, is_more = self.now - self.before, self.share > 0
        if (more > 0) is is_more and more:
            counted = f"{abs(more):,} {'more' if is_more else 'fewer'} {noun}"
            said = f"{counted} {self.ending}: {self.now:,} instead of {self.before:,}"
        else:
            said = f"{percent(self.now / self.of_now)} of {noun} {self.ending}, instead of "
            said += percent(self.before / self.of_before)
        if not self.places:
            return said
        return f"{said}, {'nearly all' if self.nearly_all else 'most'} of the difference {' '.join(self.places)}"


def likeliest(now: Sample, like: Sample, *, more: bool, at_least: float = 0.0, sure: float = 2.0) -> Cause | None:
    """The way of ending whose share moved most, in the direction of more losses or of fewer.

    `None` where none moved by `at_least` (a share of all), and by more than chance allows (`sure` standard deviations).
    """
    causes = [_cause(ending, now, like) for ending in sorted({loss.ending for loss in (*now.losses, *like.losses)})]
    moved = [each for each in causes if each.share and (each.share > 0) is more and abs(each.share) >= at_least]
    best = max(moved, key=lambda each: abs(each.share), default=None)
    if best is None or not beyond_chance((best.now, best.of_now), (best.before, best.of_before), sure):
        return None
    return _placed(best, now, like)


def _cause(ending: str, now: Sample, like: Sample) -> Cause:
    return Cause(ending, len(now.ended(ending)), len(like.ended(ending)), now.of, like.of)


def _placed(cause: Cause, now: Sample, like: Sample) -> Cause:
    """The same with the places that hold most of the difference, where there is more than one to choose from."""
    found, then = now.ended(cause.ending), like.ended(cause.ending)
    held: dict[str, float] = {}
    for position in range(len((found or then)[0].places)):
        place_of = _place_at(position)
        if len({place_of(loss) for loss in (*now.losses, *like.losses)}) > 1:
            place, share = _holding_most(Counter(map(place_of, found)), Counter(map(place_of, then)), cause)
            if share >= MOSTLY:
                held[place] = share
    return Cause(
        cause.ending,
        cause.now,
        cause.before,
        cause.of_now,
        cause.of_before,
        tuple(held),
        min(held.values(), default=0.0) >= NEARLY_ALL,
    )


def _place_at(position: int) -> Callable[[Loss], str]:
    return lambda loss: loss.places[position]


def _holding_most(now: Counter[str], then: Counter[str], cause: Cause) -> tuple[str, float]:
    """The place where the share of all moved most, and how much of the whole move that is."""
    moves = {
        place: (now[place] / cause.of_now - then[place] / cause.of_before) / cause.share
        for place in sorted(now.keys() | then.keys())
    }
    place = max(moves, key=lambda each: moves[each])
    return place, moves[place]
