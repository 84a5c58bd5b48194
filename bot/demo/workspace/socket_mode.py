"""Socket Mode: WebSocket connections that carry what people do to the bot, and its acknowledgements back."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import count
from json import JSONDecodeError, dumps, loads
from secrets import token_hex
from threading import Condition

from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.demo.workspace.deliveries import Deliveries
from bot.demo.workspace.invocations import Invocation, Kind
from bot.demo.workspace.people import APP
from bot.demo.workspace.transcript import Json

CONNECTION_SECONDS = 18_060  # what Slack's hello usually announces


class Reason(StrEnum):
    """Why Slack asks a connection to leave."""

    WARNING = "warning"
    REFRESH = "refresh_requested"
    DISABLED = "link_disabled"


@dataclass(eq=False, slots=True)
class Link:
    """One connection. Frames wait in `outbox`; None in it ends the connection."""

    socket: WebSocket
    outbox: asyncio.Queue[Json | None] = field(default_factory=asyncio.Queue)
    is_leaving: bool = False


class SocketMode:
    """All connections of the app. Every method belongs to the server's thread."""

    def __init__(self, deliveries: Deliveries, changed: Condition) -> None:
        self._deliveries = deliveries
        self._changed = changed
        self._links: list[Link] = []
        self._tickets: set[str] = set()
        self._turn = count()
        self.opened = 0

    def issue_ticket(self) -> str:
        """The query of an address that opens one connection, once."""
        ticket = token_hex(8)
        self._tickets.add(ticket)
        return f"ticket={ticket}&app_id={APP}"

    @property
    def count(self) -> int:
        """Connections that take traffic now."""
        return sum(not link.is_leaving for link in self._links)

    async def endpoint(self, socket: WebSocket) -> None:
        ticket = socket.query_params.get("ticket", "")
        if ticket not in self._tickets:
            await socket.close()
            return
        self._tickets.remove(ticket)
        await socket.accept()
        link = Link(socket)
        self._welcome(link)
        writer = asyncio.create_task(_write(link))
        try:
            await self._read(link)
        finally:
            writer.cancel()
            with self._changed:
                self._links.remove(link)
                self._changed.notify_all()

    def deliver(self, invocation: Invocation) -> None:
        """Send to any one connection, in turn, and wait for the acknowledgement as long as Slack does."""
        open_links = [link for link in self._links if not link.is_leaving] or self._links
        if not open_links:
            self._deliveries.fail(invocation, "the app has no Socket Mode connection")
            return
        link = open_links[next(self._turn) % len(open_links)]
        link.outbox.put_nowait(_envelope(invocation))
        loop = asyncio.get_running_loop()
        loop.call_later(self._deliveries.ack_seconds, self._deliveries.give_up, invocation)

    def ask_to_leave(self, reason: Reason) -> None:
        """Tell every connection that it will end; each ends when the next one opens, a disabled one at once."""
        for link in self._links:
            link.is_leaving = True
            link.outbox.put_nowait({"type": "disconnect", "reason": reason, "debug_info": {"host": "demo-town"}})
            if reason is Reason.DISABLED:
                link.outbox.put_nowait(None)

    def hang_up(self) -> None:
        """End every connection with a close frame."""
        for link in self._links:
            link.outbox.put_nowait(None)

    def _welcome(self, link: Link) -> None:
        for old in self._links:
            if old.is_leaving:
                old.outbox.put_nowait(None)
        with self._changed:
            self._links.append(link)
            self.opened += 1
            self._changed.notify_all()
        link.outbox.put_nowait(_hello(self.count))

    async def _read(self, link: Link) -> None:
        with suppress(WebSocketDisconnect):
            while True:
                frame = _parsed(await link.socket.receive_text())
                self._deliveries.acknowledge_envelope(str(frame.get("envelope_id", "")), frame.get("payload"))


async def _write(link: Link) -> None:
    with suppress(WebSocketDisconnect, RuntimeError):  # the other side left first, which `_read` sees as well
        while (frame := await link.outbox.get()) is not None:
            await link.socket.send_text(dumps(frame))
        await link.socket.close()


def _parsed(text: str) -> Json:
    try:
        frame = loads(text)
    except JSONDecodeError:
        return {}
    return frame if isinstance(frame, dict) else {}


def _hello(connections: int) -> Json:
    return {
        "type": "hello",
        "num_connections": connections,
        "connection_info": {"app_id": APP},
        "debug_info": {"host": "demo-town", "approximate_connection_time": CONNECTION_SECONDS},
    }


def _envelope(invocation: Invocation) -> Json:
    retry = invocation.retry
    again = {"retry_attempt": retry.attempt, "retry_reason": retry.reason} if retry else {}
    return {
        **again,
        "envelope_id": invocation.envelope_id,
        "type": invocation.kind,
        "accepts_response_payload": invocation.kind is not Kind.EVENT,
        "payload": invocation.payload,
    }
