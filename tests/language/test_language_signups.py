"""Sign-ups: how they ended, where, by which provider, and the rates that hang on it."""

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
    signups,
)

OTP, FORM = "credentialValidation", "attributeCollectionAndValidation"

OUTCOMES = [
    asks("/signups", signups()),
    asks("/signups failed last 24h", signups(status="failed")),
    asks("sign-ups that went through today", signups(status="success"), window=TODAY),
    asks("people who gave up signing up yesterday", signups(status="abandoned"), window=YESTERDAY),
    asks("who registered this week?", signups(status="success"), window=THIS_WEEK),
    asks("who tried to register this week?", signups(), window=THIS_WEEK),
    asks(
        "how many people signed up last month",
        signups(status="success"),
        window=LAST_MONTH,
        output="count",
        count_of="user",
    ),
    asks("how many sign-up attempts were there today", signups(), window=TODAY, output="count", count_of="attempts"),
    asks("how many sign-ups yesterday", signups(), window=YESTERDAY, output="count"),
    asks("customers who could not register last 3h", signups(status="failed"), window=last(3 * HOUR)),
    asks("sign-ups stopped at a prompt today", signups(status="interrupted"), window=TODAY),
    asks("registrations that failed at any point yesterday", signups(had_error=True), window=YESTERDAY),
    asks("sign-ups where people already had an account", signups(existing_account=True)),
    asks("failed or abandoned sign-ups this week", signups(status=["failed", "abandoned"]), window=THIS_WEEK),
    asks("sign-ups that were not successful today", signups(status=none_of("success")), window=TODAY),
    asks("why do sign-ups fail? last 7 days", signups(status="failed"), window=last(7 * DAY)),
]

WHERE = [
    asks("sign-ups failing at otp yesterday", signups(status="failed", stage=OTP), window=YESTERDAY),
    asks("who gave up on the profile form this week", signups(status="abandoned", stage=FORM), window=THIS_WEEK),
    asks("failed at user creation last 2 days", signups(status="failed", stage="userCreation"), window=last(2 * DAY)),
    asks("sign-ups failing e-mail validation today", signups(status="failed", stage=OTP), window=TODAY),
    asks(
        "at which stage do sign-ups fail, last month", signups(status="failed"), window=LAST_MONTH, group_by=["stage"]
    ),
    asks("where do we lose people this week", signups(), window=THIS_WEEK, output="funnel", metric="dropoff"),
    asks(
        "at which step do we lose most people last month",
        signups(),
        window=LAST_MONTH,
        output="funnel",
        metric="dropoff",
    ),
    asks(
        "which stage has the highest drop-off this month?",
        signups(),
        window=THIS_MONTH,
        output="funnel",
        metric="dropoff",
    ),
    asks("drop-off by app last week", signups(), window=LAST_WEEK, group_by=["app"], output="rate", metric="dropoff"),
    asks(
        "drop-off of social against local sign-ups this month",
        signups(),
        window=THIS_MONTH,
        group_by=["provider_kind"],
        output="rate",
        metric="dropoff",
    ),
    asks("funnel for Northwind Club yesterday", signups(app="Northwind Club"), window=YESTERDAY, output="funnel"),
    asks("/signups stage:consent,userCreation", signups(stage=["consent", "userCreation"])),
]

SLICES = [
    asks("google sign-ups today", signups(provider="Google"), window=TODAY),
    asks(
        "social sign-ups by provider last week",
        signups(provider_kind="social"),
        window=LAST_WEEK,
        group_by=["provider"],
    ),
    asks("local sign-ups yesterday", signups(provider_kind="local"), window=YESTERDAY),
    asks("sign-ups with Email OTP that failed", signups(provider="Email OTP", status="failed")),
    asks("/signups email password 2d", signups(provider="Email Password"), window=last(2 * DAY)),
    asks("sign-ups through ClubSignUp this week", signups(user_flow="ClubSignUp"), window=THIS_WEEK),
    asks("/signups flow:PartnerJoin by:status", signups(user_flow="PartnerJoin"), group_by=["status"]),
    asks("sign-ups that called CheckLoyaltyNumber", signups(extension="CheckLoyaltyNumber")),
    asks(
        "sign-ups where the CheckLoyaltyNumber extension ran, last 48h",
        signups(extension="CheckLoyaltyNumber"),
        window=last(2 * DAY),
    ),
    asks("sign-ups with token augmentation today", signups(extension="tokenIssuanceStart"), window=TODAY),
    asks("sign-ups from gmail.com yesterday", signups(user_domain="gmail.com"), window=YESTERDAY),
    asks("/signups except gmail.com and yahoo.com", signups(user_domain=none_of("gmail.com", "yahoo.com"))),
    asks("did jane@fabrikam.com register?", signups(user="jane@fabrikam.com")),
    asks("o'brien@fabrikam.com sign-up", signups(user="o'brien@fabrikam.com")),
    asks(
        "sign-ups to Northwind Shop and Travel Desk today", signups(app=["Northwind Shop", "Travel Desk"]), window=TODAY
    ),
    asks("/signups code:1002013,50140", signups(error_code=["1002013", "50140"])),
    asks("/signups otp expired this week", signups(error_code="50182"), window=THIS_WEEK),
    asks(
        "/signups kind:federated status:failed,abandoned",
        signups(provider_kind="federated", status=["failed", "abandoned"]),
    ),
    asks("/signups -provider:Google -app:Zoom", signups(provider=none_of("Google"), app=none_of("Zoom"))),
    asks("/signups provider:Google provider:Apple", signups(provider=["Google", "Apple"])),
]

NUMBERS = [
    asks(
        "conversion by app this month",
        signups(),
        window=THIS_MONTH,
        group_by=["app"],
        output="rate",
        metric="conversion",
    ),
    asks(
        "conversion of Google vs Facebook this week",
        signups(provider=["Google", "Facebook"]),
        window=THIS_WEEK,
        group_by=["provider"],
        output="rate",
        metric="conversion",
    ),
    asks(
        "conversion this week vs last week",
        signups(),
        window=THIS_WEEK,
        compare=LAST_WEEK,
        output="rate",
        metric="conversion",
    ),
    asks("/signups compare with last week", signups(), window=THIS_WEEK, compare=LAST_WEEK),
    asks(
        "is conversion today better than yesterday?",
        signups(),
        window=TODAY,
        compare=YESTERDAY,
        output="rate",
        metric="conversion",
    ),
    asks(
        "chart the abandonment rate by day last 30d",
        signups(),
        window=last(30 * DAY),
        group_by=["day"],
        output="chart",
        metric="abandonment",
    ),
    asks("what share of sign-ups failed yesterday", signups(), window=YESTERDAY, output="rate", metric="failure"),
    asks(
        "success rate of email otp sign-ups last week",
        signups(provider="Email OTP"),
        window=LAST_WEEK,
        output="rate",
        metric="success",
    ),
    asks("top 3 providers last month", signups(), window=LAST_MONTH, group_by=["provider"], top=3),
    asks("/signups most common error codes this week", signups(), window=THIS_WEEK, group_by=["error_code"]),
    asks("/signups by:provider min:10 last:7d", signups(), window=last(7 * DAY), group_by=["provider"], min_count=10),
    asks("apps with over 100 sign-ups this month", signups(), window=THIS_MONTH, group_by=["app"], min_count=101),
    asks(
        "sign-ups per day this month as csv",
        signups(),
        window=THIS_MONTH,
        group_by=["day"],
        output="export",
        format="csv",
    ),
    asks("/signups out:count window:yesterday", signups(), window=YESTERDAY, output="count"),
    asks("/signups last 5", signups(), top=5),
    asks("last sign-up of jane@fabrikam.com", signups(user="jane@fabrikam.com"), top=1),
    asks("daily sign-ups last 2 weeks", signups(), window=last(14 * DAY), group_by=["day"]),
    asks(
        "sign-up conversion on Tuesday by hour",
        signups(),
        window=between("2026-11-17", "2026-11-18"),
        group_by=["hour"],
        output="rate",
        metric="conversion",
    ),
    asks("how many different apps had sign-ups today", signups(), window=TODAY, output="count", count_of="app"),
]

SLOPPY = [
    asks("hey can u show me faild signups frm yday pls", signups(status="failed"), window=YESTERDAY),
    asks("SIGNUPS FAILED TODAY!!!", signups(status="failed"), window=TODAY),
    asks("singups by aplication this weak", signups(), window=THIS_WEEK, group_by=["app"]),
    asks("conversoin rate lst month", signups(), window=LAST_MONTH, output="rate", metric="conversion"),
    asks("/sigups abandonned 6h", signups(status="abandoned"), window=last(6 * HOUR)),
    asks("whats goin on with google sign ups today", signups(provider="Google"), window=TODAY),
    asks("any probs w facebook signups last hr", signups(provider="Facebook"), window=last(HOUR)),
    asks("gimme signups by hour 2day", signups(), window=TODAY, group_by=["hour"]),
]


@pytest.mark.parametrize(("text", "expected"), [*OUTCOMES, *WHERE, *SLICES, *NUMBERS, *SLOPPY])
def test_a_question_about_sign_ups_is_read(text: str, expected: Shape) -> None:
    assert reading(text) == expected
