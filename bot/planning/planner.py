"""Question -> Plan: what Graph is asked, what the mirror is asked, and what is decided here."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from bot.domain.attempts import AttemptRules
from bot.domain.question import Filter, Is, Log, Not, OneOf, Question, field_of, values_of
from bot.domain.window import Window
from bot.planning.catalogue import can_graph_filter, log_row
from bot.planning.gaps import gaps
from bot.planning.plan import Fetch, Plan, all_of

MOST_IDS = 15
"""More values than this in one filter make the address too long; then the whole window is read."""

INSTANT = timedelta(microseconds=1)
"""The least distance between two moments, since a window leaves its end out."""


def plan(
    question: Question,
    bound: Sequence[Filter],
    window: Window,
    *,
    now: datetime,
    held: Iterable[Window],
    rules: AttemptRules,
    since: datetime | None = None,
    until: datetime | None = None,
) -> Plan:
    """How the sign-up question, with its names `bound` to ids, is found out for attempts that began in `window`.

    `held` is what need not be read again. An hour more is read at both ends; `since` and `until` go beyond that.
    """
    begin, end = since or window.since - rules.quiet, until or window.until + rules.quiet
    read = Window(min(begin, now), min(end, now))
    steady = tuple(condition for condition in bound if _graph_takes(question.log, condition))
    missing = gaps(read, held)
    return Plan(
        question=question,
        window=window,
        read=read,
        fetches=tuple(Fetch(question.log, gap, all_of(steady)) for gap in missing),
        # Where the mirror holds a part already, reading the rest is cheaper than searching all of it.
        search=_search(question, bound, Window(read.since, max(read.until, now)), rules) if missing == [read] else None,
        narrow=tuple(condition for condition in bound if _some_row_meets(question.log, condition)),
        steady=steady,
        client_side=client_side(question, bound),
    )


def read_on(last: datetime, rules: AttemptRules) -> datetime:
    """Until when an attempt whose last known event was at `last` may go on; a pause of exactly that length is none."""
    return last + rules.quiet + INSTANT


def client_side(question: Question, bound: Sequence[Filter]) -> tuple[str, ...]:
    """The question's filters that Graph is not asked to apply, in the question's order."""
    taken = [_graph_takes(question.log, condition) for condition in bound]
    return tuple(field_of(said) for said, sent in zip(question.where, taken, strict=True) if not sent)


def _graph_takes(log: Log, condition: Filter) -> bool:
    """What is the same on every row of an attempt may narrow a fetch; anything else would fetch half an attempt."""
    column = log_row(log).columns.get(field_of(condition))
    return (
        column is not None
        and column.steady
        and 1 <= len(values_of(condition)) <= MOST_IDS
        and can_graph_filter(log, condition, probes_allowed=False)
    )


def _search(question: Question, bound: Sequence[Filter], window: Window, rules: AttemptRules) -> Fetch | None:
    """Rare error codes first find correlation ids; prompts and 0 are on nearly every attempt, so they cannot.

    An attempt may show the code at any time after it began, so the search goes on until now.
    """
    if any(field_of(condition) == "correlation_id" for condition in bound if _graph_takes(question.log, condition)):
        return None
    rare = [
        condition
        for condition in bound
        if field_of(condition) == "error_code"
        and not isinstance(condition, Not)
        and len(values_of(condition)) <= MOST_IDS
        and not {int(value) for value in values_of(condition)} & {0, *rules.interrupts}
    ]
    if not rare:
        return None
    steady = [condition for condition in bound if _graph_takes(question.log, condition)]
    return Fetch(question.log, window, all_of([*steady, *rare]))


def _some_row_meets(log: Log, condition: Filter) -> bool:
    return isinstance(condition, Is | OneOf) and field_of(condition) in log_row(log).columns
