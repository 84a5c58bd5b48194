"""A Table is a native Slack table before it is drawn, cut so that Slack takes it and the text can carry it."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.render.escaping import clean, cut

MOST_ROWS = 99  # Slack takes 100 rows with the headings
MOST_CHARACTERS = 9_500  # in all cells; Slack takes 10,000

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """`numeric` cells stand to the right; `widest` is how many characters of a cell are shown."""

    heading: str
    numeric: bool = False
    widest: int = 60


@dataclass(frozen=True, slots=True)
class Table:
    """Every row has a cell for every column."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def fitted(self) -> "Table":
        """The same with each cell on one line, cut to its column, and never empty."""
        return Table(
            self.columns,
            tuple(
                tuple(
                    cut(clean(cell).strip(), column.widest) or "–"
                    for cell, column in zip(row, self.columns, strict=True)
                )
                for row in self.rows
            ),
        )


@dataclass(frozen=True, slots=True)
class Extent:
    """Which of `of` rows or groups are shown: `shown` of them, from the place `first` (from 0)."""

    first: int = 0
    shown: int = 0
    of: int = 0

    @property
    def left(self) -> int:
        """How many come after those that are shown."""
        return max(0, self.of - self.first - self.shown)


WHOLE = Extent()
"""Nothing to turn pages of."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A table of a part of what there is."""

    table: Table
    extent: Extent


def fitting(rows: Sequence[Row], most_rows: int = MOST_ROWS, most_characters: int = MOST_CHARACTERS) -> int:
    """How many of `rows`, from the first, fit in a table."""
    used = 0
    for shown, row in enumerate(rows[: min(most_rows, MOST_ROWS)]):
        used += sum(len(cell) for cell in row)
        if used > most_characters:
            return shown
    return min(len(rows), most_rows, MOST_ROWS)
