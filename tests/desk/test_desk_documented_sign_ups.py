"""What Microsoft's guide says an administrator asks of the sign-up log, from words to numbers.

Each question as people put it becomes one canonical question; Graph is sent what is the same on every row of an
attempt; the numbers are those of a recount of Graph's raw rows.
"""

from urllib.parse import unquote
from zoneinfo import ZoneInfo

import pytest
from desk_questions import filled_in, picks
from desk_town import NOW, differences, raw_rows, signed_in
from recount import recount

from bot.domain.names import TenantNames
from bot.language.parser import parse

BERLIN = "Europe/Berlin"
STORE = "5d3f1c0a-2b64-4e1e-9f52-7a90c1d4e611"
NAMES = TenantNames(apps=("Contoso Store", "Contoso Rewards"), flows=("Shop sign-up",), extensions=("Postcode check",))
DAY, WEEK = {"last": 86_400}, {"last": 7 * 86_400}


QUESTIONS = [
    pytest.param(
        "what share of sign-ups became accounts in the last 7 days?",
        {"metric": "conversion", "output": "rate", "window": WEEK},
        "",
        id="share of attempts that became accounts",
    ),
    pytest.param(
        "which stage has the highest drop-off in sign-ups over the last 7 days?",
        {"metric": "dropoff", "output": "funnel", "window": WEEK},
        "",
        id="stage with the highest drop-off",
    ),
    pytest.param(
        "drop-off of social against local sign-ups in the last 7 days",
        {"metric": "dropoff", "output": "rate", "group_by": ["provider_kind"], "window": WEEK},
        "",
        id="drop-off of social against local",
    ),
    pytest.param(
        "sign-ups of $frequent in the last 7 days",
        {"filters": {"user": "$frequent"}, "window": WEEK},
        "",
        id="who, when, how, which app, succeeded, where it failed",
    ),
    pytest.param(
        "which sign-ups of yesterday had an account already?",
        {"filters": {"existing_account": True}, "window": {"named": "yesterday"}},
        "",
        id="had an account already",
    ),
    pytest.param(
        "which sign-ups failed at any point in the last 24 hours?",
        {"filters": {"had_error": True}, "window": DAY},
        "",
        id="failed at any point",
    ),
    pytest.param(
        "sign-ups that failed at user creation in the last 7 days",
        {"filters": {"stage": "userCreation", "status": "failed"}, "window": WEEK},
        "",
        id="failed while the account was created",
    ),
    pytest.param(
        "which local sign-ups failed at email verification in the last 7 days?",
        {
            "filters": {"provider_kind": "local", "stage": "credentialValidation", "status": "failed"},
            "window": WEEK,
        },
        "",
        id="failed in email check",
    ),
    pytest.param(
        "sign-ups from 9 to 11 November",
        {"window": {"from": "2026-11-09T00:00:00+01:00", "to": "2026-11-12T00:00:00+01:00"}},
        "",
        id="in a date range",
    ),
    pytest.param(
        "sign-ups for Contoso Store in the last 24 hours",
        {"filters": {"app": "Contoso Store"}, "window": DAY},
        f"appId eq '{STORE}'",
        id="one app",
    ),
    pytest.param(
        "sign-ups with local accounts in the last 24 hours",
        {"filters": {"provider_kind": "local"}, "window": DAY},
        "",
        id="local accounts",
    ),
    pytest.param(
        "sign-ups with social accounts in the last 24 hours",
        {"filters": {"provider_kind": "social"}, "window": DAY},
        "",
        id="social accounts",
    ),
    pytest.param(
        "google sign-ups in the last 24 hours",
        {"filters": {"provider": "Google"}, "window": DAY},
        "",
        id="accounts of one provider",
    ),
    pytest.param(
        "sign-ups with correlation id $hours apart in the last 7 days",
        {"filters": {"correlation_id": "$hours apart"}, "window": WEEK},
        "correlationId eq '$hours apart'",
        id="same correlation id",
    ),
    pytest.param(
        "which sign-ups called a token augmentation extension in the last 7 days?",
        {"filters": {"extension": "tokenIssuanceStart"}, "window": WEEK},
        "",
        id="called a token augmentation extension",
    ),
    pytest.param(
        "sign-ups through the user flow Shop sign-up in the last 24 hours",
        {"filters": {"user_flow": "Shop sign-up"}, "window": DAY},
        "appId eq ",
        id="one user flow",
    ),
    pytest.param(
        "sign-ups with error 50181 in the last 7 days",
        {"filters": {"error_code": "50181"}, "window": WEEK},
        "status/errorCode eq 50181",
        id="one error code",
    ),
]


def whole(said, values):
    return filled_in({"log": "signups", "filters": {}, "output": "list"} | said, values)


@pytest.fixture(scope="module")
def values(town):
    return picks(town, NOW)


@pytest.fixture(scope="module")
def read(values):
    """The question that a text is; `$` names in it stand for what the log holds."""

    def question(text):
        for name, value in values.items():
            text = text.replace(name, value)
        return parse(text, NOW, ZoneInfo(BERLIN), NAMES).question

    return question


@pytest.mark.parametrize(("text", "said", "sent"), QUESTIONS)
def test_sign_ups(desks, town, values, read, text, said, sent):
    said, question = whole(said, values), read(text)
    answer = desks.new().answer(question, ZoneInfo(BERLIN))
    asked = [unquote(call.url) for call in answer.requests if "auditLogs/signUps" in call.url]

    assert question.to_json() == said
    assert differences(answer, recount(said, town, NOW, BERLIN)) == {}
    for name, value in values.items():
        sent = sent.replace(name, value)
    assert any(sent in filters for filters in asked)
    assert all("createdDateTime " in filters or "correlationId eq " in filters for filters in asked)


def test_the_questions_are_about_something(town, values):
    found = {row.id: recount(whole(row.values[1], values), town, NOW, BERLIN)["totals"] for row in QUESTIONS}

    assert [name for name, totals in found.items() if not totals["attempts"]] == []


# One person


@pytest.fixture(scope="module")
def customer(tenant):
    """The raw directory object of a customer with an address, and the raw methods."""
    with signed_in(tenant) as http:
        users = raw_rows(http, "/v1.0/users?$select=id,identities,mail,creationType&$top=999")
        user = next(row for row in users if row["mail"] and row["identities"][0]["signInType"] == "emailAddress")
        return user, raw_rows(http, f"/v1.0/users/{user['id']}/authentication/methods")


def test_the_identity_provider_of_a_user(desks, customer):
    user, _ = customer
    text = f"which identity provider does {user['mail']} use?"
    question = parse(text, NOW, ZoneInfo(BERLIN), NAMES).question
    answer = desks.new().answer(question, ZoneInfo(BERLIN))
    (page,) = answer.pages

    assert question.to_json() == {
        "log": "user",
        "filters": {"user": user["mail"]},
        "output": "list",
        "show": "provider",
    }
    assert [one.to_json() for one in page.person.identities] == [
        {"kind": one["signInType"], "issuer": one["issuer"], "name": one["issuerAssignedId"]}
        for one in user["identities"]
    ]


def test_the_authentication_methods_of_a_user(desks, customer):
    user, methods = customer
    text = f"which authentication methods does {user['mail']} have?"
    question = parse(text, NOW, ZoneInfo(BERLIN), NAMES).question
    answer = desks.new().answer(question, ZoneInfo(BERLIN))
    (page,) = answer.pages

    assert question.show == "auth_methods"
    assert len(page.methods) == len(methods) > 0
    assert any(f"/users/{user['id']}/authentication/methods" in call.url for call in answer.requests)
