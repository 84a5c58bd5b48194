"""A list of blocks against Slack's rules: each block against its own limits, then all of them together."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from bot.demo.blockkit.blocks import ONLY_ON, AnyBlock, Container, Markdown, Surface
from bot.demo.blockkit.tables import DataTable, DataVisualization, Table

MOST_BLOCKS = {Surface.MESSAGE: 50, Surface.MODAL: 100, Surface.HOME: 100}
MOST_MARKDOWN = 12_000  # characters in all markdown blocks of a message
MOST_TABLE = 10_000  # characters in all cells
MOST_CHARTS = 2

_BLOCKS: TypeAdapter[list[AnyBlock]] = TypeAdapter(list[AnyBlock])


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing Slack refuses: the error code of the answer, and what its `response_metadata.messages` say."""

    error: str
    detail: str

    def __str__(self) -> str:
        return f"{self.error}: {self.detail}"


def block_problems(blocks: object, surface: Surface, at: str) -> list[Problem]:
    """What Slack would refuse in a list of blocks that stands at the JSON pointer `at`."""
    if not isinstance(blocks, list):
        return [Problem("invalid_blocks_format", f"blocks must be a list [json-pointer:{at}]")]
    found = []
    if len(blocks) > MOST_BLOCKS[surface]:
        found.append(_refused(f"no more than {MOST_BLOCKS[surface]} items allowed", at))
    try:
        parsed = _BLOCKS.validate_python(blocks)
    except ValidationError as error:
        return found + [_refused(_wording(detail), at + _pointer(blocks, detail)) for detail in error.errors()]
    return [*found, *_joint_problems(parsed, surface, at)]


def _joint_problems(blocks: Sequence[AnyBlock], surface: Surface, at: str) -> Iterator[Problem]:
    """What no block can be blamed for alone."""
    for number, block in enumerate(blocks):
        if surface not in ONLY_ON.get(block.type, frozenset(Surface)):
            yield _refused(f"unsupported type: {block.type} on {surface}", f"{at}/{number}")
    for block_id, times in Counter(block.block_id for block in blocks if block.block_id).items():
        if times > 1:
            yield _refused(f"block_id {block_id!r} stands {times} times, it must be unique", at)
    inner = [*blocks, *(child for block in blocks if isinstance(block, Container) for child in block.child_blocks)]
    yield from _table_problems([block for block in inner if isinstance(block, Table)], at)
    yield from _total_problems(inner, at)


def _table_problems(tables: Sequence[Table], at: str) -> Iterator[Problem]:
    if len(tables) > 1:
        yield Problem("invalid_attachments", f"only_one_table_allowed [json-pointer:{at}]")
    yield from _too_much("characters in the cells of a table", (table.characters for table in tables), MOST_TABLE, at)


def _total_problems(blocks: Sequence[object], at: str) -> Iterator[Problem]:
    tables = (block.characters for block in blocks if isinstance(block, DataTable))
    markdown = (len(block.text) for block in blocks if isinstance(block, Markdown))
    charts = (1 for block in blocks if isinstance(block, DataVisualization))
    yield from _too_much("characters in the cells of all data tables", tables, MOST_TABLE, at)
    yield from _too_much("characters in all markdown blocks", markdown, MOST_MARKDOWN, at)
    yield from _too_much("charts", charts, MOST_CHARTS, at)


def _too_much(what: str, sizes: Iterable[int], most: int, at: str) -> Iterator[Problem]:
    if (total := sum(sizes)) > most:
        yield _refused(f"no more than {most:,} {what} allowed, these are {total:,}", at)


def _refused(detail: str, pointer: str) -> Problem:
    return Problem("invalid_blocks", f"{detail} [json-pointer:{pointer}]")


def _wording(detail: ErrorDetails) -> str:
    """pydantic's finding in Slack's words, where Slack's are known."""
    limits = detail.get("ctx", {})
    match detail["type"]:
        case "string_too_long":
            return f"must be less than {limits['max_length'] + 1} characters"
        case "string_too_short":
            return f"must be more than {limits['min_length'] - 1} characters"
        case "too_long":
            return f"no more than {limits['max_length']} items allowed"
        case "too_short":
            return f"no less than {limits['min_length']} items allowed"
        case "missing":
            return f"missing required field: {detail['loc'][-1]}"
        case "extra_forbidden":
            return f"no additional property allowed: {detail['loc'][-1]}"
        case "union_tag_invalid":
            return f"unsupported type: {limits['tag']}"
        case "union_tag_not_found":
            return "missing required field: type"
        case _:
            return detail["msg"]


def _pointer(blocks: Sequence[Any], detail: ErrorDetails) -> str:
    """The JSON pointer of a finding. pydantic's path also names the union member it took, which no JSON holds."""
    here: Any = blocks
    pointer = ""
    for step in detail["loc"]:
        if (isinstance(here, list) and isinstance(step, int)) or (isinstance(here, dict) and step in here):
            here = here[step]  # type: ignore[index]  # an int for the list, a str for the dict, as just tested
            pointer += f"/{step}"
    return pointer + ("/text" if detail["type"] == "text_too_long" else "")
