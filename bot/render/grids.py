"""A table drawn with characters: columns side by side, no wider than a terminal."""

import re
import unicodedata
from collections.abc import Sequence
from textwrap import TextWrapper, wrap

from bot.render.reading import Grid

WIDTH = 118
_GAP = "  "
_NARROWEST = 8
_SHORT = 20
"""A column that needs no more than this, such as that of times, gives way after all others."""
_LONG = 44
"""An address that is longer than this is broken before anything else is."""
_INDENT = "    "
_BETWEEN = re.compile(r"(\s+|(?<=@)(?=\S))")
"""Where a cell may be broken: between words, and in an address behind its “@”."""


def drawn(grid: Grid) -> list[str]:
    """The lines of `grid`.

    Where they would be too wide, the sentences of a last column stand below their rows.
    """
    headings, *body = grid.rows
    if not _ends_in_sentences(grid) or _total(_natural(grid.rows)) <= WIDTH:
        return _columned(grid, [[] for _ in body])
    above = Grid((headings[:-1], *(row[:-1] for row in body)), grid.numeric[:-1])
    return _columned(above, [_sentence(row[-1]) for row in body])


def columns(text: str) -> int:
    """How many columns of a terminal `text` takes: East Asian wide signs take two, combining ones none."""
    return sum(_columns_of(sign) for sign in text)


def _columns_of(sign: str) -> int:
    if unicodedata.combining(sign) or sign in "\u200c\u200d":
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def _ends_in_sentences(grid: Grid) -> bool:
    return len(grid.numeric) > 2 and not grid.numeric[-1]


def _sentence(text: str) -> list[str]:
    return [] if text == "–" else [_INDENT + line for line in wrap(text, WIDTH - len(_INDENT))]


def _columned(grid: Grid, below: Sequence[Sequence[str]]) -> list[str]:
    """All rows as lines in columns, after each the lines that stand below it."""
    widths = _fitted(grid.rows)
    headings, *body = [_lines(row, widths, grid.numeric) for row in grid.rows]
    rule = _GAP.join("─" * width for width in widths)
    return [*headings, rule, *(line for row, more in zip(body, below, strict=True) for line in (*row, *more))]


def _natural(rows: Sequence[Sequence[str]]) -> list[int]:
    return [max(columns(cell) for cell in column) for column in zip(*rows, strict=True)]


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + len(_GAP) * (len(widths) - 1)


def _fitted(rows: Sequence[Sequence[str]]) -> list[int]:
    """Each column as wide as its widest cell; then the widest give way, those first that need not break a word."""
    widths = _natural(rows)
    pieces = _natural([[max(_BETWEEN.split(cell), key=columns) for cell in row] for row in rows])
    words = [max(piece, min(word, _LONG)) for piece, word in zip(pieces, _natural(_words(rows)), strict=True)]
    whole = [width if width <= _SHORT else 0 for width in widths]
    for narrowest in (
        list(map(max, whole, words)),
        list(map(max, whole, pieces)),
        pieces,
        [_NARROWEST] * len(widths),
    ):
        while _total(widths) > WIDTH and (wide := [i for i, width in enumerate(widths) if width > narrowest[i]]):
            widths[max(wide, key=widths.__getitem__)] -= 1
    return widths


def _words(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """The longest word of each cell."""
    return [[max(cell.split() or [""], key=columns) for cell in row] for row in rows]


def _lines(row: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> list[str]:
    cells = [_wrapped(cell, width) for cell, width in zip(row, widths, strict=True)]
    height = max(len(cell) for cell in cells)
    filled = [cell + [""] * (height - len(cell)) for cell in cells]
    return [_line(pieces, widths, numeric) for pieces in zip(*filled, strict=True)]


def _line(pieces: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> str:
    return _GAP.join(map(_aligned, pieces, widths, numeric)).rstrip()


def _wrapped(cell: str, width: int) -> list[str]:
    if columns(cell) <= width:
        return [cell]
    # TextWrapper counts signs, so a cell with wide ones gets half.
    return _Cell(width if columns(cell) == len(cell) else width // 2, break_on_hyphens=False).wrap(cell)


class _Cell(TextWrapper):
    """Breaks the text of one cell."""

    wordsep_simple_re = _BETWEEN


def _aligned(text: str, width: int, right: bool) -> str:
    space = " " * (width - columns(text))
    return space + text if right else text + space
