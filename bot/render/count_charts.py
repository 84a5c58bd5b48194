"""Groups that have one count each, as bars, or as a line where they follow the clock."""

from collections.abc import Callable, Sequence
from math import ceil

from bot.domain.measures import Key
from bot.domain.window import Window
from bot.render.charts import MOST_POINTS, Chart, chart
from bot.render.labels import NOT_SAID, is_time
from bot.render.periods import between, label, moment_of
from bot.render.times import Calendar

Counted = tuple[Key, float]
"""A group's key and its count."""


def count_chart(
    title: str, groups: Sequence[Counted], window: Window | None, calendar: Calendar, said: Callable[[str, str], str]
) -> Chart | None:
    """The chart of `groups`, the largest first; `said` gives the words for a field's value.

    Periods of `window` that have no group count nothing; where there are too many, several make one point.
    """
    if [is_time(field) for field, _ in groups[0][0]] == [True]:
        return _line(title, groups, window, calendar)
    labels = [" · ".join(_label(field, value, calendar, said) for field, value in key) for key, _ in groups]
    return chart(title, "bar", labels[:MOST_POINTS], [(title, [count for _, count in groups[:MOST_POINTS]])])


def _line(title: str, groups: Sequence[Counted], window: Window | None, calendar: Calendar) -> Chart | None:
    field = groups[0][0][0][0]
    counts = {moment_of(field, value): count for ((_, value),), count in groups if value}
    every = sorted(counts.keys() | set(between(field, window, calendar) if window else ()))
    size = ceil(len(every) / MOST_POINTS) or 1
    starts = every[::size]
    sums = [sum(counts.get(moment, 0) for moment in every[at : at + size]) for at in range(0, len(every), size)]
    named = f"{title}, {size} {field}s a point" if size > 1 else title
    return chart(named, "line", [label(field, start, calendar) for start in starts], [(title, sums)])


def _label(field: str, value: str | None, calendar: Calendar, said: Callable[[str, str], str]) -> str:
    if value is None:
        return NOT_SAID
    return label(field, moment_of(field, value), calendar) if is_time(field) else said(field, value)
