"""The workspace's one condition, which also counts its changes and tells those who cannot wait for it on a thread."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Condition


class Pulse(Condition):
    """`beats` grows with every change."""

    def __init__(self) -> None:
        super().__init__()
        self.beats = 0
        self._listeners: list[Callable[[], object]] = []

    def notify_all(self) -> None:
        """Wake everybody who waits, and call every listener, on this thread."""
        self.beats += 1
        super().notify_all()
        for listener in tuple(self._listeners):
            listener()

    @contextmanager
    def listening(self, listener: Callable[[], object]) -> Iterator[None]:
        """While it is entered, `listener` is called at every change. It must be quick and must not wait."""
        with self:
            self._listeners.append(listener)
        try:
            yield
        finally:
            with self:
                self._listeners.remove(listener)
