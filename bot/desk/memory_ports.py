"""What the desk remembers of logs, questions and threads; `mirror` fits these."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from bot.domain.events import LogEvent
from bot.domain.incident_records import IncidentReport
from bot.domain.kept import FIRST_PAGE, KeptQuestion, Page
from bot.domain.question import Filter, Log, Question
from bot.domain.window import Window
from bot.planning.plan import Watermark


class EventStore(Protocol):
    """The mirror: our own copy of the logs. Raises `MirrorError`."""

    def store(self, log: Log, events: Sequence[LogEvent]) -> int:
        """Keep rows; a later copy of the same id overwrites. Answers how many were new."""
        ...

    def mark(self, log: Log, held: Window, read_at: datetime, part: str = "") -> None:
        """Note that every row of `held` is here, of one part of the log; joins what was known where they touch."""
        ...

    def held(self, log: Log, part: str = "") -> list[Watermark]:
        """The stretches of one part of `log` that are complete, oldest first; they neither overlap nor touch."""
        ...

    def events(self, log: Log, window: Window, narrow: Sequence[Filter] = ()) -> list[Any]:
        """All rows in `window` that meet each filter, as events of their log, oldest first.

        Of sign-ups, all rows of correlation ids that have, for each filter, a row in `window` meeting it.
        """
        ...

    def app_names(self, log: Log) -> Mapping[str, str]:
        """App id to the newest name that rows carried for it."""
        ...

    def forget(self, log: Log, before: datetime) -> int:
        """Drop rows older than `before`, and what was noted of them; answers how many rows."""
        ...


class KeptQuestions(Protocol):
    """Questions under opaque ids, each person's history and favourites. Raises `MirrorError`."""

    def keep(
        self,
        question: Question,
        zone: ZoneInfo,
        asked_at: datetime,
        asker: str,
        channel: str,
        *,
        page: Page = FIRST_PAGE,
        shared: bool = False,
    ) -> str:
        """Keep what was asked; answers the id under which it is found again."""
        ...

    def find(self, key: str, asker: str) -> KeptQuestion | None:
        """What was kept under `key`, for its asker, or for anybody where all saw the answer; else `None`."""
        ...

    def history(self, asker: str, most: int = 20) -> list[KeptQuestion]:
        """What somebody asked, newest first, each question once."""
        ...

    def favourites(self, asker: str, most: int = 20) -> list[KeptQuestion]:
        """What somebody starred, newest first, each question once."""
        ...

    def star(self, key: str, asker: str, at: datetime) -> None:
        """Make somebody's own question their favourite; another's is left alone."""
        ...

    def unstar(self, key: str, asker: str) -> None:
        """Let it be a favourite no longer, however often it was asked and starred."""
        ...

    def forget(self, before: datetime) -> int:
        """Delete what was asked and last starred before that moment. Answers how many went."""
        ...


class ThreadMemory(Protocol):
    """What was asked last in each thread, and in direct messages outside of threads. Raises `MirrorError`."""

    def asked(self, channel: str, thread: str, question: Question, at: datetime) -> None:
        """Remember what was asked last; `thread` is empty outside of threads."""
        ...

    def last(self, channel: str, thread: str, since: datetime) -> Question | None:
        """What was asked last there, if that was not before `since`."""
        ...


class IncidentHistory(Protocol):
    """What became of incidents. Raises `MirrorError`."""

    def report(self, channel: str, window: Window) -> IncidentReport:
        """What opened, recovered, went on or was muted in a channel during `window`."""
        ...
