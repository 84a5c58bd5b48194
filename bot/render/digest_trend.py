"""The days, weeks or months that a digest is the latest of, as a line chart and as the same numbers in words."""

from collections.abc import Sequence

from bot.domain.days import Days
from bot.domain.digest_parts import TrendPoint
from bot.render.charts import MOST_POINTS, Chart, chart
from bot.render.figures import number
from bot.render.times import Calendar

FEWEST = 2
"""Points that make a line."""


def chart_of(trend: Sequence[TrendPoint]) -> Chart | None:
    """Attempts and the accounts that came of them; `None` for too few points."""
    drawn = trend[-MOST_POINTS:]
    if len(drawn) < FEWEST:
        return None
    return chart(
        f"Attempts and accounts by {drawn[-1].days.noun}",
        "line",
        [_label(point.days) for point in drawn],
        [("Attempts", [point.attempts for point in drawn]), ("Accounts", [point.success for point in drawn])],
    )


def said(trend: Sequence[TrendPoint], calendar: Calendar) -> str:
    """The numbers of the chart, for those who cannot see it; empty where there is none."""
    drawn = trend[-MOST_POINTS:]
    if len(drawn) < FEWEST:
        return ""
    points = ", ".join(
        f"{_named(point.days, calendar)} {number(point.attempts)} ({number(point.success)})" for point in drawn
    )
    return f"Attempts (and accounts) by {drawn[-1].days.noun}: {points}."


def _label(days: Days) -> str:
    if days.is_month:
        return f"{days.first:%b %Y}"
    return f"{days.first.day} {days.first:%b}"


def _named(days: Days, calendar: Calendar) -> str:
    if days.is_month:
        return f"{days.first:%b %Y}"
    return calendar.day(days.first) if days.length == 1 else f"from {calendar.day(days.first)}"
