"""What the message about an Answer holds, in the order in which it is read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.domain.answers import Answer, Source
from bot.domain.attempts import Outcome
from bot.domain.event_answers import EventAnswer
from bot.domain.fields import FIELDS
from bot.domain.measures import Group
from bot.domain.question import Output, field_of
from bot.render import attempt_lists, comparisons, funnels, group_charts, group_tables
from bot.render.attempt_lists import Advice
from bot.render.charts import Chart
from bot.render.escaping import cut
from bot.render.figures import many, number
from bot.render.headlines import headline, rate_sentences, worst
from bot.render.labels import key_name
from bot.render.tables import Table
from bot.render.times import Calendar

MOST_NOTES = 6
_MOST_OF_A_NOTE = 300
_MOST_FUNNELS = 8

SOURCES = {
    Source.GRAPH: "From Microsoft Graph",
    Source.MIRROR: "From the mirror",
    Source.BOTH: "From Microsoft Graph and the mirror",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPage:
    """The parts of the message; the empty ones are left out. `missing` is what may be absent from the numbers."""

    heading: str
    readings: tuple[str, ...]
    headline: str
    lines: tuple[str, ...]
    missing: tuple[str, ...]
    chart: Chart | None
    table: Table | None
    hints: tuple[str, ...]
    export: bool
    advice: tuple[Advice, ...]
    footer: tuple[str, ...]


def page_of(answer: Answer, heading: str, readings: Sequence[str]) -> AnswerPage:
    """The page about `answer`; `readings` say how the words were taken."""
    calendar = Calendar.of(answer.zone, answer.as_of)
    found = bool(answer.totals.attempts)
    table = _table(answer, calendar)
    return AnswerPage(
        heading=heading,
        readings=few(readings),
        headline=headline(answer),
        lines=tuple(_lines(answer, calendar)),
        missing=() if answer.complete else (few(answer.notes) or ("Part of this time may be missing.",)),
        chart=_chart(answer, calendar) if found else None,
        table=table,
        hints=tuple(_hints(answer, table)),
        export=answer.question.output is Output.EXPORT,
        advice=attempt_lists.advice_on(answer.rows, calendar),
        footer=(source(answer, calendar), *(few(answer.notes) if answer.complete else ())),
    )


def few(notes: Sequence[str]) -> tuple[str, ...]:
    """The first notes, and how many more there are."""
    shown = tuple(cut(note, _MOST_OF_A_NOTE) for note in notes[:MOST_NOTES])
    if len(notes) <= MOST_NOTES:
        return shown
    return (*shown, f"and {many(len(notes) - MOST_NOTES, 'more note')}")


def source(answer: Answer | EventAnswer, calendar: Calendar) -> str:
    """Where the rows came from, how fresh they are, and what they cost."""
    made = many(len(answer.requests), "Graph request") if answer.requests else "no Graph request was needed"
    return f"{SOURCES[answer.source]}, as of {calendar.zoned(answer.as_of)}; {made}. Times are those of {answer.zone}."


def _lines(answer: Answer, calendar: Calendar) -> Iterator[str]:
    yield from rate_sentences(answer)
    if answer.funnel:
        yield worst(answer.funnel)
        yield from _worst_of_each(answer.groups, calendar)
    if answer.compare and not _table_compares(answer):
        yield from comparisons.sentences(answer, answer.compare, calendar)
    if answer.compare and not answer.compare.complete:
        yield f"Of {calendar.window(answer.compare.window)}, part may be missing."


def _worst_of_each(groups: Sequence[Group], calendar: Calendar) -> Iterator[str]:
    for group in groups[:_MOST_FUNNELS]:
        yield f"{key_name(group.key, calendar)}, {many(group.totals.attempts, 'attempt')}. {worst(group.funnel)}"
    if len(groups) > _MOST_FUNNELS:
        yield f"and {number(len(groups) - _MOST_FUNNELS)} more"


def _table_compares(answer: Answer) -> bool:
    """Slack takes one table in a message, so a comparison gets it only where nothing else needs it."""
    return not (answer.groups or answer.funnel or answer.rows)


def _table(answer: Answer, calendar: Calendar) -> Table | None:
    if answer.compare and _table_compares(answer):
        return comparisons.table_of(answer, answer.compare, calendar)
    if answer.funnel:
        return funnels.table_of(answer.funnel)
    if answer.groups:
        return group_tables.table_of(answer, calendar)
    if len(answer.rows) == 1:
        return attempt_lists.card_of(answer.rows[0], calendar)
    return attempt_lists.table_of(answer.rows, calendar) if answer.rows else None


def _chart(answer: Answer, calendar: Calendar) -> Chart | None:
    if answer.funnel:
        return funnels.chart_of(answer.funnel)
    if answer.groups and answer.question.output is Output.CHART:
        return group_charts.chart_of(answer, calendar)
    return None


def _hints(answer: Answer, table: Table | None) -> Iterator[str]:
    if not answer.totals.attempts:
        yield from _what_to_try(answer)
    elif answer.rows and table:
        shown = 1 if len(answer.rows) == 1 else len(table.rows)
        older = answer.totals.attempts - shown
        if older > 0:
            are = "one more is" if older == 1 else f"{number(older)} more are"
            yield f"The table has the newest {number(shown)} of {many(answer.totals.attempts, 'attempt')}; {are} older."
    if any(
        row.young and row.status is not Outcome.IN_PROGRESS for row in answer.rows[: len(table.rows) if table else 0]
    ):
        yield "(new): too new to count in a rate."


def _what_to_try(answer: Answer) -> Iterator[str]:
    known = FIELDS[answer.question.log]
    asked = [known[field_of(condition)].heading.lower() for condition in answer.question.where]
    without = f", or leave out {'one of: ' if len(asked) > 1 else ''}{', '.join(asked)}" if asked else ""
    yield f"To look further, ask for a longer time such as “last 7d”{without}."
