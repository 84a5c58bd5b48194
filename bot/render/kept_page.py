"""What the list of somebody's questions holds: each in plain words, as a command, and with a button to run it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.render.controls import Button
from bot.render.escaping import cut
from bot.render.figures import many
from bot.render.tables import fitting

MOST_LINES = 15
_MOST_CHARACTERS = 3_000  # so that the text of the message has room for every line
_WIDEST = 120
_WIDEST_COMMAND = 300


@dataclass(frozen=True, slots=True)
class KeptLine:
    """One question: what it asks, the command that asks it, when it was asked, and its button."""

    heading: str
    command: str
    when: str
    button: Button


@dataclass(frozen=True, slots=True)
class KeptPage:
    """The list; `hint` says what else to know, or what to do where there is nothing in it."""

    title: str
    lines: tuple[KeptLine, ...]
    hint: str


def kept_page(title: str, lines: Sequence[KeptLine], hint: str) -> KeptPage:
    """The newest of `lines`, as many as both a person and the text can take."""
    short = [
        replace(line, heading=cut(line.heading, _WIDEST), command=cut(line.command, _WIDEST_COMMAND)) for line in lines
    ]
    rows = [(line.heading, line.command, line.when) for line in short]
    shown = fitting(rows, MOST_LINES, _MOST_CHARACTERS)
    more = f"and {many(len(lines) - shown, 'older one')}. " if shown < len(lines) else ""
    return KeptPage(title, tuple(short[:shown]), f"{more}{hint}")
