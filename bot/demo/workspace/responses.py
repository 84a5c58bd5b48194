"""The response URLs: five messages within thirty minutes of what somebody did, for whoever holds the address."""

import asyncio
from json import JSONDecodeError, loads
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from bot.demo.blockkit import Use
from bot.demo.workspace.api import broken_answer
from bot.demo.workspace.faults import Refusal
from bot.demo.workspace.invocations import REPLIES_ALLOWED, RESPONSE_URL_SECONDS, Invocation, Reply
from bot.demo.workspace.messages import checked, respond
from bot.demo.workspace.premises import Call, Premises
from bot.demo.workspace.transcript import Json, Origin, Post

FAULT_NAME = "response_url"


class ResponseUrls:
    """`/commands/<team>/<key>`."""

    def __init__(self, premises: Premises) -> None:
        self._premises = premises

    async def endpoint(self, request: Request) -> Response:
        body = _message(await request.body())
        fault = self._premises.faults.take(FAULT_NAME)
        if fault and fault.delay:
            await asyncio.to_thread(self._premises.closing.wait, fault.delay)
        if fault and not fault.only_slow and not fault.taken:
            return broken_answer(fault)
        answer = self._take(request.path_params["key"], body)
        return broken_answer(fault) if fault and not fault.only_slow else answer

    def _take(self, key: str, body: Json) -> Response:
        try:
            invocation = self._open_invocation(key)
            post = self._say(invocation, body)
        except Refusal as refusal:
            status = 404 if refusal.error in ("used_url", "expired_url") else 400
            self._premises.note(Call(FAULT_NAME, body, refusal.error, status))
            # Unlike the Web API, a response URL does not say which block is wrong.
            return JSONResponse({"ok": False, "error": refusal.error}, status)
        self._premises.note(Call(FAULT_NAME, body, None, 200))
        invocation.add_reply(Reply(body, post))
        return PlainTextResponse("ok")

    def _open_invocation(self, key: str) -> Invocation:
        invocation = self._premises.invocations.of_key(key)
        if invocation is None or self._premises.invocations.has_expired(invocation, RESPONSE_URL_SECONDS):
            raise Refusal("expired_url")
        if len(invocation.replies) >= REPLIES_ALLOWED:
            raise Refusal("used_url")
        return invocation

    def _say(self, invocation: Invocation, body: Json) -> Post:
        original = _original(invocation)
        if body.get("delete_original") is True and invocation.source is not None:
            self._premises.transcript.remove(invocation.source)
            return invocation.source
        if body.get("replace_original") is True and original is not None:
            content = checked(self._premises, body, Use.RESPONSE)
            return self._premises.transcript.edit(original, **content)
        return respond(self._premises, body, user=invocation.user, channel=invocation.channel, origin=Origin.RESPONSE)


def _original(invocation: Invocation) -> Post | None:
    """What `replace_original` replaces: the message whose button was pressed, else the last reply to a command."""
    if invocation.source is not None:
        return invocation.source
    return invocation.replies[-1].post if invocation.replies else None


def _message(body: bytes) -> Json:
    """The message in a request: JSON, or a form whose field `payload` holds JSON."""
    try:
        message = loads(body)
    except (JSONDecodeError, UnicodeDecodeError):
        message = loads(parse_qs(body.decode(errors="replace")).get("payload", ["{}"])[0])
    return message if isinstance(message, dict) else {}
