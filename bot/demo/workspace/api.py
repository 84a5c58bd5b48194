"""The Web API's door: tokens, scopes, faults on demand, and which function answers which method."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from json import loads
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from bot.demo.serving import Dropped
from bot.demo.workspace import chat, conversations, files, lookup, views
from bot.demo.workspace.faults import Fault, Refusal
from bot.demo.workspace.premises import Call, Premises
from bot.demo.workspace.transcript import Json

_BROKEN_PAGE = "<!DOCTYPE html><html><head><title>Server Error | Slack</title></head><body>Server Error</body></html>"


@dataclass(frozen=True, slots=True)
class Method:
    """What answers a method, and the scopes of which one must be granted, as Slack's method reference lists them."""

    answer: Callable[[Premises, Json], Json]
    scopes: frozenset[str] = frozenset()


_READ_CHANNELS = frozenset({"channels:read", "groups:read", "im:read", "mpim:read"})
_READ_HISTORY = frozenset({"channels:history", "groups:history", "im:history", "mpim:history"})
_WRITE = frozenset({"chat:write"})
_WRITE_FILES = frozenset({"files:write"})

METHODS = {
    "auth.test": Method(lookup.auth_test),
    "chat.postMessage": Method(chat.post_message, _WRITE),
    "chat.postEphemeral": Method(chat.post_ephemeral, _WRITE),
    "chat.update": Method(chat.update, _WRITE),
    "chat.delete": Method(chat.delete, _WRITE),
    "chat.getPermalink": Method(chat.get_permalink),
    "conversations.info": Method(conversations.info, _READ_CHANNELS),
    "conversations.history": Method(conversations.history, _READ_HISTORY),
    "conversations.join": Method(conversations.join, frozenset({"channels:join"})),
    "conversations.list": Method(conversations.list_all, _READ_CHANNELS),
    "conversations.members": Method(conversations.members, _READ_CHANNELS),
    "conversations.open": Method(conversations.open_direct, frozenset({"im:write", "mpim:write"})),
    "conversations.replies": Method(conversations.replies, _READ_HISTORY),
    "files.completeUploadExternal": Method(files.complete_upload_external, _WRITE_FILES),
    "files.getUploadURLExternal": Method(files.get_upload_url_external, _WRITE_FILES),
    "users.info": Method(lookup.users_info, frozenset({"users:read"})),
    "users.lookupByEmail": Method(lookup.users_lookup_by_email, frozenset({"users:read.email"})),
    "views.open": Method(views.views_open),
    "views.publish": Method(views.views_publish),
    "views.push": Method(views.views_push),
    "views.update": Method(views.views_update),
}


class WebApi:
    """`/api/<method>`. `open_socket` makes the address that apps.connections.open hands out."""

    def __init__(self, premises: Premises, open_socket: Callable[[], str]) -> None:
        self._premises = premises
        self._open_socket = open_socket

    async def endpoint(self, request: Request) -> Response:
        method = request.path_params["method"]
        try:
            arguments = await _arguments(request)
        except ValueError:
            return JSONResponse(Refusal("invalid_json").body)
        token = _token(request, arguments)
        fault = self._premises.faults.take(method)
        if fault and fault.delay:
            await asyncio.to_thread(self._premises.closing.wait, fault.delay)
        if fault and not fault.only_slow and not fault.taken:
            return self._broken(method, arguments, fault)
        body = self._answer(method, arguments, token)
        if fault and not fault.only_slow:
            return self._broken(method, arguments, fault)
        self._premises.note(Call(method, arguments, body.get("error"), 200))
        scopes = ",".join(sorted(self._premises.credentials.scopes))
        return JSONResponse(body, headers={"x-oauth-scopes": scopes})

    def _answer(self, method: str, arguments: Json, token: str) -> Json:
        try:
            if method == "apps.connections.open":
                self._check_token(token, self._premises.credentials.app_token)
                return {"ok": True, "url": self._open_socket()}
            if method not in METHODS:
                raise Refusal("unknown_method", req_method=method)
            self._check_token(token, self._premises.credentials.bot_token)
            self._check_scopes(METHODS[method])
            return {"ok": True, **METHODS[method].answer(self._premises, arguments)}
        except Refusal as refusal:
            return refusal.body

    def _check_token(self, token: str, wanted: str) -> None:
        credentials = self._premises.credentials
        if not token:
            raise Refusal("not_authed")
        if token not in (credentials.bot_token, credentials.app_token):
            raise Refusal("invalid_auth")
        if token != wanted:
            raise Refusal("not_allowed_token_type")

    def _check_scopes(self, method: Method) -> None:
        granted = self._premises.credentials.scopes
        if method.scopes and not method.scopes & granted:
            raise Refusal("missing_scope", needed=",".join(sorted(method.scopes)), provided=",".join(sorted(granted)))

    def _broken(self, method: str, arguments: Json, fault: Fault) -> Response:
        self._premises.note(Call(method, arguments, fault.error, fault.status))
        return broken_answer(fault)


def broken_answer(fault: Fault) -> Response:
    """The answer of a call that goes wrong on demand."""
    if fault.drop:
        return Dropped()
    if fault.error is None and fault.status >= 500:
        return HTMLResponse(_BROKEN_PAGE, fault.status)
    error = fault.error or ("ratelimited" if fault.status == 429 else "internal_error")
    headers = {} if fault.retry_after is None else {"Retry-After": str(fault.retry_after)}
    return JSONResponse({"ok": False, "error": error}, fault.status, headers)


async def _arguments(request: Request) -> Json:
    """The arguments of a call, which come as JSON, as a form, or in the address."""
    body = await request.body()
    arguments: Json = dict(request.query_params)
    if "json" in request.headers.get("content-type", ""):
        arguments |= loads(body or b"{}")
    else:
        arguments |= dict(parse_qsl(body.decode(), keep_blank_values=True))
    return arguments


def _token(request: Request, arguments: Json) -> str:
    in_arguments = str(arguments.pop("token", ""))
    scheme, _, in_header = request.headers.get("authorization", "").partition(" ")
    return in_header.strip() if scheme.casefold() == "bearer" else in_arguments
