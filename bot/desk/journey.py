"""What one answer has cost so far: the calls made, the rows read, and where they came from."""

from dataclasses import dataclass, field

from bot.desk.ports import Progress
from bot.domain.sources import GraphCall, Source


@dataclass(slots=True)
class Journey:
    """Travels with one question or one refresh; `urgent` is somebody waiting for the answer.

    `may_mark` is false where the question's present lies ahead of the clock: what is still to come cannot be held.
    """

    urgent: bool = True
    may_mark: bool = True
    progress: Progress | None = None
    calls: list[GraphCall] = field(default_factory=list)
    rows: int = 0
    asked_graph: bool = False
    used_mirror: bool = False

    @property
    def source(self) -> Source:
        """Graph, the mirror, or both."""
        if self.asked_graph and self.used_mirror:
            return Source.BOTH
        return Source.GRAPH if self.asked_graph else Source.MIRROR

    def arrived(self, rows: int) -> None:
        """Note that more rows have been read."""
        self.rows += rows
        if self.progress:
            self.progress(self.rows)
