"""A Slack workspace to try the bot in: no account, no network, and what happens in it can be read and made to fail."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from time import time
from typing import Any, Unpack

from starlette.applications import Starlette
from starlette.routing import BaseRoute, Route, WebSocketRoute

from bot.demo.serving import Served
from bot.demo.workspace.api import WebApi
from bot.demo.workspace.deliveries import ACK_SECONDS, Deliveries
from bot.demo.workspace.directory import Directory
from bot.demo.workspace.faults import Faults, Trouble, fault_of
from bot.demo.workspace.files import UploadDoor
from bot.demo.workspace.hands import Hands
from bot.demo.workspace.invocations import PATIENCE, Invocation, Invocations
from bot.demo.workspace.modals import Modals
from bot.demo.workspace.onlooker import Onlooker
from bot.demo.workspace.people import CHANNELS, PEOPLE, Channel, Person
from bot.demo.workspace.premises import Credentials, Premises
from bot.demo.workspace.pulse import Pulse
from bot.demo.workspace.responses import ResponseUrls
from bot.demo.workspace.signed_http import Seal, SignedHttp
from bot.demo.workspace.socket_mode import Reason, SocketMode
from bot.demo.workspace.townsfolk import Townsfolk
from bot.demo.workspace.transcript import Transcript
from bot.demo.workspace.uploads import Uploads


class Workspace(Townsfolk, Hands, Onlooker):
    """Open from the moment it is built until `stop`; `running_workspace` does both.

    People act in it (`slash`, `mention`, `click`, `submit` ...), and the bot is reached over Socket Mode, or over
    signed HTTP after `use_http`. The bot acts through `api_url` with the tokens in `credentials`. `ack_seconds` is how
    long an acknowledgement may take, `clock` gives seconds since 1970, and `pages` are served beside Slack's own
    addresses.
    """

    def __init__(
        self,
        *,
        people: Iterable[Person] = PEOPLE,
        channels: Iterable[Channel] = CHANNELS,
        credentials: Credentials | None = None,
        ack_seconds: float = ACK_SECONDS,
        clock: Callable[[], float] = time,
        port: int = 0,
        pages: Sequence[BaseRoute] = (),
    ) -> None:
        self.credentials = credentials or Credentials()
        self._changed = Pulse()
        self._premises = Premises(
            credentials=self.credentials,
            directory=Directory(people, channels),
            transcript=Transcript(self._changed, clock),
            invocations=Invocations(self._changed, clock),
            modals=Modals(self._changed),
            uploads=Uploads(self._changed),
            faults=Faults(),
            clock=clock,
            address=lambda: self.url,
            changed=self._changed,
        )
        self._deliveries = Deliveries(self._premises, ack_seconds)
        self._sockets = SocketMode(self._deliveries, self._changed)
        self._http: SignedHttp | None = None
        self._served = Served(self._application(pages), port, "demo workspace")
        self.url = self._served.url
        self.api_url = f"{self.url}/api/"

    def stop(self) -> None:
        """Close every connection and end every thread. Close the bot's client first, or it will try to reconnect."""
        self._premises.closing.set()
        with self._changed:
            self._changed.notify_all()
        self.use_sockets()
        self._served.stop()

    # The doors to the bot

    def use_http(self, request_url: str) -> None:
        """From now on send what people do to the bot's HTTP address, signed."""
        self.use_sockets()
        self._http = SignedHttp(request_url, self.credentials.signing_secret, self._deliveries)

    def use_sockets(self) -> None:
        """Send what people do over Socket Mode, as at the start."""
        if self._http is not None:
            self._http.close()
            self._http = None

    @property
    def connections(self) -> int:
        """How many Socket Mode connections take traffic now."""
        return self._sockets.count

    @property
    def connections_opened(self) -> int:
        """How many have been opened since the start."""
        return self._sockets.opened

    def wait_connected(self, n: int = 1, *, timeout: float = PATIENCE) -> None:
        """Until at least `n` connections take traffic."""
        self.wait_until(
            lambda: self.connections >= n, lambda: f"{n} connections; there are {self.connections}", timeout
        )

    def ask_to_leave(self, reason: Reason = Reason.REFRESH) -> None:
        """Tell every Socket Mode connection that Slack will close it."""
        self._served.call(self._sockets.ask_to_leave, reason)

    def hang_up(self) -> None:
        """Close every Socket Mode connection, from Slack's side and with a close frame."""
        self._served.call(self._sockets.hang_up)

    # What goes wrong, and what changes

    def fail_next(self, method: str, *, times: int = 1, **how: Unpack[Trouble]) -> None:
        """Let the next calls of a method, or of `response_url`, go wrong; `how` are the fields of `Fault`.

        `retry_after` alone means 429. A call that is dropped has had its effect unless `taken=False`.
        """
        self._premises.faults.add(method, fault_of(**how), times)

    def refuse_blocks(self, *types: str) -> None:
        """Refuse messages that hold blocks of these types, or any blocks, until `accept_blocks`."""
        self._premises.faults.refuse_blocks(types)

    def accept_blocks(self) -> None:
        """Refuse no blocks any more but those that Slack would."""
        self._premises.faults.accept_blocks()

    def put(self, entry: Person | Channel) -> None:
        """Add a person or channel, or change one: `put(replace(SUPPORT, is_archived=True))`."""
        with self._changed:
            self._premises.directory.put(entry)

    def remove_channel(self, id_: str) -> None:
        """Delete a channel."""
        with self._changed:
            self._premises.directory.remove_channel(id_)

    def _send(self, invocation: Invocation, seal: Seal) -> None:
        if self._http is not None:
            self._http.deliver(invocation, seal)
        else:
            self._served.call(self._sockets.deliver, invocation)

    def _socket_url(self) -> str:
        return f"ws://127.0.0.1:{self._served.port}/link/?{self._sockets.issue_ticket()}"

    def _application(self, pages: Sequence[BaseRoute]) -> Starlette:
        api = WebApi(self._premises, self._socket_url)
        responses = ResponseUrls(self._premises)
        return Starlette(
            routes=[
                Route("/api/{method}", api.endpoint, methods=["GET", "POST"]),
                Route("/upload/v1/{secret}", UploadDoor(self._premises).endpoint, methods=["POST"]),
                Route("/commands/{team}/{key}", responses.endpoint, methods=["POST"]),
                WebSocketRoute("/link/", self._sockets.endpoint),
                *pages,
            ]
        )


@contextmanager
def running_workspace(**choices: Any) -> Iterator[Workspace]:
    """A workspace for the length of a `with`; `choices` are those of `Workspace`."""
    workspace = Workspace(**choices)
    try:
        yield workspace
    finally:
        workspace.stop()
