"""Question -> Plan: what Graph is asked, what the mirror is asked, and what is decided here."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.domain.attempts import AttemptRules
from bot.domain.question import And, Condition, Filter, Is, Log, Not, OneOf, Question, field_of, values_of
from bot.domain.window import Window
from bot.planning.catalogue import can_graph_filter, log_row
from bot.planning.plan import Fetch, Plan, Watermark

LATE_ROWS = timedelta(minutes=15)
"""How far before the mirror's edge Graph is read again, since rows may show up late."""

MOST_IDS = 15
"""More values than this in one filter make the address too long; then the whole window is read."""


def plan(
    question: Question,
    bound: Sequence[Filter],
    window: Window,
    *,
    now: datetime,
    watermark: Watermark | None,
    rules: AttemptRules,
    until: datetime | None = None,
) -> Plan:
    """How the sign-up question, with its names `bound` to ids, is found out for attempts that began in `window`.

    `until` reads on beyond the usual hour, for attempts that were still open there.
    """
    read = Window(window.since - rules.quiet, max(window.since, min(now, until or window.until + rules.quiet)))
    steady = _steady(question.log, bound)
    gaps = _gaps(read, watermark)
    return Plan(
        question=question,
        window=window,
        read=read,
        fetches=tuple(Fetch(question.log, gap, steady) for gap in gaps),
        # Where the mirror holds a part already, reading the rest is cheaper than searching all of it.
        search=_search(question, bound, read, steady, rules) if gaps == [read] else None,
        narrow=tuple(condition for condition in bound if _some_row_meets(question.log, condition)),
        client_side=client_side(question, bound),
    )


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
        and len(values_of(condition)) <= MOST_IDS
        and can_graph_filter(log, condition, probes_allowed=False)
    )


def _steady(log: Log, bound: Sequence[Filter]) -> Condition | None:
    return _all_of([condition for condition in bound if _graph_takes(log, condition)])


def _search(
    question: Question, bound: Sequence[Filter], read: Window, steady: Condition | None, rules: AttemptRules
) -> Fetch | None:
    """Rare error codes first find correlation ids; prompts and 0 are on nearly every attempt, so they cannot."""
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
    return Fetch(question.log, read, _all_of([*([steady] if steady else []), *rare]))


def _some_row_meets(log: Log, condition: Filter) -> bool:
    return isinstance(condition, Is | OneOf) and field_of(condition) in log_row(log).columns


def _gaps(read: Window, watermark: Watermark | None) -> list[Window]:
    """The stretches of `read` that the mirror lacks, newest first."""
    if watermark is None or watermark.held.until <= read.since or watermark.held.since >= read.until:
        return [read]
    gaps = []
    if read.until > watermark.held.until:
        gaps.append(Window(max(read.since, watermark.held.until - LATE_ROWS), read.until))
    if read.since < watermark.held.since:
        gaps.append(Window(read.since, watermark.held.since))
    return gaps


def _all_of(conditions: Sequence[Condition]) -> Condition | None:
    if len(conditions) < 2:
        return conditions[0] if conditions else None
    return And(tuple(conditions))
