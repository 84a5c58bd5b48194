"""Blocks read aloud: the one walk from which both the text for Slack and the terminal's page are made."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.render.escaping import from_mrkdwn


class Tone(StrEnum):
    """How a paragraph is meant."""

    TITLE = "title"
    BODY = "body"
    SMALL = "small"
    QUOTE = "quote"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Span:
    """Some plain characters in one style; or a channel's id, which Slack shows by its name."""

    text: str
    bold: bool = False
    code: bool = False
    channel: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Spans that follow each other; they may hold line ends."""

    spans: tuple[Span, ...]
    tone: Tone = Tone.BODY


@dataclass(frozen=True, slots=True)
class Code:
    """Text to be copied as it stands."""

    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the first row has the headings; `numeric` says which columns stand to the right."""

    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]


Part = Paragraph | Code | Grid

# Formatting of our own: values cannot hold these marks in mrkdwn.
_OURS = re.compile(r"\*(?P<bold>[^*\n]+)\*|`(?P<code>[^`\n]+)`|<#(?P<channel>\w+)>")


def read(blocks: Sequence[Mapping[str, Any]]) -> list[tuple[Part, ...]]:
    """For each of `blocks` what it says. Charts are left out: a table or sentence beside them has their numbers."""
    return [parts for block in blocks if (parts := tuple(_parts(block)))]


def _parts(block: Mapping[str, Any]) -> Iterator[Part]:
    match block:
        case {"type": "header", "text": {"text": str(text)}}:
            yield Paragraph((Span(text),), Tone.TITLE)
        case {"type": "section", "text": text}:
            yield Paragraph(_spans(text))
        case {"type": "context", "elements": elements}:
            yield from (Paragraph(_spans(element), Tone.SMALL) for element in elements)
        case {"type": "table", "rows": rows, "column_settings": settings}:
            numeric = tuple(setting.get("align") == "right" for setting in settings)
            yield Grid(tuple(tuple(cell["text"] for cell in row) for row in rows), numeric)
        case {"type": "rich_text", "elements": elements}:
            for element in elements:
                yield from _rich(element)
        case _:
            return


def _spans(text: Mapping[str, str]) -> tuple[Span, ...]:
    if text["type"] == "plain_text":
        return (Span(text["text"]),)
    spans: list[Span] = []
    end = 0
    for mark in _OURS.finditer(text["text"]):
        spans.append(Span(from_mrkdwn(text["text"][end : mark.start()])))
        spans.append(Span(from_mrkdwn(str(mark[str(mark.lastgroup)])), **{str(mark.lastgroup): True}))
        end = mark.end()
    spans.append(Span(from_mrkdwn(text["text"][end:])))
    return tuple(span for span in spans if span.text)


def _rich(element: Mapping[str, Any]) -> Iterator[Part]:
    match element["type"]:
        case "rich_text_preformatted":
            yield Code("".join(span.text for span in _rich_spans(element)))
        case "rich_text_quote":
            yield Paragraph(_rich_spans(element), Tone.QUOTE)
        case "rich_text_list":
            yield from (Paragraph(_rich_spans(item), Tone.ITEM) for item in element["elements"])
        case _:
            yield Paragraph(_rich_spans(element))


def _rich_spans(element: Mapping[str, Any]) -> tuple[Span, ...]:
    return tuple(
        Span(inline["text"], bold=style.get("bold", False), code=style.get("code", False))
        for inline in element["elements"]
        for style in [inline.get("style", {})]
    )
