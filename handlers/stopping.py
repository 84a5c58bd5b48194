"""Readings of a log that whoever waits for them may stop."""

from collections.abc import Iterator
from contextlib import contextmanager
from secrets import token_urlsafe
from threading import Event, Lock

from bot.errors import Stopped
from bot.render.controls import Action, Button
from handlers.turns import of_questions


class Stop:
    """One reading under way; `user` alone may stop it, by `key`."""

    def __init__(self, user: str) -> None:
        self.user = user
        self.key = token_urlsafe(12)
        self._wanted = Event()

    @property
    def button(self) -> Button:
        """What to press."""
        return Button("Stop", Action.STOP, self.key)

    def want(self) -> None:
        """Have the reading end with its next page."""
        self._wanted.set()

    def check(self, rows: int) -> None:
        """To be called with the rows read so far, between two pages. Raises `Stopped` where that is wanted."""
        if self._wanted.is_set():
            read = f"{rows:,} row{'' if rows == 1 else 's'}"
            raise Stopped(
                f"Stopped, as you asked, after {read}; nothing was counted. A shorter time needs less reading."
            )


class Stops:
    """All readings under way, safe for all threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._open: dict[str, Stop] = {}
        self._turns = of_questions()

    @contextmanager
    def open(self, user: str) -> Iterator[Stop]:
        """A reading that `user` may stop as long as this lasts. Raises `Stopped` for somebody who has too many."""
        stop = Stop(user)
        with self._turns.take(user):
            with self._lock:
                self._open[stop.key] = stop
            try:
                yield stop
            finally:
                with self._lock:
                    del self._open[stop.key]

    def stop(self, key: str, user: str) -> bool:
        """Stop a reading; false where there is none of that key, any more or for `user`."""
        with self._lock:
            found = self._open.get(key)
        if found is None or found.user != user:
            return False
        found.want()
        return True
