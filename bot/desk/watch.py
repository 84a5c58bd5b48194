"""After each refresh: hourly counts -> detector -> incidents, for each channel that wants to be told."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from bot.desk.incident_counts import IncidentCounts
from bot.desk.incidents import IncidentDesk
from bot.desk.memory_ports import EventStore
from bot.desk.ports import Clock
from bot.desk.watch_ports import HourlyCounts, IncidentBook
from bot.domain.hourly import HourUpdate
from bot.domain.incident_notice import Total
from bot.domain.incidents import Change, Changes, Incident, Opened
from bot.domain.question import Log
from bot.domain.spikes import Detector, Dimension, Sensitivity
from bot.domain.watching import AlertChannel, dimensions, update_of

logger = logging.getLogger(__name__)

HISTORY = timedelta(days=42)
"""How far back a detector is told: six times each hour of the week."""

LATE = timedelta(days=2)
"""So long after an incident opened, rows that come late are added to its figures, be it over or not."""


class Judge(Protocol):
    """What a `Detector` does for the watch."""

    def recall(self, history: Iterable[HourUpdate]) -> None:
        """Take in hours that were judged before."""
        ...

    def poll(self, now: datetime, updates: Iterable[HourUpdate]) -> Changes:
        """What has changed at `now`, given the hours read anew."""
        ...


class NewDetector(Protocol):
    """Makes a detector that knows of these incidents."""

    def __call__(
        self, dimensions: Sequence[Dimension], *, sensitivity: Sensitivity, incidents: Iterable[Incident]
    ) -> Judge:
        """As `Detector` is made."""
        ...


@dataclass(slots=True)
class Seat:
    """Where one detector sits: which counts it has seen. It is rebuilt from the ledger when somebody else judged."""

    detector: Judge | None = None
    turn: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """Watches every log for every channel. Raises `MirrorError`."""

    channels: Sequence[AlertChannel]
    counts: Mapping[Log, HourlyCounts]
    store: EventStore
    book: IncidentBook
    desk: IncidentDesk
    clock: Clock
    new_detector: NewDetector = Detector
    seats: dict[tuple[str, Log], Seat] = field(default_factory=dict)

    def run(self, log: Log) -> list[Change]:
        """One round: judge what is newly counted of `log`, and say what has changed. Answers the changes."""
        self.counts[log].update()
        changes = [change for channel in self.channels for change in self._judge(channel, log)]
        for channel in self.channels:
            self._recount(channel, log)
            self.desk.say_all(channel.id, log)
        return changes

    def preview(self, log: Log, channel: AlertChannel) -> list[Change]:
        """What a round would find now; nothing is noted and nothing is said."""
        self.counts[log].update()
        detector, _ = self._rebuilt(channel, log, self.clock.now())
        return list(detector.poll(self.clock.now(), ()))

    def _judge(self, channel: AlertChannel, log: Log) -> list[Change]:
        now = self.clock.now()
        seat = self.seats.setdefault((channel.id, log), Seat())
        news, turn = self.counts[log].news(now - HISTORY, after=seat.turn)
        if turn == seat.turn:
            return []
        if not self.book.take_round(channel.id, log, turn):
            seat.detector = None
            return []
        updates: list[HourUpdate] = []
        if seat.detector is None:
            seat.detector, seat.turn = self._rebuilt(channel, log, now)
        else:
            names = self.store.app_names(log)
            updates = [update_of(hour, log, channel.known_good, names) for hour in news]
            seat.turn = turn
        changes = list(seat.detector.poll(now, updates))
        for change in changes:
            self._note(channel, log, change, now)
        return changes

    def _rebuilt(self, channel: AlertChannel, log: Log, now: datetime) -> tuple[Judge, int]:
        """A detector that knows what one would that had been here all the time; and up to which turn."""
        known = self.book.known(channel.id, log, now - HISTORY)
        detector = self.new_detector(
            dimensions(log), sensitivity=channel.sensitivity, incidents=[record.incident for record in known]
        )
        hours, turn = self.counts[log].news(now - HISTORY)
        names = self.store.app_names(log)
        detector.recall(update_of(hour, log, channel.known_good, names) for hour in hours)
        return detector, turn

    def _note(self, channel: AlertChannel, log: Log, change: Change, now: datetime) -> None:
        incident = change.incident
        total = self.total(channel, log, incident, now)
        record = self.book.note(
            channel.id, log, incident, failed=total.counted(incident.kind), unknown_hours=total.unknown_hours
        )
        if isinstance(change, Opened):
            logger.info("Incident %s opened in %s: %s %s.", record.id, log.value, incident.kind.value, incident.dims)

    def _recount(self, channel: AlertChannel, log: Log) -> None:
        """Rows may have come, or gaps been filled, that the detector had no reason to speak of."""
        now = self.clock.now()
        for record in self.book.known(channel.id, log, now - LATE):
            total = self.total(channel, log, record.incident, now)
            failed = total.counted(record.incident.kind)
            if (record.failed, record.unknown_hours) != (failed, total.unknown_hours):
                self.book.recount(record.id, failed=failed, unknown_hours=total.unknown_hours)

    def total(self, channel: AlertChannel, log: Log, incident: Incident, now: datetime) -> Total:
        """How many it was about until `now`, for that channel."""
        names = self.store.app_names(log)
        return IncidentCounts(log, self.counts[log], channel.known_good, names).tally(incident, now).total
