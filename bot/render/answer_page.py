"""What the message about an Answer holds, in the order in which it is read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bot.domain.answers import Answer
from bot.domain.attempts import Outcome
from bot.domain.event_answers import EventAnswer
from bot.domain.fields import FIELDS
from bot.domain.kept import FIRST_PAGE, Page
from bot.domain.measures import Group
from bot.domain.question import Output, Question, field_of
from bot.domain.sources import Source
from bot.render import attempt_lists, comparisons, funnels, group_charts, group_tables
from bot.render.advice import Advice
from bot.render.charts import Chart
from bot.render.escaping import cut
from bot.render.figures import many, number
from bot.render.headlines import headline, rate_sentences, worst
from bot.render.labels import key_name
from bot.render.tables import WHOLE, Excerpt, Extent, Table
from bot.render.times import Calendar

R = TypeVar("R")

MOST_NOTES = 6
_MOST_OF_A_NOTE = 300
_MOST_FUNNELS = 8

SOURCES = {
    Source.GRAPH: "From Microsoft Graph",
    Source.MIRROR: "From Gatehouse's own copy",
    Source.BOTH: "From Microsoft Graph and Gatehouse's own copy",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPage:
    """The parts of the message; the empty ones are left out.

    `missing` is what may be absent from the numbers, `extent` how much of the rows or groups the table has.
    """

    heading: str
    readings: tuple[str, ...]
    headline: str
    lines: tuple[str, ...]
    missing: tuple[str, ...]
    chart: Chart | None
    table: Table | None
    hints: tuple[str, ...]
    advice: tuple[Advice, ...]
    footer: tuple[str, ...]
    extent: Extent = WHOLE


def page_of(answer: Answer, heading: str, readings: Sequence[str], page: Page = FIRST_PAGE) -> AnswerPage:
    """What `page` shows of `answer`; `readings` say how the words were taken."""
    calendar = Calendar.of(answer.zone, answer.as_of)
    found = bool(answer.totals.attempts)
    excerpt = _excerpt(answer, calendar, page.first)
    rows = rows_advised_on(answer.rows, page, excerpt)
    return AnswerPage(
        heading=heading,
        readings=few(readings),
        headline=headline(answer),
        lines=tuple(_lines(answer, calendar)),
        missing=() if answer.complete else (few(answer.notes) or ("Part of this time may be missing.",)),
        chart=_chart(answer, calendar) if found else None,
        table=excerpt.table if excerpt else None,
        hints=(*_hints(answer, excerpt), *grown(page, answer.totals.attempts, "attempt")),
        advice=attempt_lists.advice_on(rows, calendar, where_counted(page)),
        footer=(source(answer, calendar), *(few(answer.notes) if answer.complete else ())),
        extent=excerpt.extent if excerpt else WHOLE,
    )


def rows_advised_on(rows: Sequence[R], page: Page, excerpt: Excerpt | None) -> Sequence[R]:
    """All rows on the first page, where they are counted as the headline counts; later on those that are shown."""
    return rows if page.is_first else rows[page.first : page.first + (excerpt.extent.shown if excerpt else 0)]


def where_counted(page: Page) -> str:
    """In what the rows are counted that advice is given on; empty where it is everything."""
    return "" if page.is_first else " on this page"


def grown(page: Page, total: int, one: str, several: str = "") -> tuple[str, ...]:
    """What to say where a later page counts otherwise than the first, because rows reached the log in between."""
    if page.total is None or page.total == total:
        return ()
    return (f"The first page counted {many(page.total, one, several)}, now it is {number(total)}: late rows arrived.",)


def excerpt_of_rows(table: Table, first: int, of: int) -> Excerpt:
    """A table that has a row for each thing it shows."""
    return Excerpt(table, Extent(first, len(table.rows), of))


def which_rows(extent: Extent, total: int, one: str, several: str = "") -> str:
    """Which of `total` things the table has: “the newest 15 of 40 attempts; 25 are older”."""
    older = total - extent.first - extent.shown
    are = "none is" if not older else "one more is" if older == 1 else f"{number(older)} more are"
    if not extent.first:
        return f"The table has the newest {number(extent.shown)} of {many(total, one, several)}; {are} older."
    places = f"{number(extent.first + 1)} to {number(extent.first + extent.shown)}"
    return f"The table has {places} of {many(total, one, several)}, newest first; {are} older."


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


def _excerpt(answer: Answer, calendar: Calendar, first: int) -> Excerpt | None:
    if answer.compare and _table_compares(answer):
        return Excerpt(comparisons.table_of(answer, answer.compare, calendar), WHOLE)
    if answer.funnel:
        return Excerpt(funnels.table_of(answer.funnel), WHOLE)
    if answer.groups[first:]:
        return group_tables.table_of(answer, calendar, first)
    if len(answer.rows) == 1:
        return Excerpt(attempt_lists.card_of(answer.rows[0], calendar), Extent(0, 1, 1))
    rows = answer.rows[first:]
    return excerpt_of_rows(attempt_lists.table_of(rows, calendar), first, len(answer.rows)) if rows else None


def _chart(answer: Answer, calendar: Calendar) -> Chart | None:
    if answer.funnel:
        return funnels.chart_of(answer.funnel)
    if answer.groups and answer.question.output is Output.CHART:
        return group_charts.chart_of(answer, calendar)
    return None


def _hints(answer: Answer, excerpt: Excerpt | None) -> Iterator[str]:
    total = answer.totals.attempts
    if not total:
        yield what_to_try(answer.question)
    if not (answer.rows and excerpt):
        return
    extent = excerpt.extent
    if extent.shown < total:
        yield which_rows(extent, total, "attempt")
    shown = answer.rows[extent.first : extent.first + extent.shown]
    if any(row.young and row.status is not Outcome.IN_PROGRESS for row in shown):
        yield "(new): too new to count in a rate."


def what_to_try(question: Question) -> str:
    """Where nothing was found: ask for more time, or with fewer filters."""
    known = FIELDS[question.log]
    asked = [known[field_of(condition)].name.replace("_", " ") for condition in question.where]
    without = f", or leave out {'one of: ' if len(asked) > 1 else ''}{', '.join(asked)}" if asked else ""
    return f"To look further, ask for a longer time such as “last 7d”{without}."
