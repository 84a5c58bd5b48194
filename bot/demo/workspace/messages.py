"""Making a post out of what somebody sent, or refusing it as Slack would."""

from json import JSONDecodeError, loads
from typing import Any

from bot.demo.blockkit import Use, message_problems
from bot.demo.workspace.faults import Refusal
from bot.demo.workspace.people import BOT, BOT_USER
from bot.demo.workspace.premises import Premises
from bot.demo.workspace.transcript import Audience, Json, Origin, Post


def checked(premises: Premises, message: Json, use: Use) -> Json:
    """The text, blocks, attachments and metadata of a message that Slack takes; a Refusal otherwise."""
    content = {key: decoded(message.get(key), key) for key in ("blocks", "attachments", "metadata")}
    content["text"] = message.get("text") or ""
    found = message_problems(content, use)
    blocks = content["blocks"] or []
    refused = [problem.detail for problem in found] or list(premises.faults.refused_blocks(blocks))
    if refused:
        error = found[0].error if found else "invalid_blocks"
        raise Refusal(error, errors=refused, response_metadata={"messages": [f"[ERROR] {each}" for each in refused]})
    _check_metadata(content["metadata"])
    return {
        "text": content["text"],
        "blocks": tuple(blocks),
        "attachments": tuple(content["attachments"] or ()),
        "metadata": content["metadata"] or None,
    }


def _check_metadata(metadata: Any) -> None:
    """Metadata that is sent at all has both its members."""
    if metadata is None:
        return
    if not isinstance(metadata, dict):
        raise Refusal("invalid_metadata_format")
    if not metadata.get("event_type") or not isinstance(metadata.get("event_payload"), dict):
        raise Refusal("invalid_metadata_schema")


def decoded(value: Any, key: str) -> Any:
    """Blocks, files and their like come as JSON, or as text that holds JSON when the whole call is a form."""
    if not isinstance(value, str):
        return value
    try:
        return loads(value) if value else None
    except JSONDecodeError as error:
        raise Refusal(f"invalid_{key}_format") from error


def said_by_bot(
    premises: Premises,
    channel: str,
    content: Json,
    origin: Origin,
    *,
    to: str | None = None,
    thread_ts: str | None = None,
    broadcast: bool = False,
) -> Post:
    """Put the bot's checked message into the transcript."""
    return premises.transcript.add(
        Post(
            ts=premises.transcript.next_ts(),
            channel=channel,
            user=BOT_USER,
            bot=BOT,
            origin=origin,
            to=to,
            thread_ts=thread_ts,
            broadcast=broadcast,
            **content,
        )
    )


def respond(premises: Premises, body: Json, *, user: str, channel: str, origin: Origin) -> Post:
    """Say what came to a response_url, or in an acknowledgement: to `user` alone unless it asks for the channel."""
    content = checked(premises, body, Use.RESPONSE)
    in_channel = body.get("response_type") == Audience.CHANNEL
    thread_ts = body.get("thread_ts")
    return said_by_bot(premises, channel, content, origin, to=None if in_channel else user, thread_ts=thread_ts)
