"""Reads the attempts behind an incident one by one, as the hourly counts took them."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime

from bot.desk.memory_ports import EventStore
from bot.domain.attempts import AttemptRules, SignUpAttempt
from bot.domain.hourly_counts import HOUR, CountedHour, Mark, mark_sign_in, mark_sign_up
from bot.domain.incidents import Slice
from bot.domain.joining import attempts
from bot.domain.known_good import Networks
from bot.domain.question import Filter, Is, Log
from bot.domain.sign_ins import folded
from bot.domain.window import Window

MOST_HOURS = 31 * 24
"""So many hours are remembered at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentMarks:
    """The attempts of one log. Raises `MirrorError`.

    Those that did not succeed are remembered for as long as their hour counts the same: what is said of an incident is
    put together after every refresh, and a large tenant's rows of some days are many.
    """

    log: Log
    store: EventStore
    rules: AttemptRules
    interrupts: AbstractSet[int]
    known: Networks
    remembered: dict[datetime, tuple[CountedHour, tuple[Mark, ...]]] = field(default_factory=dict)

    def all(self, hours: Sequence[CountedHour], place: Slice) -> list[Mark]:
        """Every attempt of `hours` in `place`, and perhaps others."""
        narrow = [Is(name, value) for name, value in place if name == "app" and value]
        return self._read([hour.hour for hour in hours], narrow)

    def unsuccessful(self, hours: Sequence[CountedHour]) -> list[Mark]:
        """Those of `hours` that failed or were left."""
        due = [hour for hour in hours if self.remembered.get(hour.hour, (None,))[0] != hour]
        found: dict[datetime, list[Mark]] = {hour.hour: [] for hour in due}
        for mark in self._read(found, ()):
            if mark.failed or mark.unsettled:
                found[mark.hour].append(mark)
        read = {hour.hour: (hour, tuple(found[hour.hour])) for hour in due}
        marks = [mark for hour in hours for mark in (read.get(hour.hour) or self.remembered[hour.hour])[1]]
        self._remember(read)
        return marks

    def _remember(self, read: dict[datetime, tuple[CountedHour, tuple[Mark, ...]]]) -> None:
        self.remembered.update(read)
        for hour in sorted(self.remembered)[:-MOST_HOURS]:
            self.remembered.pop(hour, None)

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
