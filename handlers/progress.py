"""Tells somebody who waits that reading goes on: once or twice, never after the answer."""

from collections.abc import Callable, Sequence
from threading import Event, Thread
from types import TracebackType
from typing import Self

NOTES_AFTER = (1.0, 10.0)
"""Seconds of waiting after which a note is due: at most two, as a response_url takes five posts in all."""


class Waiting:
    """While it is entered, calls `tell` with the rows read so far at each of the moments of `after` (seconds)."""

    def __init__(
        self,
        tell: Callable[[int], None],
        after: Sequence[float] = NOTES_AFTER,
        check: Callable[[int], object] = int,
    ) -> None:
        """`check` is called with the rows between two pages, and may raise to end the reading."""
        self._tell = tell
        self._check = check
        self._pauses = [until - since for since, until in zip((0.0, *after), after, strict=False)]
        self._over = Event()
        self._rows = 0
        self._thread = Thread(target=self._watch, name="progress", daemon=True)

    def read(self, rows: int) -> None:
        """Note how many rows have been read."""
        self._rows = rows
        self._check(rows)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        for pause in self._pauses:
            if self._over.wait(pause):
                return
            self._tell(self._rows)


def reading(heading: str, rows: int = 0) -> str:
    """The note itself; `heading` says what is read."""
    so_far = f", {rows:,} row{'' if rows == 1 else 's'} so far" if rows else ""
    return f"{heading}: reading the log{so_far}."
