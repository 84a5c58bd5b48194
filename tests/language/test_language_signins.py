"""Sign-ins: people and workloads getting in, or not."""

import pytest
from language_readings import (
    DAY,
    HOUR,
    LAST_MONTH,
    LAST_WEEK,
    THIS_MONTH,
    THIS_WEEK,
    TODAY,
    YESTERDAY,
    Shape,
    asks,
    between,
    last,
    none_of,
    reading,
    signins,
)

LEE = "lee@northwind.com"

PEOPLE = [
    asks(f"why can't {LEE} get in today?", signins(status="failed", user=LEE), window=TODAY),
    asks(
        f"failed logins for {LEE} since yesterday",
        signins(status="failed", user=LEE),
        window=between("2026-11-17", "2026-11-18T11:30"),
    ),
    asks(f"did {LEE} sign in to Zoom yesterday", signins(user=LEE, app="Zoom"), window=YESTERDAY),
    asks(f"when did {LEE} last sign in?", signins(user=LEE), top=1),
    asks(f"when was {LEE} last active", signins(user=LEE), top=1),
    asks(f"last sign-in of {LEE}", signins(user=LEE), top=1),
    asks(f"when did {LEE} last log in to Payroll", signins(user=LEE, app="Payroll"), top=1),
    asks(f"show the last 5 sign-ins of {LEE}", signins(user=LEE), top=5),
    asks(
        f"{LEE} locked out this morning",
        signins(error_code="50053", user=LEE),
        window=between("2026-11-18", "2026-11-18T11:30"),
    ),
    asks("who got locked out yesterday?", signins(error_code="50053"), window=YESTERDAY),
    asks(
        "how many people were locked out last week",
        signins(error_code="50053"),
        window=LAST_WEEK,
        output="count",
        count_of="user",
    ),
    asks("my failed sign-ins today", signins(status="failed", user="me"), window=TODAY),
    asks("did <@U42> log in last night", signins(user=LEE), window=between("2026-11-17T18:00", "2026-11-18T06:00")),
    asks("which apps did lee@northwind.com use today", signins(user=LEE), window=TODAY, group_by=["app"]),
    asks("what devices does lee@northwind.com sign in from", signins(user=LEE), group_by=["device"]),
    asks('sign-ins of user:"Lee Park" last 2d', signins(user="Lee Park"), window=last(2 * DAY)),
    asks("expired passwords this week", signins(error_code="50055"), window=THIS_WEEK),
    asks(
        "wrong password attempts by user last 6h", signins(error_code="50126"), window=last(6 * HOUR), group_by=["user"]
    ),
    asks(
        "users with more than 10 failed sign-ins today",
        signins(status="failed"),
        window=TODAY,
        group_by=["user"],
        min_count=11,
    ),
    asks(
        "guests who signed in to Zoom this week",
        signins(user_type="guest", app="Zoom", status="success"),
        window=THIS_WEEK,
    ),
]

SECURITY = [
    asks("sign-ins from outside Germany and France today", signins(country=none_of("DE", "FR")), window=TODAY),
    asks(
        "successful logins from Russia or China last 7d",
        signins(status="success", country=["RU", "CN"]),
        window=last(7 * DAY),
    ),
    asks("failed sign-ins by country last 24h", signins(status="failed"), group_by=["country"]),
    asks("which countries do failed sign-ins come from", signins(status="failed"), group_by=["country"]),
    asks("sign-ins from 203.0.113.9 this week", signins(ip="203.0.113.9"), window=THIS_WEEK),
    asks(
        "how many IPs tried to sign in as lee@northwind.com today",
        signins(user=LEE),
        window=TODAY,
        output="count",
        count_of="ip",
    ),
    asks(
        "top 10 IPs with failed sign-ins yesterday", signins(status="failed"), window=YESTERDAY, group_by=["ip"], top=10
    ),
    asks("ips with at least 20 failures today", signins(status="failed"), window=TODAY, group_by=["ip"], min_count=20),
    asks(
        "blocked by conditional access yesterday by policy",
        signins(ca_status="failure"),
        window=YESTERDAY,
        group_by=["ca_policy"],
    ),
    asks("/signins ca failed last 12h", signins(ca_status="failure"), window=last(12 * HOUR)),
    asks(
        "sign-ins where Block legacy authentication applied today",
        signins(ca_policy="Block legacy authentication"),
        window=TODAY,
    ),
    asks("sign-ins without MFA to Azure Portal this week", signins(mfa="none", app="Azure Portal"), window=THIS_WEEK),
    asks("mfa failures today", signins(mfa="required", status="failed"), window=TODAY),
    asks("who signed in without MFA yesterday", signins(mfa="none", status="success"), window=YESTERDAY),
    asks("mfa satisfied by claim in the token last week", signins(mfa="claim"), window=LAST_WEEK),
    asks("legacy authentication by app last month", signins(client_app="legacy"), window=LAST_MONTH, group_by=["app"]),
    asks("imap and pop sign-ins today", signins(client_app=["imap", "pop"]), window=TODAY),
    asks("who still uses basic auth", signins(client_app="legacy")),
    asks("sign-ins using fido2 keys this month", signins(auth_method="fido2"), window=THIS_MONTH),
    asks(
        "passwordless sign-ins last week by day",
        signins(auth_method="passwordless"),
        window=LAST_WEEK,
        group_by=["day"],
    ),
    asks("sms sign-ins today", signins(auth_method="sms"), window=TODAY),
    asks("sign-ins by authentication method this month", signins(), window=THIS_MONTH, group_by=["auth_method"]),
    asks("high risk sign-ins today", signins(risk_level="high"), window=TODAY),
    asks("/signins level:high 7d", signins(risk_level="high"), window=last(7 * DAY)),
    asks("MFA not completed in the last 3 hours", signins(error_code="500121"), window=last(3 * HOUR)),
    asks("sign-ins by session policy today", signins(), window=TODAY, group_by=["session_policy"]),
]

WORKLOADS = [
    asks(
        "which service principals signed in yesterday",
        signins(signin_type="servicePrincipal", status="success"),
        window=YESTERDAY,
        group_by=["app"],
    ),
    asks(
        "service principal sign-ins failed today",
        signins(signin_type="servicePrincipal", status="failed"),
        window=TODAY,
    ),
    asks("/signins sp failed 6h", signins(signin_type="servicePrincipal", status="failed"), window=last(6 * HOUR)),
    asks(
        "which resources did managed identities access today",
        signins(signin_type="managedIdentity"),
        window=TODAY,
        group_by=["resource"],
    ),
    asks(
        "managed identities touching Key Vault this week",
        signins(signin_type="managedIdentity", resource="Azure Key Vault"),
        window=THIS_WEEK,
    ),
    asks("non-interactive sign-ins for lee@northwind.com", signins(signin_type="nonInteractive", user=LEE)),
    asks(
        "/signins type:interactive,nonInteractive by:signin_type",
        signins(signin_type=["interactive", "nonInteractive"]),
        group_by=["signin_type"],
    ),
    asks(
        "resources accessed by service principals last week",
        signins(signin_type="servicePrincipal"),
        window=LAST_WEEK,
        group_by=["resource"],
    ),
]

FORMS = [
    asks("/signins", signins()),
    asks(
        "how many people signed in to Zoom this week",
        signins(app="Zoom", status="success"),
        window=THIS_WEEK,
        output="count",
        count_of="user",
    ),
    asks(
        "how many distinct users logged in today",
        signins(status="success"),
        window=TODAY,
        output="count",
        count_of="user",
    ),
    asks("sign-ins by browser yesterday", signins(), window=YESTERDAY, group_by=["browser"]),
    asks("chrome sign-ins on windows today", signins(browser="Chrome", os="Windows"), window=TODAY),
    asks("interrupted sign-ins last 2h", signins(status="interrupted"), window=last(2 * HOUR)),
    asks("/signins app:Zoom,Payroll -status:success", signins(app=["Zoom", "Payroll"], status=none_of("success"))),
    asks("/signins !failed zoom", signins(status=none_of("failed"), app="Zoom")),
    asks("/signins app!=Zoom country:DE by:city", signins(app=none_of("Zoom"), country="DE"), group_by=["city"]),
    asks("/signins --app Zoom --status failed --last 2d", signins(app="Zoom", status="failed"), window=last(2 * DAY)),
    asks("/signins app=Zoom status=failed", signins(app="Zoom", status="failed")),
    asks("/signins AADSTS50126 yday", signins(error_code="50126"), window=YESTERDAY),
    asks(
        "/signins 3f2a8c1e-0b7d-4a52-9c11-5d6e7f8a9b0c", signins(correlation_id="3f2a8c1e-0b7d-4a52-9c11-5d6e7f8a9b0c")
    ),
    asks("/signins app 3f2a8c1e-0b7d-4a52-9c11-5d6e7f8a9b0c", signins(app="3f2a8c1e-0b7d-4a52-9c11-5d6e7f8a9b0c")),
    asks(
        "/signins request:3f2a8c1e-0b7d-4a52-9c11-5d6e7f8a9b0c",
        signins(request_id="3f2a8c1e-0b7d-4a52-9c11-5d6e7f8a9b0c"),
    ),
    asks(
        "failure rate of sign-ins by app this week",
        signins(),
        window=THIS_WEEK,
        group_by=["app"],
        metric="failure",
        output="rate",
    ),
    asks("what percentage of sign-ins failed yesterday", signins(), window=YESTERDAY, metric="failure", output="rate"),
    asks("compare sign-ins today with yesterday", signins(), window=TODAY, compare=YESTERDAY),
    asks("sign-ins to Zoom vs Payroll this week", signins(app=["Zoom", "Payroll"]), window=THIS_WEEK, group_by=["app"]),
    asks("most used browsers last month", signins(), window=LAST_MONTH, group_by=["browser"]),
    asks("pls show faild logins frm germany tody", signins(status="failed", country="DE"), window=TODAY),
    asks("ppl w/ wrong pw last wk", signins(error_code="50126"), window=LAST_WEEK),
    asks("sign ins to contoso.com accounts", signins(user_domain="contoso.com")),
    asks(
        "sign-ins around 9:15 for lee@northwind.com",
        signins(user=LEE),
        window=between("2026-11-18T08:15", "2026-11-18T10:15"),
    ),
    asks("cities with the most failed logins this week", signins(status="failed"), window=THIS_WEEK, group_by=["city"]),
    asks("graph of logins per hour today", signins(), window=TODAY, group_by=["hour"], output="chart"),
    asks(
        "download failed sign-ins for Zoom as json last week",
        signins(status="failed", app="Zoom"),
        window=LAST_WEEK,
        output="export",
        format="json",
    ),
    asks("why do people fail to sign in to Payroll?", signins(status="failed", app="Payroll")),
    asks("reasons for failed sign-ins this week", signins(status="failed"), window=THIS_WEEK, group_by=["error_code"]),
    asks(
        "how often did sign-ins to Zoom fail today", signins(app="Zoom", status="failed"), window=TODAY, output="count"
    ),
]


@pytest.mark.parametrize(("text", "expected"), [*PEOPLE, *SECURITY, *WORKLOADS, *FORMS])
def test_a_question_about_sign_ins_is_read(text: str, expected: Shape) -> None:
    assert reading(text) == expected
