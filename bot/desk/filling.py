"""Brings stretches of a log from Graph into the mirror, and says how far back Graph could be trusted."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.desk.journey import Journey
from bot.desk.ports import EventStore, LogSource
from bot.domain.window import Window
from bot.planning.plan import Fetch

GRAPH_ALWAYS_KEEPS = timedelta(days=7)
"""External ID's basic plan and Entra ID Free keep 7 days; P1 and P2 keep 30 (Microsoft Entra data retention)."""

GRAPH_NEVER_KEEPS = timedelta(days=31)
"""No plan keeps more than 30 days, so older stretches are read only when Graph proves to have them."""


@dataclass(frozen=True, slots=True)
class MirrorFiller:
    """Fetches rows and stores them. Raises `GraphError` and `MirrorError`; pages stored before an error stay."""

    source: LogSource
    store: EventStore

    def fill(self, fetch: Fetch, now: datetime, journey: Journey) -> datetime:
        """Store all rows of `fetch`, and mark the stretch as held when nothing narrowed it.

        Answers since when Graph showed everything: `fetch.window.since`, or later where older rows may be gone.
        """
        kept = self._fill(self._without_hopeless_part(fetch, now, journey), now, journey)
        if fetch.narrow is None and kept < fetch.window.until:
            self.store.mark(fetch.log, Window(kept, fetch.window.until), now)
        return kept

    def pages_into_mirror(self, fetch: Fetch, journey: Journey) -> datetime | None:
        """Store all rows of `fetch`; answers the time of the oldest, or `None` when there were none."""
        oldest: datetime | None = None
        journey.asked_graph = True
        for page in self.source.pages(fetch, urgent=journey.urgent, calls=journey.calls):
            self.store.store(fetch.log, page)
            journey.arrived(len(page))
            oldest = min([event.at for event in page] + ([oldest] if oldest else []), default=None)
        return oldest

    def _fill(self, fetch: Fetch, now: datetime, journey: Journey) -> datetime:
        oldest = self.pages_into_mirror(fetch, journey)
        since = fetch.window.since
        if since >= now - GRAPH_ALWAYS_KEEPS or self._has_rows_before(fetch, since, journey):
            return since
        always = now - GRAPH_ALWAYS_KEEPS
        return max(since, min(always, oldest or always))

    def _without_hopeless_part(self, fetch: Fetch, now: datetime, journey: Journey) -> Fetch:
        """Do not page through months that Graph keeps for nobody, unless it shows that it has them."""
        edge = now - GRAPH_NEVER_KEEPS
        if not fetch.window.since < edge < fetch.window.until or self._has_rows_before(fetch, edge, journey):
            return fetch
        return Fetch(fetch.log, Window(edge, fetch.window.until), fetch.narrow)

    def _has_rows_before(self, fetch: Fetch, moment: datetime, journey: Journey) -> bool:
        return self.source.has_rows_before(fetch.log, moment, urgent=journey.urgent, calls=journey.calls)
