"""One reading of the hours: the newest that tells something, and the stretches that end with it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.spikes.history import History
from bot.domain.spikes.hours import HOUR, hour_of, number_of
from bot.domain.spikes.lattice import Lattice
from bot.domain.spikes.repeats import repeated
from bot.domain.spikes.scan import WINDOWS, Stretch
from bot.domain.spikes.sums import Running

_RIPE = timedelta(minutes=30)
"""An hour of which less has passed tells too little of which slices suffer."""

_SOON = (1, 2, 3, 4)
"""Windows that minutes of a new hour can still change; the longer ones wait until it is ripe."""

_LATE = 6 * HOUR
_SCANT = 0.5
"""An hour may still be arriving until it is over, and longer where it has less than this share of its traffic."""


@dataclass(slots=True)
class Reading:
    """What is known at `now`; `newest` is the number of its newest hour, unless it is blank.

    A `hasty` one takes in the hour that has only begun, and asks only about the slices that failed in it.
    """

    lattice: Lattice
    history: History
    now: datetime
    hasty: bool = False
    newest: int = field(init=False)
    is_blank: bool = field(init=False)

    def __post_init__(self) -> None:
        last = number_of(self.now if self.hasty else self.now - _RIPE)
        ripe = [each for each in self.history.counted if each <= last]
        self.is_blank = not ripe
        self.newest = max(ripe, default=0)

    @property
    def slices(self) -> Collection[int] | None:
        """The numbers of those that may have come to be suspect since; `None` for all."""
        return self.history.sums(self.newest, at_least=self._at_least(self.newest)).seen if self.hasty else None

    def stretches(self) -> Iterator[Stretch]:
        """The sums of each window, the shortest first; look at one before asking for the next, which adds to it."""
        running = Running()
        begun = self.newest + 1
        for window in _SOON if self.hasty else WINDOWS:
            first = self.newest + 1 - window
            for each in self.history.known(first, begun - 1):
                running.add(self.history.sums(each, at_least=self._at_least(each)))
            begun = first
            hours = [self.history.counted[each] for each in self.history.known(first, self.newest)]
            if hours:
                yield Stretch(window, running, repeated(hours, self.lattice))

    def _at_least(self, number: int) -> float:
        """The traffic to assume in an hour that may still be arriving."""
        usual = self.history.traffic.usual(number, self.lattice.number(()))
        age = self.now - hour_of(number)
        scant = self.history.counted[number].total < _SCANT * usual
        return usual if age < HOUR or (age < _LATE and scant) else 0.0
