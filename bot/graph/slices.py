"""How a long window is cut into stretches that Graph can answer in time, newest first."""

from datetime import timedelta

from bot.domain.window import Window

LONGEST = timedelta(days=7)
SHORTEST = timedelta(minutes=5)
STEADY = 4
"""Stretches that must go well before a longer one is tried again."""
RESTARTS = 2
"""How often one stretch is read again from its start after Graph lost its place in it."""


class Slices:
    """Walks back through `window`. `current` is the stretch to ask for, `None` when all is done.

    A stretch is halved when Graph runs out of time over it, and slowly grows again: Microsoft's advice is to shrink,
    and trouble that has passed should not cost a month of five-minute requests.
    """

    def __init__(self, window: Window, longest: timedelta = LONGEST, shortest: timedelta = SHORTEST) -> None:
        self._window = window
        self._until = window.until
        self._longest = self._width = longest
        self._shortest = shortest
        self._good = 0
        self._restarts = 0

    @property
    def current(self) -> Window | None:
        """The newest stretch that is still to be read."""
        if self._until <= self._window.since:
            return None
        return Window(max(self._window.since, self._until - self._width), self._until)

    @property
    def can_halve(self) -> bool:
        """Whether the current stretch is longer than the shortest."""
        return self.current is not None and self.current.length > self._shortest

    def done(self) -> None:
        """The current stretch has been read whole: step to the one before it."""
        if self.current is None:
            return
        self._until = self.current.since
        self._restarts = 0
        self._good += 1
        if self._good >= STEADY:
            self._width, self._good = min(self._longest, self._width * 2), 0

    def halve(self) -> bool:
        """Graph could not answer the current stretch in time: go on with its newer half, if it may be halved."""
        if self.current is None or not self.can_halve:
            return False
        self._width, self._good = max(self._shortest, self.current.length / 2), 0
        return True

    def restart(self) -> bool:
        """Graph lost its place: read the stretch again, in the end a shorter one, which has fewer places to lose."""
        self._restarts += 1
        if self._restarts <= RESTARTS:
            return True
        self._restarts = 0
        return self.halve()
