"""The Lattice knows which slices a row belongs to: everybody, one app, one app's provider, one error code of it ..."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from bot.domain.incidents import Slice
from bot.domain.spikes.dimensions import PLACES, Dimension, Role

Cell = tuple[str, ...]
"""The values of the places of an attempt: where it was made, whether it failed or not."""

Reason = tuple[str, ...]
"""The values that only a failure has: its stage, its code."""

_COARSE_FIRST = (Role.PROVIDER, Role.APP, Role.ORIGIN)


class Lattice:
    """Numbers the slices of a log: of up to two places, or of one place at most and one reason or two.

    Deeper slices are too many, and no remedy needs them. Those `twofold` in their reasons are kept for naming alone.
    """

    def __init__(self, dimensions: Sequence[Dimension]) -> None:
        self.dimensions = tuple(dimensions)
        places = [index for index, each in enumerate(self.dimensions) if each.is_place]
        self.places = tuple(sorted(places, key=lambda index: _COARSE_FIRST.index(self.dimensions[index].role)))
        self.reasons = tuple(index for index, each in enumerate(self.dimensions) if not each.is_place)
        self.settled = tuple(
            at for at, index in enumerate(self.places) if self.dimensions[index].role is not Role.ORIGIN
        )
        self._place_of = {self.dimensions[index].name: at for at, index in enumerate(self.places)}
        self._roles = {each.name: each.role for each in self.dimensions}
        self.slices: list[Slice] = []
        self.twofold: set[int] = set()
        self._ids: dict[Slice, int] = {}
        self._splits: dict[tuple[str, ...], tuple[Cell, Reason]] = {}
        self._place_ids: dict[Cell, tuple[int, ...]] = {}
        self._reason_ids: dict[tuple[Cell, Reason], tuple[int, ...]] = {}
        self._place_part: dict[int, int] = {}
        self._siblings: defaultdict[tuple[int, str], list[int]] = defaultdict(list)

    def split(self, dims: tuple[str, ...]) -> tuple[Cell, Reason]:
        """The cell and the reason of a row with these values."""
        found = self._splits.get(dims)
        if found is None:
            found = tuple(dims[index] for index in self.places), tuple(dims[index] for index in self.reasons)
            self._splits[dims] = found
        return found

    def number(self, dims: Slice) -> int:
        """The number of a slice, the same for the lattice's life."""
        found = self._ids.get(dims)
        if found is None:
            found = self._ids[dims] = len(self.slices)
            self.slices.append(dims)
            if len(self.reasons_in(dims)) == 1:
                self._siblings[self.place_part(found), self._reason_name(found)].append(found)
        return found

    def of_cell(self, cell: Cell) -> tuple[int, ...]:
        """The slices of places that hold `cell`; the first is everybody."""
        found = self._place_ids.get(cell)
        if found is None:
            found = self._place_ids[cell] = tuple(self._numbers(self.places, cell, range(3)))
        return found

    def of_failure(self, cell: Cell, reason: Reason) -> tuple[int, ...]:
        """The slices with a reason that hold failures of `cell` for `reason`."""
        found = self._reason_ids.get((cell, reason))
        if found is None:
            found = self._reason_ids[cell, reason] = tuple(self._with_reason(cell, reason))
        return found

    def place_part(self, number: int) -> int:
        """The slice without its reasons: its attempts are what the failures of `number` are out of."""
        found = self._place_part.get(number)
        if found is None:
            names = {self.dimensions[index].name for index in self.places}
            found = self.number(tuple(pair for pair in self.slices[number] if pair[0] in names))
            self._place_part[number] = found
        return found

    def siblings(self, number: int) -> Sequence[int]:
        """The slices that differ from `number` in the value of its reason alone; none for a slice of places."""
        part = self.place_part(number)
        if part == number:
            return ()
        return self._siblings[part, self._reason_name(number)]

    def _reason_name(self, number: int) -> str:
        names = {self.dimensions[index].name for index in self.reasons}
        return next(name for name, _ in self.slices[number] if name in names)

    def pairs(self, reason: Reason) -> tuple[tuple[str, str], ...]:
        """A reason's values with the names of their dimensions."""
        return tuple((self.dimensions[index].name, value) for index, value in zip(self.reasons, reason, strict=True))

    def reasons_in(self, dims: Slice) -> tuple[tuple[str, str], ...]:
        """The part of `dims` that only failures have."""
        return tuple(pair for pair in dims if self._roles[pair[0]] not in PLACES)

    def role(self, name: str) -> Role:
        """The part that a dimension plays."""
        return self._roles[name]

    def values(self, cell: Cell, reason: Reason, name: str) -> tuple[str, ...]:
        """The value that a failure has in the dimension `name`; none where it is that of a row without failures."""
        pairs = zip((*self.places, *self.reasons), (*cell, *reason), strict=True)
        known = ((self.dimensions[index], value) for index, value in pairs)
        return tuple(value for dimension, value in known if dimension.name == name and value != dimension.healthy)

    def narrowed(self, dims: Slice, name: str, value: str) -> Slice:
        """`dims` with one more value, in the order of the dimensions."""
        wanted = {**dict(dims), name: value}
        return tuple((each.name, wanted[each.name]) for each in self.dimensions if each.name in wanted)

    def roles(self, dims: Slice) -> dict[Role, str]:
        """The values of a slice by the part they play."""
        return {self._roles[name]: value for name, value in dims}

    def holds_cell(self, dims: Slice, cell: Cell) -> bool:
        """Whether the places of `dims` hold `cell`."""
        place_of = self._place_of
        return all(name not in place_of or cell[place_of[name]] == value for name, value in dims)

    def reason_of(self, dims: Slice) -> tuple[tuple[int, str], ...]:
        """The reasons that `dims` demands, as (position within a Reason, value)."""
        wanted = dict(dims)
        names = (self.dimensions[index].name for index in self.reasons)
        return tuple((at, wanted[name]) for at, name in enumerate(names) if name in wanted)

    def _with_reason(self, cell: Cell, reason: Reason) -> Iterable[int]:
        said = [
            (index, value)
            for index, value in zip(self.reasons, reason, strict=True)
            if value != self.dimensions[index].healthy
        ]
        for depth in (1, 2):
            for why in combinations(said, depth):
                for size in range(2):
                    for where in combinations(zip(self.places, cell, strict=True), size):
                        number = self.number(self._slice((*where, *why)))
                        self.twofold.update({number} if depth == 2 else ())
                        yield number

    def _numbers(self, indices: Sequence[int], values: Sequence[str], sizes: Iterable[int]) -> Iterable[int]:
        for size in sizes:
            for chosen in combinations(zip(indices, values, strict=True), size):
                yield self.number(self._slice(chosen))

    def _slice(self, chosen: Iterable[tuple[int, str]]) -> Slice:
        return tuple((self.dimensions[index].name, value) for index, value in sorted(chosen))
