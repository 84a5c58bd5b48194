"""What a detector remembers: the newest hours row by row, and what the clean ones before them say is usual."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from math import exp, log

from bot.domain.hourly import HourUpdate
from bot.domain.incidents import Incident, IncidentKind, Slice
from bot.domain.spikes.counted import CountedHour, count
from bot.domain.spikes.hours import DAY, hour_of, number_of
from bot.domain.spikes.lattice import Lattice
from bot.domain.spikes.rates import Rates
from bot.domain.spikes.spread import Spread
from bot.domain.spikes.sums import Sums, sums_of
from bot.domain.spikes.traffic import Traffic
from bot.domain.spikes.usual import KEPT_PER_DAY, Usual

_YOUNG = 7 * DAY
"""So long a tenant's newest day counts toward what is usual: anything is better than one day less of so few."""

_PASSING = timedelta(days=3)
"""What lasts longer is how things are now, and counts toward what is usual."""

_SETTLED = 7 * DAY
_KEPT = 9 * DAY
_RATES_KEPT = 3


@dataclass(slots=True)
class History:
    """Rates are worked out once a day, from hours at least a day old; an hour is judged by those of its own day.

    So what is usual never depends on when an hour was read again, nor on whether the watch was restarted since.
    """

    lattice: Lattice
    incidents: list[Incident]
    spread: Spread = field(init=False)
    traffic: Traffic = field(default_factory=Traffic)
    counted: dict[int, CountedHour] = field(default_factory=dict)
    first: int | None = None
    begun: dict[tuple[str, str], int] = field(default_factory=dict)
    _usual: Usual = field(init=False)
    _rates: dict[int, Rates] = field(default_factory=dict)
    _day: int = -1
    _learnt_to: int = 0
    _spread_to: int = 0
    _cleaned_of: dict[int, tuple[Slice, ...]] = field(default_factory=dict)
    _sums: dict[tuple[int, bool], tuple[CountedHour, Rates, tuple[object, ...], Sums]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.spread = Spread(self.lattice.number(()))
        self._usual = Usual(self.lattice)

    def take(self, update: HourUpdate) -> None:
        """Replace what is known of an hour; what a failed reading leaves unknown stays as it was."""
        if update.rows is None:
            return
        number = number_of(update.hour)
        if self.first is None:
            self.first = self._learnt_to = self._spread_to = number
            self.reach(number // DAY)
        before = self.counted.get(number)
        if before is None and number < self._day * DAY - _KEPT:
            return
        if number < self._learnt_to and before is not None:
            self._unlearn(number)
        counted = self.counted[number] = count(update.rows, self.lattice)
        for _, reason in counted.failed:
            for pair in self.lattice.pairs(reason):
                self.begun[pair] = min(number, self.begun.get(pair, number))
        if number < self._learnt_to:
            self._learn(number)

    def reach(self, day: int) -> None:
        """Begin a day: learn from what is old enough, and let go of what is too old."""
        if self.first is None or day <= self._day:
            return
        start = day * DAY
        for number in range(self._learnt_to, until := start if start - self.first <= _YOUNG else start - DAY):
            if number in self.counted:
                self._learn(number)
        self._learnt_to = max(self._learnt_to, until)
        for number in range(self._spread_to, start - DAY):
            if number in self.counted and number - self.first >= DAY:
                sums = self.sums(number)
                self.spread.add(number, sums.seen, sums.expected)
        self._spread_to = max(self._spread_to, start - DAY)
        self._day = day
        self._rates[day] = self._usual.rates(day, self._known_shares())
        self.spread.past = self._rates[day].past()
        self._forget(start)

    def is_settled(self, pairs: Iterable[tuple[str, str]], number: int) -> bool:
        """Whether all these reasons have been known for a week at an hour."""
        return all(number - self.begun.get(pair, number) >= _SETTLED for pair in pairs)

    def _known_shares(self) -> dict[tuple[str, str], float]:
        """For each reason, the share of what is remembered that lies after its first appearance."""
        whole = self._remembered(self.first or 0)
        return {pair: self._remembered(since) / whole for pair, since in self.begun.items()}

    def _remembered(self, since: int) -> float:
        """How much of an endless past the time since an hour weighs."""
        days = max(self._learnt_to - since, 1) / DAY
        return 1 - exp(days * log(KEPT_PER_DAY))

    def clean_of(self, incident: Incident) -> None:
        """Take what a new incident accounts for out of what is usual."""
        for number in range(number_of(incident.since), self._learnt_to):
            if number in self._cleaned_of:
                self._unlearn(number)
                self._learn(number)

    def known(self, first: int, last: int) -> Iterator[int]:
        """The hours from `first` to `last` that are known and can be judged: not those of the very first day."""
        if self.first is not None:
            for number in range(max(first, self.first + DAY), last + 1):
                if number in self.counted:
                    yield number

    def rates(self, number: int) -> Rates:
        """What was usual on the day of an hour."""
        day = number // DAY
        return self._rates[day] if day in self._rates else self._rates[min(self._rates)]

    def explained(self, number: int, at_most: timedelta = timedelta.max) -> tuple[Slice, ...]:
        """The slices that failure incidents account for in an hour: from their beginning until they were over.

        Those that had gone on for `at_most` by then are left out.
        """
        hour = hour_of(number)
        return tuple(
            each.dims
            for each in self.incidents
            if each.kind is IncidentKind.FAILURE
            and each.since <= hour
            and hour - each.since < at_most
            and (each.recovered_at is None or hour < each.recovered_at)
        )

    def _raised(self, number: int) -> float:
        """How many times as many fail as usual in an incident that hits everybody."""
        hour = hour_of(number)
        ratios = [
            each.observed / max(each.expected, 1.0)
            for each in self.incidents
            if not each.dims and each.since <= hour and (each.recovered_at is None or hour < each.recovered_at)
        ]
        return max(1.0, *ratios) if ratios else 1.0

    def attempts(self, number: int, dims: Slice) -> int:
        """The attempts of a slice of places in a known hour."""
        tried = self.counted[number].attempts
        return sum(count for cell, count in tried.items() if self.lattice.holds_cell(dims, cell))

    def sums(self, number: int, *, whole: bool = False, at_least: float = 0.0) -> Sums:
        """The sums of a known hour, less what incidents explain unless the `whole` hour is wanted."""
        hour, rates = self.counted[number], self.rates(number)
        explained = () if whole else self.explained(number)
        raised = 1.0 if whole or () not in explained else self._raised(number)
        asked = (explained, at_least, raised)
        kept = self._sums.get((number, bool(explained)))
        if kept and kept[0] is hour and kept[1] is rates and kept[2] == asked:
            return kept[3]
        sums = sums_of(hour, self.lattice, rates, explained, at_least, raised)
        self._sums[number, bool(explained)] = (hour, rates, asked, sums)
        return sums

    def _learn(self, number: int) -> None:
        explained = self._cleaned_of[number] = self.explained(number, at_most=_PASSING)
        hour = self.counted[number]
        self._usual.add(hour.without(explained, self.lattice), number // DAY)
        self.traffic.add(number, hour.by_slice(self.lattice))

    def _unlearn(self, number: int) -> None:
        hour = self.counted[number]
        self._usual.add(hour.without(self._cleaned_of.pop(number), self.lattice), number // DAY, sign=-1)
        self.traffic.add(number, hour.by_slice(self.lattice), sign=-1)

    def _forget(self, start: int) -> None:
        for old in [day for day in self._rates if day < start // DAY - _RATES_KEPT]:
            del self._rates[old]
        for old in [number for number in self.counted if number < start - _KEPT]:
            del self.counted[old]
            self._cleaned_of.pop(old, None)
            for whole in (True, False):
                self._sums.pop((old, whole), None)
