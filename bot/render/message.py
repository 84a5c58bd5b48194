"""A Message is what Slack is given: blocks to look at, and a text that says the same to whoever cannot see them."""

from collections.abc import Iterator
from dataclasses import dataclass

Block = dict[str, object]

_MOST_IN_SECTION = 2_900  # characters; Slack takes 3,000


@dataclass(frozen=True, slots=True)
class Message:
    """`text` is the full plain copy, escaped for Slack and at most 3,900 bytes, so that every method takes it."""

    blocks: tuple[Block, ...]
    text: str

    @property
    def has_controls(self) -> bool:
        """Whether something in it can be pressed."""
        return any(block["type"] == "actions" for block in self.blocks)

    def forms(self) -> Iterator["Message"]:
        """Itself, and the same words ever plainer, for when Slack refuses a layout."""
        yield self
        if self.has_controls:
            yield Message(tuple(block for block in self.blocks if block["type"] != "actions"), self.text)
        yield self.plain()
        yield Message((), self.text)

    def plain(self) -> "Message":
        """The same words in the oldest kind of block."""
        return Message(tuple(_section(part) for part in _parts(self.text)), self.text)


@dataclass(frozen=True, slots=True)
class HelpSection:
    """One thing that can be asked for: what it does in `lines`, and `examples` that run as they stand."""

    heading: str
    lines: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


def _section(text: str) -> Block:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}


def _parts(text: str) -> Iterator[str]:
    """`text` cut between lines into pieces that a section takes; no line of it is longer than a piece."""
    part = ""
    for line in text.split("\n"):
        if part and len(part) + 1 + len(line) > _MOST_IN_SECTION:
            yield part
            part = line
        else:
            part = f"{part}\n{line}" if part else line
    if part:
        yield part
