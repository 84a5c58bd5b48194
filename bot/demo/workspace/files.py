"""The Web API's files: an address to send bytes to, and sharing what was sent there in a channel."""

from typing import Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bot.demo.workspace.faults import Refusal
from bot.demo.workspace.messages import decoded, said_by_bot
from bot.demo.workspace.people import BOT_USER, Channel
from bot.demo.workspace.places import visible_channel
from bot.demo.workspace.premises import Premises
from bot.demo.workspace.transcript import Json, Origin
from bot.demo.workspace.uploads import MOST_BYTES, Upload

MOST_ALT_TEXT = 1_000


class UploadDoor:
    """`/upload/v1/<secret>`: takes the bytes of an announced file, once and without a token.

    What Slack says to bytes of another length than was announced is not documented; here they are refused at once.
    """

    def __init__(self, premises: Premises) -> None:
        self._premises = premises

    async def endpoint(self, request: Request) -> Response:
        content = await request.body()
        upload = self._premises.uploads.receive(request.path_params["secret"], content)
        if upload is None:
            return PlainTextResponse("no file of this length was announced here", 400)
        return PlainTextResponse(f"OK - {len(content)}")


def get_upload_url_external(premises: Premises, arguments: Json) -> Json:
    """files.getUploadURLExternal: for a file of so many bytes."""
    name, length = str(arguments.get("filename") or ""), _length(arguments.get("length"))
    alt_text = str(arguments.get("alt_txt") or "")
    if not name:
        raise _missing("filename")
    if len(alt_text) > MOST_ALT_TEXT:
        raise Refusal("alt_txt_too_large")
    upload, secret = premises.uploads.announce(name, length, alt_text)
    return {"upload_url": f"{premises.address()}/upload/v1/{secret}", "file_id": upload.id}


def complete_upload_external(premises: Premises, arguments: Json) -> Json:
    """files.completeUploadExternal: shared where the bot is a member; a file shared nowhere is seen by nobody."""
    named = decoded(arguments.get("files"), "arguments")
    if not isinstance(named, list) or not named or not all(isinstance(each, dict) for each in named):
        raise _missing("files")
    uploads = [_uploaded(premises, each) for each in named]
    if channel := _place_to_share(premises, arguments):
        uploads = [
            premises.uploads.share(upload.id, str(each.get("title") or ""), channel.id)
            for upload, each in zip(uploads, named, strict=True)
        ]
        _share(premises, channel, uploads, arguments)
    return {"files": [{"id": upload.id, "title": upload.title or upload.name} for upload in uploads]}


def _share(premises: Premises, channel: Channel, uploads: list[Upload], arguments: Json) -> None:
    comment = str(arguments.get("initial_comment") or "")
    blocks = None if comment else decoded(arguments.get("blocks"), "blocks")  # the comment wins over blocks
    content = {
        "text": comment,
        "blocks": tuple(blocks or ()),
        "files": tuple(upload.printed() for upload in uploads),
    }
    thread_ts = str(arguments.get("thread_ts") or "") or None
    said_by_bot(premises, channel.id, content, Origin.FILE, thread_ts=thread_ts)


def _uploaded(premises: Premises, named: Json) -> Upload:
    upload = premises.uploads.find(str(named.get("id", "")))
    if upload is None or upload.content is None:
        raise Refusal("file_not_found")
    return upload


def _place_to_share(premises: Premises, arguments: Json) -> Channel | None:
    """By id alone: a person's id is no channel here, unlike for chat.postMessage."""
    id_ = arguments.get("channel_id") or arguments.get("channels")
    if not id_:
        return None
    channel = visible_channel(premises, id_)
    if channel.is_archived:
        raise Refusal("is_archived")
    if BOT_USER not in channel.members:
        raise Refusal("not_in_channel")
    return channel


def _length(given: Any) -> int:
    try:
        length = int(given)
    except (TypeError, ValueError):
        raise _missing("length") from None
    if not 0 < length <= MOST_BYTES:
        raise Refusal("invalid_arguments", response_metadata={"messages": ["[ERROR] must be 1 byte to 1 GB [length]"]})
    return length


def _missing(argument: str) -> Refusal:
    messages = [f"[ERROR] missing required field: {argument}"]
    return Refusal("invalid_arguments", response_metadata={"messages": messages})
