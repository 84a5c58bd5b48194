"""The requests that usage reports take, and the question to the sign-in log where it has to stand in for one."""

from collections.abc import Iterator
from datetime import datetime
from typing import assert_never
from zoneinfo import ZoneInfo

from bot.domain.question import Filter, Is, OneOf, Question, Value, field_of, values_of
from bot.domain.sources import GraphQuery
from bot.domain.tenancy import Bindings
from bot.domain.usage import Report
from bot.domain.window import resolve
from bot.planning import odata
from bot.planning.binding import app_ids
from bot.planning.usage_scope import (
    DAILY,
    MONTHLY,
    counted_span,
    insight_span,
    is_of_method_events,
    log_question,
    summed_period,
    wants_codes,
)

METRICS = {
    DAILY: ("signUps", "authentications", "mfaCompletions", "activeUsers", "userCount"),
    MONTHLY: ("signUps", "authentications", "mfaCompletions", "activeUsers", "requests"),
}
"""The metrics of External ID's insights that are read; each is a request of its own."""

METRICS_BY_APP = ("signUps", "authentications", "mfaCompletions", "requests")
"""Those of them that tell the app."""

SUMMARY = "reports/getAzureADApplicationSignInSummary(period='{}')"
FEDERATED = "reports/getRelyingPartyDetailedSummary(period='{}')"
REGISTRATIONS = "reports/authenticationMethods/userRegistrationDetails"
METHOD_EVENTS = "reports/authenticationMethods/userEventsSummary"
LAST_USES = "reports/servicePrincipalSignInActivities"
CREDENTIALS = "reports/appCredentialSignInActivities"
INSIGHTS = "reports/userInsights/{}/{}"

_COUNTED = "The features and methods of all accounts are counted here: Graph's own sums are for signed-in users only."

NO_SUM = "Graph sums AD FS sign-ins up over the last 24 hours, 7 or 30 days only, and gives no log of them."

UsageStep = GraphQuery | Question
"""A request, or a question to the sign-in log where no report that an app may read has the answer."""


def usage_steps(report: Report, question: Question, now: datetime, zone: ZoneInfo) -> Iterator[UsageStep]:
    """What is asked for `report` when nothing is known: an app's id stays readable as `{appId:Store}`."""
    match report:
        case Report.ACTIVITY:
            yield summed_query(report, question) or log_question(question)
            if wants_codes(question):
                yield log_question(question, by_code=True)
        case Report.ADFS:
            yield summed_query(report, question) or GraphQuery("v1.0", FEDERATED.format("D30"), "", {}, (), NO_SUM)
        case Report.AUTH_METHODS if is_of_method_events(question):
            yield method_events_query(question)
        case Report.AUTH_METHODS:
            yield registrations_query(question)
        case Report.SERVICE_PRINCIPALS:
            yield last_uses_query(question, None)
        case Report.CREDENTIALS:
            yield credentials_query(question)
        case Report.USER_INSIGHTS:
            window = resolve(counted_span(report, question), now, zone)
            yield from insight_queries(question, insight_span(question, window, now))
        case _:
            assert_never(report)


def summed_query(report: Report, question: Question) -> GraphQuery | None:
    """Graph's own sum of sign-ins by app; `None` where it keeps none over the time asked for."""
    period = summed_period(report, question)
    if period is None:
        return None
    here = tuple(field_of(condition) for condition in question.where if field_of(condition) == "app")
    if report is Report.ADFS:
        return GraphQuery("v1.0", FEDERATED.format(period), "", {}, here)
    return GraphQuery("beta", SUMMARY.format(period), "", {}, here)


def registrations_query(question: Question) -> GraphQuery:
    """What each account has registered today."""
    return GraphQuery("v1.0", REGISTRATIONS, "", {}, _decided_here(question), _COUNTED)


def method_events_query(question: Question) -> GraphQuery:
    """Registrations and password resets, of which Graph keeps 30 days."""
    return GraphQuery("beta", METHOD_EVENTS, "", {}, _decided_here(question))


def last_uses_query(question: Question, bindings: Bindings | None) -> GraphQuery:
    """When apps were last used: one app is Graph's to find, by its id; the rest is left to us.

    Without `bindings` nothing may be asked, and a name stays readable.
    """
    ids = _ids(question.filter("app"), bindings)
    text = f"appId eq {odata.quote(str(ids[0]))}" if len(ids) == 1 else ""
    here = tuple(name for name in _decided_here(question) if not text or name != "app")
    return GraphQuery("beta", LAST_USES, text, {}, here)


def credentials_query(question: Question) -> GraphQuery:
    """Secrets and certificates; Graph finds them by their key only."""
    return GraphQuery("beta", CREDENTIALS, "", {}, _decided_here(question))


def insight_queries(question: Question, span: str) -> Iterator[GraphQuery]:
    """A request for each metric that can answer: only those that tell the app where apps matter."""
    by_app = question.filter("app") is not None or "app" in question.group_by
    for metric in METRICS[span]:
        if not by_app or metric in METRICS_BY_APP:
            yield GraphQuery("beta", INSIGHTS.format(span, metric), "", {}, _decided_here(question))


def completed_sign_ups_query() -> GraphQuery:
    """External ID's own count of completed sign-ups, of which it keeps 30 days."""
    return GraphQuery("beta", INSIGHTS.format(DAILY, "signUps"), "", {}, ())


def _ids(condition: Filter | None, bindings: Bindings | None) -> tuple[Value, ...]:
    match condition:
        case Is() | OneOf():
            return tuple(found for value in values_of(condition) for found in app_ids(value, bindings))
        case _:
            return ()


def _decided_here(question: Question) -> tuple[str, ...]:
    fields = tuple(field_of(condition) for condition in question.where if field_of(condition) != "report")
    return (*fields, "window") if question.window else fields
