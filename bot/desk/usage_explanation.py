"""What a question about usage may ask, and the requests and log questions that it becomes."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.question import Metric, Output, Question
from bot.domain.usage import Report
from bot.errors import Mistake, QuestionError
from bot.planning.usage import NO_SUM, UsageStep, usage_steps
from bot.planning.usage_scope import groups_of, reports_of, summed_period

OF_ATTEMPTS = frozenset({Metric.ABANDONMENT, Metric.DROPOFF, Metric.CONVERSION})
WITH_ENDINGS = frozenset({Report.ACTIVITY, Report.ADFS})
"""The reports whose rows succeeded or failed, and so have rates."""

GROUPS = {
    Report.ACTIVITY: frozenset({"app", "hour", "day", "week", "month"}),
    Report.ADFS: frozenset({"app"}),
    Report.AUTH_METHODS: frozenset({"hour", "day", "week", "month"}),
    Report.SERVICE_PRINCIPALS: frozenset({"app", "hour", "day", "week", "month"}),
    Report.CREDENTIALS: frozenset({"app", "hour", "day", "week", "month"}),
    Report.USER_INSIGHTS: frozenset({"app", "day", "week", "month"}),
}
"""What each report can be broken down by."""


def steps_of(question: Question, zone: ZoneInfo, now: datetime) -> Iterator[UsageStep]:
    """The steps of all reports, ids in braces."""
    for report in reports_of(question):
        yield from usage_steps(report, question, now, zone)


def require_answerable(question: Question) -> None:
    """Raises `QuestionError` for what usage reports do not have."""
    reports = reports_of(question)
    if question.output is Output.FUNNEL or question.metric in OF_ATTEMPTS:
        raise _unsupported("Only sign-ups have stages; apps have a success and a failure rate.", "failure rate by app")
    if (question.metric or question.output is Output.RATE) and not set(reports) <= WITH_ENDINGS:
        raise _unsupported("Only sign-ins to apps have rates.", "report:activity failure rate by app")
    if question.compare and reports != (Report.ACTIVITY,):
        raise _unsupported(
            "Only sign-ins to apps can be compared with another time.", "report:activity this week vs last week"
        )
    if groups := groups_of(question):
        _require_groups(groups, reports)
    if reports == (Report.ADFS,) and summed_period(Report.ADFS, question) is None:
        raise _unsupported(NO_SUM, "adfs last 30d")


def _require_groups(groups: tuple[str, ...], reports: tuple[Report, ...]) -> None:
    if len(reports) > 1:
        names = ", ".join(report.value for report in reports)
        raise _unsupported(
            f"Several reports cannot be grouped together: name one of {names}.", "report:activity by day"
        )
    for group in groups:
        if group not in GROUPS[reports[0]]:
            known = ", ".join(sorted(GROUPS[reports[0]]))
            raise _unsupported(
                f"The report {reports[0].value} cannot be grouped by {group}; it can by {known}.",
                f"report:{reports[0].value}",
            )


def _unsupported(message: str, example: str) -> QuestionError:
    return QuestionError(Mistake.UNSUPPORTED_FIELD, message, suggestions=(f"/apps {example}",))
