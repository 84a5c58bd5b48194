"""The Detector reads hourly counts as they arrive and says which incidents open, change and end."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.domain.hourly import HourUpdate
from bot.domain.incidents import Changes, Incident
from bot.domain.spikes.dimensions import Dimension
from bot.domain.spikes.sensitivity import Sensitivity


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
        self._dimensions = tuple(dimensions)
        self._sensitivity = sensitivity
        self._incidents = list(incidents)
        self._hours: dict[datetime, HourUpdate] = {}
        self._now: datetime | None = None

    def recall(self, history: Iterable[HourUpdate]) -> None:
        """Take in hours that were judged before; nothing is announced for them."""
        self._hours |= {update.hour: update for update in history}

    def poll(self, now: datetime, updates: Iterable[HourUpdate]) -> Changes:
        """What has changed at `now` (aware), given the hours read anew. Hours that end after `now` are partial."""
        self.recall(updates)
        self._now = now
        return ()
