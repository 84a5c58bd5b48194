"""The page's addresses: the page itself, what it shows, what it does, and files to download."""

import asyncio
import mimetypes
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import orjson
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot.demo.page.acts import Acts
from bot.demo.page.screens import Screens, Spot
from bot.demo.workspace.pulse import Pulse
from bot.demo.workspace.server import Workspace
from bot.demo.workspace.transcript import Json

PATIENCE = 20.0
"""Seconds that a page waits for a change before it asks again."""

_STATIC = Path(__file__).with_name("static")
_RULES = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = {
    "Content-Security-Policy": _RULES,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
_OWN_HOSTS = frozenset({"127.0.0.1", "localhost"})

Move = Callable[[], Json]
"""Moves the town's clock, and returns where to look; it waits until what follows from it has happened."""


class Page:
    """Serves one workspace to browsers on this machine, and to nobody whom another site sends."""

    def __init__(self, shell: str, clock: Callable[[], float], moves: Mapping[str, Move]) -> None:
        self._shell = shell
        self._clock = clock
        self._moves = moves
        self._workspace: Workspace
        self._screens: Screens
        self._acts: Acts

    def open(self, workspace: Workspace, screens: Screens, acts: Acts) -> None:
        """Show this workspace, whose server knows the routes already."""
        self._workspace, self._screens, self._acts = workspace, screens, acts

    @property
    def routes(self) -> Sequence[BaseRoute]:
        """What the page's server answers."""
        return [
            Route("/", self._page),
            Route("/town/static/{name}", self._static),
            Route("/town/screen", self._screen),
            Route("/town/act", self._act, methods=["POST"]),
            Route("/town/files/{id}", self._file),
        ]

    async def _page(self, request: Request) -> Response:
        return _refused(request) or HTMLResponse(self._shell, headers=_HEADERS)

    async def _static(self, request: Request) -> Response:
        file = _STATIC / Path(request.path_params["name"]).name
        if not file.is_file():
            return PlainTextResponse("There is no such file.", 404)
        kind = mimetypes.guess_type(file.name)[0]
        return Response(file.read_bytes(), media_type=kind, headers=_HEADERS)

    async def _screen(self, request: Request) -> Response:
        """What somebody sees, as soon as it is newer than the beat that the page has seen."""
        if refused := _refused(request):
            return refused
        asked = request.query_params
        spot = Spot(asked.get("user", ""), asked.get("place", ""), asked.get("thread", ""))
        pulse = self._workspace.pulse
        await _wait_beyond(pulse, _number(asked.get("beat", "-1")))
        beat = pulse.beats
        try:
            return _json({"beat": beat, **self._screens.screen(spot, self._clock())})
        except LookupError as error:
            return _json({"trouble": str(error)}, 404)

    async def _act(self, request: Request) -> Response:
        if refused := _refused(request):
            return refused
        try:
            act = orjson.loads(await request.body())
            move = self._moves.get(str(act["kind"]))
            done = await asyncio.to_thread(move) if move else await asyncio.to_thread(self._acts.do, act)
        except (LookupError, ValueError, TypeError, AttributeError) as error:
            return _json({"trouble": f"That cannot be done: {error}"}, 400)
        return _json(done)

    async def _file(self, request: Request) -> Response:
        if refused := _refused(request):
            return refused
        try:
            file = self._workspace.file(request.path_params["id"], request.query_params.get("user", ""))
        except LookupError as error:
            return PlainTextResponse(str(error), 404)
        name = f"attachment; filename*=UTF-8''{quote(file.name)}"
        kind = "application/octet-stream"
        return Response(file.content, media_type=kind, headers={**_HEADERS, "Content-Disposition": name})


async def _wait_beyond(pulse: Pulse, beat: int) -> None:
    """Until the pulse has beaten since `beat`, but no longer than a page waits."""
    loop, woken = asyncio.get_running_loop(), asyncio.Event()
    with pulse.listening(lambda: loop.call_soon_threadsafe(woken.set)):
        if pulse.beats == beat:
            with suppress(TimeoutError):
                await asyncio.wait_for(woken.wait(), PATIENCE)


def _refused(request: Request) -> Response | None:
    """Another site's page may know this address: it gets nothing, under whatever name it reaches this machine."""
    host = urlsplit(f"//{request.headers.get('host', '')}").hostname
    origin = request.headers.get("origin")
    if host not in _OWN_HOSTS or (origin and urlsplit(origin).netloc != request.headers.get("host")):
        return PlainTextResponse("The demo is for this machine's own browser.", 403)
    if request.method == "POST" and "json" not in request.headers.get("content-type", ""):
        return PlainTextResponse("Send JSON.", 415)
    return None


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else -1


def _json(told: Mapping[str, Any], status: int = 200) -> Response:
    return Response(orjson.dumps(told), status, media_type="application/json", headers=_HEADERS)
