"""Groups of events as a native chart: over time as lines without gaps, otherwise as bars, the small ones folded."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from math import ceil

from bot.domain.event_answers import EventAnswer
from bot.domain.tallies import FAILED, SUCCESS, EventGroup
from bot.render.charts import MOST_POINTS, MOST_SERIES, Chart, chart
from bot.render.event_tables import counted_heading, counted_in
from bot.render.event_words import NOUNS, heading_of, key_name
from bot.render.labels import is_time
from bot.render.periods import between, label, moment_of
from bot.render.times import Calendar

_OTHER = "Other"

_Named = tuple[str, list[EventGroup]]
"""A bar or a line: what it is called, and the groups in it."""


def chart_of(answer: EventAnswer, calendar: Calendar) -> Chart | None:
    """The chart that the groups of `answer` can be drawn as, with their numbers in the table beside it."""
    time = next((field for field, _ in answer.groups[0].key if is_time(field)), None)
    return _bars(answer, calendar) if time is None else _lines(answer, time, calendar)


def _bars(answer: EventAnswer, calendar: Calendar) -> Chart | None:
    log = answer.question.log
    named = _folded([(key_name(log, group.key, calendar), [group]) for group in answer.groups], MOST_POINTS, answer)
    points = [(name, value) for name, some in named if (value := _value(some, answer)) is not None]
    return chart(_title(answer), "bar", [name for name, _ in points], [(_measure(answer), [v for _, v in points])])


def _lines(answer: EventAnswer, time: str, calendar: Calendar) -> Chart | None:
    buckets = _buckets(answer, time, calendar)
    lines = _folded(_series(answer, time, calendar), MOST_SERIES, answer)
    values = {name: [_value([g for g in some if _at(g, time) in b], answer) for b in buckets] for name, some in lines}
    # A share of nothing is no number, and a chart takes no gaps: such a stretch is left out.
    whole = [i for i in range(len(buckets)) if all(line[i] is not None for line in values.values())]
    size = f", {len(buckets[0])} {time}s a point" if len(buckets[0]) > 1 else f" by {time}"
    labels = [label(time, buckets[i][0], calendar) for i in whole]
    series = [(name, [line[i] or 0 for i in whole]) for name, line in values.items()]
    return chart(_title(answer) + size, "line", labels, series)


def _buckets(answer: EventAnswer, time: str, calendar: Calendar) -> list[list[datetime]]:
    """All periods of the window, as many in one point as it takes; what does not add up keeps the latest 20."""
    every = sorted({_at(group, time) for group in answer.groups} | set(between(time, answer.window, calendar)))
    if not _adds_up(answer):
        return [[period] for period in every[-MOST_POINTS:]]
    size = ceil(len(every) / MOST_POINTS)
    return [every[start : start + size] for start in range(0, len(every), size)]


def _series(answer: EventAnswer, time: str, calendar: Calendar) -> list[_Named]:
    """One line for each value of what is not time, the largest first."""
    named: defaultdict[str, list[EventGroup]] = defaultdict(list)
    for group in answer.groups:
        others = tuple(part for part in group.key if part[0] != time)
        named[key_name(answer.question.log, others, calendar) or _measure(answer)].append(group)
    return sorted(named.items(), key=lambda line: (-sum(group.totals.events for group in line[1]), line[0]))


def _folded(named: Sequence[_Named], most: int, answer: EventAnswer) -> list[_Named]:
    if len(named) <= most or not _adds_up(answer):
        return list(named[:most])
    return [*named[: most - 1], (_OTHER, [group for _, some in named[most - 1 :] for group in some])]


def _adds_up(answer: EventAnswer) -> bool:
    """Events and shares of them can be put together; the same person or value may be in several groups."""
    return answer.question.metric is not None or counted_heading(answer) is None


def _value(groups: Sequence[EventGroup], answer: EventAnswer) -> float | None:
    """What is counted, or the asked share in percent; `None` for a share of nothing."""
    if answer.question.metric is None:
        counted = [counted_in(group, answer) for group in groups]
        return sum(group.totals.events if n is None else n for group, n in zip(groups, counted, strict=True))
    wanted = FAILED if answer.question.metric == "failure" else SUCCESS
    finished = sum(group.totals.of(SUCCESS) + group.totals.of(FAILED) for group in groups)
    return round(100 * sum(group.totals.of(wanted) for group in groups) / finished, 1) if finished else None


def _at(group: EventGroup, time: str) -> datetime:
    return moment_of(time, dict(group.key)[time] or "")


def _measure(answer: EventAnswer) -> str:
    if answer.question.metric is not None:
        return "Failure %" if answer.question.metric == "failure" else "Success %"
    return counted_heading(answer) or NOUNS[answer.question.log].several.capitalize()


def _title(answer: EventAnswer) -> str:
    log = answer.question.log
    fields = [heading_of(log, field).lower() for field, _ in answer.groups[0].key if not is_time(field)]
    return _measure(answer) + (f" by {', '.join(fields)}" if fields else "")
