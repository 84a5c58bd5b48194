"""Starts the demo tenant and says where it is: for tests in this process, for the command line until it is stopped."""

import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import TextIO

import orjson

from bot.demo.clock import TenantClock
from bot.demo.options import TenantOptions
from bot.demo.serving import Served
from bot.demo.story.registrations import CLIENT_ID, CLIENT_SECRET, TENANT_ID
from bot.demo.story.telling import Story
from bot.demo.tenant.server import ServedRequest, Tenant


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where the tenant is and how to sign in to it, by the names that the settings have for it.

    Addresses have no version, no tenant and no trailing slash.
    """

    graph_url: str
    login_url: str
    tenant_id: str
    client_id: str
    client_secret: str


class RunningTenant:
    """A tenant that answers on a thread of this process, from the moment it is built until `stop`.

    Raises:
        FaultSpecError, FileNotFoundError, ValueError: for options that cannot be followed.
        OSError: when the port is taken.
    """

    def __init__(self, options: TenantOptions, port: int = 0, clock: TenantClock | None = None) -> None:
        self._tenant = Tenant(options, clock)
        self._served = Served(self._tenant.app, port, "demo tenant")
        url = self._served.url
        self.whereabouts = Whereabouts(url, url, TENANT_ID, CLIENT_ID, CLIENT_SECRET)
        self.graph_url = self.login_url = url
        self.tenant_id, self.client_id, self.client_secret = TENANT_ID, CLIENT_ID, CLIENT_SECRET

    @property
    def clock(self) -> TenantClock:
        """The tenant's own time."""
        return self._tenant.clock

    @property
    def story(self) -> Story:
        """What the logs tell.

        Raises:
            ValueError: when the tenant serves loaded bodies, which no story stands behind.
        """
        if self._tenant.story is None:
            msg = "This tenant serves loaded bodies; it has no story."
            raise ValueError(msg)
        return self._tenant.story

    @property
    def requests(self) -> Sequence[ServedRequest]:
        """What was asked of it so far, oldest first."""
        return self._tenant.requests

    def stop(self) -> None:
        """Closes every connection and ends the thread. Stopping twice is harmless."""
        self._served.stop()


@contextmanager
def running_tenant(
    options: TenantOptions | None = None, *, port: int = 0, clock: TenantClock | None = None
) -> Iterator[RunningTenant]:
    """A `RunningTenant` that stops when the block ends; a clock of one's own takes the place of the options' start."""
    tenant = RunningTenant(options or TenantOptions(), port, clock)
    try:
        yield tenant
    finally:
        tenant.stop()


def serve_tenant(options: TenantOptions, port: int = 0, *, out: TextIO | None = None) -> None:
    """Serves a tenant until SIGINT or SIGTERM; the first line, on standard output, says where it is, as JSON."""
    out = out or sys.stdout
    stopped = threading.Event()
    kinds = (signal.SIGINT, signal.SIGTERM)
    before = {kind: signal.signal(kind, lambda *_: stopped.set()) for kind in kinds}
    try:
        with running_tenant(options, port=port) as tenant:
            out.write(orjson.dumps(asdict(tenant.whereabouts)).decode() + "\n")
            out.flush()
            stopped.wait()
    finally:
        for kind, handler in before.items():
            signal.signal(kind, handler)
