"""Mistakes by their kind, requests that are refused, cleaning of what Slack and phones send, and help."""

import pytest
from language_readings import (
    NOW,
    PARIS,
    TODAY,
    YESTERDAY,
    Shape,
    asks,
    audit,
    between,
    reading,
    signins,
    signups,
    unclear,
    wrong,
)

from bot.domain.names import TenantNames
from bot.language.parser import parse
from bot.language.understood import Reading

LEE = "lee@northwind.com"
GUID = "3f2a8c1e-0b7d-4a52-9c11-5d6e7f8a9b0c"

MISTAKES = [
    wrong("", "empty"),
    wrong("   \n ", "empty"),
    wrong("<!here> <#C123|general>", "empty"),
    wrong("/entra", "empty", "not_understood"),
    wrong("/whois", "empty", "not_understood"),
    wrong("/signups " + "x" * 1_000, "too_long"),
    wrong("hello there", "not_understood"),
    wrong("good morning everybody", "not_understood", "unknown_word"),
    wrong("/frobnicate failed", "unknown_command"),
    wrong("/signups flibbertigibbet", "unknown_word"),
    wrong("failed sign-ins of purple elephants", "unknown_word"),
    wrong("/signups failed because of gremlins", "unknown_word"),
    wrong("/signins status:blue", "unknown_value"),
    wrong("/signins country:Atlantis", "unknown_value"),
    wrong("/signups stage:middle", "unknown_value"),
    wrong("/provisioning action:explode", "unknown_value"),
    wrong("/signups metric:happiness", "unknown_value"),
    wrong("/signups out:poem", "unknown_value"),
    wrong("/risk level:enormous", "unknown_value"),
    wrong("/audit activity:user_teleported", "unknown_value"),
    wrong("/signins status:abandoned", "unknown_value"),
    wrong("/signups skipped", "unknown_value"),
    wrong("/signins app:Zom", "unknown_app"),
    wrong("/signins app:Nonesuch", "unknown_app"),
    wrong("failed sign-ins to Pyroll today", "unknown_app"),
    wrong('sign-ins to "Northwind Stor"', "unknown_app"),
    wrong("/provisioning target:Dropbox", "unknown_app"),
    wrong("/signups flow:Unknown", "unknown_app"),
    wrong("/signins user:not-an-address", "bad_value"),
    wrong("/signins user:lee@@northwind.com", "bad_value"),
    wrong(f"/signups {'x' * 250}@northwind.com", "bad_value"),
    wrong("/signins ip:999.1.2.3", "bad_value"),
    wrong("/signins ip:hello", "bad_value"),
    wrong("/signups correlation:12345", "bad_value"),
    wrong("/signups code:abc", "bad_value"),
    wrong("/signups top:0", "bad_value"),
    wrong("/signups top -5", "bad_value"),
    wrong("/signups min:0 by:app", "bad_value"),
    wrong("/signups user:аdmin@northwind.com", "bad_value"),
    wrong("sign-ins of pаypal@northwind.com", "bad_value"),
    wrong("/signups country:FR", "unsupported_field"),
    wrong("/signups by browser", "unsupported_field"),
    wrong("/signups from 203.0.113.9", "unsupported_field"),
    wrong("sign-ups by country today", "unsupported_field"),
    wrong("how many IPs signed up today", "unsupported_field"),
    wrong("/signups mfa failed", "unsupported_field"),
    wrong("/signups chrome", "unsupported_field"),
    wrong("/signins stage:consent", "unsupported_field"),
    wrong("/signins provider:Google", "unsupported_field"),
    wrong("/signins by stage", "unsupported_field"),
    wrong("/audit by:country", "unsupported_field"),
    wrong("/audit ip:203.0.113.9", "unsupported_field"),
    wrong("/provisioning country:DE", "unsupported_field"),
    wrong("/risk app:Zoom", "unsupported_field"),
    wrong("/apps user:lee@northwind.com", "unsupported_field"),
    wrong("/whois lee@northwind.com by app", "unsupported_field"),
    wrong("/signups failed successful", "conflict"),
    wrong("/signups status:failed status:success -status:failed,success", "conflict"),
    wrong("/signups google not google", "conflict"),
    wrong("/signups kind:local provider:Google", "conflict"),
    wrong("/signups top 3 top 5 apps", "conflict"),
    wrong("/signins yesterday last week failed", "conflict"),
]


@pytest.mark.parametrize(("text", "kinds"), MISTAKES)
def test_a_mistake_is_called_by_its_kind(text: str, kinds: tuple[str, ...]) -> None:
    found = reading(text)

    assert found.get("error") in kinds, found


REQUESTS = [
    wrong(text, "read_only")
    for text in (
        f"please reset {LEE}'s password",
        f"unlock {LEE}",
        f"can you disable {LEE}",
        f"delete the user {LEE}",
        f"block sign-in for {LEE}",
        f"could you please add {LEE} to Contractors",
        "please remove the Zoom app",
        f"/entra unlock {LEE} please",
        f"enable {LEE}'s account now",
        "revoke all sessions of lee@northwind.com",
        f"I need you to reset MFA for {LEE}",
    )
]


@pytest.mark.parametrize(("text", "kinds"), REQUESTS)
def test_a_request_to_change_something_is_refused(text: str, kinds: tuple[str, ...]) -> None:
    assert reading(text).get("error") in kinds


ASKED_BACK = [
    unclear("/entra by app yesterday", "log"),
    unclear("show me everything that broke yesterday", "log"),
    unclear("failures today", "log"),
    unclear(f"{LEE} yesterday", "log"),
    unclear("50126 and 50053 today", "log"),
    unclear("/signups rate by app", "metric"),
]


@pytest.mark.parametrize(("text", "about"), ASKED_BACK)
def test_what_fits_two_readings_is_asked_back_with_choices_that_have_one(text: str, about: str) -> None:
    found = reading(text)

    assert (found.get("clarify"), found.get("about")) == (True, about), found
    assert len(found["choices"]) > 1
    assert all("log" in reading(choice) for choice in found["choices"])


CLEANED = [
    asks("/signins <mailto:lee@northwind.com|lee@northwind.com> today", signins(user=LEE), window=TODAY),
    asks("/signins for <@U42|lee>", signins(user=LEE)),
    asks("/signins for <@U777>", signins(user="slack:U777")),
    asks("/signups from <http://gmail.com|gmail.com> yesterday", signups(user_domain="gmail.com"), window=YESTERDAY),
    asks("/signups <!here> failed <#C12|help>", signups(status="failed")),
    asks("/signins app:“Travel Desk”", signins(app="Travel Desk")),
    asks("/signins —app Zoom —status failed", signins(app="Zoom", status="failed")),
    asks("/signups *failed* `today`", signups(status="failed"), window=TODAY),
    asks("/signups\u00a0failed\u200b last\u202f24h", signups(status="failed")),
    asks("/signups last ２４h", signups()),
    asks("/signups 1–7 Nov", signups(), window=between("2026-11-01", "2026-11-08")),
    asks("/signins user:o'brien@northwind.com", signins(user="o'brien@northwind.com")),
    asks(
        "/signins more than 5 failed by user &amp; app", signins(status="failed"), group_by=["user", "app"], min_count=6
    ),
    asks(
        "users with &gt; 10 failed sign-ins today",
        signins(status="failed"),
        window=TODAY,
        group_by=["user"],
        min_count=11,
    ),
    asks(":wave: hey, failed sign-ups today pls :pray:", signups(status="failed"), window=TODAY),
    asks("/SIGNUPS FAILED", signups(status="failed")),
    asks("/sign-ups failed", signups(status="failed")),
    asks("/signin failed", signins(status="failed")),
    asks("/adit password resets", audit(activity="password_reset")),
    asks("failed sign-ups, yesterday; by app.", signups(status="failed"), window=YESTERDAY, group_by=["app"]),
    asks("Failed sign-ups (yesterday)", signups(status="failed"), window=YESTERDAY),
    asks(f"/signins {LEE}?", signins(user=LEE)),
    asks(f"/signins {LEE.upper()}", signins(user=LEE.upper())),
    asks("/signins app:zoom", signins(app="Zoom")),
    asks("/signins travel desk", signins(app="Travel Desk")),
    asks(f"/signins correlation:{GUID.upper()}", signins(correlation_id=GUID.upper())),
]


@pytest.mark.parametrize(("text", "expected"), CLEANED)
def test_what_slack_and_phones_put_around_the_words_comes_off(text: str, expected: Shape) -> None:
    assert reading(text) == expected


@pytest.mark.parametrize(
    ("text", "about"),
    [
        pytest.param(text, about, id=text)
        for text, about in [
            ("help", None),
            ("?", None),
            ("what can I ask", None),
            ("what can you do?", None),
            ("/entra help", None),
            ("/signins help", "signins"),
            ("/audit ?", "audit"),
            ("help with sign-ins", "signins"),
            ("/whois help", "user"),
        ]
    ],
)
def test_help_is_given_on_one_log_or_all(text: str, about: str | None) -> None:
    assert reading(text) == {"help": True, "about": about}


ANY_NAME = TenantNames()


def test_without_a_list_of_names_any_name_is_taken() -> None:
    assert reading("/signins app:Anything", names=ANY_NAME)["filters"] == {"app": "Anything"}


def test_an_empty_list_of_names_knows_none() -> None:
    assert reading("/signins app:Anything", names=TenantNames(apps=()))["error"] == "unknown_app"


def test_a_misspelt_name_is_never_corrected_but_the_nearest_is_offered() -> None:
    found = reading("/signins app:Payrol")

    assert (found["error"], found["suggestions"]) == ("unknown_app", ["Payroll"])


def test_what_was_read_differently_is_shown() -> None:
    understood = parse("/signups faild lst 24h", NOW, PARIS)

    assert isinstance(understood, Reading)
    assert understood.notes == ("read “faild” as “failed”", "read “lst” as “last”")


def test_what_was_assumed_is_shown() -> None:
    understood = parse("/signups failed", NOW, PARIS)

    assert isinstance(understood, Reading)
    assert any("24 hours" in note for note in understood.notes)
