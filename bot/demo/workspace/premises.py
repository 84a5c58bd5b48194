"""Everything the demo workspace knows, which its doors share: Web API, response URLs, Socket Mode and signed HTTP."""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event

from bot.demo.workspace.directory import Directory
from bot.demo.workspace.faults import Faults
from bot.demo.workspace.invocations import Invocations
from bot.demo.workspace.modals import Modals
from bot.demo.workspace.pulse import Pulse
from bot.demo.workspace.transcript import Json, Transcript
from bot.demo.workspace.uploads import Uploads

SCOPES = frozenset(
    {
        "commands",
        "chat:write",
        "users:read",
        "users:read.email",
        "channels:read",
        "groups:read",
        "im:write",
        "im:history",
        "channels:history",
        "groups:history",
        "channels:join",
        "files:write",
        "app_mentions:read",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """The secrets of the app that is installed in the workspace, and the scopes it was granted."""

    bot_token: str = "xoxb-demo-town"  # noqa: S105  # opens nothing but the demo workspace
    app_token: str = "xapp-demo-town"  # noqa: S105  # opens nothing but the demo workspace
    signing_secret: str = "8f742231b10e8888abcd99yyyzzz85a5"  # noqa: S105  # opens nothing but the demo workspace
    scopes: frozenset[str] = SCOPES


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the Web API, as it was answered. `arguments` come without the token."""

    method: str
    arguments: Json
    error: str | None
    status: int


@dataclass(frozen=True, slots=True)
class Premises:
    """`changed` guards all of it and is notified at every change.

    `clock` gives seconds since 1970, `address` where the workspace is served, without a trailing slash.
    """

    credentials: Credentials
    directory: Directory
    transcript: Transcript
    invocations: Invocations
    modals: Modals
    uploads: Uploads
    faults: Faults
    clock: Callable[[], float]
    address: Callable[[], str]
    changed: Pulse
    homes: dict[str, Json] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    closing: Event = field(default_factory=Event)

    def note(self, call: Call) -> None:
        """Keep a call that was made, and wake whoever waits for one."""
        with self.changed:
            self.calls.append(call)
            self.changed.notify_all()
