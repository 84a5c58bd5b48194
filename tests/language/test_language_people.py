"""One person, risk, and usage: questions that have no window of their own."""

import pytest
from language_readings import DAY, LAST_WEEK, THIS_WEEK, Shape, apps, asks, last, none_of, reading, risk, user

LEE = "lee@northwind.com"

WHOIS = [
    asks(f"/whois {LEE}", user(user=LEE)),
    asks("/whois <@U42>", user(user=LEE)),
    asks("/whois <@U99>", user(user="slack:U99")),
    asks("/whois me", user(user="me")),
    asks('/whois "Lee Park"', user(user="Lee Park")),
    asks("/whois 3f2a8c1e-0b7d-4a52-9c11-5d6e7f8a9b0c", user(user="3f2a8c1e-0b7d-4a52-9c11-5d6e7f8a9b0c")),
    asks(f"who is {LEE}?", user(user=LEE)),
    asks(f"tell me about {LEE}", user(user=LEE)),
    asks(f"/whois {LEE} methods", user(user=LEE), show="auth_methods"),
    asks(f"which MFA methods has {LEE} registered?", user(user=LEE), show="auth_methods"),
    asks(f"what authentication methods does {LEE} have", user(user=LEE), show="auth_methods"),
    asks(f"is {LEE} registered for MFA", user(user=LEE), show="auth_methods"),
    asks(f"does {LEE} have MFA registered?", user(user=LEE), show="auth_methods"),
    asks(f"which identity provider does {LEE} use", user(user=LEE), show="provider"),
    asks(f"what provider is {LEE} with", user(user=LEE), show="provider"),
    asks(f"/whois {LEE} provider", user(user=LEE), show="provider"),
    asks(f"/whois user:{LEE} show:auth_methods", user(user=LEE), show="auth_methods"),
]

RISK = [
    asks("risky users", risk(subject="user")),
    asks("risky users and workloads", risk(subject=["user", "workload"])),
    asks("/risk user or signin or workload", risk(subject=["user", "signin", "workload"])),
    asks("risky users, sign-ins and service principals", risk(subject=["user", "signin", "workload"])),
    asks("risky users and who they are", risk(subject="user")),
    asks("which users are at risk?", risk(subject="user")),
    asks("list users at high risk", risk(subject="user", risk_level="high")),
    asks("users with medium risk or higher", risk(subject="user", risk_level=["medium", "high"])),
    asks("users at low risk or above", risk(subject="user", risk_level=["low", "medium", "high"])),
    asks("risky sign-ins this week", risk(subject="signin"), window=THIS_WEEK),
    asks("risky service principals", risk(subject="workload")),
    asks("are any workload identities at risk", risk(subject="workload")),
    asks("/risk workload high", risk(subject="workload", risk_level="high")),
    asks("/risk users level:high", risk(subject="user", risk_level="high")),
    asks("/risk state:dismissed", risk(risk_state="dismissed")),
    asks("/risk confirmed compromised users", risk(subject="user", risk_state="confirmedCompromised")),
    asks(f"is {LEE} at risk?", risk(user=LEE)),
    asks(f"risk of {LEE}", risk(user=LEE)),
    asks("users with leaked credentials", risk(subject="user", risk_type="leakedCredentials")),
    asks("impossible travel detections last week", risk(risk_type="mcasImpossibleTravel"), window=LAST_WEEK),
    asks("how many risky users are there", risk(subject="user"), output="count", count_of="user"),
    asks("risk by level", risk(), group_by=["risk_level"]),
    asks("risk detections by type last 30d", risk(), window=last(30 * DAY), group_by=["risk_type"]),
    asks("/risk -level:low", risk(risk_level=none_of("low"))),
    asks("/risk subject:user level:medium,high", risk(subject="user", risk_level=["medium", "high"])),
    asks("risky users that were remediated", risk(subject="user", risk_state="remediated")),
    asks("hgih risk usres", risk(subject="user", risk_level="high")),
]

APPS = [
    asks("app usage", apps(report="activity")),
    asks("customer insights", apps(report="user_insights")),
    asks("monthly active users", apps(report="user_insights"), group_by=["month"]),
    asks("daily active users last 7 days", apps(report="user_insights"), group_by=["day"], window=last(7 * DAY)),
    asks("/apps mau", apps(report="user_insights"), group_by=["month"]),
    asks("/apps activity", apps(report="activity")),
    asks("usage of Zoom", apps(report="activity", app="Zoom")),
    asks("/apps usage Zoom", apps(report="activity", app="Zoom")),
    asks("/apps adfs", apps(report="adfs")),
    asks("AD FS application activity", apps(report="adfs")),
    asks("/apps auth methods", apps(report="auth_methods")),
    asks("authentication methods usage", apps(report="auth_methods")),
    asks("/apps service principals", apps(report="service_principals")),
    asks("which service principals are unused?", apps(report="service_principals")),
    asks("when was the service principal Payroll last active", apps(report="service_principals", app="Payroll")),
    asks("service principals last active", apps(report="service_principals")),
    asks("/apps credentials", apps(report="credentials")),
    asks("which secrets are expiring soon", apps(report="credentials")),
    asks("expiring certificates of Payroll", apps(report="credentials", app="Payroll")),
    asks("/apps report:credentials app:Payroll", apps(report="credentials", app="Payroll")),
]


@pytest.mark.parametrize(("text", "expected"), [*WHOIS, *RISK, *APPS])
def test_a_question_without_a_window_of_its_own_is_read(text: str, expected: Shape) -> None:
    assert reading(text) == expected
