"""Brings stretches of a log from Graph into the mirror, and says how far back Graph could be trusted."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.desk.graph_ports import LogSource
from bot.desk.journey import Journey
from bot.desk.memory_ports import EventStore
from bot.domain.question import Log
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
        edge = now - GRAPH_NEVER_KEEPS
        hopeless = fetch.window.since < edge and not self.reaches(fetch.log, edge, now, journey)
        if hopeless and fetch.window.until <= edge:
            return now - GRAPH_ALWAYS_KEEPS
        since = edge if hopeless else fetch.window.since
        oldest = self.pages_into_mirror(replace(fetch, window=Window(since, fetch.window.until)), journey)
        if hopeless or not self.reaches(fetch.log, since, now, journey):
            since = _oldest_certain(since, oldest, now)
        if fetch.narrow is None and journey.may_mark and since < fetch.window.until:
            self.store.mark(fetch.log, Window(since, fetch.window.until), now, fetch.part)
        return since

    def pages_into_mirror(self, fetch: Fetch, journey: Journey) -> datetime | None:
        """Store all rows of `fetch`; answers the time of the oldest, or `None` when there were none."""
        oldest: datetime | None = None
        journey.asked_graph = True
        for page in self.source.pages(fetch, urgent=journey.urgent, calls=journey.calls):
            self.store.store(fetch.log, page)
            journey.arrived(len(page))
            oldest = min([event.at for event in page] + ([oldest] if oldest else []), default=None)
        return oldest

    def reaches(self, log: Log, moment: datetime, now: datetime, journey: Journey) -> bool:
        """Whether Graph surely keeps all rows since `moment`: no plan would have dropped them, or it has older ones."""
        if moment >= now - GRAPH_ALWAYS_KEEPS:
            return True
        return self.source.has_rows_before(log, moment, urgent=journey.urgent, calls=journey.calls)


def _oldest_certain(since: datetime, oldest: datetime | None, now: datetime) -> datetime:
    """Where Graph has nothing before `since`: from its oldest row on, or for as long as every plan keeps rows."""
    always = now - GRAPH_ALWAYS_KEEPS
    return max(since, min(always, oldest or always))
