"""What the mirror's rows say about an incident: who is affected, and why."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from bot.desk.incident_counts import Tally
from bot.desk.incident_marks import MOST_HOURS, IncidentMarks
from bot.desk.memory_ports import EventStore
from bot.domain.codes import ErrorCode, explain_many_leaving, explain_sign_in, explain_sign_up
from bot.domain.hourly_counts import DIMENSIONS, CountedHour, Mark, is_in, place_of
from bot.domain.incident_notice import Affected, Cause
from bot.domain.incidents import Incident, IncidentKind
from bot.domain.known_good import KnownGood
from bot.domain.question import Log
from bot.domain.watching import seen
from bot.domain.window import Window
from bot.planning.catalogue import log_row


@dataclass(frozen=True, slots=True)
class Evidence:
    """`worst` is about the incident's worst stretch alone, `None` where rows of it are gone.

    `causes` are the codes of who failed, or the last steps of who left, commonest first.
    """

    affected: Affected
    worst: Affected | None
    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True)
class EvidenceDesk:
    """Looks at one log's rows. Raises `MirrorError`."""

    store: EventStore
    marks: IncidentMarks

    @property
    def log(self) -> Log:
        """The log it looks at."""
        return self.marks.log

    def of_rows(self, incident: Incident, tally: Tally, known_good: KnownGood) -> Evidence:
        """Who was affected in the hours of `tally`, for somebody who knows what is `known_good`."""
        place, hours = place_of(incident.dims), tally.counted[-MOST_HOURS:]
        bad = incident.kind.counts_people
        read = self.marks.unsuccessful(hours) if bad else self.marks.within(place, hours)
        marks = seen(read, self.log, known_good, self.store.app_names(self.log))
        there = [mark for mark in marks if is_in(mark.dims, place, self.log)]
        whole, worst = (self._looked_at(window, tally, hours) for window in (tally.window, tally.worst_window))
        in_worst = [mark for mark in there if mark.hour in tally.worst_window]
        return Evidence(
            affected=Affected(tally.total, self._people(there, incident), whole),
            worst=Affected(tally.worst, self._people(in_worst, incident)) if worst else None,
            causes=self._causes([mark for mark in there if self._is_guilty(mark, incident)], incident.kind),
        )

    def _looked_at(self, window: Window, tally: Tally, hours: Sequence[CountedHour]) -> bool:
        """Whether all of `window` is among the `hours`, and its rows are still here."""
        left_out = tally.counted[: len(tally.counted) - len(hours)]
        parts = [part.name for part in log_row(self.log).parts if not part.within]
        return not any(hour.hour in window for hour in left_out) and all(
            any(known.held.covers(window) for known in self.store.held(self.log, part)) for part in parts
        )

    def _people(self, marks: Sequence[Mark], incident: Incident) -> int:
        """Those whose attempts ended so; of a drop or a surge all who tried."""
        everybody = not incident.kind.counts_people
        return len({mark.person for mark in marks if everybody or self._is_guilty(mark, incident)})

    def _is_guilty(self, mark: Mark, incident: Incident) -> bool:
        ended_so = mark.unsettled if incident.kind is IncidentKind.ABANDONMENT else mark.failed
        return ended_so and is_in(mark.dims, incident.dims, self.log)

    def _causes(self, marks: Sequence[Mark], kind: IncidentKind) -> tuple[Cause, ...]:
        """By code; of those who left also by the stage that they had come to, since a code alone says little there."""
        names = DIMENSIONS[self.log]
        by_reason: defaultdict[tuple[str, str], list[Mark]] = defaultdict(list)
        for mark in marks:
            stage = mark.dims[names.index("stage")] if kind is IncidentKind.ABANDONMENT else ""
            by_reason[mark.dims[names.index("error_code")], stage].append(mark)
        causes = (self._cause(code, stage, alike) for (code, stage), alike in by_reason.items())
        return tuple(sorted(causes, key=lambda cause: (-cause.people, -cause.attempts, cause.code, cause.stage)))

    def _cause(self, code: str, stage: str, marks: Sequence[Mark]) -> Cause:
        known = explain_many_leaving(stage, int(code)) if stage else self._explain(int(code))
        return Cause(code, known.meaning, known.remedy, len(marks), len({mark.person for mark in marks}), stage)

    def _explain(self, code: int) -> ErrorCode:
        return explain_sign_in(code) if self.log is Log.SIGN_INS else explain_sign_up(code)
