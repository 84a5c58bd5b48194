"""What External ID itself counts about customers: sign-ups, authentications, MFA and active people by day or month."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from bot.desk.graph_ports import UsageSource
from bot.desk.usage_inquiry import Inquiry
from bot.domain.usage import InsightFact, Report
from bot.domain.usage_answers import UsagePart
from bot.domain.usage_counts import count_insights, insight_days
from bot.domain.window import Window
from bot.planning.grouping import time_key
from bot.planning.usage import insight_queries
from bot.planning.usage_scope import DAILY, KEPT_DAILY, groups_of, insight_span

WHOLE = {
    "daily": "External ID counts whole days in UTC, so the first and the last day stand here as a whole.",
    "monthly": "External ID counts whole months here, so the first and the last month stand here as a whole.",
}
FORGOTTEN = (
    "External ID keeps daily figures for 30 days, so those of longer ago are missing; “by month” goes back a year."
)


def customer_insights(source: UsageSource, inquiry: Inquiry) -> UsagePart:
    """The figures of the days or months that the time asked for touches. Raises `GraphError`."""
    question = inquiry.question
    window = inquiry.counted(Report.USER_INSIGHTS)
    span = insight_span(question, window, inquiry.now)
    first, last = _touched(window, span)
    read = [fact for query in insight_queries(question, span) for fact in source.insights(query, calls=inquiry.calls)]
    facts = [fact for fact in read if first <= fact.day <= last and inquiry.chosen(fact.app_id)]
    inquiry.note(WHOLE[span])
    if span == DAILY and window.since < inquiry.now - KEPT_DAILY - timedelta(days=1):
        inquiry.miss(FORGOTTEN)
    with_levels = _by_one(inquiry, span)
    return UsagePart(
        report=Report.USER_INSIGHTS,
        window=window,
        totals=count_insights(facts),
        groups=inquiry.groups(facts, _keys(inquiry), lambda some: count_insights(some, with_levels=with_levels)),
        rows=tuple(insight_days(facts)),
    )


def _by_one(inquiry: Inquiry, span: str) -> bool:
    """Whether each group is one day, or one month, of which External ID counted it as a whole."""
    return groups_of(inquiry.question) == (("day",) if span == DAILY else ("month",))


def _touched(window: Window, span: str) -> tuple[date, date]:
    """The first and the last date that figures may carry: of days, or of the months that begin on it."""
    first, last = window.since.date(), (window.until - timedelta(microseconds=1)).date()
    return (first, last) if span == DAILY else (first.replace(day=1), last.replace(day=1))


def _keys(inquiry: Inquiry) -> dict[str, Callable[[InsightFact], str | None]]:
    """The day is Graph's own, in UTC, and is not moved to another zone."""

    def key_by(name: str) -> Callable[[InsightFact], str | None]:
        return lambda fact: time_key(name, datetime(fact.day.year, fact.day.month, fact.day.day, tzinfo=UTC))

    by_time = {name: key_by(name) for name in ("day", "week", "month")}
    return by_time | {"app": lambda fact: inquiry.name_of(fact.app_id) if fact.app_id else None}
