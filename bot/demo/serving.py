"""A web application on 127.0.0.1, served by a thread of its own and stopped without a trace."""

import asyncio
import socket
from collections.abc import Callable
from contextlib import suppress
from threading import Event, Thread, current_thread
from typing import Any, cast

import uvicorn
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

_PATIENCE = 30.0  # seconds for a server to start or stop; both take milliseconds, where the machine is not busy
_GRACE = 1.0  # seconds for requests that are being answered when the server is stopped


class Served:
    """`app` at `url` from the moment it is built until `stop`; port 0 takes any free port."""

    def __init__(self, app: ASGIApp, port: int = 0, name: str = "demo server") -> None:
        self._socket = socket.create_server(("127.0.0.1", port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # else each answer waits 40 ms for an ACK
        self.port: int = self._socket.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._server = _Server(_config(app))
        self._thread = Thread(target=self._server.run, args=([self._socket],), name=name, daemon=True)
        self._thread.start()
        if not self._server.ready.wait(_PATIENCE):
            msg = f"The {name} did not start on {self.url}; its log has the reason."
            raise RuntimeError(msg)

    def call(self, action: Callable[..., object], *arguments: Any) -> None:
        """Have the server's own thread do something, and return when it is done; a stopped server does nothing."""

        async def act() -> None:
            action(*arguments)

        if current_thread() is self._thread:
            action(*arguments)
        elif self._thread.is_alive():
            asyncio.run_coroutine_threadsafe(act(), self._server.loop).result(_PATIENCE)

    def stop(self) -> None:
        """Close every connection and end the thread. Stopping twice is harmless."""
        self.call(self._server.leave.set)
        self._thread.join(_PATIENCE)


class Dropped(Response):
    """No answer at all: the connection ends as if a cable had been pulled after the request was taken."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002  # as ASGI names it
        cast("asyncio.Transport", scope["state"]["transport"]).close()
        while (await receive())["type"] != "http.disconnect":
            pass


class _Protocol(H11Protocol):
    """Shows the application its transport, because uvicorn alone always answers something."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn narrows it
        super().connection_made(transport)
        self.app_state = {**self.app_state, "transport": transport}


class _Server(uvicorn.Server):
    """uvicorn without its pauses of a tenth of a second, which every test would pay when it stops the server."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = Event()
        self.loop: asyncio.AbstractEventLoop
        self.leave: asyncio.Event

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        self.loop = asyncio.get_running_loop()
        self.leave = asyncio.Event()
        await super().startup(sockets)
        self.ready.set()

    async def main_loop(self) -> None:
        await self.on_tick(0)
        await self.leave.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for listener in [*self.servers, *(sockets or ())]:
            listener.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        with suppress(TimeoutError):  # what still runs then is cancelled when the loop closes
            async with asyncio.timeout(_GRACE):
                while self.server_state.connections or self.server_state.tasks:
                    await asyncio.sleep(0.001)


def _config(app: ASGIApp) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http=_Protocol,
        ws="websockets-sansio",  # the others load websockets' old interface, which warns
        ws_ping_interval=None,
        loop="asyncio",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
    )
