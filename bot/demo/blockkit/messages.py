"""What Slack would refuse in a message, in Slack's own words: the limits of Block Kit as one pure function."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from json import dumps
from typing import Any, assert_never

from bot.demo.blockkit.blocks import Surface
from bot.demo.blockkit.rules import Problem, block_problems

MOST_ATTACHMENTS = 100
MOST_TEXT = 40_000  # characters; Slack cuts a longer post, which loses the end of it, so it counts as refused here
MOST_TEXT_IN_UPDATE = 4_000  # characters
MOST_BYTES_IN_EPHEMERAL = 4_000
# Not documented. Slack's maintainers speak of about 12,000 characters and a little for the containers, and people
# measured a limit near 13,200 (slackapi/bolt-js, issues 2509 and 2867). Tables and charts have limits of their own.
MOST_POSTED_BLOCKS = 13_200  # characters of JSON


class Use(StrEnum):
    """The way a message is sent, because the limits of its text differ."""

    POST = "chat.postMessage"
    UPDATE = "chat.update"
    EPHEMERAL = "chat.postEphemeral"
    RESPONSE = "response_url"


def problems(message: Mapping[str, Any], use: Use = Use.POST) -> list[str]:
    """What Slack would refuse in a message `{text, blocks, attachments}`; an empty list means that it would pass."""
    return [str(problem) for problem in message_problems(message, use)]


def message_problems(message: Mapping[str, Any], use: Use) -> list[Problem]:
    """As `problems`, with the error code apart from the explanation."""
    text, blocks, attachments = (message.get(key) for key in ("text", "blocks", "attachments"))
    if not (text or blocks or attachments):
        return [Problem("no_text", "a message needs text, blocks or attachments")]
    found = [*_text_problems(text or "", use), *_attachment_problems(attachments or [])]
    if blocks not in (None, []):
        found += block_problems(blocks, Surface.MESSAGE, "/blocks")
        if use is Use.POST and not found:
            found += _weight_problems(blocks)
    return found


def _text_problems(text: object, use: Use) -> Iterator[Problem]:
    if not isinstance(text, str):
        yield Problem("invalid_arguments", f"text must be a string, not {type(text).__name__}")
        return
    match use:
        case Use.UPDATE:
            size, most, unit = len(text), MOST_TEXT_IN_UPDATE, "characters"
        case Use.EPHEMERAL:
            size, most, unit = len(text.encode()), MOST_BYTES_IN_EPHEMERAL, "bytes"
        case Use.POST | Use.RESPONSE:
            size, most, unit = len(text), MOST_TEXT, "characters"
        case _:
            assert_never(use)
    if size > most:
        yield Problem("msg_too_long", f"text has {size:,} {unit} where {use} takes {most:,}")


def _attachment_problems(attachments: object) -> Iterator[Problem]:
    if not isinstance(attachments, list) or not all(isinstance(each, dict) for each in attachments):
        yield Problem("invalid_attachments", "attachments must be a list of objects [json-pointer:/attachments]")
        return
    if len(attachments) > MOST_ATTACHMENTS:
        yield Problem(
            "too_many_attachments", f"no more than {MOST_ATTACHMENTS} items allowed [json-pointer:/attachments]"
        )
    for number, attachment in enumerate(attachments):
        if attachment.get("blocks"):
            yield from block_problems(attachment["blocks"], Surface.MESSAGE, f"/attachments/{number}/blocks")


def _weight_problems(blocks: Sequence[Mapping[str, Any]]) -> Iterator[Problem]:
    apart = {"table", "data_table", "data_visualization"}
    weight = len(dumps([block for block in blocks if block["type"] not in apart], ensure_ascii=False))
    if weight > MOST_POSTED_BLOCKS:
        yield Problem("msg_blocks_too_long", f"blocks weigh {weight:,} characters of JSON, {MOST_POSTED_BLOCKS:,} pass")
