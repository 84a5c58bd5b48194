"""What an incident is about is what the first question in its thread follows: “@gatehouse by app” is enough."""

import logging
from dataclasses import dataclass, replace
from datetime import datetime

from bot.desk.incident_questions import question_of
from bot.desk.memory_ports import ThreadMemory
from bot.desk.ports import Clock
from bot.desk.watch_ports import IncidentBoard
from bot.domain.incident_notice import IncidentNotice
from bot.domain.incident_records import Part
from bot.domain.question import Question
from bot.errors import MirrorError

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RememberedBoard:
    """Fits `watch_ports.IncidentBoard`: puts incidents up on `board`, and what each is about into `memory`."""

    board: IncidentBoard
    memory: ThreadMemory
    clock: Clock

    def post(self, notice: IncidentNotice, part: Part, thread_ts: str | None = None) -> str:
        """As the board does it."""
        ts = self.board.post(notice, part, thread_ts)
        if part is Part.MESSAGE:
            self._remember(notice, ts)
        return ts

    def edit(self, notice: IncidentNotice, part: Part, message_ts: str) -> None:
        """As the board does it."""
        self.board.edit(notice, part, message_ts)

    def _remember(self, notice: IncidentNotice, ts: str) -> None:
        record, now = notice.record, self.clock.now()
        named = replace(record.incident, dims=notice.where)
        remember(self.memory, record.channel, ts, question_of(record.log, named, now), now)


def remember(memory: ThreadMemory, channel: str, ts: str, question: Question, now: datetime) -> None:
    """Put what a message is about into `memory`. A memory that fails costs the context, and nothing else."""
    try:
        memory.asked(channel, ts, question, now)
    except MirrorError as error:
        logger.warning("Questions in the thread of a message will have nothing to follow: %s", error.message)
