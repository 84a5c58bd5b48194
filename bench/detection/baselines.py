"""Three classical methods, each with settings that practice recommends, and the same care around it."""

from collections import defaultdict, deque
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from math import sqrt
from typing import Protocol

from bench.detection.happenings import HOUR
from bench.detection.polling import Poll
from bench.detection.rows import Row
from bench.detection.tallies import WHOLE, Sliced, Tally, tally
from bench.detection.watchers import Alert

SIGMAS = 3.0
FEWEST_PEOPLE = 5
"""A floor against alerts on one or two people, without which all three are unusable in a small tenant."""
CALM = 3
"""Hours without anything unusual before the next alert; until then it is the same one."""
WARM_UP = 48 * HOUR


class Method(Protocol):
    """What differs between them: how unusual an hour of a slice is, in standard deviations."""

    def sigmas(self, sliced: Sliced, hour: datetime, seen: Tally) -> float:
        """How far above the usual."""

    def learn(self, hour: datetime, tallies: Mapping[Sliced, Tally]) -> None:
        """Take in an hour that has been judged."""


class Classical:
    """Judges each hour once, when it is over, and announces the most unusual slice."""

    def __init__(self, method: Method) -> None:
        self._method = method
        self._rows: dict[datetime, Sequence[Row] | None] = {}
        self._first: datetime | None = None
        self._quiet_until: datetime | None = None

    def poll(self, poll: Poll) -> Sequence[Alert]:
        """Judge the hour that was over before this poll, if it is known."""
        self._rows |= dict(poll.updates)
        hour = poll.now.replace(minute=0, second=0, microsecond=0) - HOUR
        self._rows = {each: rows for each, rows in self._rows.items() if each >= hour}
        rows = self._rows.get(hour)
        if rows is None:
            return ()
        self._first = self._first or hour
        tallies = tally(rows)
        worst = self._worst(hour, tallies) if hour - self._first >= WARM_UP else None
        self._method.learn(hour, tallies)
        return () if worst is None else self._announced(poll.now, hour, worst)

    def _worst(self, hour: datetime, tallies: Mapping[Sliced, Tally]) -> Sliced | None:
        judged = {
            sliced: self._method.sigmas(sliced, hour, seen)
            for sliced, seen in tallies.items()
            if seen.people >= FEWEST_PEOPLE
        }
        worst = max(judged, key=lambda sliced: judged[sliced], default=None)
        return worst if worst is not None and judged[worst] > SIGMAS else None

    def _announced(self, now: datetime, hour: datetime, worst: Sliced) -> Sequence[Alert]:
        open_still = self._quiet_until is not None and hour <= self._quiet_until
        self._quiet_until = hour + CALM * HOUR
        return () if open_still else (Alert(now, {} if worst == WHOLE else dict([worst])),)


class RollingSigma:
    """Failing people against the mean and standard deviation of the hours of the last week."""

    WINDOW = timedelta(weeks=1)

    def __init__(self) -> None:
        self._hours: deque[datetime] = deque()
        self._kept: dict[Sliced, deque[tuple[datetime, int]]] = defaultdict(deque)

    def sigmas(self, sliced: Sliced, hour: datetime, seen: Tally) -> float:
        """Hours in which a slice is missing count as zero."""
        kept = self._kept[sliced]
        while kept and kept[0][0] < hour - self.WINDOW:
            kept.popleft()
        hours = len(self._hours)
        mean = sum(people for _, people in kept) / hours
        variance = sum(people**2 for _, people in kept) / hours - mean**2
        return (seen.people - mean) / max(1.0, sqrt(max(0.0, variance)))

    def learn(self, hour: datetime, tallies: Mapping[Sliced, Tally]) -> None:
        """Keep a week."""
        self._hours.append(hour)
        while self._hours[0] < hour - self.WINDOW:
            self._hours.popleft()
        for sliced, seen in tallies.items():
            self._kept[sliced].append((hour, seen.people))


class SameHourLastWeek:
    """Failing people against the same hour, and the two around it, of up to four weeks back."""

    WEEKS = 4
    AROUND = (-1, 0, 1)

    def __init__(self) -> None:
        self._hours: dict[datetime, Mapping[Sliced, Tally]] = {}

    def sigmas(self, sliced: Sliced, hour: datetime, seen: Tally) -> float:
        """Before a week is known, nothing is unusual."""
        places = [hour - timedelta(weeks=week, hours=off) for week in range(1, self.WEEKS + 1) for off in self.AROUND]
        known = [self._hours[place].get(sliced, Tally()).people for place in places if place in self._hours]
        if not known:
            return 0.0
        mean = sum(known) / len(known)
        variance = sum((people - mean) ** 2 for people in known) / len(known)
        return (seen.people - mean) / max(1.0, sqrt(max(mean, variance)))

    def learn(self, hour: datetime, tallies: Mapping[Sliced, Tally]) -> None:
        """Keep as many weeks as are asked for."""
        self._hours[hour] = tallies
        self._hours.pop(hour - timedelta(weeks=self.WEEKS, hours=2), None)


class Ewma:
    """The failure rate, smoothed, against its control limits (Roberts 1959), widened for few attempts."""

    FAST, SLOW = 0.3, 0.02

    def __init__(self) -> None:
        self._smooth: dict[Sliced, float] = {}
        self._mean: dict[Sliced, float] = {}
        self._variance: dict[Sliced, float] = defaultdict(float)

    def sigmas(self, sliced: Sliced, hour: datetime, seen: Tally) -> float:  # noqa: ARG002  # a Method's form
        """The limits follow from the wandering of the rate, and from chance at this many attempts."""
        if sliced not in self._mean:
            return 0.0
        mean = self._mean[sliced]
        smooth = self.FAST * seen.share + (1 - self.FAST) * self._smooth[sliced]
        chance = max(mean, 0.01) * (1 - min(mean, 0.99)) / max(seen.attempts, seen.people, 1)
        width = sqrt(self.FAST / (2 - self.FAST) * max(self._variance[sliced], chance))
        return (smooth - mean) / width

    def learn(self, hour: datetime, tallies: Mapping[Sliced, Tally]) -> None:  # noqa: ARG002  # a Method's form
        """Hours without attempts tell nothing of a rate."""
        for sliced, seen in tallies.items():
            mean = self._mean.setdefault(sliced, seen.share)
            self._smooth[sliced] = self.FAST * seen.share + (1 - self.FAST) * self._smooth.get(sliced, seen.share)
            self._variance[sliced] = (1 - self.SLOW) * self._variance[sliced] + self.SLOW * (seen.share - mean) ** 2
            self._mean[sliced] = mean + self.SLOW * (seen.share - mean)


BASELINES: Mapping[str, Callable[[], Method]] = {
    "rolling 3-sigma": RollingSigma,
    "same hour last week": SameHourLastWeek,
    "EWMA": Ewma,
}
