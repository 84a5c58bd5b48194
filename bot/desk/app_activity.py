"""Sign-ins by app: Graph's own sums where it keeps one over the time asked for, else the sign-in log counted here."""

from collections.abc import Sequence
from dataclasses import replace

from bot.desk.graph_ports import UsageSource
from bot.desk.ports import Answering
from bot.desk.usage_inquiry import Inquiry, shared, told_apart
from bot.domain.event_answers import EventAnswer
from bot.domain.question import Question
from bot.domain.sources import GraphQuery, Source
from bot.domain.tallies import EventGroup, EventTotals
from bot.domain.usage import AppUse, Report
from bot.domain.usage_answers import CodeUse, Figures, UsageComparison, UsageGroup, UsagePart
from bot.domain.usage_counts import count_app_use, shares
from bot.errors import GraphError, GraphRefused, GraphUnexpected
from bot.planning.usage import summed_query
from bot.planning.usage_scope import groups_of, log_question, wants_codes

SUMMED = (
    "The numbers are Graph's own sum, which follows the log at its own pace and knows success and failure only: "
    "a sign-in that was stopped at a prompt may be among the failed."
)
UNUSED = (
    "Apps that nobody signed in to are not among them; /apps report:service_principals says when each was last used."
)
NO_CODES = "Why sign-ins failed is not shown."
COUNTED = "Graph's own sum may not be read, so the sign-in log was counted instead. {} {}"


class AppActivity:
    """Answers how often people sign in to apps, of Entra or of AD FS."""

    def __init__(self, source: UsageSource, ask: Answering) -> None:
        self._source = source
        self._ask = ask

    def part(self, report: Report, inquiry: Inquiry) -> UsagePart:
        """What the report says. Raises `GraphError` and `MirrorError`."""
        question = inquiry.question
        query = summed_query(report, question)
        part = self._summed(report, query, inquiry) if query else None
        part = part or self._counted(log_question(question), inquiry)
        if report is Report.ADFS:
            return part
        if not groups_of(question) and question.filter("app") is None:
            inquiry.note(UNUSED)
        return replace(part, details=self._codes(inquiry)) if wants_codes(question) else part

    def _summed(self, report: Report, query: GraphQuery, inquiry: Inquiry) -> UsagePart | None:
        """Graph's sum; `None`, which is noted, where it is not for us and the log can stand in."""
        try:
            read = self._source.app_use(query, calls=inquiry.calls)
        except GraphRefused as error:
            if report is not Report.ACTIVITY:
                raise
            inquiry.note(COUNTED.format(error.message, error.remedy).strip())
            return None
        inquiry.note(SUMMED)
        several = shared(row.app for row in read)
        wanted = [row for row in read if inquiry.chosen(row.app_id, row.app)]
        rows = _busiest([replace(row, app=told_apart(row.app_id, row.app, several)) for row in wanted])
        totals = count_app_use(rows)
        return UsagePart(
            report=report,
            window=inquiry.counted(report),
            totals=totals,
            rates=shares(totals),
            groups=inquiry.groups(rows, {"app": _app_of}, _of_group, shares),
            rows=tuple(rows),
        )

    def _counted(self, question: Question, inquiry: Inquiry) -> UsagePart:
        answer = self._of_log(question, inquiry)
        by_app = answer.question.group_by == ("app",)
        compare = answer.compare
        return UsagePart(
            report=Report.ACTIVITY,
            window=answer.window,
            totals=Figures((*_figures(answer.totals).counts, *([("apps", len(answer.groups))] if by_app else []))),
            rates=answer.rates,
            groups=inquiry.largest(map(_group, answer.groups)) if groups_of(inquiry.question) else (),
            rows=tuple(_busiest([_use(group) for group in answer.groups])) if by_app else (),
            compare=UsageComparison(compare.window, _figures(compare.totals), compare.rates) if compare else None,
        )

    def _codes(self, inquiry: Inquiry) -> tuple[CodeUse, ...]:
        """The codes other than success, with their counts, the most frequent first; none where the log is refused."""
        try:
            groups = self._of_log(log_question(inquiry.question, by_code=True), inquiry).groups
        except GraphError as error:
            inquiry.miss(f"{NO_CODES} {error.message} {error.remedy}".strip())
            return ()
        found = [(int(dict(group.key)["error_code"] or 0), group.totals.events) for group in groups]
        return tuple(CodeUse(code, count) for code, count in found if code)

    def _of_log(self, question: Question, inquiry: Inquiry) -> EventAnswer:
        inquiry.counted(Report.ACTIVITY)
        answer = self._ask(question, inquiry.zone, now=inquiry.now, progress=inquiry.pace.read)
        if not isinstance(answer, EventAnswer):
            raise GraphUnexpected("The sign-in log was not answered as a log of events.")
        inquiry.calls += answer.requests
        (inquiry.note if answer.complete else inquiry.miss)(*answer.notes)
        inquiry.mirrored = inquiry.mirrored or answer.source is not Source.GRAPH
        return answer


def _busiest(rows: list[AppUse]) -> list[AppUse]:
    return sorted(rows, key=lambda row: (-row.events, row.app.casefold(), row.app_id))


def _app_of(row: AppUse) -> str | None:
    return row.app


def _use(group: EventGroup) -> AppUse:
    totals = group.totals
    return AppUse(
        app=dict(group.key)["app"] or "",
        app_id="",
        success=totals.of("success"),
        failed=totals.of("failed"),
        interrupted=totals.of("interrupted"),
    )


def _group(group: EventGroup) -> UsageGroup:
    return UsageGroup(group.key, _figures(group.totals), group.rates)


def _figures(totals: EventTotals) -> Figures:
    return Figures((("events", totals.events), *totals.statuses))


def _of_group(rows: Sequence[AppUse]) -> Figures:
    """What is said of a group by app: there is no need to count its one app."""
    return Figures(tuple((name, count) for name, count in count_app_use(rows).counts if name != "apps"))
