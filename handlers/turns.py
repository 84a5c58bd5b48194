"""How much of one person's is seen to at a time, so that nobody waits behind somebody else's many."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from bot.errors import Stopped

MOST_EACH = 16
"""A quarter of the crew."""


class Turns:
    """Counts what is under way for each person; safe for all threads. `refusal` says why one more has to wait."""

    def __init__(self, refusal: str, most: int = MOST_EACH) -> None:
        self._refusal = refusal
        self._most = most
        self._lock = Lock()
        self._taken: Counter[str] = Counter()

    def of(self, user: str) -> int:
        """How many `user` has taken."""
        with self._lock:
            return self._taken[user]

    @contextmanager
    def take(self, user: str) -> Iterator[None]:
        """A turn of `user`, as long as this lasts. Raises `Stopped` for somebody who has too many."""
        with self._lock:
            if self._taken[user] >= self._most:
                raise Stopped(self._refusal)
            self._taken[user] += 1
        try:
            yield
        finally:
            with self._lock:
                self._taken[user] -= 1
                if not self._taken[user]:
                    del self._taken[user]


def of_questions() -> Turns:
    """For readings of a log."""
    return Turns(f"{MOST_EACH} of your questions are being answered now. Ask again when one is there.")


def of_presses() -> Turns:
    """For what is pressed, opened or asked of Gatehouse itself."""
    return Turns(f"{MOST_EACH} of your requests are being seen to now. Try again in a moment.")
