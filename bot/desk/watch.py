"""After each refresh: hourly counts -> detector -> incidents, for each channel that wants to be told."""

import logging
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import assert_never

from bot.desk.incident_counts import IncidentCounts
from bot.desk.incidents import IncidentDesk
from bot.desk.judges import Judge, NewDetector, judge_of
from bot.desk.memory_ports import EventStore
from bot.desk.ports import Clock
from bot.desk.settled_counts import settled_in
from bot.desk.watch_ports import HourlyCounts, IncidentBook
from bot.domain.attempts import AttemptRules
from bot.domain.hourly import HourUpdate
from bot.domain.hourly_counts import HOUR, CountedHour
from bot.domain.incident_notice import Total
from bot.domain.incidents import Change, Incident, Opened
from bot.domain.question import Log
from bot.domain.same_trouble import tells_of
from bot.domain.settled_hours import settled_hours
from bot.domain.spikes import Detector
from bot.domain.watching import SERIES, AlertChannel, Series, update_of
from bot.domain.window import Window
from bot.errors import MirrorError

logger = logging.getLogger(__name__)

HISTORY = timedelta(days=42)
"""How far back a detector is told: six times each hour of the week."""

LATE = timedelta(days=2)
"""So long after an incident opened, rows that come late are added to its figures, be it over or not.

So long, too, is an hour waited for that cannot be judged since those after it are not known.
"""


@dataclass(slots=True)
class Seat:
    """Where the judges of a log sit for one channel: which counts they have seen, and which hours are `waiting`.

    They are rebuilt from the ledger when somebody else judged.
    """

    judges: dict[Series, Judge] = field(default_factory=dict)
    turn: int = 0
    waiting: set[datetime] = field(default_factory=set)
    """The newest of those in which somebody may still be under way, so that nobody can be said to have left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """Watches every log for every channel. Raises `MirrorError`."""

    channels: Sequence[AlertChannel]
    counts: Mapping[Log, HourlyCounts]
    store: EventStore
    book: IncidentBook
    desk: IncidentDesk
    clock: Clock
    rules: AttemptRules
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
        """What a round would say now; nothing is noted and nothing is said."""
        self.counts[log].update()
        now = self.clock.now()
        seat = self._seated(channel, log, now)
        changes = [change for judge in seat.judges.values() for change in judge.poll(now, ())]
        known = [record.incident for record in self.book.known(channel.id, log, now - HISTORY)]
        tellers = [*known, *(change.incident for change in changes)]
        return [change for change in changes if not any(tells_of(teller, change.incident) for teller in tellers)]

    def _judge(self, channel: AlertChannel, log: Log) -> list[Change]:
        now = self.clock.now()
        seat = self.seats.setdefault((channel.id, log), Seat())
        news, turn = self.counts[log].news(now - HISTORY, after=seat.turn)
        if turn == seat.turn:
            return []
        if not self.book.take_round(channel.id, log, turn):
            seat.judges.clear()
            return []
        if seat.judges:
            seat.turn = turn
        else:
            seat, news = self._seated(channel, log, now), []
            self.seats[channel.id, log] = seat
        changes: list[Change] = []
        for series, judge in seat.judges.items():
            due = self._due(log, series, seat, news)
            changes += judge.poll(now, self._updates(channel, log, series, due))
        seat.waiting = {hour for hour in seat.waiting if now - hour < LATE}
        try:
            for change in changes:
                self._note(channel, log, change, now)
        except MirrorError:
            seat.judges.clear()  # they take it for told; those who come after them read what was noted
            raise
        return changes

    def _seated(self, channel: AlertChannel, log: Log, now: datetime) -> Seat:
        """Judges who know what those would who had been here all the time."""
        incidents = [record.incident for record in self.book.known(channel.id, log, now - HISTORY)]
        hours, turn = self.counts[log].news(now - HISTORY)
        settled = list(settled_hours(hours, self.rules))[::-1]
        seat = Seat(turn=turn, waiting={hour.hour for hour in hours} - {hour.hour for hour in settled})
        judged = {Series.FAILURE: hours, Series.ABANDONMENT: settled}
        for series in SERIES[log]:
            judge = judge_of(series, log, self.new_detector, channel.sensitivity, incidents)
            judge.recall(self._updates(channel, log, series, judged[series]))
            seat.judges[series] = judge
        return seat

    def _due(self, log: Log, series: Series, seat: Seat, news: Sequence[CountedHour]) -> Sequence[CountedHour]:
        """The hours that can be judged now, of those that are new or have been waiting."""
        match series:
            case Series.FAILURE:
                return news
            case Series.ABANDONMENT:
                heard = seat.waiting | {hour.hour for hour in news}
                due = self._settled(log, heard)
                seat.waiting = heard - {hour.hour for hour in due}
                return due
            case _:
                assert_never(series)

    def _settled(self, log: Log, heard: AbstractSet[datetime]) -> list[CountedHour]:
        if not heard:
            return []
        settled = settled_in(self.counts[log], Window(min(heard), max(heard) + HOUR), self.rules)
        return [hour for hour in settled if hour.hour in heard]

    def _updates(
        self, channel: AlertChannel, log: Log, series: Series, hours: Sequence[CountedHour]
    ) -> list[HourUpdate]:
        names = self.store.app_names(log)
        return [update_of(hour, log, channel.known_good, names, series) for hour in hours]

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
        counts = IncidentCounts(log, self.counts[log], channel.known_good, self.store.app_names(log), self.rules)
        return counts.tally(incident, now).total
