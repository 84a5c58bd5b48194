"""The same question about another log: “and sign-ins?” after sign-ups."""

from bot.domain.fields import FIELDS, Kind
from bot.domain.question import Filter, Log, Output, Question, field_of, values_of
from bot.language.choosing import METRICS
from bot.language.senses import EVENT_LOGS
from bot.language.timing import DEFAULT_WINDOW

OF_METRICS = {Output.RATE, Output.CHART, Output.FUNNEL}
"""The forms in which a share can be shown."""


def moved(question: Question, log: Log) -> tuple[Question, tuple[str, ...]]:
    """The same question about another log, and the names of what that log has none of."""
    if log is question.log:
        return question, ()
    kept = tuple(condition for condition in question.where if _fits(condition, log))
    lost = [field_of(condition) for condition in question.where if condition not in kept]
    groups = tuple(field for field in question.group_by if field in FIELDS[log])
    lost += [field for field in question.group_by if field not in groups]
    metric = question.metric if question.metric and log in METRICS[question.metric] else None
    if question.metric and metric is None:
        lost.append(f"{question.metric.value} rate")
    timed = log in EVENT_LOGS
    output = question.output if metric or question.output not in OF_METRICS else Output.LIST
    there = Question(
        log=log,
        where=kept,
        window=(question.window or DEFAULT_WINDOW) if timed else None,
        compare=question.compare if timed else None,
        group_by=groups,
        top=question.top if groups == question.group_by else None,
        output=output,
        format=question.format,
        metric=metric,
        min_count=question.min_count if groups == question.group_by else None,
    )
    return there, tuple(name.replace("_", " ") for name in dict.fromkeys(lost))


def _fits(condition: Filter, log: Log) -> bool:
    field = FIELDS[log].get(field_of(condition))
    if field is None or not field.filterable:
        return False
    return field.kind is not Kind.CHOICE or all(value in field.values for value in values_of(condition))
