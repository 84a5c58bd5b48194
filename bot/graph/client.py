"""Microsoft Graph as the rest of Gatehouse sees it: the rows of a log, page by page, however long the window."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from bot.domain.events import LogEvent
from bot.domain.question import Log
from bot.domain.sources import GraphCall
from bot.domain.tenancy import TenantKind
from bot.domain.window import Window
from bot.errors import GraphError, GraphRefused
from bot.graph.availability import no_sign_ups_in_cloud, no_sign_ups_in_tenant, tenant_kind
from bot.graph.channel import Channel
from bot.graph.reader import GraphReader
from bot.graph.remedies import PlaceLost, WindowTooWide
from bot.graph.slices import LONGEST, Slices
from bot.graph.wire import read_rows
from bot.planning import odata
from bot.planning.catalogue import log_row
from bot.planning.plan import Fetch
from bot.planning.requests import request_of

LONGEST_RETENTION = timedelta(days=31)
"""Graph keeps logs for 7 or 30 days (Microsoft Entra documentation, "data retention")."""


class GraphClient(GraphReader):
    """Reads Graph for all threads of the program; `close` ends it."""

    def __init__(self, channel: Channel, *, slice_length: timedelta = LONGEST) -> None:
        super().__init__(channel)
        self._slice_length = slice_length
        self._kind: TenantKind | None = None

    def close(self) -> None:
        """Wake and refuse whoever waits for Graph, and close all connections."""
        self._channel.close()

    def pages(self, fetch: Fetch, *, urgent: bool, calls: list[GraphCall]) -> Iterator[list[Any]]:
        """The rows of `fetch` as events of its log, newest first, each once, a page at a time.

        Rows outside the half-open window are left out, though Graph's bounds let some in. Raises `GraphError`.
        """
        with self._sign_ups_explained(fetch.log, probing=fetch.narrow is not None, calls=calls):
            yield from self._pages(fetch, urgent=urgent, calls=calls)

    def _pages(self, fetch: Fetch, *, urgent: bool, calls: list[GraphCall]) -> Iterator[list[LogEvent]]:
        seen: set[str] = set()
        slices = Slices(fetch.window, self._slice_length)
        while (window := slices.current) is not None:
            request = request_of(fetch, window)
            url = self.url(request.version, request.path, request.params)
            try:
                for rows in self.lists(url, urgent=urgent, calls=calls, may_halve=slices.can_halve):
                    if fresh := _fresh(read_rows(fetch.log, rows), window, seen):
                        yield fresh
                slices.done()
            except WindowTooWide:
                if not slices.halve():
                    raise
            except PlaceLost:
                if not slices.restart():
                    raise

    def has_rows_before(self, log: Log, moment: datetime, *, urgent: bool, calls: list[GraphCall]) -> bool:
        """Whether Graph still keeps any row of `log` older than `moment`: one request, more only if it is too wide.

        Raises `GraphError`.
        """
        query = {"$filter": odata.before(moment, log), "$top": "1"}
        url = self.url(log_row(log).version, log_row(log).path, query)
        with self._sign_ups_explained(log, probing=False, calls=calls):
            try:
                return any(self.lists(url, urgent=urgent, calls=calls, may_halve=True))
            except WindowTooWide:
                past = Fetch(log, Window(moment - LONGEST_RETENTION, moment))
                return any(self._pages(past, urgent=urgent, calls=calls))

    @contextmanager
    def _sign_ups_explained(self, log: Log, *, probing: bool, calls: list[GraphCall]) -> Iterator[None]:
        """Where there is no sign-up log, say so, instead of whatever Graph answers there."""
        cloud = self._channel.auth.cloud
        if log is Log.SIGN_UPS and not cloud.has_sign_up_log:
            raise no_sign_ups_in_cloud(cloud)
        try:
            yield
        except GraphRefused as error:
            is_probe = probing and error.trace.status == 400
            if log is not Log.SIGN_UPS or is_probe or error.trace.status not in (400, 403, 404):
                raise
            absent = no_sign_ups_in_tenant(self._tenant_kind(calls), error.trace)
            if absent is None:
                raise
            raise absent from error

    def _tenant_kind(self, calls: list[GraphCall]) -> TenantKind:
        """What `/organization` says, remembered; unknown where that may not be read."""
        if self._kind is None:
            try:
                rows = self.get("organization", params={"$select": "id,tenantType"}, calls=calls).get("value")
            except GraphError:
                return TenantKind.UNKNOWN
            self._kind = tenant_kind(rows[0].get("tenantType") if rows else "")
        return self._kind


def _fresh(events: list[LogEvent], window: Window, seen: set[str]) -> list[LogEvent]:
    """Those inside the window that were not given yet; they count as given from now on."""
    since, until = window.since, window.until
    fresh = []
    for event in events:
        if since <= event.at < until and event.id not in seen:
            seen.add(event.id)
            fresh.append(event)
    return fresh
