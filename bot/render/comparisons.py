"""Two periods side by side: each number, the one it is held against, and the difference."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.answers import Answer, Comparison
from bot.domain.changes import Change, percent
from bot.domain.measures import Rates, Totals
from bot.render.figures import change, number, points
from bot.render.group_tables import SHARES
from bot.render.headlines import asked_ending
from bot.render.tables import Column, Table
from bot.render.times import Calendar

_COUNTS = {
    "attempts": "Attempts",
    "users": "People",
    "success": "Success",
    "failed": "Failed",
    "abandoned": "Abandoned",
    "in_progress": "Under way",
}
_SHARES = dict(SHARES.values())
_ALWAYS = ("Conversion", "Failure", "Abandonment")


@dataclass(frozen=True, slots=True)
class _Pair:
    name: str
    now: str
    then: str
    difference: str


def table_of(answer: Answer, compare: Comparison, calendar: Calendar) -> Table:
    """A line for each number; the columns are the two periods and the difference."""
    columns = (
        Column("What"),
        Column(calendar.window(answer.window)),
        Column(calendar.window(compare.window)),
        Column("Difference"),
    )
    rows = tuple((pair.name, pair.now, pair.then, pair.difference) for pair in _pairs(answer, compare))
    return Table(columns, rows).fitted()


def sentences(answer: Answer, compare: Comparison, calendar: Calendar) -> Iterator[str]:
    """The same in lines, for a message that has another table already."""
    yield f"Compared with {calendar.window(compare.window)}:"
    yield from (f"{pair.name} {pair.now}, against {pair.then} ({pair.difference})" for pair in _pairs(answer, compare))


def _pairs(answer: Answer, compare: Comparison) -> Iterator[_Pair]:
    yield from _counts(answer.totals, compare.totals, all_alike=bool(asked_ending(answer)))
    if answer.rates or compare.rates:
        asked = SHARES[answer.question.metric][0]
        for name in dict.fromkeys([asked, *_ALWAYS]):
            yield _share(name, answer.rates, compare.rates)


def _counts(now: Totals, then: Totals, *, all_alike: bool) -> Iterator[_Pair]:
    for field, name in _COUNTS.items():
        ours, theirs = getattr(now, field), getattr(then, field)
        if field in {"attempts", "users"} or (not all_alike and (ours or theirs)):
            yield _Pair(name, number(ours), number(theirs), change(Change(ours, theirs)))


def _share(name: str, now: Rates | None, then: Rates | None) -> _Pair:
    share_of = _SHARES[name]
    said = [f"{percent(share_of(rates))} of {number(rates.mature)}" if rates else "none" for rates in (now, then)]
    difference = points(share_of(now), share_of(then)) if now and then else "cannot be said"
    return _Pair(name, said[0], said[1], difference)
