"""The form of an answer: what it mainly is, and what it is broken down by."""

from datetime import timedelta

from bot.domain.answers import AnswerKind
from bot.domain.question import Metric, Output, Question
from bot.domain.window import Window

PEOPLE = "user"
ATTEMPTS = "attempts"


def kind_of_answer(question: Question, window: Window) -> AnswerKind:
    """What the answer mainly is; a funnel may have groups of its own."""
    lost_where = question.metric is Metric.DROPOFF and not question.group_by
    if question.output is Output.FUNNEL or (lost_where and question.output is not Output.CHART):
        return AnswerKind.FUNNEL
    if group_fields(question, window):
        return AnswerKind.BREAKDOWN
    match question.output:
        case Output.RATE:
            return AnswerKind.RATE
        case Output.COUNT:
            return AnswerKind.COUNT
        case _:
            return AnswerKind.LIST


def group_fields(question: Question, window: Window) -> tuple[str, ...]:
    """What the answer is broken down by: as asked, else what is counted, else time where a chart is wanted."""
    if question.group_by:
        return question.group_by
    if question.count_of not in {None, PEOPLE, ATTEMPTS}:
        return (str(question.count_of),)
    if question.output is not Output.CHART:
        return ()
    if window.length <= timedelta(hours=36):
        return ("hour",)
    return ("day",) if window.length <= timedelta(days=45) else ("week",)
