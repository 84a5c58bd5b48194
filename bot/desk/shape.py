"""The form of an answer: what it mainly is, and what it is broken down by."""

from collections.abc import Callable
from datetime import timedelta

from bot.domain.answers import AnswerKind
from bot.domain.measures import Group
from bot.domain.question import Metric, Output, Question
from bot.domain.window import Window

PEOPLE = "user"
ATTEMPTS = "attempts"


def kind_of_answer(question: Question, window: Window) -> AnswerKind:
    """What the answer mainly is; a funnel may have groups of its own."""
    lost_where = question.metric is Metric.DROPOFF and not question.group_by
    if question.output is Output.FUNNEL or (lost_where and question.output is not Output.CHART):
        return AnswerKind.FUNNEL
    return AnswerKind.BREAKDOWN if group_fields(question, window) else kind_without_groups(question)


def kind_without_groups(question: Question) -> AnswerKind:
    """What the answer mainly is where nothing is grouped; a chart or a file of single things is a list of them."""
    match question.output:
        case Output.RATE:
            return AnswerKind.RATE
        case Output.COUNT:
            return AnswerKind.COUNT
        case _:
            return AnswerKind.LIST


def counted_field(question: Question) -> str | None:
    """The field whose different values are counted; people and attempts are counted in every total."""
    return None if question.count_of in {PEOPLE, ATTEMPTS} else question.count_of


def size_of(question: Question) -> Callable[[Group], int]:
    """What makes one group larger than another: what is counted, which is attempts unless said."""
    if question.count_of == PEOPLE:
        return lambda group: group.totals.users
    if counted_field(question) and question.group_by:
        return lambda group: group.distinct or 0
    return lambda group: group.totals.attempts


def group_fields(question: Question, window: Window) -> tuple[str, ...]:
    """What the answer is broken down by: as asked, else what is counted, else time where a chart is wanted."""
    if question.group_by:
        return question.group_by
    counted = counted_field(question)
    if counted:
        return (counted,)
    if question.output is not Output.CHART:
        return ()
    if window.length <= timedelta(hours=36):
        return ("hour",)
    return ("day",) if window.length <= timedelta(days=45) else ("week",)
