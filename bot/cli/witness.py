"""The desk of the demo: it answers as the real one does, and tells the town's chronicle what happened meanwhile."""

from collections.abc import Sequence
from datetime import datetime
from threading import local
from time import monotonic
from typing import Any
from zoneinfo import ZoneInfo

import orjson

from bot.cli.speaking import heading_of
from bot.demo.page.chronicle import Chronicle, GraphRequest, Happening
from bot.desk.ask import Ask
from bot.desk.ports import Clock, Progress
from bot.domain.found import Found
from bot.domain.question import Question
from bot.domain.sources import GraphCall, Source
from bot.errors import GatehouseError

_SOURCES = {
    Source.GRAPH: "Read from Microsoft Graph.",
    Source.MIRROR: "Answered from Gatehouse's own copy of the log, which asks Graph nothing.",
    Source.BOTH: "Answered from Gatehouse's own copy of the log, and from Microsoft Graph for what it lacked.",
}


class WitnessedAsk(Ask):
    """Each question becomes a happening; one that is asked for the sake of another belongs to that one."""

    def __init__(self, *, chronicle: Chronicle, clock: Clock, **parts: Any) -> None:
        super().__init__(clock=clock, **parts)
        self._chronicle = chronicle
        self._watch = clock
        self._here = local()

    def answer(
        self,
        question: Question,
        zone: ZoneInfo,
        *,
        now: datetime | None = None,
        urgent: bool = True,
        progress: Progress | None = None,
    ) -> Found:
        """As `Ask` does it."""
        if getattr(self._here, "is_asking", False):
            return super().answer(question, zone, now=now, urgent=urgent, progress=progress)
        self._here.is_asking = True
        begun = monotonic()
        try:
            answer = super().answer(question, zone, now=now, urgent=urgent, progress=progress)
        except GatehouseError as error:
            self._tell(question, zone, begun, (), f"No answer: {error.message}")
            raise
        finally:
            self._here.is_asking = False
        self._tell(question, zone, begun, answer.requests, _SOURCES[answer.source])
        return answer

    def _tell(self, question: Question, zone: ZoneInfo, begun: float, calls: Sequence[GraphCall], outcome: str) -> None:
        now = self._watch.now()
        self._chronicle.add(
            Happening(
                at=now.timestamp(),
                understood=heading_of(question, zone, now),
                query=orjson.dumps(question.to_json(), option=orjson.OPT_INDENT_2).decode(),
                requests=tuple(GraphRequest(call.method, call.url, call.status, call.ms) for call in calls),
                ms=round((monotonic() - begun) * 1000),
                outcome=outcome,
            )
        )
