"""What everything the desk does needs of others: the present, word of how far a reading is, and its own answers."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.domain.found import Found
from bot.domain.question import Question

Progress = Callable[[int], None]
"""Called with the number of rows read so far."""


class Clock(Protocol):
    """The only source of the present."""

    def now(self) -> datetime:
        """The present, aware, in UTC."""
        ...


class Answering(Protocol):
    """The desk's own way of answering a question, for what is put together from other answers."""

    def __call__(self, question: Question, zone: ZoneInfo, *, now: datetime, progress: Progress | None = None) -> Found:
        """Raises `QuestionError`, `GraphError` and `MirrorError`."""
        ...
