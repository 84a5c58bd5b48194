"""Finds attempts by a rare fact: first the correlation ids that show it, then their whole attempts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.desk.filling import MirrorFiller
from bot.desk.graph_ports import LogSource
from bot.desk.journey import Journey
from bot.domain.question import Log, OneOf
from bot.domain.window import Window
from bot.errors import GraphRefused
from bot.planning.plan import Fetch
from bot.planning.planner import MOST_IDS

MOST_FOUND = 4 * MOST_IDS
"""Above this many, reading the whole window costs no more requests than reading each attempt."""


@dataclass(frozen=True, slots=True)
class Searcher:
    """Searches Graph where that is cheaper than reading a whole window. Raises `GraphError` and `MirrorError`."""

    source: LogSource
    filler: MirrorFiller

    def find(self, search: Fetch, now: datetime, journey: Journey) -> list[str] | None:
        """The correlation ids of all rows that `search` finds.

        `None` when the window has to be read instead: Graph may have dropped its oldest rows, finds too many, or
        refuses to search.
        """
        if not self.filler.reaches(search.log, search.window.since, now, journey):
            return None
        journey.asked_graph = True
        ids: set[str] = set()
        try:
            for page in self.source.pages(search, urgent=journey.urgent, calls=journey.calls):
                ids.update(event.correlation_id for event in page)
                if len(ids) > MOST_FOUND or "" in ids:  # a row without an id is an attempt that no id can complete
                    return None
        except GraphRefused as refusal:
            if refusal.trace.status == 400:
                return None
            raise
        return sorted(ids)

    def read_whole(self, log: Log, ids: Sequence[str], window: Window, journey: Journey) -> None:
        """Store all rows of these correlation ids in `window`."""
        for some in _in_lots(ids):
            self.filler.pages_into_mirror(Fetch(log, window, OneOf("correlation_id", some)), journey)


def _in_lots(ids: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(ids[start : start + MOST_IDS]) for start in range(0, len(ids), MOST_IDS))
