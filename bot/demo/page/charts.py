"""Where the lines, bars and slices of a chart lie, so that a template can draw them as SVG."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, cos, floor, log10, pi, sin
from textwrap import wrap
from typing import Any

WIDTH, HEIGHT = 640, 252
LEFT, RIGHT, TOP, BOTTOM = 52, 12, 12, 42
_MOST_LABELS = 8
LETTER = 6.4
"""How wide a letter of a label is, about."""
_MOST_LINES = 2
_FIRST_LINE, _LINE = 20, 14
"""How far below the axis the first line of a label stands, and each that follows below the one before it."""
_RADIUS = 96.0
_BAR_SHARE = 0.72
"""The part of a category's width that its bars fill."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid and what stands beside it."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Category:
    """What stands beneath the axis at one place: the lines of a label, each with how far down it is."""

    at: float
    lines: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle of a plot, in its own units from the upper left corner."""

    x: float
    y: float
    width: float
    height: float
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """A series of a line or area chart: `points` and `area` in SVG's own form, `marks` as (x, y, label)."""

    points: str
    area: str
    marks: tuple[tuple[float, float, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """A line, bar or area chart, drawn in `WIDTH` by `HEIGHT`. Series are in the order of their names."""

    kind: str
    names: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    """The numbers again, by category, for whoever cannot see the picture."""
    rules: tuple[Tick, ...]
    categories: tuple[Category, ...]
    bars: tuple[tuple[Bar, ...], ...] = ()
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Slice:
    """A slice of a pie: its outline in SVG's own form, its name, its value and its share of the whole."""

    path: str
    label: str
    value: str
    share: str


def plot_of(chart: Mapping[str, Any]) -> Plot:
    """The geometry of a `line`, `bar` or `area` chart that has passed Block Kit's rules."""
    names = tuple(series["name"] for series in chart["series"])
    labels = chart["axis_config"]["categories"]
    values = [[point["value"] for point in series["data"]] for series in chart["series"]]
    step, low, high = _scale([value for series in values for value in series])
    rules = tuple(
        Tick(_y(low + n * step, low, high), _short(low + n * step)) for n in range(round((high - low) / step) + 1)
    )
    slot = (WIDTH - LEFT - RIGHT) / len(labels)
    every = ceil(len(labels) / _MOST_LABELS)
    room = int(slot * every / LETTER) - 1
    categories = tuple(
        Category(round(LEFT + (n + 0.5) * slot, 1), _lines(label, room))
        for n, label in enumerate(labels)
        if n % every == 0
    )
    rows = tuple((label, tuple(_exact(series[n]) for series in values)) for n, label in enumerate(labels))
    is_bar = chart["type"] == "bar"
    return Plot(
        kind=chart["type"],
        names=names,
        rows=rows,
        rules=rules,
        categories=categories,
        bars=_bars(values, labels, names, slot, (low, high)) if is_bar else (),
        lines=() if is_bar else tuple(_line(series, labels, slot, (low, high)) for series in values),
    )


def slices_of(chart: Mapping[str, Any]) -> tuple[Slice, ...]:
    """The slices of a `pie`, clockwise from noon."""
    total = sum(segment["value"] for segment in chart["segments"])
    slices, turned = [], 0.0
    for segment in chart["segments"]:
        share = segment["value"] / total
        path = _wedge(turned, turned + share)
        slices.append(Slice(path, segment["label"], _exact(segment["value"]), f"{share:.0%}"))
        turned += share
    return tuple(slices)


def _scale(values: Sequence[float]) -> tuple[float, float, float]:
    """A round step, and round ends that hold zero and every value: four or five steps lie between them."""
    low, high = min(0.0, *values), max(0.0, *values)
    span = (high - low) or 1.0
    size = 10 ** floor(log10(span / 4))
    step = next(size * factor for factor in (1, 2, 2.5, 5, 10) if size * factor * 5 >= span)
    if all(float(value).is_integer() for value in values):
        step = max(1.0, ceil(step))
    top = ceil(high / step) * step or (step if low == 0 else 0.0)
    return step, floor(low / step) * step, top


def _y(value: float, low: float, high: float) -> float:
    return round(HEIGHT - BOTTOM - (value - low) / (high - low) * (HEIGHT - TOP - BOTTOM), 1)


def _bars(
    values: Sequence[Sequence[float]],
    labels: Sequence[str],
    names: Sequence[str],
    slot: float,
    ends: tuple[float, float],
) -> tuple[tuple[Bar, ...], ...]:
    width = slot * _BAR_SHARE / len(values)
    base = _y(0, *ends)

    def bar(number: int, place: int, value: float) -> Bar:
        y = _y(value, *ends)
        x = LEFT + place * slot + slot * (1 - _BAR_SHARE) / 2 + number * width
        label = f"{labels[place]}, {names[number]}: {_exact(value)}"
        return Bar(round(x, 1), min(y, base), round(max(width - 1, 1), 1), round(abs(base - y), 1), label)

    return tuple(
        tuple(bar(number, place, value) for place, value in enumerate(series)) for number, series in enumerate(values)
    )


def _line(series: Sequence[float], labels: Sequence[str], slot: float, ends: tuple[float, float]) -> Line:
    marks = tuple(
        (round(LEFT + (place + 0.5) * slot, 1), _y(value, *ends), f"{labels[place]}: {_exact(value)}")
        for place, value in enumerate(series)
    )
    points = " ".join(f"{x},{y}" for x, y, _ in marks)
    base = _y(0, *ends)
    return Line(points, f"{marks[0][0]},{base} {points} {marks[-1][0]},{base}", marks)


def _wedge(begin: float, end: float) -> str:
    """From `begin` to `end`, as parts of a full turn; a whole pie is drawn as two halves."""
    if end - begin > 0.9999:  # an arc from a point to itself would not be drawn
        return f"M0,-{_RADIUS} A{_RADIUS},{_RADIUS} 0 1 1 0,{_RADIUS} A{_RADIUS},{_RADIUS} 0 1 1 0,-{_RADIUS} Z"
    (x1, y1), (x2, y2) = _on_circle(begin), _on_circle(end)
    return f"M0,0 L{x1},{y1} A{_RADIUS},{_RADIUS} 0 {int(end - begin > 0.5)} 1 {x2},{y2} Z"


def _on_circle(turn: float) -> tuple[float, float]:
    return round(_RADIUS * sin(2 * pi * turn), 2), round(-_RADIUS * cos(2 * pi * turn), 2)


def _lines(label: str, letters: int) -> tuple[Tick, ...]:
    """The label as far as two lines have room for it; the numbers beneath have it whole."""
    lines = wrap(label, max(letters, 2), max_lines=_MOST_LINES, placeholder="…")
    if lines[1:] == ["…"]:  # one long word
        lines = [f"{lines[0][:-1]}…"]
    return tuple(Tick(HEIGHT - BOTTOM + _FIRST_LINE + n * _LINE, line) for n, line in enumerate(lines))


def _exact(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}".rstrip("0")


def _short(value: float) -> str:
    return f"{value / 1000:g}k" if abs(value) >= 10_000 else f"{value:g}"
