"""Which part of a story fills which endpoint."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from typing import TypeAlias

from bot.demo.moments import ticks_of
from bot.demo.rows import Row
from bot.demo.story import directory, risk
from bot.demo.story.sign_ins.drafts import SignInKind
from bot.demo.story.telling import Story
from bot.demo.story.usage import federation, insights, people, sign_ins, workloads
from bot.demo.tenant.endpoints.insights import DAILY, MONTHLY
from bot.demo.tenant.holdings import Sources

Report: TypeAlias = Callable[[int, Mapping[str, str]], Iterable[Row]]

_METHODS = "reports/authenticationMethods"
_RISK = "identityProtection"
_SUMMARIZED = {
    "NonInteractive": SignInKind.SILENT,
    "ServicePrincipal": SignInKind.SERVICE_PRINCIPAL,
    "MSI": SignInKind.MANAGED_IDENTITY,
}


def told_sources(story: Story) -> Sources:
    """What the tenant holds when a story is told; signInActivity is as it was when the story began to run."""
    users = partial(_users, story)
    return Sources(
        rows={
            "auditLogs/signUps": lambda: story.events,
            "auditLogs/signIns": lambda: story.sign_ins,
            "auditLogs/directoryAudits": lambda: story.audits,
            "auditLogs/provisioning": lambda: story.provisioning,
            "users": users,
            "applications": directory.applications,
            "servicePrincipals": directory.service_principals,
            "organization": directory.organization,
            "identity/authenticationEventsFlows": directory.user_flows,
            "identity/customAuthenticationExtensions": directory.custom_extensions,
        },
        reports=_counts(story) | _of_people(story) | _of_apps(story) | _insights(story) | _risk(story),
        costly={"users": lambda: people.with_activity(users(), story.sign_ins, ticks_of(story.now))},
        parts={
            "users/authentication/methods": partial(_methods, story),
            f"{_RISK}/riskyUsers/history": lambda user_id, now: risk.history(story.detections, user_id, now),
        },
    )


def _users(story: Story) -> list[Row]:
    present = ticks_of(story.now)
    staff = [one for one in story.lives.people if one.deleted is None or one.deleted > present]
    return [*(one.account(present) for one in staff), *story.users]


def _methods(story: Story, user_id: str, now: int) -> list[Row]:
    for one in story.lives.people:
        if one.user_id == user_id:
            return [method.printed for method in one.methods if method.since <= now]
    customer = next(user for user in story.users if user["id"] == user_id)
    return [method.printed for method in people.customer_methods(customer)]


def _counts(story: Story) -> dict[str, Report]:
    counted: dict[str, Report] = {
        "auditLogs/signInEventsAppSummary": lambda now, _: sign_ins.by_app(story.sign_ins, now),
        "auditLogs/signInEventsSummary": lambda now, _: sign_ins.by_day(story.sign_ins, now),
    }
    for name, kind in _SUMMARIZED.items():
        counted[f"auditLogs/getSummarized{name}SignIns"] = partial(_summarized, story, kind)
    return counted


def _summarized(story: Story, kind: SignInKind, now: int, arguments: Mapping[str, str]) -> Iterable[Row]:
    return sign_ins.summarized(story.sign_ins, now, kind, arguments["aggregationWindow"])


def _of_people(story: Story) -> dict[str, Report]:
    return {
        f"{_METHODS}/userRegistrationDetails": lambda now, _: people.registration_details(
            story.lives.people, story.users, now
        ),
        f"{_METHODS}/userPasswordResetsAndChangesSummary": lambda now, _: people.passwords_by_day(story.audits, now),
        f"{_METHODS}/userEventsSummary": lambda now, _: people.method_events(story.audits, now),
        f"{_METHODS}/userMfaSignInSummary": lambda now, _: sign_ins.mfa_by_day(story.sign_ins, now),
    }


def _of_apps(story: Story) -> dict[str, Report]:
    return {
        "reports/getAzureADApplicationSignInSummary": lambda now, arguments: sign_ins.app_summary(
            story.sign_ins, now, arguments["period"]
        ),
        "reports/getRelyingPartyDetailedSummary": lambda now, arguments: federation.relying_parties(
            now, arguments["period"]
        ),
        "reports/servicePrincipalSignInActivities": lambda now, _: workloads.last_use(story.sign_ins, now),
        "reports/appCredentialSignInActivities": lambda now, _: workloads.credentials(
            story.sign_ins, now, ticks_of(story.now)
        ),
    }


def _insights(story: Story) -> dict[str, Report]:
    @cache
    def made_of() -> insights.Customers:
        return insights.customers_of(story.events, story.sign_ins, story.users)

    def report(span: str, metric: str) -> Report:
        return lambda now, _: insights.insight(made_of(), span, metric, now)

    metrics = {insights.DAY: DAILY, insights.MONTH: MONTHLY}
    return {
        f"reports/userInsights/{span}/{metric}": report(span, metric)
        for span, names in metrics.items()
        for metric in names
    }


def _risk(story: Story) -> dict[str, Report]:
    return {
        f"{_RISK}/riskyUsers": lambda now, _: risk.risky_users(story.detections, now),
        f"{_RISK}/riskDetections": lambda now, _: risk.risk_detections(story.detections, now),
        f"{_RISK}/riskyServicePrincipals": lambda now, _: risk.risky_workloads(story.detections, now),
        f"{_RISK}/servicePrincipalRiskDetections": lambda now, _: risk.workload_detections(story.detections, now),
    }
