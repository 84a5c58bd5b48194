"""Usage and insights: what apps are used, what expires, who has registered what, and what customers do."""

from dataclasses import replace
from datetime import datetime
from typing import assert_never
from zoneinfo import ZoneInfo

from bot.desk.app_activity import AppActivity
from bot.desk.app_records import credentials, last_uses
from bot.desk.customer_insights import customer_insights
from bot.desk.graph_ports import Directory, UsageSource
from bot.desk.method_usage import method_usage
from bot.desk.pace import Pace
from bot.desk.ports import Answering, Progress
from bot.desk.shape import kind_without_groups
from bot.desk.usage_explanation import require_answerable
from bot.desk.usage_inquiry import Inquiry
from bot.domain.answers import AnswerKind
from bot.domain.question import Question
from bot.domain.sources import GraphQuery, Source
from bot.domain.usage import Report
from bot.domain.usage_answers import UsageAnswer, UsagePart
from bot.errors import GraphError
from bot.planning.usage import NO_SUM
from bot.planning.usage_scope import groups_of, reports_of, summed_period

WITHOUT = {
    Report.ACTIVITY: "App activity is not shown (Reports.Read.All or AuditLog.Read.All, and a P1 or P2 licence).",
    Report.ADFS: "AD FS activity is not shown (Reports.Read.All and a P1 or P2 licence).",
    Report.AUTH_METHODS: "Authentication methods are not shown (AuditLog.Read.All and a P1 or P2 licence).",
    Report.SERVICE_PRINCIPALS: "The last use of apps is not shown (AuditLog.Read.All).",
    Report.CREDENTIALS: "Secrets and certificates are not shown (AuditLog.Read.All).",
    Report.USER_INSIGHTS: "Customers' usage is not shown (Insights-UserMetric.Read.All, in an external tenant).",
}
"""What is missing from an answer of several reports, with the permission it needs."""


class UsageDesk:
    """Answers questions about usage."""

    def __init__(self, source: UsageSource, directory: Directory, ask: Answering) -> None:
        self._source = source
        self._directory = directory
        self._activity = AppActivity(source, ask)

    def answer(
        self,
        question: Question,
        zone: ZoneInfo,
        now: datetime,
        *,
        queries: tuple[GraphQuery, ...],
        progress: Progress | None = None,
    ) -> UsageAnswer:
        """The answer as of `now`; `queries` are what it amounts to at Graph.

        Raises `QuestionError`, and `GraphError` and `MirrorError` where no report could be read.
        """
        require_answerable(question)
        inquiry = Inquiry(question, zone, now, self._directory, Pace(progress))
        parts = self._parts(reports_of(question), inquiry)
        kind = AnswerKind.BREAKDOWN if groups_of(question) else kind_without_groups(question)
        most = question.top if kind is AnswerKind.LIST else 0
        return UsageAnswer(
            question=question,
            kind=kind,
            zone=zone.key,
            parts=tuple(replace(part, rows=part.rows[:most]) for part in parts),
            as_of=now,
            complete=not inquiry.lacks,
            source=Source.BOTH if inquiry.mirrored else Source.GRAPH,
            graph=queries,
            requests=tuple(inquiry.calls),
            lacks=tuple(inquiry.lacks),
            notes=(*inquiry.lacks, *inquiry.notes),
        )

    def _parts(self, reports: tuple[Report, ...], inquiry: Inquiry) -> list[UsagePart]:
        """What the reports say; one that cannot be read is noted where there are others."""
        parts: list[UsagePart] = []
        refused: GraphError | None = None
        for report in reports:
            if report is Report.ADFS and summed_period(report, inquiry.question) is None:
                inquiry.note(f"AD FS is left out. {NO_SUM}")
                continue
            inquiry.pace.step()
            try:
                parts.append(self._part(report, inquiry))
            except GraphError as error:
                refused = error
                inquiry.miss(f"{WITHOUT[report]} {error.message} {error.remedy}".strip())
        if refused and not parts:
            raise refused
        return parts

    def _part(self, report: Report, inquiry: Inquiry) -> UsagePart:
        match report:
            case Report.ACTIVITY | Report.ADFS:
                return self._activity.part(report, inquiry)
            case Report.AUTH_METHODS:
                return method_usage(self._source, inquiry)
            case Report.SERVICE_PRINCIPALS:
                return last_uses(self._source, inquiry)
            case Report.CREDENTIALS:
                return credentials(self._source, inquiry)
            case Report.USER_INSIGHTS:
                return customer_insights(self._source, inquiry)
            case _:
                assert_never(report)
