"""What somebody finds when they open Gatehouse: what goes on, what they asked, and how fresh all of it is."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.incident_records import IncidentRecord
from bot.domain.incidents import Slice
from bot.domain.kept import KeptQuestion
from bot.domain.question import Log
from bot.domain.subscriptions import Subscription
from bot.domain.window import Window

LATE = timedelta(hours=1)
"""A mirror that is kept up to date is never this old, whatever its refreshing is set to within reason."""


@dataclass(frozen=True, slots=True)
class Freshness:
    """How much of a log the mirror holds in one piece, and when it was last read; `None` for a log never read."""

    log: Log
    held: Window | None = None
    read_at: datetime | None = None

    def is_late(self, now: datetime) -> bool:
        """Whether nothing was read for longer than it should take."""
        return self.read_at is None or now - self.read_at > LATE


@dataclass(frozen=True, slots=True)
class OpenIncident:
    """An incident that goes on; `where` names its guilty slice, apps by name."""

    record: IncidentRecord
    where: Slice


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeFacts:
    """Everything for one person. `watched` is whether any channel is told of incidents."""

    favourites: tuple[KeptQuestion, ...] = ()
    history: tuple[KeptQuestion, ...] = ()
    subscriptions: tuple[Subscription, ...] = ()
    incidents: tuple[OpenIncident, ...] = ()
    watched: bool = False
    freshness: tuple[Freshness, ...] = ()
