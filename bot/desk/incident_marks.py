"""Reads the attempts behind an incident one by one, as the hourly counts took them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime

from bot.desk.memory_ports import EventStore
from bot.domain.attempts import AttemptRules, SignUpAttempt
from bot.domain.hourly_counts import HOUR, CountedHour, Mark, is_in, mark_sign_in, mark_sign_up
from bot.domain.incidents import Slice
from bot.domain.joining import attempts
from bot.domain.known_good import Networks
from bot.domain.question import Filter, Is, Log
from bot.domain.sign_ins import folded
from bot.domain.window import Window

MOST_HOURS = 31 * 24
"""So many hours of one incident are looked at one by one; what is longer has at least so many people."""

MOST_REMEMBERED = 8 * MOST_HOURS

_Remembered = tuple[CountedHour, tuple[Mark, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentMarks:
    """The attempts of one log. Raises `MirrorError`.

    They are remembered for as long as their hour counts the same: what is said of an incident is put together after
    every refresh, and a large tenant's rows of some days are many.
    """

    log: Log
    store: EventStore
    rules: AttemptRules
    interrupts: AbstractSet[int]
    known: Networks
    remembered: dict[tuple[Slice | None, datetime], _Remembered] = field(default_factory=dict)

    def within(self, place: Slice, hours: Sequence[CountedHour]) -> list[Mark]:
        """Every attempt of `hours` in `place`, however it ended."""
        narrow = [Is(name, value) for name, value in place if name == "app" and value]
        return self._of(hours, place, narrow, lambda mark: is_in(mark.dims, place, self.log))

    def unsuccessful(self, hours: Sequence[CountedHour]) -> list[Mark]:
        """Those of `hours`, wherever they were made, that failed or were left."""
        return self._of(hours, None, (), lambda mark: mark.failed or mark.unsettled)

    def _of(
        self,
        hours: Sequence[CountedHour],
        place: Slice | None,
        narrow: Sequence[Filter],
        wanted: Callable[[Mark], bool],
    ) -> list[Mark]:
        kept = {hour.hour: self.remembered.get((place, hour.hour)) for hour in hours}
        known = {hour.hour: found for hour in hours if (found := kept[hour.hour]) is not None and found[0] == hour}
        due = [hour for hour in hours if hour.hour not in known]
        read: dict[datetime, list[Mark]] = {hour.hour: [] for hour in due}
        for mark in self._read(read, narrow):
            if wanted(mark):
                read[mark.hour].append(mark)
        fresh = {hour.hour: (hour, tuple(read[hour.hour])) for hour in due}
        self._remember(place, fresh)
        return [mark for _, marks in (known | fresh).values() for mark in marks]

    def _remember(self, place: Slice | None, fresh: Mapping[datetime, _Remembered]) -> None:
        self.remembered.update({(place, hour): found for hour, found in fresh.items()})
        for key in list(self.remembered)[:-MOST_REMEMBERED]:
            self.remembered.pop(key, None)

    def _read(self, hours: Iterable[datetime], narrow: Sequence[Filter]) -> list[Mark]:
        """What the counts of `hours` were made of: sign-ins and attempts as they ended, be it after them."""
        wanted = set(hours)
        if not wanted:
            return []
        window = Window(min(wanted), max(wanted) + HOUR)
        return [mark for mark in self._marks(window, narrow) if mark.hour in wanted]

    def _marks(self, window: Window, narrow: Sequence[Filter]) -> list[Mark]:
        if self.log is Log.SIGN_INS:
            ended = folded(self.store.events(self.log, Window(window.since, window.until + HOUR), narrow))
            return [mark_sign_in(event, self.interrupts, self.known) for event in ended if event.at in window]
        return list(map(mark_sign_up, self._attempts(window, narrow)))

    def _attempts(self, window: Window, narrow: Sequence[Filter]) -> list[SignUpAttempt]:
        since, until = window.since - self.rules.quiet, window.until
        while True:  # an attempt may go on for hours, and is read to its end
            until += self.rules.quiet
            found = attempts(self.store.events(self.log, Window(since, until), narrow), until, self.rules)
            began = [attempt for attempt in found if attempt.started in window]
            if all(attempt.ended + self.rules.quiet < until for attempt in began):
                return began
