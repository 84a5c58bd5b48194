"""Groups of events, and two periods of them, as tables whose rows add up to everything that matches."""

from collections.abc import Iterator, Sequence

from bot.domain.changes import Change, percent
from bot.domain.event_answers import EventAnswer, EventComparison
from bot.domain.tallies import OVERLAPPING, EventGroup, EventRates, EventTotals, rates_of
from bot.render.event_words import NOUNS, asked_ending, heading_of, heading_of_several, share_of, value_of
from bot.render.figures import change, many, number, points
from bot.render.labels import is_time
from bot.render.parts import part_cells, part_headings
from bot.render.periods import moment_of
from bot.render.tables import Column, Excerpt, Extent, Row, Table, fitting
from bot.render.times import Calendar

_MOST_GROUPS = 20
_MOST_PERIODS = 31
_MOST_CHARACTERS = 2_100  # so that the text of the message still has room for every row shown


def table_of(answer: EventAnswer, calendar: Calendar, first: int = 0) -> Excerpt:
    """The largest groups, or the latest where they follow the clock, then the rest in one row, then all in one.

    A later page begins with the group at the place `first`.
    """
    by_time = next((field for field, _ in answer.groups[0].key if is_time(field)), None)
    groups = list(answer.groups)
    if by_time:
        groups.sort(key=lambda group: moment_of(by_time, dict(group.key)[by_time] or ""), reverse=True)
    columns = _columns(answer)
    rows = Table(columns, tuple(_group_row(group, answer, calendar) for group in groups)).fitted().rows
    rows, page = rows[first:], groups[first:]
    shown = max(1, fitting(rows, _MOST_PERIODS if by_time else _MOST_GROUPS, _MOST_CHARACTERS))
    rest = _rest(
        answer, page[:shown], len(groups) - len(page[:shown]), ("other", "others") if first else ("more", "more")
    )
    body = [*rest, *rows[:shown][::-1]] if by_time else [*rows[:shown], *rest]
    table = Table(columns, (*body, _all(answer))).fitted()
    return Excerpt(table, Extent(first, len(page[:shown]), len(groups)))


def comparison_of(answer: EventAnswer, compare: EventComparison, calendar: Calendar) -> Table:
    """A line for each number; the columns are the two periods and the difference."""
    headings = ("What", calendar.window(answer.window), calendar.window(compare.window), "Difference")
    return Table(tuple(map(Column, headings)), tuple(_pairs(answer, compare))).fitted()


def comparison_lines(answer: EventAnswer, compare: EventComparison, calendar: Calendar) -> Iterator[str]:
    """The same in lines, for a message that has another table already."""
    yield f"Compared with {calendar.window(compare.window)}:"
    yield from (f"{name} {now}, against {then} ({moved})" for name, now, then, moved in _pairs(answer, compare))


def counted_heading(answer: EventAnswer) -> str | None:
    """What the question counts in each group, where that is not events."""
    if answer.question.count_of == "user":
        return "People"
    if all(group.distinct is None for group in answer.groups):
        return None
    return heading_of_several(answer.question.log, str(answer.question.count_of))


def counted_in(group: EventGroup, answer: EventAnswer) -> int | None:
    """How many people or different values `group` has, where the question counts those."""
    return group.totals.users if answer.question.count_of == "user" else group.distinct


def _columns(answer: EventAnswer) -> tuple[Column, ...]:
    log = answer.question.log
    counted, share = counted_heading(answer), "Failure" if answer.question.metric == "failure" else "Success rate"
    numbers = [
        *([counted] if counted else []),
        NOUNS[log].several.capitalize(),
        *(status.capitalize() for status in _statuses(answer)),
        *part_headings(answer.question),
        *([share] if answer.rates else []),
    ]
    keys = [heading_of(log, field) for field, _ in answer.groups[0].key]
    return (*map(Column, keys), *(Column(heading, numeric=True) for heading in numbers))


def _statuses(answer: EventAnswer) -> list[str]:
    """Those worth a column: how events ended, where the question leaves that open."""
    return [] if asked_ending(answer) else [status for status, count in answer.totals.statuses if count]


def _group_row(group: EventGroup, answer: EventAnswer, calendar: Calendar) -> Row:
    keys = [value_of(answer.question.log, field, value, calendar) for field, value in group.key]
    return _row(keys, group.totals, group.rates, counted_in(group, answer), answer)


def _all(answer: EventAnswer) -> Row:
    counted = answer.totals.users if answer.question.count_of == "user" else answer.distinct
    return _row(_named("All", answer), answer.totals, answer.rates, counted, answer)


def _rest(answer: EventAnswer, shown: Sequence[EventGroup], hidden: int, words: tuple[str, str]) -> list[Row]:
    """What no row shows, as one line; nothing where groups may overlap, so that the rest cannot be told."""
    if any(field in OVERLAPPING for field, _ in answer.groups[0].key):
        return []
    totals = _less(answer.totals, [group.totals for group in shown])
    if totals.events <= 0:
        return []
    name = many(hidden, *words) if hidden else "All others"
    return [_row(_named(name, answer), totals, rates_of(totals) if answer.rates else None, None, answer)]


def _less(every: EventTotals, some: Sequence[EventTotals]) -> EventTotals:
    statuses = tuple((status, max(0, n - sum(part.of(status) for part in some))) for status, n in every.statuses)
    return EventTotals(every.events - sum(part.events for part in some), statuses)


def _named(name: str, answer: EventAnswer) -> list[str]:
    return [name, *[""] * (len(answer.groups[0].key) - 1)]


def _row(
    keys: Sequence[str], totals: EventTotals, rates: EventRates | None, counted: int | None, answer: EventAnswer
) -> Row:
    people = ["–" if counted is None else number(counted)] if counted_heading(answer) else []
    counts = [number(totals.events), *(number(totals.of(status)) for status in _statuses(answer))]
    share = [share_of(rates, failure=answer.question.metric == "failure")] if answer.rates else []
    part = part_cells(answer.question, totals.events, answer.totals.events)
    return (*keys, *people, *counts, *part, *share)


def _pairs(answer: EventAnswer, compare: EventComparison) -> Iterator[Row]:
    now, then = answer.totals, compare.totals
    noun = NOUNS[answer.question.log].several.capitalize()
    yield _counts(noun, now.events, then.events)
    if now.users is not None and then.users is not None:
        yield _counts("People", now.users, then.users)
    if answer.distinct is not None and compare.distinct is not None:
        name = heading_of_several(answer.question.log, str(answer.question.count_of))
        yield _counts(name, answer.distinct, compare.distinct)
    if not asked_ending(answer):
        for status, count in now.statuses:
            if count or then.of(status):
                yield _counts(status.capitalize(), count, then.of(status))
    if answer.rates and compare.rates:
        yield _shares("Success rate", answer.rates.success, compare.rates.success)
        yield _shares("Failure rate", answer.rates.failure, compare.rates.failure)


def _counts(name: str, now: int, then: int) -> Row:
    return (name, number(now), number(then), change(Change(now, then)))


def _shares(name: str, now: float, then: float) -> Row:
    return (name, percent(now), percent(then), points(now, then))
