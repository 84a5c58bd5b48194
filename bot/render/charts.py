"""A Chart is a native Slack chart before it is drawn, within what Slack takes: 20 points, 6 series, short labels."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.render.escaping import clean, cut
from bot.render.labels import shorter

MOST_POINTS = 20
MOST_SERIES = 6
_MOST_LABEL = 20
_MOST_TITLE = 50


@dataclass(frozen=True, slots=True)
class Series:
    """One value for each label of the chart."""

    name: str
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """`kind` is `line` or `bar`; labels are unique."""

    title: str
    kind: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]


def chart(title: str, kind: str, labels: Sequence[str], series: Sequence[tuple[str, Sequence[float]]]) -> Chart | None:
    """A chart of at most 20 points and 6 series, or `None` where there is nothing to draw.

    The callers fold what is more; here only labels are shortened, and kept apart where they become alike.
    """
    if not labels:
        return None
    names = unique_labels([name for name, _ in series])
    lines = tuple(Series(name, tuple(values)) for name, (_, values) in zip(names, series, strict=True))
    return Chart(cut(clean(title), _MOST_TITLE), kind, tuple(unique_labels(labels)), lines[:MOST_SERIES])


def unique_labels(labels: Sequence[str]) -> list[str]:
    """`labels` in 20 characters each; those that become alike get a number."""
    found: list[str] = []
    for label in labels:
        short = cut(clean(shorter(label)).strip(), _MOST_LABEL) or "–"
        same = 1
        candidate = short
        while candidate in found:
            same += 1
            candidate = f"{cut(short, _MOST_LABEL - len(str(same)) - 1)} {same}"
        found.append(candidate)
    return found
