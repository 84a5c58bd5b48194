"""A rendered template becomes blocks: parsed, every text finished for its place, and kept within Slack's limits."""

import json
from collections.abc import Mapping, Sequence

from bot.render.escaping import as_mrkdwn, as_plain, cut
from bot.render.message import Block

MOST_BLOCKS = 50
MOST_WEIGHT = 12_500
"""Characters of JSON in all blocks but tables and charts; Slack refuses somewhat above 13,000 (undocumented)."""

_EMPTY = "–"
_MOST_TEXT = 3_000
# Characters that Slack takes in each place (Slack, Block Kit reference), by the type or key that the place stands in.
_MOST_IN = {
    "header": 150,
    "context": 2_000,
    "fields": 2_000,
    "label": 20,
    "name": 20,
    "categories": 20,
    "title": 50,
    "actions": 75,
    "confirm": 300,
    "action_id": 255,
    "value": 150,
    "url": 3_000,
    "x_label": 50,
    "y_label": 50,
}
_LAID_APART = {"table", "data_visualization"}
_CUT_HERE: Block = {
    "type": "context",
    "elements": [
        {
            "type": "mrkdwn",
            "text": "There is more than fits in one message.",
            "verbatim": True,
        }
    ],
}


def grow(source: str) -> tuple[Block, ...]:
    """The blocks of a rendered template `{"blocks": [...]}`. Raises `ValueError` where it is not JSON."""
    blocks = [_finished_block(block) for block in json.loads(source)["blocks"]]
    return tuple(_within_weight(blocks))


def _finished_block(block: Block) -> Block:
    most = _MOST_IN.get(str(block["type"]), _MOST_TEXT)
    return {key: finished(part, _MOST_IN.get(key, most), _MOST_IN) for key, part in block.items()}


def finished(node: object, most: int, most_in: Mapping[str, int]) -> object:
    """A part of a rendered template with every text finished for its place; `most_in` are the limits by place."""
    match node:
        case {"type": "mrkdwn", "text": str(text)}:
            return {"type": "mrkdwn", "text": cut(as_mrkdwn(text), most) or _EMPTY, "verbatim": True}
        case {"type": "plain_text", "text": str(text)}:
            return {"type": "plain_text", "text": cut(as_plain(text), most) or _EMPTY, "emoji": False}
        case dict():
            return {key: finished(part, most_in.get(key, most), most_in) for key, part in node.items()}
        case list():
            return [finished(part, most, most_in) for part in node]
        case str():
            return cut(as_plain(node), most) or _EMPTY
        case _:
            return node


def _within_weight(blocks: Sequence[Block]) -> list[Block]:
    """All blocks, or those from the top that Slack takes, a line that says so, and the end if it is light.

    The end is the last block, and what can be pressed above it.
    """
    if _passes(blocks):
        return list(blocks)
    since = next((place for place, block in enumerate(blocks) if block["type"] == "actions"), len(blocks) - 1)
    end = [_CUT_HERE, *blocks[since:]] if _passes([_CUT_HERE, *blocks[since:]]) else [_CUT_HERE]
    kept = list(blocks[:since])
    while kept and not _passes([*kept, *end]):
        kept.pop()
    return [*kept, *end]


def _passes(blocks: Sequence[Block]) -> bool:
    weighed = [block for block in blocks if block["type"] not in _LAID_APART]
    return len(blocks) <= MOST_BLOCKS and len(json.dumps(weighed, ensure_ascii=False)) <= MOST_WEIGHT
