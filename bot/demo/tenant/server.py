"""The demo tenant: a server shaped like Microsoft Graph and its sign-in service, over plain HTTP on one address."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl
from uuid import uuid4

import orjson
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.demo.clock import TenantClock
from bot.demo.options import TenantOptions
from bot.demo.serving import Dropped
from bot.demo.story.telling import Story, tell_story
from bot.demo.tenant.batches import answer_batch
from bot.demo.tenant.calls import Answer, Call, read_options
from bot.demo.tenant.faults import Faults
from bot.demo.tenant.holdings import Holdings
from bot.demo.tenant.loads import loaded_sources
from bot.demo.tenant.login import Bearer, Login, TokenRefusal
from bot.demo.tenant.refusals import Refusal, bad_batch, method_not_allowed
from bot.demo.tenant.seals import Seal
from bot.demo.tenant.service import GraphService
from bot.demo.tenant.sources import told_sources
from bot.demo.tenant.throttle import Throttle

_DAYS_AHEAD = 7


@dataclass(frozen=True, slots=True)
class ServedRequest:
    """One request that the tenant has seen."""

    at: datetime
    """By the tenant's clock."""
    method: str
    target: str
    """Path and query as they were sent."""
    status: int
    """0 when the connection was dropped without an answer."""
    who: str
    """The app's id from its token; empty when there was none."""


class Tenant:
    """Everything behind the address: `app` is the ASGI application."""

    def __init__(self, options: TenantOptions, clock: TenantClock | None = None) -> None:
        self.clock = clock or TenantClock(options.now, frozen=options.frozen)
        self.requests: list[ServedRequest] = []
        """All requests so far, token requests included, in the order in which they were answered."""
        self.story: Story | None = None
        """What the logs tell; None when bodies were loaded instead."""
        self._slow_seconds = options.slow_seconds
        faults = Faults(options.faults, options.seed)
        seal = Seal(f"contoso town {options.seed}")
        self._login = Login(self.clock, faults, seal)
        if options.load is None:
            self.story = _told(options, self.clock)
            holdings = Holdings(told_sources(self.story), faults, retention_days=options.retention_days)
        else:
            holdings = Holdings(loaded_sources(options.load), faults, retention_days=None)
        throttle = Throttle() if options.throttle else None
        self._graph = GraphService(holdings, self.clock, faults, seal, throttle=throttle)
        self.app = Starlette(
            routes=[
                Route("/{tenant}/oauth2/v2.0/token", self._token, methods=["POST"]),
                Route("/{tenant}/v2.0/.well-known/openid-configuration", self._metadata),
                Route("/{tenant}/discovery/v2.0/keys", self._keys),
                Route("/{version}/$batch", self._batch, methods=["POST"]),
                Route("/{version}/{path:path}", self._get, methods=["GET", "POST", "PATCH", "PUT", "DELETE"]),
            ]
        )

    async def _metadata(self, request: Request) -> Response:
        return self._signed_in(request, self._login.metadata)

    async def _keys(self, request: Request) -> Response:
        return self._signed_in(request, lambda _tenant, _host: {"keys": []})

    async def _token(self, request: Request) -> Response:
        form = dict(parse_qsl((await request.body()).decode("utf-8", "replace")))
        return self._signed_in(request, lambda tenant, host: self._login.token(tenant, form, host))

    def _signed_in(self, request: Request, answer: Callable[[str, str], dict[str, Any]]) -> Response:
        try:
            given = Answer(200, answer(request.path_params["tenant"], _host(request)))
        except TokenRefusal as refusal:
            given = Answer(refusal.status, refusal.body(self.clock.now()))
        return self._sent(request, given, "")

    async def _get(self, request: Request) -> Response:
        call = _call(request)
        if self._graph.strikes("slow", call):
            await asyncio.sleep(self._slow_seconds)
        if self._graph.strikes("drop", call):
            self._record(request, 0, "")
            return Dropped()
        given, who = self._answered(request, call.headers, lambda bearer: self._read(request, call, bearer))
        return self._sent(request, given, who, cut=given.status == 200 and self._graph.strikes("truncate", call))

    def _read(self, request: Request, call: Call, bearer: Bearer) -> Answer:
        if request.method != "GET":
            raise method_not_allowed()
        return self._graph.answer(call, bearer)

    async def _batch(self, request: Request) -> Response:
        body = await request.body()
        call = _call(request)
        given, who = self._answered(request, call.headers, lambda bearer: self._read_batch(request, body, call, bearer))
        return self._sent(request, given, who)

    def _read_batch(self, request: Request, body: bytes, call: Call, bearer: Bearer) -> Answer:
        try:
            content = orjson.loads(body)
        except orjson.JSONDecodeError as error:
            raise bad_batch("Invalid batch payload format.") from error

        def answered(one: Call) -> Answer:
            return self._answered(request, one.headers, lambda _: self._graph.answer(one, bearer))[0]

        return Answer(200, answer_batch(call.version, content, call.host, answered))

    def _answered(
        self, request: Request, headers: Mapping[str, str], answer: Callable[[Bearer], Answer]
    ) -> tuple[Answer, str]:
        """The answer with the ids that Graph writes on each, or the refusal in its place; and who asked."""
        request_id = str(uuid4())
        client_request_id = headers.get("client-request-id") or request_id
        ids = {"request-id": request_id, "client-request-id": client_request_id}
        who = ""
        try:
            bearer = self._login.bearer(request.headers.get("authorization", ""), _host(request))
            who = bearer.app
            given = answer(bearer)
        except Refusal as refusal:
            body = refusal.body(self.clock.now(), request_id, client_request_id)
            return Answer(refusal.status, body, refusal.headers | ids), who
        return Answer(given.status, given.body, {**given.headers, **ids}), who

    def _sent(self, request: Request, answer: Answer, who: str, *, cut: bool = False) -> Response:
        self._record(request, answer.status, who)
        body = orjson.dumps(answer.body)
        return Response(
            body[: len(body) // 2] if cut else body,
            answer.status,
            dict(answer.headers),
            media_type="application/json; charset=utf-8",
        )

    def _record(self, request: Request, status: int, who: str) -> None:
        raw_query = request.scope["query_string"].decode("ascii")
        target = request.url.path + (f"?{raw_query}" if raw_query else "")
        self.requests.append(ServedRequest(self.clock.now(), request.method, target, status, who))


def _told(options: TenantOptions, clock: TenantClock) -> Story:
    """The story behind a tenant; while its clock runs, it goes on for a week, or for a day where rows are many."""
    ahead = 0 if clock.frozen else _DAYS_AHEAD if options.rows is None else 1
    return tell_story(
        options.seed, options.days, clock.start, rows=options.rows, days_ahead=ahead, besides=options.incidents
    )


def _host(request: Request) -> str:
    return request.headers.get("host", "")


def _call(request: Request) -> Call:
    parameters = request.path_params
    query = request.scope["query_string"].decode("ascii")
    headers = {name.lower(): value for name, value in request.headers.items()}
    return Call(parameters["version"], parameters.get("path", ""), read_options(query), headers, _host(request))
