"""What the message about an EventAnswer holds, in the voice of all answers."""

from collections.abc import Iterator, Sequence

from bot.domain.event_answers import EventAnswer
from bot.domain.fields import FIELDS
from bot.domain.question import Output, field_of
from bot.render import event_charts, event_lists, event_tables
from bot.render.answer_page import AnswerPage, few, source
from bot.render.event_words import NOUNS, headline, share_sentences
from bot.render.figures import many, number
from bot.render.tables import Table
from bot.render.times import Calendar


def event_page_of(answer: EventAnswer, heading: str, readings: Sequence[str]) -> AnswerPage:
    """The page about `answer`; `readings` say how the words were taken."""
    calendar = Calendar.of(answer.zone, answer.as_of)
    table = _table(answer, calendar)
    drawn = answer.groups and answer.question.output is Output.CHART
    return AnswerPage(
        heading=heading,
        readings=few(readings),
        headline=headline(answer),
        lines=tuple(_lines(answer, calendar)),
        missing=() if answer.complete else (few(answer.notes) or ("Part of this time may be missing.",)),
        chart=event_charts.chart_of(answer, calendar) if drawn else None,
        table=table,
        hints=tuple(_hints(answer, table)),
        export=answer.question.output is Output.EXPORT,
        advice=event_lists.advice_on(answer.question.log, answer.rows, calendar),
        footer=(source(answer, calendar), *(few(answer.notes) if answer.complete else ())),
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


def _table(answer: EventAnswer, calendar: Calendar) -> Table | None:
    log = answer.question.log
    if answer.compare and _table_compares(answer):
        return event_tables.comparison_of(answer, answer.compare, calendar)
    if answer.groups:
        return event_tables.table_of(answer, calendar)
    if len(answer.rows) == 1:
        return event_lists.card_of(log, answer.rows[0], calendar)
    return event_lists.table_of(log, answer.rows, calendar) if answer.rows else None


def _hints(answer: EventAnswer, table: Table | None) -> Iterator[str]:
    events, noun = answer.totals.events, NOUNS[answer.question.log]
    if not events:
        yield from _what_to_try(answer)
    elif answer.rows and table:
        shown = 1 if len(answer.rows) == 1 else len(table.rows)
        if (older := events - shown) > 0:
            are = "one more is" if older == 1 else f"{number(older)} more are"
            yield f"The table has the newest {number(shown)} of {many(events, noun.one, noun.several)}; {are} older."


def _what_to_try(answer: EventAnswer) -> Iterator[str]:
    known = FIELDS[answer.question.log]
    asked = [known[field_of(condition)].heading.lower() for condition in answer.question.where]
    without = f", or leave out {'one of: ' if len(asked) > 1 else ''}{', '.join(asked)}" if asked else ""
    yield f"To look further, ask for a longer time such as “last 7d”{without}."
