"""The rows of one collection in their order, found by their place in time."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from bot.demo.moments import read_ticks
from bot.demo.rows import Row


class Place(NamedTuple):
    """Where a row stands: its time, then its id, so that rows of one instant have an order too."""

    ticks: int
    key: str


class Shelf:
    """Rows sorted by `Place`, oldest first; it does not change once built, so pages can lean on places."""

    def __init__(self, rows: Iterable[Row], time_property: str, key_property: str = "id") -> None:
        placed = sorted(((place_of(row, time_property, key_property), row) for row in rows), key=lambda pair: pair[0])
        self._ticks = [place.ticks for place, _ in placed]
        self._keys = [place.key for place, _ in placed]
        self._rows = [row for _, row in placed]
        self._by_id = {str(row["id"]).lower(): row for row in self._rows if "id" in row}

    def __len__(self) -> int:
        return len(self._rows)

    def find(self, key: str) -> Row | None:
        """The row with this id, letters of either case."""
        return self._by_id.get(key.lower())

    def first(self, name: str, value: str) -> Row | None:
        """The first row whose property reads so, letters of either case."""
        return next((row for row in self._rows if str(row.get(name)).lower() == value.lower()), None)

    def rows(
        self, since: int | None, until: int | None, *, after: Place | None = None, newest_first: bool
    ) -> Iterator[tuple[Place, Row]]:
        """Rows between two times, both included, beyond a place already read, in the order asked."""
        low = 0 if since is None else bisect_left(self._ticks, since)
        high = len(self._ticks) if until is None else bisect_right(self._ticks, until)
        if after is not None and newest_first:
            high = min(high, self._index(after, bisect_left))
        elif after is not None:
            low = max(low, self._index(after, bisect_right))
        order = range(high - 1, low - 1, -1) if newest_first else range(low, high)
        for index in order:
            yield Place(self._ticks[index], self._keys[index]), self._rows[index]

    def _index(self, place: Place, bisect: Callable[[list[str], str, int, int], int]) -> int:
        low = bisect_left(self._ticks, place.ticks)
        high = bisect_right(self._ticks, place.ticks)
        return bisect(self._keys, place.key, low, high)


def place_of(row: Row, time_property: str, key_property: str = "id") -> Place:
    """A row without a readable time stands at the beginning of time."""
    return Place(read_ticks(str(row.get(time_property))) or 0, str(row.get(key_property)))
