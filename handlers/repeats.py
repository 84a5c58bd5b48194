"""Tells the first delivery of something from its repetitions: Slack may retry, and a signed request can be replayed."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from time import monotonic

# Bolt takes a signed request for five minutes either side of its timestamp and keeps no list of those it has seen.
MEMORY_SECONDS = 11 * 60.0
MOST = 50_000


class Repeats:
    """Remembers keys for `seconds`, in memory; the oldest of more than `most` are forgotten early."""

    def __init__(
        self, seconds: float = MEMORY_SECONDS, most: int = MOST, elapsed: Callable[[], float] = monotonic
    ) -> None:
        self._seconds = seconds
        self._most = most
        self._elapsed = elapsed
        self._lock = Lock()
        self._seen: OrderedDict[str, float] = OrderedDict()

    def is_first(self, key: str) -> bool:
        """Whether `key` is new; true for exactly one of several threads. An empty key is always new."""
        if not key:
            return True
        with self._lock:
            self._forget()
            if key in self._seen:
                return False
            self._seen[key] = self._elapsed()
            return True

    def _forget(self) -> None:
        horizon = self._elapsed() - self._seconds
        while self._seen and (len(self._seen) >= self._most or next(iter(self._seen.values())) < horizon):
            self._seen.popitem(last=False)
