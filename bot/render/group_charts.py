"""Groups of attempts as a native chart: over time as lines without gaps, otherwise as bars, the small ones folded."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from math import ceil

from bot.domain.answers import Answer
from bot.domain.measures import Group, Rates
from bot.domain.question import Metric
from bot.render.charts import MOST_POINTS, MOST_SERIES, Chart, chart
from bot.render.group_tables import SHARES, counted_heading, counted_in
from bot.render.headlines import of
from bot.render.labels import heading_of, is_time, key_name
from bot.render.periods import between, label, moment_of
from bot.render.times import Calendar

_OTHER = "Other"

_Named = tuple[str, list[Group]]
"""A bar or a line: what it is called, and the groups in it."""


def chart_of(answer: Answer, calendar: Calendar) -> Chart | None:
    """The chart that the groups of `answer` can be drawn as, with their numbers in the table beside it."""
    fields = [field for field, _ in answer.groups[0].key]
    time = next((field for field in fields if is_time(field)), None)
    if time is None:
        return _bars(answer, calendar)
    return _lines(answer, time, [field for field in fields if field != time], calendar)


def _bars(answer: Answer, calendar: Calendar) -> Chart | None:
    named = _folded([(key_name(group.key, calendar), [group]) for group in answer.groups], MOST_POINTS, answer)
    points = [(name, _value(some, answer)) for name, some in named]
    drawn = [(name, value) for name, value in points if value is not None]
    return chart(
        _title(answer), "bar", [name for name, _ in drawn], [(_measure(answer), [value for _, value in drawn])]
    )


def _lines(answer: Answer, time: str, others: Sequence[str], calendar: Calendar) -> Chart | None:
    buckets = _buckets(answer, time, calendar)
    lines = _folded(_series(answer, others, calendar), MOST_SERIES, answer)
    values = {name: [_value([g for g in some if _at(g, time) in b], answer) for b in buckets] for name, some in lines}
    # A share of nothing is no number, and a chart takes no gaps: such a stretch is left out.
    whole = [i for i in range(len(buckets)) if all(line[i] is not None for line in values.values())]
    labels = [label(time, buckets[i][0], calendar) for i in whole]
    size = f", {len(buckets[0])} {time}s a point" if len(buckets[0]) > 1 else f" by {time}"
    return chart(
        _title(answer) + size, "line", labels, [(name, [line[i] or 0 for i in whole]) for name, line in values.items()]
    )


def _buckets(answer: Answer, time: str, calendar: Calendar) -> list[list[datetime]]:
    """All periods of the window, as many in one point as it takes to have no more than 20 points.

    What does not add up keeps a point for each period, the latest 20.
    """
    known = {_at(group, time) for group in answer.groups}
    every = sorted(known | set(between(time, answer.window, calendar)))
    if not _adds_up(answer):
        return [[period] for period in every[-MOST_POINTS:]]
    size = ceil(len(every) / MOST_POINTS)
    return [every[start : start + size] for start in range(0, len(every), size)]


def _series(answer: Answer, others: Sequence[str], calendar: Calendar) -> list[_Named]:
    """One line for each value of what is not time, the largest first."""
    if not others:
        return [(_measure(answer), list(answer.groups))]
    named: defaultdict[str, list[Group]] = defaultdict(list)
    for group in answer.groups:
        named[key_name(tuple(part for part in group.key if part[0] in others), calendar)].append(group)
    return sorted(named.items(), key=lambda line: (-sum(group.totals.attempts for group in line[1]), line[0]))


def _folded(named: Sequence[_Named], most: int, answer: Answer) -> list[_Named]:
    """The first of `named`, and those beyond `most` as one, where adding them up says something."""
    if len(named) <= most or not _adds_up(answer):
        return list(named[:most])
    return [*named[: most - 1], (_OTHER, [group for _, some in named[most - 1 :] for group in some])]


def _adds_up(answer: Answer) -> bool:
    """Attempts and shares of them can be put together; the same person or value may be in several groups."""
    return answer.question.metric is not None or answer.question.count_of in {None, "attempts"}


def _value(groups: Sequence[Group], answer: Answer) -> float | None:
    """What is counted, or the asked share in percent; `None` for a share of nothing."""
    if answer.question.metric is None:
        return sum(_size(group, answer) for group in groups)
    return _percent([group.rates for group in groups if group.rates], answer.question.metric)


def _size(group: Group, answer: Answer) -> int:
    counted = counted_in(group, answer)
    return group.totals.attempts if counted is None else counted


def _percent(rates: Sequence[Rates], metric: Metric) -> float | None:
    mature = sum(rate.mature for rate in rates)
    share_of = SHARES[metric][1]
    return round(100 * sum(of(share_of(rate), rate) for rate in rates) / mature, 1) if mature else None


def _at(group: Group, time: str) -> datetime:
    return moment_of(time, dict(group.key)[time] or "")


def _measure(answer: Answer) -> str:
    if answer.question.metric is not None:
        return f"{SHARES[answer.question.metric][0]} %"
    return counted_heading(answer) or "Attempts"


def _title(answer: Answer) -> str:
    fields = [heading_of(field).lower() for field, _ in answer.groups[0].key if not is_time(field)]
    return _measure(answer) + (f" by {', '.join(fields)}" if fields else "")
