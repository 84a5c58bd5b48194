"""Puts together what somebody finds when they open Gatehouse; nothing is asked of Microsoft for it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.desk.digest_ports import Subscriptions
from bot.desk.explanation import KEPT
from bot.desk.memory_ports import EventStore, KeptQuestions
from bot.desk.subscription_rights import SubscriptionRights
from bot.desk.watch_ports import IncidentBook
from bot.domain.home import Freshness, HomeFacts, OpenIncident
from bot.domain.incident_care import State
from bot.domain.incident_records import IncidentRecord
from bot.domain.incidents import with_names
from bot.domain.question import Log
from bot.domain.subscriptions import Subscription
from bot.planning.catalogue import log_row

MOST_ASKED = 5
WATCHED = (Log.SIGN_UPS, Log.SIGN_INS)
"""The logs in which incidents are found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeDesk:
    """`standing` are the subscriptions of the settings, `channels` the ids of those that are told of incidents.

    Everything raises `MirrorError`.
    """

    kept: KeptQuestions
    subscriptions: Subscriptions
    rights: SubscriptionRights
    standing: Sequence[Subscription]
    incidents: IncidentBook
    channels: Sequence[str]
    store: EventStore

    def facts(self, user: str, now: datetime) -> HomeFacts:
        """All of it for `user`, as of `now`."""
        starred = self.kept.favourites(user, MOST_ASKED)
        alike = {(kept.question, kept.zone.key) for kept in starred}
        asked = self.kept.history(user, 2 * MOST_ASKED)
        return HomeFacts(
            favourites=tuple(starred),
            history=tuple(kept for kept in asked if (kept.question, kept.zone.key) not in alike)[:MOST_ASKED],
            subscriptions=tuple(
                each for each in (*self.standing, *self.subscriptions.all()) if self.rights.may_see(user, each)
            ),
            incidents=tuple(self._open(now)),
            watched=bool(self.channels),
            freshness=tuple(self._freshness(log) for log in KEPT),
        )

    def _open(self, now: datetime) -> Iterator[OpenIncident]:
        """Each once, however many channels are told of it; the newest first."""
        found: dict[object, IncidentRecord] = {}
        for channel in self.channels:
            for log in WATCHED:
                for record in self.incidents.known(channel, log, now):
                    closed = record.state(now) is State.CLOSED
                    if record.incident.is_open and not closed and not record.is_told_elsewhere:
                        incident = record.incident
                        found.setdefault((log, incident.kind, incident.dims, incident.since), record)
        for record in sorted(found.values(), key=lambda record: record.incident.opened_at, reverse=True):
            yield OpenIncident(record, with_names(record.incident.dims, self.store.app_names(record.log)))

    def _freshness(self, log: Log) -> Freshness:
        """Of the part of a log that is read first; the silent kinds of sign-ins follow it."""
        part = next(part.name for part in log_row(log).parts if not part.within)
        held = self.store.held(log, part)
        return Freshness(log, held[-1].held, held[-1].read_at) if held else Freshness(log)
