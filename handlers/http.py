"""The other door: an HTTP server's application that takes Slack's signed requests, and tells how Gatehouse is."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

from slack_bolt import App, BoltRequest, BoltResponse
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.errors import MirrorError
from handlers.redaction import LOGGER
from handlers.tally import Tally

PATH = "/slack/events"
MOST_BYTES = 1_000_000
"""No request of Slack's comes near it; what is longer is not read to its end."""

DataAge = Callable[[], timedelta | None]
"""How old the newest reading of the logs is, or `None` while there is none. Raises `MirrorError`."""


class HttpDoor:
    """The endpoints. Bolt checks signatures; it and its listeners run on threads, never on the event loop."""

    def __init__(self, app: App, tally: Tally, data_age: DataAge) -> None:
        self._app = app
        self._tally = tally
        self._data_age = data_age

    def application(self) -> Starlette:
        """What an ASGI server serves."""
        return Starlette(
            routes=[
                Route(PATH, self.events, methods=["POST"]),
                Route("/healthz", self.health),
                Route("/metrics", self.metrics),
            ]
        )

    async def events(self, request: Request) -> Response:
        """Whatever Slack sends: commands, clicks, events."""
        if not _is_plausible(request):
            LOGGER.info("A request without a usable signature was refused.")
            return JSONResponse({"error": "invalid request"}, 401)
        body = await _body(request)
        if body is None:
            return JSONResponse({"error": "invalid request"}, 413)
        headers = {name: request.headers.getlist(name) for name in request.headers}
        return await run_in_threadpool(self._dispatch, body, headers)

    def _dispatch(self, body: str, headers: Mapping[str, Sequence[str]]) -> Response:
        try:
            request = BoltRequest(body=body, headers=dict(headers))
        except (ValueError, RecursionError):  # Bolt reads the body before it checks who sent it
            return JSONResponse({"error": "invalid request"}, 400)
        return _from_bolt(self._app.dispatch(request))

    async def health(self, _request: Request) -> Response:
        """That the program runs, and how old its data is; the age is for whoever watches, and fails nothing."""
        age = await run_in_threadpool(self._age)
        return JSONResponse({"status": "ok", "data_age_seconds": None if age is None else round(age)})

    async def metrics(self, _request: Request) -> Response:
        """Counters for Prometheus."""
        text = self._tally.in_prometheus_text(await run_in_threadpool(self._age))
        return PlainTextResponse(text, media_type="text/plain; version=0.0.4")

    def _age(self) -> float | None:
        """In seconds. A mirror that cannot be read has no age, and does not make the program unwell."""
        try:
            age = self._data_age()
        except MirrorError as error:
            LOGGER.warning("The age of the data is not known: %s", error.message)
            return None
        return None if age is None else age.total_seconds()


def _is_plausible(request: Request) -> bool:
    """Whether the headers can be signed ones. Bolt fails, with a 500, on a timestamp that is not a number."""
    timestamp = request.headers.get("x-slack-request-timestamp", "")
    signature = request.headers.get("x-slack-signature", "")
    return timestamp.isascii() and timestamp.isdigit() and len(timestamp) < 16 and signature.isascii()


async def _body(request: Request) -> str | None:
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            return None
    return body.decode(errors="replace")


def _from_bolt(answer: BoltResponse) -> Response:
    response = Response(answer.body, answer.status)
    for name, value in answer.first_headers_without_set_cookie().items():
        response.headers[name] = value
    return response
