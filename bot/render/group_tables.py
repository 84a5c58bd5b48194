"""Groups of attempts as a table whose rows add up to everything that matches."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass

from bot.domain.answers import Answer
from bot.domain.measures import Group, Rates, Totals
from bot.domain.question import Metric
from bot.render.figures import many, marked, number
from bot.render.headlines import asked_ending, of
from bot.render.labels import heading_of, heading_of_several, is_time, key_name, value_of
from bot.render.parts import part_cells, part_headings
from bot.render.periods import moment_of
from bot.render.tables import Column, Excerpt, Extent, Row, Table, fitting
from bot.render.times import Calendar

_MOST_GROUPS = 20
_MOST_PERIODS = 31
_MOST_CHARACTERS = 2_100  # so that the text of the message still has room for every row shown
_MOST_KEYS = 6

SHARES: dict[Metric | None, tuple[str, Callable[[Rates], float]]] = {
    None: ("Conversion", lambda rates: rates.conversion),
    Metric.CONVERSION: ("Conversion", lambda rates: rates.conversion),
    Metric.SUCCESS: ("Conversion", lambda rates: rates.conversion),
    Metric.FAILURE: ("Failure", lambda rates: rates.failure),
    Metric.ABANDONMENT: ("Abandonment", lambda rates: rates.abandonment),
    Metric.DROPOFF: ("Drop-off", lambda rates: rates.dropoff),
}
"""For each metric the heading of its column, and the share it asks for."""

_ENDINGS = {"success": "Success", "failed": "Failed", "abandoned": "Abandoned", "in_progress": "Under way"}


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of the table before its numbers are written.

    `counted` are the people or different values that the question counts; they cannot be added up over rows.
    """

    keys: tuple[str, ...]
    totals: Totals
    rates: Rates | None
    counted: int | None = None


def table_of(answer: Answer, calendar: Calendar, first: int = 0) -> Excerpt:
    """The largest groups, or the latest where they follow the clock, then the rest in one row, then all in one.

    A later page begins with the group at the place `first`.
    """
    groups = in_order(answer.groups)
    of, columns = len(groups), _columns(answer)
    rows = Table(columns, tuple(_row(_line(group, answer, calendar), answer) for group in groups)).fitted().rows
    by_time = any(is_time(field) for field, _ in groups[0].key)
    if by_time:
        groups, rows = groups[::-1], rows[::-1]
    before, groups, rows = groups[:first], groups[first:], rows[first:]
    shown = max(1, fitting(rows, _MOST_PERIODS if by_time else _MOST_GROUPS, _MOST_CHARACTERS))
    body = rows[:shown][::-1] if by_time else rows[:shown]
    hidden = [*before, *groups[shown:]]
    words = _words_for_rest(before, by_time=by_time)
    rest = [_row(line, answer) for line in _rest(answer, groups[:shown], hidden, words)]
    every = _row(_all(answer), answer)
    table = Table(columns, (*rest, *body, every) if by_time else (*body, *rest, every)).fitted()
    return Excerpt(table, Extent(first, len(body), of))


def _words_for_rest(before: Sequence[Group], *, by_time: bool) -> tuple[str, str]:
    """What one group that no row shows is called, and several."""
    if before:
        return "other", "others"
    return ("earlier one", "earlier") if by_time else ("more", "more")


def in_order(groups: Sequence[Group]) -> list[Group]:
    """By the clock where a key is a time, otherwise as they came: largest first."""
    field = next((field for field, _ in groups[0].key if is_time(field)), None)
    if field is None:
        return list(groups)
    return sorted(groups, key=lambda group: moment_of(field, dict(group.key)[field] or ""))


def _all(answer: Answer) -> _Line:
    counted = answer.totals.users if answer.question.count_of == "user" else answer.distinct
    return _Line(_padded("All", columns_of_keys(answer)), answer.totals, answer.rates, counted)


def columns_of_keys(answer: Answer) -> int:
    """In how many columns the keys stand; too many stand in one."""
    keys = len(answer.groups[0].key)
    return keys if keys <= _MOST_KEYS else 1


def _columns(answer: Answer) -> tuple[Column, ...]:
    fields = [field for field, _ in answer.groups[0].key]
    headings = [heading_of(field) for field in fields]
    keys = headings if len(fields) <= _MOST_KEYS else [" · ".join(headings)]
    counts = [heading for heading, _ in _counts(answer.totals, answer)]
    share = [SHARES[answer.question.metric][0]] if answer.rates else []
    counted = counted_heading(answer)
    numbers = (*([counted] if counted else []), *counts, *part_headings(answer.question), *share)
    return (*(Column(key) for key in keys), *(Column(heading, numeric=True) for heading in numbers))


def counted_heading(answer: Answer) -> str | None:
    """What the question counts in each group, where that is not attempts."""
    if answer.question.count_of == "user":
        return "People"
    if all(group.distinct is None for group in answer.groups):
        return None
    return heading_of_several(str(answer.question.count_of))


def counted_in(group: Group, answer: Answer) -> int | None:
    """How many people or different values `group` has, where the question counts those."""
    return group.totals.users if answer.question.count_of == "user" else group.distinct


def _counts(totals: Totals, answer: Answer) -> list[tuple[str, int]]:
    """The counts worth a column: how attempts ended, where the question leaves that open."""
    ended = () if asked_ending(answer) else _ENDINGS.items()
    found = [(heading, getattr(totals, name)) for name, heading in ended if getattr(answer.totals, name)]
    return [("Attempts", totals.attempts), *found]


def _line(group: Group, answer: Answer, calendar: Calendar) -> _Line:
    counted = counted_in(group, answer)
    if len(group.key) > _MOST_KEYS:
        return _Line((key_name(group.key, calendar),), group.totals, group.rates, counted)
    keys = tuple(value_of(field, value, calendar) for field, value in group.key)
    return _Line(keys, group.totals, group.rates, counted)


def _row(line: _Line, answer: Answer) -> Row:
    counted = "–" if line.counted is None else number(line.counted)
    counts = [number(count) for _, count in _counts(line.totals, answer)]
    share = [_share(line.rates, answer.question.metric)] if answer.rates else []
    part = part_cells(answer.question, line.totals.attempts, answer.totals.attempts)
    return (*line.keys, *([counted] if counted_heading(answer) else []), *counts, *part, *share)


def _share(rates: Rates | None, metric: Metric | None) -> str:
    return marked(SHARES[metric][1](rates), rates.mature) if rates else "none yet"


def _rest(answer: Answer, shown: Sequence[Group], hidden: Sequence[Group], words: tuple[str, str]) -> list[_Line]:
    """What no row shows, as one line: groups that did not fit, and those that the question left out."""
    overlapping = any(field == "extension" for field, _ in answer.groups[0].key)
    if overlapping:
        totals, rates = _sum(group.totals for group in hidden), _pool(group.rates for group in hidden)
    else:
        totals = _less(answer.totals, _sum(group.totals for group in shown))
        rates = _rates_less(answer.rates, _pool(group.rates for group in shown))
    if totals.attempts <= 0:
        return []
    only_hidden = totals.attempts == sum(group.totals.attempts for group in hidden)
    name = many(len(hidden), *words) if only_hidden else "All others"
    return [_Line(_padded(name, columns_of_keys(answer)), totals, rates)]


def _padded(name: str, columns: int) -> tuple[str, ...]:
    return (name, *[""] * (columns - 1))


def _sum(parts: Iterable[Totals]) -> Totals:
    counts = [asdict(part) for part in parts]
    return Totals(**{name: sum(count[name] for count in counts) for name in asdict(Totals())})


def _less(every: Totals, some: Totals) -> Totals:
    less = asdict(some)
    return Totals(**{name: count - less[name] for name, count in asdict(every).items()})


def _pool(parts: Iterable[Rates | None]) -> Rates | None:
    """The rates of several groups of attempts taken together."""
    return _rates(
        [(r.mature, of(r.conversion, r), of(r.failure, r), of(r.abandonment, r)) for r in parts if r is not None]
    )


def _rates_less(every: Rates | None, some: Rates | None) -> Rates | None:
    if every is None or some is None:
        return every
    of_all = (every.mature, of(every.conversion, every), of(every.failure, every), of(every.abandonment, every))
    gone = (-some.mature, -of(some.conversion, some), -of(some.failure, some), -of(some.abandonment, some))
    return _rates([of_all, gone])


def _rates(counts: Sequence[tuple[int, int, int, int]]) -> Rates | None:
    mature, success, failed, abandoned = (sum(part) for part in zip(*counts, strict=True)) if counts else (0, 0, 0, 0)
    return Rates(mature, success / mature, failed / mature, abandoned / mature) if mature > 0 else None
