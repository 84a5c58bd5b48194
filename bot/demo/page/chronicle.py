"""What happened behind each answer: the question as understood, the requests to Graph, and the time it all took."""

from collections import deque
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from bot.demo.workspace.pulse import Pulse

MOST_KEPT = 30


@dataclass(frozen=True, slots=True)
class GraphRequest:
    """One request to Graph; `status` is None when no answer came."""

    method: str
    url: str
    status: int | None
    ms: int

    @property
    def shown(self) -> str:
        """The address as people read it: without the host, which is always the same, and with its spaces."""
        parts = urlsplit(self.url)
        return unquote(parts.path + (f"?{parts.query}" if parts.query else ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One question that was answered, or could not be. `at` is in seconds since 1970, `ms` the time from end to end."""

    at: float
    understood: str
    """The question in words."""
    query: str
    """The question in the form that programs read, as JSON."""
    requests: tuple[GraphRequest, ...]
    ms: int
    outcome: str
    """Where the answer came from, or why there is none."""


class Chronicle:
    """The latest happenings; the page is told of each."""

    def __init__(self) -> None:
        self._pulse: Pulse | None = None
        self._kept: deque[tuple[int, Happening]] = deque(maxlen=MOST_KEPT)
        self._count = 0

    def join(self, pulse: Pulse) -> None:
        """Make the page's pulse beat with every happening."""
        self._pulse = pulse

    def add(self, happening: Happening) -> None:
        """Keep what happened and wake the pages that wait for it."""
        assert self._pulse is not None, "a chronicle is kept for a page"
        with self._pulse:
            self._count += 1
            self._kept.append((self._count, happening))
            self._pulse.notify_all()

    def latest(self) -> list[tuple[int, Happening]]:
        """With the number of each, newest first."""
        return list(reversed(tuple(self._kept)))
