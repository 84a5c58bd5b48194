"""The elements of blocks that people press, choose from and fill in, each with the ids that its answer goes by."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.demo.workspace.transcript import Json

_HOLDERS = frozenset({"actions", "context_actions", "section", "input", "card"})


@dataclass(frozen=True, slots=True)
class Placed:
    """An element where it stands. Ids that the app did not give are made from the place, so they stay the same."""

    block: Json
    block_id: str
    element: Json
    action_id: str

    @property
    def key(self) -> str:
        """One name for the element within its message or view."""
        return f"{self.block_id}/{self.action_id}"

    @property
    def kind(self) -> str:
        """The element's `type`."""
        return str(self.element["type"])


def placed(blocks: Iterable[Json], prefix: str = "b") -> Iterator[Placed]:
    """Every element of a message or view that somebody can act on, in reading order."""
    for number, block in enumerate(blocks):
        block_id = str(block.get("block_id") or f"{prefix}{number}")
        if block.get("type") in _HOLDERS:
            for place, element in enumerate(_held(block)):
                yield Placed(block, block_id, element, str(element.get("action_id") or f"e{place}"))
        yield from placed(block.get("child_blocks", ()), f"{block_id}.")


def _held(block: Json) -> list[Json]:
    candidates = [block.get("accessory"), block.get("element"), *block.get("elements", ()), *block.get("actions", ())]
    return [each for each in candidates if isinstance(each, dict) and each.get("type") != "image"]
