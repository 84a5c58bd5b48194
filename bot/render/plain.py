"""The text of a message: everything its blocks say, for notifications, screen readers and clients without blocks."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, assert_never

from bot.render.escaping import cut, neutral
from bot.render.reading import Code, Grid, Paragraph, Part, Span, Tone, read

MOST_BYTES = 3_900
"""`chat.postEphemeral` takes about 4,000 bytes and `chat.update` 4,000 characters."""

_MOST_OF_A_LINE = 400  # characters, of up to four bytes, so that one long line cannot hide the others
_SHORTENED = "… (shortened: the message itself says more)"


def plain_text(blocks: Sequence[Mapping[str, Any]]) -> str:
    """All that `blocks` say as mrkdwn in which values are only text; cut from its end where it is too long."""
    return _within("\n".join(line for parts in read(blocks) for part in parts for line in _lines(part)))


def _lines(part: Part) -> Iterable[str]:
    match part:
        case Paragraph(spans, tone):
            return _paragraph(spans, tone).split("\n")
        case Code(text):
            return [f"`{neutral(text)}`"]
        case Grid(rows, numeric):
            headings, *body = rows
            return [_row(headings, row, numeric) for row in body]
        case _:
            assert_never(part)


def _paragraph(spans: Sequence[Span], tone: Tone) -> str:
    said = "".join(_span(span) for span in spans)
    match tone:
        case Tone.TITLE:
            return f"*{said}*"
        case Tone.QUOTE:
            return f"“{said}”"
        case Tone.ITEM:
            return f"• {said}"
        case Tone.BODY | Tone.SMALL:
            return said
        case _:
            assert_never(tone)


def _span(span: Span) -> str:
    if span.channel:
        return f"<#{span.text}>"
    said = "\n".join(neutral(line) for line in span.text.split("\n"))
    mark = "*" if span.bold else "`" if span.code else ""
    return f"{mark}{said}{mark}"


def _row(headings: Sequence[str], row: Sequence[str], numeric: Sequence[bool]) -> str:
    """A number is said with its heading, since nobody who listens sees the columns."""
    cells = zip(headings, row, numeric, strict=True)
    said = [f"{heading} {cell}" if right else cell for heading, cell, right in cells]
    return neutral(" · ".join(said))


def _within(text: str) -> str:
    if len(text.encode()) <= MOST_BYTES:
        return text
    room = MOST_BYTES - len(_SHORTENED.encode())
    kept: list[str] = []
    for line in (cut(line, _MOST_OF_A_LINE) for line in text.split("\n")):
        room -= len(line.encode()) + 1
        if room < 0:
            break
        kept.append(line)
    return "\n".join([*kept, _SHORTENED])
