"""Groups of a usage report as a table and as a chart, and one period of it beside another."""

from collections.abc import Iterator, Sequence

from bot.domain.changes import Change, percent
from bot.domain.question import Metric
from bot.domain.tallies import EventRates
from bot.domain.usage_answers import Figures, UsageAnswer, UsageComparison, UsageGroup, UsagePart
from bot.domain.usage_counts import shares
from bot.render.charts import MOST_POINTS, Chart
from bot.render.count_charts import count_chart
from bot.render.event_words import share_of
from bot.render.figures import change, number, points
from bot.render.labels import NOT_SAID, is_time
from bot.render.periods import moment_of
from bot.render.tables import Column, Excerpt, Extent, Row, Table, fitting
from bot.render.times import Calendar
from bot.render.usage_words import FIGURES

_RATES = ("Success rate", "Failure rate")
_MOST_GROUPS = 20
_MOST_PERIODS = 31
_MOST_CHARACTERS = 2_100  # so that the text of the message still has room for every row shown


def excerpt_of(answer: UsageAnswer, part: UsagePart, calendar: Calendar, first: int) -> Excerpt | None:
    """Groups from the place `first` on, the largest or the latest periods first, then the rest in one row, then all."""
    names = _counts(part)
    fields = tuple(Column(field.capitalize()) for field, _ in part.groups[0].key)
    share = [_RATES[_is_of_failure(answer)]] if part.rates else []
    numbers = [*(FIGURES[name] for name in names), *share]
    columns = (*fields, *(Column(heading, numeric=True) for heading in numbers))
    groups = _ordered(part)[first:]
    rows = Table(columns, tuple(_row(group, names, answer, part, calendar) for group in groups)).fitted().rows
    if not rows:
        return None
    timed = _time_of(part) is not None
    shown = max(1, fitting(rows, _MOST_PERIODS if timed else _MOST_GROUPS, _MOST_CHARACTERS))
    rest = _rest(answer, part, groups[:shown], names)
    body = (*rest, *rows[:shown][::-1]) if timed else (*rows[:shown], *rest)
    every = ("All", *[""] * (len(fields) - 1), *_numbers(part.totals, part.rates, names, answer, part))
    return Excerpt(Table(columns, (*body, every)).fitted(), Extent(first, shown, len(part.groups)))


def _rest(answer: UsageAnswer, part: UsagePart, shown: Sequence[UsageGroup], names: Sequence[str]) -> list[Row]:
    """What no row shows, so that the numbers add up: groups that are on another page, and those left out."""
    left = [(name, n - sum(group.totals.of(name) for group in shown)) for name, n in part.totals.counts]
    totals = Figures(tuple((name, count) for name, count in left if name in names))
    if not any(count for _, count in totals.counts):
        return []
    return [
        ("All others", *[""] * (len(part.groups[0].key) - 1), *_numbers(totals, shares(totals), names, answer, part))
    ]


def chart_of(answer: UsageAnswer, part: UsagePart, calendar: Calendar) -> Chart | None:
    """The groups as a chart: what is counted first, or the asked share in percent, which does not add up."""
    if answer.question.metric is None:
        drawn = _counts(part)[0]
        counts = [(group.key, float(group.totals.of(drawn))) for group in part.groups]
        return count_chart(FIGURES[drawn], counts, part.window, calendar, _named)
    rated = [(group.key, _percent(group.rates, answer)) for group in part.groups if group.rates]
    title = f"{answer.question.metric.value.capitalize()} %"
    return count_chart(title, rated[:MOST_POINTS], None, calendar, _named) if rated else None


def comparison_of(answer: UsageAnswer, part: UsagePart, compare: UsageComparison, calendar: Calendar) -> Iterator[str]:
    """Each number beside that of the other period."""
    yield f"Compared with {calendar.window(compare.window)}:"
    for name, count in compare.totals.counts:
        now = part.totals.of(name)
        yield f"{FIGURES[name]} {number(now)}, against {number(count)} ({change(Change(now, count))})"
    if part.rates and compare.rates:
        share, before = (_asked_of(rates, answer) for rates in (part.rates, compare.rates))
        yield f"{_RATES[_is_of_failure(answer)]} {percent(share)}, against {percent(before)} ({points(share, before)})"


def _time_of(part: UsagePart) -> str | None:
    return next((field for field, _ in part.groups[0].key if is_time(field)), None)


def _ordered(part: UsagePart) -> list[UsageGroup]:
    """The largest first, or the latest; what has no time comes last."""
    time = _time_of(part)
    if time is None:
        return list(part.groups)
    timed = [group for group in part.groups if dict(group.key)[time]]
    timed.sort(key=lambda group: moment_of(time, dict(group.key)[time] or ""), reverse=True)
    return [*timed, *(group for group in part.groups if not dict(group.key)[time])]


def _counts(part: UsagePart) -> tuple[str, ...]:
    """The counts that any group has, in our order."""
    known = {name for group in part.groups for name, _ in group.totals.counts}
    return tuple(name for name in FIGURES if name in known)


def _row(group: UsageGroup, names: Sequence[str], answer: UsageAnswer, part: UsagePart, calendar: Calendar) -> Row:
    keys = [_said(field, value, calendar) for field, value in group.key]
    return (*keys, *_numbers(group.totals, group.rates, names, answer, part))


def _numbers(
    totals: Figures, rates: EventRates | None, names: Sequence[str], answer: UsageAnswer, part: UsagePart
) -> Row:
    known = dict(totals.counts)
    counts = [number(known[name]) if name in known else "–" for name in names]
    return (*counts, *([share_of(rates, failure=_is_of_failure(answer))] if part.rates else []))


def _said(field: str, value: str | None, calendar: Calendar) -> str:
    if value is None:
        return NOT_SAID
    return calendar.period(field, value) if is_time(field) else value


def _asked_of(rates: EventRates, answer: UsageAnswer) -> float:
    return rates.failure if _is_of_failure(answer) else rates.success


def _is_of_failure(answer: UsageAnswer) -> bool:
    return answer.question.metric is Metric.FAILURE


def _named(_: str, value: str) -> str:
    return value


def _percent(rates: EventRates, answer: UsageAnswer) -> float:
    return round(100 * _asked_of(rates, answer), 1)
