"""Puts together all that is to be said of an incident, from the ledger, the counts and the mirror's rows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.desk.incident_counts import IncidentCounts
from bot.desk.incident_evidence import EvidenceDesk
from bot.desk.incident_questions import command_of, question_of
from bot.desk.memory_ports import EventStore
from bot.desk.watch_ports import HourlyCounts
from bot.domain.attempts import AttemptRules
from bot.domain.hourly_counts import HOUR, hour_of
from bot.domain.incident_notice import IncidentNotice
from bot.domain.incident_records import IncidentRecord
from bot.domain.incidents import with_names
from bot.domain.known_good import NOTHING_KNOWN, KnownGood
from bot.domain.portal import incident_path
from bot.domain.question import Log, Question
from bot.domain.sources import GraphQuery

Explain = Callable[[Question, ZoneInfo, datetime], tuple[GraphQuery, ...]]
"""The Graph requests of a question when the mirror holds nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notices:
    """Fits `desk.watch_ports.Noticing`. Times are said in `zone`; `known_good` is by channel."""

    store: EventStore
    counts: Mapping[Log, HourlyCounts]
    evidence: Mapping[Log, EvidenceDesk]
    explain: Explain
    zone: ZoneInfo
    known_good: Mapping[str, KnownGood]
    rules: AttemptRules

    def of(self, record: IncidentRecord, now: datetime, held_back: int = 0) -> IncidentNotice:
        """All about `record` as it stands at `now`."""
        incident, app_names = record.incident, self.store.app_names(record.log)
        known_good = self.known_good.get(record.channel, NOTHING_KNOWN)
        counts = IncidentCounts(record.log, self.counts[record.log], known_good, app_names, self.rules)
        found = self.evidence[record.log].of_rows(incident, counts.tally(incident, now), known_good)
        names, until = with_names(incident.dims, app_names), incident.last_hour + HOUR
        return IncidentNotice(
            record=record,
            state=record.state(now),
            mute=record.care.muted(now),
            zone=self.zone.key,
            where=names,
            affected=found.affected,
            worst=found.worst,
            causes=found.causes,
            course=counts.course(incident, now),
            # As of the hour's end, so that the details need no edit while nothing but the clock goes on.
            queries=self.explain(question_of(record.log, incident, until), self.zone, hour_of(now) + HOUR),
            command=command_of(record.log, incident, names, self.zone),
            portal_path=incident_path(record.log, incident.dims),
            known_good=known_good,
            judged_until=counts.judged_until(incident, now),
            held_back=held_back,
        )
