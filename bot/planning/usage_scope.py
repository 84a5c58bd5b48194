"""Which usage reports a question is about, over which time, and by what they are broken down."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.fields.shared import TIME_NAMES
from bot.domain.question import Is, Log, Not, Output, Question, field_of, values_of
from bot.domain.usage import Report
from bot.domain.window import Last, Named, Period, Span, Window, local_instant, resolve

OVERVIEW = tuple(report for report in Report if report is not Report.USER_INSIGHTS)
"""What is shown where no report is named; customers' insights are five requests more, and asked for by name."""

WEEK, MONTH, YEAR = Last(7 * 86_400), Last(30 * 86_400), Last(365 * 86_400)
SUMMED: dict[Span, str] = {WEEK: "D7", MONTH: "D30"}
"""The spans that Graph sums sign-ins up over (Graph beta reference, getAzureADApplicationSignInSummary)."""

SUMMED_FEDERATED: dict[Span, str] = {Last(86_400): "D1", **SUMMED}
"""The same of AD FS (Graph API reference, getRelyingPartyDetailedSummary)."""

DAILY, MONTHLY = "daily", "monthly"
KEPT_DAILY = timedelta(days=30)
"""How far back External ID's daily figures go; monthly ones go back a year (Graph beta reference, userInsights)."""

_DRAWN_BY_DAY = frozenset({Is("report", Report.AUTH_METHODS.value), Is("report", Report.USER_INSIGHTS.value)})
"""Reports that a chart shows by day unless something else is said; the others are drawn by app."""


def reports_of(question: Question) -> tuple[Report, ...]:
    """The reports to be read: those that are named, sign-ins where only they can be put together so, else all."""
    condition = question.filter("report")
    if condition is not None:
        named = values_of(condition)
        return tuple(report for report in Report if (report.value in named) != isinstance(condition, Not))
    if question.metric or question.compare or groups_of(question) or question.output is Output.CHART:
        return (Report.ACTIVITY,)
    about_app = question.filter("app") is not None
    return tuple(report for report in OVERVIEW if not (about_app and report is Report.AUTH_METHODS))


def groups_of(question: Question) -> tuple[str, ...]:
    """What a report is broken down by; the reports themselves are the parts of every answer."""
    if question.group_by or question.output is not Output.CHART:
        return tuple(field for field in question.group_by if field != "report")
    return ("day",) if question.filter("report") in _DRAWN_BY_DAY else ("app",)


def time_of(question: Question) -> str | None:
    """The field of time that is grouped by, if any."""
    return next((field for field in groups_of(question) if field in TIME_NAMES), None)


def is_of_method_events(question: Question) -> bool:
    """Whether registrations of some time are asked for, and not what is registered today."""
    return question.window is not None or time_of(question) is not None


def summed_period(report: Report, question: Question) -> str | None:
    """Graph's name for the span, where it keeps a sum over it; `None` where the log would have to be counted."""
    if question.compare or time_of(question):
        return None
    return (SUMMED_FEDERATED if report is Report.ADFS else SUMMED).get(question.window or WEEK)


def log_question(question: Question, *, by_code: bool = False) -> Question:
    """The question about sign-ins whose answer says what a report of app activity would."""
    return Question(
        log=Log.SIGN_INS,
        where=tuple(condition for condition in question.where if field_of(condition) == "app"),
        window=counted_span(Report.ACTIVITY, question),
        compare=None if by_code else question.compare,
        group_by=("error_code",) if by_code else groups_of(question) or ("app",),
    )


def wants_codes(question: Question) -> bool:
    """Whether the codes that sign-ins ended with are worth a look: where one app is asked about."""
    match question.filter("app"):
        case Is():
            return not groups_of(question) and not question.compare and question.output is Output.LIST
        case _:
            return False


def insight_span(question: Question, window: Window, now: datetime) -> str:
    """Daily figures as far as they are kept; monthly ones for longer ago, or where months are asked for."""
    match time_of(question):
        case None:
            return MONTHLY if window.since < now - KEPT_DAILY - timedelta(days=1) else DAILY
        case field:
            return MONTHLY if field == "month" else DAILY


def counted_span(report: Report, question: Question) -> Span:
    """The time over which something is summed up: what was asked, else the last week; more where months are asked."""
    if question.window or time_of(question) != "month":
        return question.window or WEEK
    return YEAR if report is Report.USER_INSIGHTS else MONTH


def asked_window(question: Question, now: datetime, zone: ZoneInfo) -> Window | None:
    """The time that was asked; `None` for all that a report holds."""
    return resolve(question.window, now, zone) if question.window else None


def ending_window(question: Question, now: datetime, zone: ZoneInfo) -> Window | None:
    """The time in which something ends: a period that holds the present is taken to its own end."""
    return _to_its_end(question.window, resolve(question.window, now, zone), zone) if question.window else None


def _to_its_end(span: Span, window: Window, zone: ZoneInfo) -> Window:
    start = window.since.astimezone(zone).date()
    match span:
        case Named(Period.TODAY):
            end = start + timedelta(days=1)
        case Named(Period.THIS_WEEK):
            end = start + timedelta(days=7)
        case Named(Period.THIS_MONTH):
            end = (start + timedelta(days=32)).replace(day=1)
        case Named(Period.THIS_QUARTER):
            end = (start + timedelta(days=93)).replace(day=1)
        case _:
            return window
    return Window(window.since, local_instant(datetime.combine(end, time()), zone))
