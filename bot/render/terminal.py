"""A message as a person reads it on a terminal: a heading, paragraphs, and tables in columns."""

from collections.abc import Iterable, Mapping, Sequence
from textwrap import wrap
from typing import Any, assert_never

from bot.render.grids import WIDTH, columns, drawn
from bot.render.reading import Code, Grid, Paragraph, Part, Tone, read


def page(blocks: Sequence[Mapping[str, Any]]) -> str:
    """`blocks` as lines of at most 118 columns, code apart, which stays whole to be copied."""
    said = ["\n".join(line for part in parts for line in _lines(part)) for parts in read(blocks)]
    return "\n\n".join(said) + "\n"


def _lines(part: Part) -> Iterable[str]:
    match part:
        case Paragraph(spans, tone):
            return _paragraph("".join(span.text for span in spans), tone)
        case Code(text):
            return [f"    {line}" for line in text.split("\n")]
        case Grid():
            return drawn(part)
        case _:
            assert_never(part)


def _paragraph(text: str, tone: Tone) -> list[str]:
    match tone:
        case Tone.TITLE:
            lines = _wrapped(text)
            return [*lines, "─" * max(columns(line) for line in lines)]
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
