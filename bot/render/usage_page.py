"""What the message about usage holds: the numbers of one report with its rows, or a line for each of several."""

from collections.abc import Iterator, Sequence

from bot.domain.kept import FIRST_PAGE, Page
from bot.domain.question import Output
from bot.domain.sources import Source
from bot.domain.usage_answers import UsageAnswer, UsagePart
from bot.render import usage_groups
from bot.render.answer_page import AnswerPage, few
from bot.render.figures import many, number
from bot.render.tables import WHOLE, Column, Excerpt, Extent, Table, fitting
from bot.render.times import Calendar
from bot.render.usage_rows import UsageTable
from bot.render.usage_words import REPORTS, details_of, headline_of, lines_of

_MOST_ROWS = 20
_CHARACTERS = 2_400
_OVERVIEW = (Column("Report"), Column("What it says", widest=160))
_SOURCES = {Source.BOTH: "From Microsoft Graph and Gatehouse's own copy", Source.GRAPH: "From Microsoft Graph"}


def page_of(answer: UsageAnswer, heading: str, readings: Sequence[str], page: Page = FIRST_PAGE) -> AnswerPage:
    """What `page` shows of `answer`; `readings` say how the words were taken."""
    calendar = Calendar.of(answer.zone, answer.as_of)
    alone = answer.parts[0] if len(answer.parts) == 1 else None
    excerpt = _excerpt(answer, alone, calendar, page.first)
    drawn = alone is not None and alone.groups and answer.question.output is Output.CHART
    return AnswerPage(
        heading=heading,
        readings=few(readings),
        headline=headline_of(alone) if alone else f"{many(len(answer.parts), 'report')} of usage.",
        lines=tuple(_lines(answer, alone, calendar)),
        missing=few(answer.lacks),
        chart=usage_groups.chart_of(answer, alone, calendar) if drawn and alone else None,
        table=excerpt.table if excerpt else None,
        hints=_hints(excerpt.extent) if excerpt else (),
        advice=(),
        footer=(_source(answer, calendar), *few([note for note in answer.notes if note not in answer.lacks])),
        extent=excerpt.extent if excerpt else WHOLE,
    )


def _lines(answer: UsageAnswer, alone: UsagePart | None, calendar: Calendar) -> Iterator[str]:
    if alone is None:
        yield "Name one for its rows, as in /apps report:credentials."
        return
    yield from lines_of(answer, alone, calendar)
    yield from details_of(alone.details)
    if alone.compare:
        yield from usage_groups.comparison_of(answer, alone, alone.compare, calendar)


def _excerpt(answer: UsageAnswer, alone: UsagePart | None, calendar: Calendar, first: int) -> Excerpt | None:
    """The table of what there is from the place `first` on."""
    if alone is None:
        rows = tuple((REPORTS[part.report], headline_of(part)) for part in answer.parts)
        return Excerpt(Table(_OVERVIEW, rows).fitted(), WHOLE)
    if alone.groups:
        return usage_groups.excerpt_of(answer, alone, calendar, first)
    if not alone.rows[first:]:
        return None
    table = UsageTable(alone, answer.as_of, calendar).drawn(alone.rows[first:]).fitted()
    shown = max(1, fitting(table.rows, _MOST_ROWS, _CHARACTERS))
    return Excerpt(Table(table.columns, table.rows[:shown]), Extent(first, shown, len(alone.rows)))


def _hints(extent: Extent) -> tuple[str, ...]:
    if extent.first:
        places = f"{number(extent.first + 1)} to {number(extent.first + extent.shown)} of {number(extent.of)}"
        return (f"The table has {places}.",)
    return (f"and {number(extent.left)} more",) if extent.left else ()


def _source(answer: UsageAnswer, calendar: Calendar) -> str:
    made = many(len(answer.requests), "Graph request")
    return f"{_SOURCES[answer.source]}, as of {calendar.zoned(answer.as_of)}; {made}. Times are those of {answer.zone}."
