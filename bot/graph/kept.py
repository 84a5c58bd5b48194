"""Something read once and kept for a while, a refusal included."""

import math
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

from bot.domain.sources import GraphCall
from bot.errors import GraphError, GraphRefused

T = TypeVar("T")

Calls = list[GraphCall]


class Kept(Generic[T]):
    """What `read` gave, kept for `seconds` on `clock`, or `None` where Graph refuses it, kept for `seconds_refused`.

    Trouble that passes leaves the last good copy in place; without one it is raised, as `GraphError`.
    """

    def __init__(
        self, read: Callable[[Calls], T], clock: Callable[[], float], *, seconds: float, seconds_refused: float
    ) -> None:
        self._read = read
        self._clock = clock
        self._seconds = seconds
        self._seconds_refused = seconds_refused
        self._lock = Lock()
        self._value: T | None = None
        self._fresh_until = -math.inf
        self.refusal = ""
        """Why there is nothing, with what to mend; empty when there is."""

    @property
    def known(self) -> T | None:
        """The copy as it is, of whatever age; asks nobody and never waits."""
        return self._value

    def get(self, calls: Calls | None = None) -> T | None:
        """The copy, read anew when it has aged; what that costs is appended to `calls`."""
        with self._lock:
            if self._clock() >= self._fresh_until:
                self._renew([] if calls is None else calls)
            return self._value

    def renew(self) -> None:
        """Read it now, whatever its age."""
        with self._lock:
            self._renew([])

    def _renew(self, calls: Calls) -> None:
        try:
            self._value, self.refusal, seconds = self._read(calls), "", self._seconds
        except GraphRefused as error:
            self._value, self.refusal, seconds = None, f"{error.message} {error.remedy}".strip(), self._seconds_refused
        except GraphError:
            if self._value is None:
                raise
            seconds = self._seconds_refused
        self._fresh_until = self._clock() + seconds
