"""What the hourly counts say about an incident: how many since it began, and how it went hour by hour."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import assert_never

from bot.desk.settled_counts import settled_in
from bot.desk.watch_ports import HourlyCounts
from bot.domain.attempts import AttemptRules
from bot.domain.hourly import HourRow
from bot.domain.hourly_counts import HOUR, CountedHour, hour_of, is_in, place_of
from bot.domain.incident_notice import Course, CoursePoint, Total
from bot.domain.incidents import Incident, IncidentKind
from bot.domain.known_good import KnownGood
from bot.domain.question import Log
from bot.domain.watching import Series, update_of
from bot.domain.window import Window

WEEK = timedelta(days=7)
BEFORE = 6 * HOUR
"""How much of the quiet time before an incident its course shows at least."""

MOST_POINTS = 20
"""As many as a Slack chart takes."""

LAG = HOUR
"""A log read so long ago is as fresh as can be expected; what is older has hours that nobody knows of."""

Measure = Callable[[HourRow], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What is counted of an incident: in `window`, which ends with it or as far as was read, and in its worst stretch.

    `counted` are the hours of `window` that are known.
    """

    window: Window
    counted: tuple[CountedHour, ...]
    total: Total
    worst_window: Window
    worst: Total


@dataclass(frozen=True, slots=True)
class IncidentCounts:
    """Looks at the counts of one log, as a detector is told of them that leaves out what is `known_good`.

    What they do not hold is unknown, never zero. Raises `MirrorError`.
    """

    log: Log
    counts: HourlyCounts
    known_good: KnownGood
    app_names: Mapping[str, str]
    rules: AttemptRules

    def tally(self, incident: Incident, now: datetime) -> Tally:
        """All of its slice since it began."""
        window = Window(incident.since, self._read_until(incident, now))
        worst = _worst(incident, window)
        known = self._by_hour(window, incident.kind)
        return Tally(
            window=window,
            counted=tuple(known.values()),
            total=self._total(incident, window, known),
            worst_window=worst,
            worst=self._total(incident, worst, known),
        )

    def _total(self, incident: Incident, window: Window, known: Mapping[datetime, CountedHour]) -> Total:
        hours = _hours(window.since, window.until)
        found = [known[hour] for hour in hours if hour in known]
        rows = (row for hour in found for row in self._rows(hour, incident.kind))
        there = [row for row in rows if is_in(row.dims, place_of(incident.dims), self.log)]
        return Total(
            attempts=sum(row.attempts for row in there),
            failed=sum(row.failures for row in there if is_in(row.dims, incident.dims, self.log)),
            hours=len(hours),
            unknown_hours=sum(not _is_known(known.get(hour), window.until) for hour in hours),
        )

    def course(self, incident: Incident, now: datetime) -> Course:
        """How it went from some hours before it began, beside the same hours a week earlier."""
        since, until = incident.since - BEFORE, self._read_until(incident, now)
        last = hour_of(until - timedelta(microseconds=1)) + HOUR
        step = ceil((last - since) / (MOST_POINTS * HOUR))
        first = last - ceil((last - since) / (step * HOUR)) * step * HOUR
        windows = (Window(first - back, last - back) for back in (timedelta(), WEEK))
        present, past = (self._by_hour(window, incident.kind) for window in windows)
        points = [
            CoursePoint(
                start,
                self._sum(present, hours, incident, until),
                self._sum(past, [hour - WEEK for hour in hours], incident),
            )
            for start in _hours(first, last)[::step]
            for hours in [_hours(start, start + step * HOUR)]
        ]
        return Course(tuple(points), step, so_far=until < last)

    def _read_until(self, incident: Incident, now: datetime) -> datetime:
        """Where the newest figures end: what is not read yet is no gap, unless it should have been long ago."""
        if not incident.is_open:
            return max(incident.since, min(now, incident.last_hour + HOUR))
        end = max(incident.since, now)
        if incident.kind is IncidentKind.ABANDONMENT:
            return max(
                (hour.hour + HOUR for hour in self._settled(Window(incident.since, end))), default=incident.since
            )
        read = max((hour.until for hour in self.counts.hours(Window(incident.since, end))), default=end)
        return min(end, read) if end - read < LAG else end

    def judged_until(self, incident: Incident, now: datetime) -> datetime | None:
        """From when on what began may still be finished; `None` where that is in nobody's way."""
        if incident.kind is IncidentKind.ABANDONMENT and incident.is_open:
            return self._read_until(incident, now)
        return None

    def _by_hour(self, window: Window, kind: IncidentKind) -> dict[datetime, CountedHour]:
        """The hours that tell of such an incident; of abandonment those in which nobody is under way any more."""
        settled = kind is IncidentKind.ABANDONMENT
        return {hour.hour: hour for hour in (self._settled(window) if settled else self.counts.hours(window))}

    def _settled(self, window: Window) -> list[CountedHour]:
        return settled_in(self.counts, window, self.rules)

    def _sum(
        self,
        known: Mapping[datetime, CountedHour],
        hours: Sequence[datetime],
        incident: Incident,
        until: datetime | None = None,
    ) -> int | None:
        """`None` where not all of `hours` (up to `until`, where the newest ends) is known."""
        found = [known.get(hour) for hour in hours]
        there = [hour for hour in found if hour is not None and _is_known(hour, until)]
        if len(there) < len(found):
            return None
        rows = (row for hour in there for row in self._rows(hour, incident.kind))
        return sum(map(_measure(incident.kind), (row for row in rows if is_in(row.dims, incident.dims, self.log))))

    def _rows(self, hour: CountedHour, kind: IncidentKind) -> Sequence[HourRow]:
        return update_of(hour, self.log, self.known_good, self.app_names, Series.of(kind)).rows or ()


def _worst(incident: Incident, whole: Window) -> Window:
    """Its worst stretch, as far as that lies in what is known of it."""
    end = incident.window_end + HOUR
    until = max(whole.since, min(end, whole.until))
    return Window(max(whole.since, min(until, end - incident.window_hours * HOUR)), until)


def _is_known(hour: CountedHour | None, until: datetime | None) -> bool:
    return hour is not None and (hour.whole or (until is not None and hour.until >= until))


def _hours(since: datetime, until: datetime) -> list[datetime]:
    """The hours that begin from `since` on and before `until`."""
    return [since + n * HOUR for n in range(ceil((until - since) / HOUR))]


def _measure(kind: IncidentKind) -> Measure:
    """What of a row the course of such an incident shows."""
    match kind:
        case IncidentKind.FAILURE | IncidentKind.ABANDONMENT:
            return lambda row: row.failures
        case IncidentKind.DROP | IncidentKind.SURGE:
            return lambda row: row.attempts
        case _:
            assert_never(kind)
