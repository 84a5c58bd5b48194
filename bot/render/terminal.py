"""A message as a person reads it on a terminal: a heading, paragraphs, and tables in columns."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from textwrap import wrap
from typing import Any, assert_never

from bot.render.reading import Code, Grid, Paragraph, Part, Tone, read

WIDTH = 118
_GAP = "  "
_NARROWEST = 8


def page(blocks: Sequence[Mapping[str, Any]]) -> str:
    """`blocks` as lines of at most `WIDTH` columns, code apart, which stays whole to be copied."""
    said = ["\n".join(line for part in parts for line in _lines(part)) for parts in read(blocks)]
    return "\n\n".join(said) + "\n"


def _lines(part: Part) -> Iterable[str]:
    match part:
        case Paragraph(spans, tone):
            return _paragraph("".join(span.text for span in spans), tone)
        case Code(text):
            return [f"    {line}" for line in text.split("\n")]
        case Grid(rows, numeric):
            return _grid(rows, numeric)
        case _:
            assert_never(part)


def _paragraph(text: str, tone: Tone) -> list[str]:
    match tone:
        case Tone.TITLE:
            return [*_wrapped(text), "─" * min(max(map(columns, _wrapped(text))), WIDTH)]
        case Tone.QUOTE:
            return [f"  │ {line}" for line in _wrapped(text, WIDTH - 4)]
        case Tone.ITEM:
            first, *rest = _wrapped(text, WIDTH - 2)
            return [f"• {first}", *(f"  {line}" for line in rest)]
        case Tone.BODY | Tone.SMALL:
            return _wrapped(text)
        case _:
            assert_never(tone)


def _wrapped(text: str, width: int = WIDTH) -> list[str]:
    return [piece for line in text.split("\n") for piece in (wrap(line, width, break_on_hyphens=False) or [""])]


def columns(text: str) -> int:
    """How many columns of a terminal `text` takes: East Asian wide signs take two, combining ones none."""
    return sum(
        0
        if unicodedata.combining(sign) or sign in "\u200c\u200d"
        else 2
        if unicodedata.east_asian_width(sign) in "WF"
        else 1
        for sign in text
    )


def _grid(rows: Sequence[Sequence[str]], numeric: Sequence[bool]) -> list[str]:
    widths = _widths(rows)
    headings, *body = [_wrapped_row(row, widths, numeric) for row in rows]
    rule = _GAP.join("─" * width for width in widths)
    return [*headings, rule, *(line for row in body for line in row)]


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    """Each column as wide as its widest cell; then the widest give way, those first that need not break a word."""
    table = list(zip(*rows, strict=True))
    widths = [max(columns(cell) for cell in column) for column in table]
    words = [max(columns(word) for cell in column for word in cell.split() or [""]) for column in table]
    room = WIDTH - len(_GAP) * (len(widths) - 1)
    for narrowest in (words, [_NARROWEST] * len(widths)):
        while sum(widths) > room and (wide := [i for i, width in enumerate(widths) if width > narrowest[i]]):
            widths[max(wide, key=widths.__getitem__)] -= 1
    return widths


def _wrapped_row(row: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> list[str]:
    cells = [_wrapped_cell(cell, width) for cell, width in zip(row, widths, strict=True)]
    height = max(len(cell) for cell in cells)
    filled = [cell + [""] * (height - len(cell)) for cell in cells]
    return [
        _GAP.join(
            _aligned(piece, width, right) for piece, width, right in zip(line, widths, numeric, strict=True)
        ).rstrip()
        for line in zip(*filled, strict=True)
    ]


def _wrapped_cell(cell: str, width: int) -> list[str]:
    if columns(cell) <= width:
        return [cell]
    # textwrap counts signs, so a cell with wide ones gets half.
    return wrap(cell, width if columns(cell) == len(cell) else width // 2)


def _aligned(text: str, width: int, right: bool) -> str:
    space = " " * (width - columns(text))
    return space + text if right else text + space
