"""What the mirror's rows and counts say about an incident: who is affected, why, and how it went hour by hour."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import assert_never

from bot.desk.memory_ports import EventStore
from bot.desk.watch_ports import HourlyCounts
from bot.domain.alert_channels import Networks
from bot.domain.attempts import AttemptRules, SignUpAttempt, attempts
from bot.domain.codes import ErrorCode, explain_sign_in, explain_sign_up
from bot.domain.hourly_counts import (
    DIMENSIONS,
    HOUR,
    CountedHour,
    HourlyCount,
    Mark,
    hour_of,
    mark_sign_in,
    mark_sign_up,
)
from bot.domain.incident_notice import Affected, Cause, CoursePoint
from bot.domain.incidents import Incident, IncidentKind, Slice
from bot.domain.question import Log
from bot.domain.sign_ins import folded
from bot.domain.window import Window

WEEK = timedelta(days=7)
BEFORE = 6 * HOUR
"""How much of the quiet time before an incident its course shows."""

MOST_POINTS = 20
"""As many as a Slack chart takes."""

_REASONS = frozenset({"stage", "error_code", "extension"})


@dataclass(frozen=True, slots=True)
class Evidence:
    """`worst` is about the incident's worst stretch alone; `causes` are the codes of who failed, commonest first."""

    affected: Affected
    worst: Affected
    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceDesk:
    """Looks at one log's rows and counts. Raises `MirrorError`."""

    log: Log
    store: EventStore
    counts: HourlyCounts
    rules: AttemptRules
    interrupts: AbstractSet[int]
    known: Networks

    def of_rows(self, incident: Incident, now: datetime) -> Evidence:
        """Who was affected from the incident's beginning to its end, or to `now`."""
        end = incident.window_end + HOUR
        worst = Window(end - incident.window_hours * HOUR, end)
        whole = Window(incident.since, max(incident.since, _end_of(incident, now)))
        marks = self._marks(Window(min(whole.since, worst.since), max(whole.until, worst.until)))
        there = [mark for mark in marks if _is_in(mark.dims, _place(incident.dims), self.log)]
        began = [mark for mark in there if mark.hour in whole]
        causes = self._causes([mark for mark in began if self._is_guilty(mark, incident)])
        in_worst = [mark for mark in there if mark.hour in worst]
        return Evidence(self._affected(began, incident), self._affected(in_worst, incident), causes)

    def _affected(self, marks: Sequence[Mark], incident: Incident) -> Affected:
        failed = [mark for mark in marks if self._is_guilty(mark, incident)]
        people = {mark.person for mark in (failed if incident.kind is IncidentKind.FAILURE else marks)}
        return Affected(len(marks), len(failed), len(people))

    def _is_guilty(self, mark: Mark, incident: Incident) -> bool:
        return mark.failed and _is_in(mark.dims, incident.dims, self.log)

    def total(self, incident: Incident, now: datetime) -> int:
        """Failed attempts of the slice since the incident began, from the counts; all attempts of a drop or surge."""
        hours = self.counts.hours(Window(incident.since, max(incident.since, _end_of(incident, now))))
        counted = (count for hour in hours for count in hour.counts if _is_in(count.dims, incident.dims, self.log))
        return sum(count.failures if incident.kind is IncidentKind.FAILURE else count.attempts for count in counted)

    def course(self, incident: Incident, now: datetime) -> tuple[tuple[CoursePoint, ...], int]:
        """How it went from some hours before it began, beside the same hours a week earlier; hours for each point."""
        since = incident.since - BEFORE
        end = hour_of(max(since, _end_of(incident, now) - timedelta(microseconds=1))) + HOUR
        step = -(-((end - since) // HOUR) // MOST_POINTS)
        present, past = (self._by_hour(incident, Window(since - back, end - back)) for back in (timedelta(), WEEK))
        points = []
        while since < end:
            hours = [since + n * HOUR for n in range(step)]
            before = [past.get(hour - WEEK) for hour in hours]
            known = [value for value in before if value is not None]
            points.append(
                CoursePoint(
                    since,
                    sum(present.get(hour, 0) for hour in hours),
                    sum(known) if len(known) == len(hours) else None,
                )
            )
            since += step * HOUR
        return tuple(points), step

    def _by_hour(self, incident: Incident, window: Window) -> dict[datetime, int]:
        return {hour.hour: _measure(hour, incident, self.log) for hour in self.counts.hours(window)}

    def _marks(self, window: Window) -> list[Mark]:
        """What the counts of `window` were made of: its sign-ins and attempts as they ended, be it after it."""
        if self.log is Log.SIGN_INS:
            ended = folded(self.store.events(self.log, Window(window.since, window.until + HOUR)))
            there = (event for event in ended if event.at in window and not self.known.hold(event.ip))
            return [mark_sign_in(event, self.interrupts) for event in there]
        return list(map(mark_sign_up, self._attempts(window)))

    def _attempts(self, window: Window) -> list[SignUpAttempt]:
        since, until = window.since - self.rules.quiet, window.until
        while True:  # an attempt may go on for hours, and is read to its end
            until += self.rules.quiet
            found = attempts(self.store.events(self.log, Window(since, until)), until, self.rules)
            began = [attempt for attempt in found if attempt.started in window]
            if all(attempt.ended + self.rules.quiet < until for attempt in began):
                return began

    def _causes(self, failed: Sequence[Mark]) -> tuple[Cause, ...]:
        code = DIMENSIONS[self.log].index("error_code")
        by_code: defaultdict[str, list[Mark]] = defaultdict(list)
        for mark in failed:
            by_code[mark.dims[code]].append(mark)
        causes = (self._cause(code, marks) for code, marks in by_code.items())
        return tuple(sorted(causes, key=lambda cause: (-cause.people, -cause.attempts, cause.code)))

    def _cause(self, code: str, marks: Sequence[Mark]) -> Cause:
        known = self._explain(int(code))
        return Cause(code, known.meaning, known.remedy, len(marks), len({mark.person for mark in marks}))

    def _explain(self, code: int) -> ErrorCode:
        return explain_sign_in(code) if self.log is Log.SIGN_INS else explain_sign_up(code)


def _end_of(incident: Incident, now: datetime) -> datetime:
    return now if incident.is_open else min(now, incident.last_hour + HOUR)


def _place(dims: Slice) -> Slice:
    """The part of a slice that is known of every attempt, whether it failed or not."""
    return tuple(pair for pair in dims if pair[0] not in _REASONS)


def _is_in(dims: Sequence[str], wanted: Slice, log: Log) -> bool:
    names = DIMENSIONS[log]
    return all(dims[names.index(name)] == value for name, value in wanted)


def _measure(hour: CountedHour, incident: Incident, log: Log) -> int:
    counted: Iterable[HourlyCount] = (count for count in hour.counts if _is_in(count.dims, incident.dims, log))
    match incident.kind:
        case IncidentKind.FAILURE:
            return sum(count.people for count in counted)
        case IncidentKind.DROP | IncidentKind.SURGE:
            return sum(count.attempts for count in counted)
        case _:
            assert_never(incident.kind)
