"""A rendered template becomes a view: parsed, every text finished for its place, and kept within Slack's limits."""

import json
from collections.abc import Mapping

from bot.render.message import Block
from bot.render.tree import finished

View = dict[str, object]
"""A modal or a Home tab, as Slack's methods take it."""

MOST_BLOCKS = 100
MOST_BYTES = 200_000
"""Slack takes 250 kB."""

# Characters that Slack takes in each place of a view (Slack, Block Kit reference), by the key or type it stands in.
MOST_IN: Mapping[str, int] = {
    "title": 24,
    "submit": 24,
    "close": 24,
    "header": 150,
    "context": 2_000,
    "fields": 2_000,
    "label": 2_000,
    "hint": 2_000,
    "placeholder": 150,
    "options": 75,
    "initial_option": 75,
    "initial_options": 75,
    "accessory": 75,
    "actions": 75,
    "confirm": 300,
    "action_id": 255,
    "block_id": 255,
    "callback_id": 255,
    "value": 150,
    "initial_value": 3_000,
}


def grow_view(source: str) -> View:
    """The view of a rendered template. Raises `ValueError` where it is not JSON."""
    view: View = json.loads(source)
    blocks = [_block(block) for block in view.pop("blocks")]  # type: ignore[attr-defined]  # a list, in every template
    frame = {key: finished(part, MOST_IN.get(key, 3_000), MOST_IN) for key, part in view.items()}
    return frame | {"blocks": _within(blocks)}


def _block(block: Block) -> Block:
    most = MOST_IN.get(str(block["type"]), 3_000)
    return {key: finished(part, MOST_IN.get(key, most), MOST_IN) for key, part in block.items()}


def _within(blocks: list[Block]) -> list[Block]:
    """The blocks from the top that Slack takes."""
    kept = blocks[:MOST_BLOCKS]
    while len(json.dumps(kept, ensure_ascii=False).encode()) > MOST_BYTES:
        kept.pop()
    return kept
