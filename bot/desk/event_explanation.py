"""Which Graph requests a question about events becomes, before anything is asked."""

from collections.abc import Set as AbstractSet
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.question import Metric, Output, Question
from bot.domain.sources import GraphQuery
from bot.domain.window import Span, resolve
from bot.errors import Mistake, QuestionError
from bot.planning.event_binding import bind_events
from bot.planning.event_plan import plan_events
from bot.planning.event_queries import event_queries

OF_ATTEMPTS = frozenset({Metric.ABANDONMENT, Metric.DROPOFF})
"""Shares that only attempts with several stages have."""


def explain_events(
    question: Question, zone: ZoneInfo, now: datetime, spans: list[Span], interrupts: AbstractSet[int]
) -> tuple[GraphQuery, ...]:
    """The Graph requests of `question` over each of `spans` when the mirror holds nothing."""
    require_answerable(question)
    bound = bind_events(question, None)
    plans = [
        plan_events(question, bound, resolve(span, now, zone), now=now, held={}, interrupts=interrupts)
        for span in spans
    ]
    return tuple(query for each in plans for query in event_queries(each))


def require_answerable(question: Question) -> None:
    """Raises `QuestionError` for what only attempts have."""
    if question.output is Output.FUNNEL or question.metric in OF_ATTEMPTS:
        raise QuestionError(
            Mistake.UNSUPPORTED_FIELD,
            "Only sign-ups have stages, so only they have a funnel, a drop-off and abandonment. "
            "Of other logs ask for the failure rate.",
            suggestions=(f"/{question.log.value} failure rate last 7d",),
        )
