"""Where in what somebody typed the word stands that could not be read."""

from dataclasses import dataclass

_AROUND = 120
"""Characters shown before and after the word; questions may be long."""


@dataclass(frozen=True, slots=True)
class Place:
    """What was typed, in three parts; `word` is empty where the trouble is with the whole."""

    before: str
    word: str
    after: str


def place_of(word: str | None, asked: str) -> Place:
    """The first place of `word` in `asked`, in any case, with as much around it as one reads at a glance."""
    at = asked.casefold().find(word.casefold()) if word else -1
    if not word or at < 0 or len(asked) != len(asked.casefold()):
        return Place(_start(asked, 2 * _AROUND), "", "")
    end = at + len(word)
    return Place(_end(asked[:at], _AROUND), asked[at:end], _start(asked[end:], _AROUND))


def _start(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most] + "…"


def _end(text: str, most: int) -> str:
    return text if len(text) <= most else "…" + text[-most:]
