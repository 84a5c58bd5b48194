"""What the message about an EventAnswer holds, in the voice of all answers."""

from collections.abc import Iterator, Sequence

from bot.domain.event_answers import EventAnswer
from bot.domain.kept import FIRST_PAGE, Page
from bot.domain.question import Output
from bot.render import event_charts, event_lists, event_tables
from bot.render.answer_page import (
    AnswerPage,
    excerpt_of_rows,
    few,
    grown,
    rows_advised_on,
    source,
    what_to_try,
    where_counted,
    which_rows,
)
from bot.render.event_words import NOUNS, headline, share_sentences
from bot.render.tables import WHOLE, Excerpt, Extent
from bot.render.times import Calendar


def event_page_of(answer: EventAnswer, heading: str, readings: Sequence[str], page: Page = FIRST_PAGE) -> AnswerPage:
    """What `page` shows of `answer`; `readings` say how the words were taken."""
    calendar = Calendar.of(answer.zone, answer.as_of)
    excerpt, noun = _excerpt(answer, calendar, page.first), NOUNS[answer.question.log]
    drawn = answer.groups and answer.question.output is Output.CHART
    return AnswerPage(
        heading=heading,
        readings=few(readings),
        headline=headline(answer),
        lines=tuple(_lines(answer, calendar)),
        missing=() if answer.complete else (few(answer.notes) or ("Part of this time may be missing.",)),
        chart=event_charts.chart_of(answer, calendar) if drawn else None,
        table=excerpt.table if excerpt else None,
        hints=(*_hints(answer, excerpt), *grown(page, answer.totals.events, noun.one, noun.several)),
        advice=event_lists.advice_on(
            answer.question.log, rows_advised_on(answer.rows, page, excerpt), calendar, where_counted(page)
        ),
        footer=(source(answer, calendar), *(few(answer.notes) if answer.complete else ())),
        extent=excerpt.extent if excerpt else WHOLE,
    )


def _lines(answer: EventAnswer, calendar: Calendar) -> Iterator[str]:
    yield from share_sentences(answer)
    if answer.compare and not _table_compares(answer):
        yield from event_tables.comparison_lines(answer, answer.compare, calendar)
    if answer.compare and not answer.compare.complete:
        yield f"Of {calendar.window(answer.compare.window)}, part may be missing."


def _table_compares(answer: EventAnswer) -> bool:
    """Slack takes one table in a message, so a comparison gets it only where nothing else needs it."""
    return not (answer.groups or answer.rows)


def _excerpt(answer: EventAnswer, calendar: Calendar, first: int) -> Excerpt | None:
    log = answer.question.log
    if answer.compare and _table_compares(answer):
        return Excerpt(event_tables.comparison_of(answer, answer.compare, calendar), WHOLE)
    if answer.groups[first:]:
        return event_tables.table_of(answer, calendar, first)
    if len(answer.rows) == 1:
        return Excerpt(event_lists.card_of(log, answer.rows[0], calendar), Extent(0, 1, 1))
    rows = answer.rows[first:]
    return excerpt_of_rows(event_lists.table_of(log, rows, calendar), first, len(answer.rows)) if rows else None


def _hints(answer: EventAnswer, excerpt: Excerpt | None) -> Iterator[str]:
    events, noun = answer.totals.events, NOUNS[answer.question.log]
    if not events:
        yield what_to_try(answer.question)
    elif answer.rows and excerpt and excerpt.extent.shown < events:
        yield which_rows(excerpt.extent, events, noun.one, noun.several)
