"""What Slack would refuse in a view: a modal's or the Home tab's frame, and the blocks in it."""

from collections.abc import Iterator, Mapping
from json import dumps
from typing import Any

from bot.demo.blockkit.blocks import Surface
from bot.demo.blockkit.rules import Problem, block_problems

MOST_VIEW_BYTES = 250_000


def view_problems(view: Mapping[str, Any]) -> list[Problem]:
    """What Slack would refuse in `{type: modal|home, title, blocks, ...}`; an empty list means that it would pass."""
    surface = Surface.HOME if view.get("type") == "home" else Surface.MODAL
    frame = [Problem("invalid_arguments", detail) for detail in _frame_problems(view, surface)]
    return frame + block_problems(view.get("blocks"), surface, "/view/blocks")


def _frame_problems(view: Mapping[str, Any], surface: Surface) -> Iterator[str]:
    if view.get("type") not in ("modal", "home"):
        yield "type must be modal or home [json-pointer:/view/type]"
    if len(dumps(view, ensure_ascii=False).encode()) > MOST_VIEW_BYTES:
        yield "view_too_large [json-pointer:/view]"
    if len(str(view.get("private_metadata", ""))) > 3000:
        yield "must be less than 3001 characters [json-pointer:/view/private_metadata]"
    for key in ("title", "submit", "close"):
        yield from _label_problems(view, key, surface)
    holds_input = any(block.get("type") == "input" for block in view.get("blocks") or () if isinstance(block, dict))
    if surface is Surface.MODAL and holds_input and "submit" not in view:
        yield "a modal with input blocks needs `submit` [json-pointer:/view/submit]"


def _label_problems(view: Mapping[str, Any], key: str, surface: Surface) -> Iterator[str]:
    at = f"[json-pointer:/view/{key}]"
    match view.get(key):
        case None:
            if key == "title" and surface is Surface.MODAL:
                yield f"missing required field: title {at}"
        case {"type": "plain_text", "text": str(text)}:
            if surface is Surface.HOME and key != "title":
                yield f"a home view takes no `{key}` {at}"
            if not 1 <= len(text) <= 24:
                yield f"must have 1 to 24 characters {at}"
        case _:
            yield f"must be a plain_text object {at}"
