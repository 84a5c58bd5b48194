"""The days, weeks or months that a digest is the latest of, as a line chart and as the same numbers in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.days import Days
from bot.render.charts import MOST_POINTS, Chart, chart
from bot.render.figures import number
from bot.render.times import Calendar

FEWEST = 2
"""Points that make a line."""


@dataclass(frozen=True, slots=True)
class Trend:
    """For each of some days how many there were of `what`, and how many of those were `part`."""

    what: str
    part: str
    points: Sequence[tuple[Days, int, int]]

    def chart(self) -> Chart | None:
        """Both as lines; `None` for too few points."""
        drawn = self.points[-MOST_POINTS:]
        if len(drawn) < FEWEST:
            return None
        return chart(
            f"{self.what} and {self.part} by {_unit(drawn[-1][0])}",
            "line",
            [_label(days) for days, _, _ in drawn],
            [(self.what, [all_ for _, all_, _ in drawn]), (self.part.capitalize(), [some for _, _, some in drawn])],
        )

    def said(self, calendar: Calendar) -> str:
        """The numbers of the chart, for those who cannot see it; empty where there is none."""
        drawn = self.points[-MOST_POINTS:]
        if len(drawn) < FEWEST:
            return ""
        points = ", ".join(f"{_named(days, calendar)} {number(all_)} ({number(some)})" for days, all_, some in drawn)
        return f"{self.what} (and {self.part}) by {_unit(drawn[-1][0])}: {points}."


def _unit(days: Days) -> str:
    return "day" if days.noun == "days" else days.noun


def _label(days: Days) -> str:
    if days.is_month:
        return f"{days.first:%b %Y}"
    return f"{days.first.day} {days.first:%b}"


def _named(days: Days, calendar: Calendar) -> str:
    if days.is_month:
        return f"{days.first:%b %Y}"
    return calendar.day(days.first) if days.length == 1 else f"from {calendar.day(days.first)}"
