"""The Detector reads hourly counts as they arrive and says which incidents open, change and end."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.domain.hourly import HourUpdate
from bot.domain.incidents import Changes, Incident
from bot.domain.spikes.casebook import Casebook
from bot.domain.spikes.dimensions import Dimension
from bot.domain.spikes.failures import Failures
from bot.domain.spikes.history import History
from bot.domain.spikes.hours import DAY, number_of
from bot.domain.spikes.lattice import Lattice
from bot.domain.spikes.scan import Scan
from bot.domain.spikes.sensitivity import FLOORS, Sensitivity
from bot.domain.spikes.volume import Volume
from bot.domain.spikes.volumes import Volumes


class Detector:
    """Watches one log of one tenant. All it knows follows from the hours it was given and the incidents it opened.

    To go on after a restart, hand over the `incidents` of the last weeks (open and recovered) and `recall` the hours.
    """

    def __init__(
        self,
        dimensions: Sequence[Dimension],
        *,
        sensitivity: Sensitivity = Sensitivity.NORMAL,
        incidents: Iterable[Incident] = (),
    ) -> None:
        lattice, casebook = Lattice(dimensions), Casebook(list(incidents))
        self._history = History(lattice, casebook.incidents)
        scan = Scan(lattice, self._history, FLOORS[sensitivity])
        self._failures = Failures(lattice, self._history, casebook, scan)
        self._volumes = Volumes(Volume(lattice, self._history), casebook)

    def recall(self, history: Iterable[HourUpdate]) -> None:
        """Take in hours that were judged before, oldest first; nothing is announced for them."""
        for update in history:
            self._history.reach(number_of(update.hour) // DAY)
            self._history.take(update)

    def poll(self, now: datetime, updates: Iterable[HourUpdate]) -> Changes:
        """What has changed at `now` (aware), given the hours read anew, in any order.

        Hours that end after `now` are partial.
        """
        today = number_of(now) // DAY
        self._history.reach(today)
        for update in sorted(updates, key=lambda each: each.hour):
            # The first poll may bring weeks: each of their days is begun in turn.
            self._history.reach(min(number_of(update.hour) // DAY, today))
            self._history.take(update)
        self._history.reach(today)
        followed = (*self._failures.follow(now), *self._volumes.follow(now))
        return (*followed, *self._failures.look(now), *self._volumes.look(now))
