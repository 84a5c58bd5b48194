"""What one sign-in says of itself, and that each is counted once."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.client_apps import client_keys
from bot.domain.fields import FIELDS
from bot.domain.fields.sign_ins import AUTH_METHODS, CLIENT_APPS
from bot.domain.question import Log
from bot.domain.sign_in_methods import PASSWORDLESS, AuthStep, method_key, methods_of
from bot.domain.sign_ins import AppliedPolicy, Mfa, SignInEvent, SignInKind, SignInStatus, folded

NOON = datetime(2026, 11, 12, 12, tzinfo=UTC)
MULTI, SINGLE = "multiFactorAuthentication", "singleFactorAuthentication"
CLAIMED = AuthStep(method="Previously satisfied", result="MFA requirement satisfied by claim in the token")
FIRST = AuthStep(method="Previously satisfied", result="First factor requirement satisfied by claim in the token")


def event(event_id="1", seconds=0, **members):
    return SignInEvent(id=event_id, at=NOON + timedelta(seconds=seconds), correlation_id="c", **members)


def steps(*methods):
    return tuple(AuthStep(method=method) for method in methods)


@pytest.mark.parametrize(
    ("code", "interrupts", "status"),
    [
        pytest.param(0, {50140}, SignInStatus.SUCCESS, id="zero"),
        pytest.param(50140, {50140}, SignInStatus.INTERRUPTED, id="a prompt"),
        pytest.param(50076, {50076}, SignInStatus.INTERRUPTED, id="a challenge"),
        pytest.param(50126, {50140}, SignInStatus.FAILED, id="anything else"),
        pytest.param(50140, set(), SignInStatus.FAILED, id="what a setting no longer calls a prompt"),
        pytest.param(0, {0}, SignInStatus.SUCCESS, id="zero stays a success"),
    ],
)
def test_the_setting_says_which_codes_are_interrupts(code, interrupts, status):
    assert event(error_code=code).status(frozenset(interrupts)) is status


def test_the_words_of_the_question_are_those_of_the_events():
    sign_ins = FIELDS[Log.SIGN_INS]

    assert sign_ins["status"].values == tuple(SignInStatus)
    assert sign_ins["signin_type"].values == tuple(SignInKind)
    assert sign_ins["mfa"].values == tuple(Mfa)


@pytest.mark.parametrize(
    ("user", "domain"),
    [
        pytest.param("Jane@Contoso.com", "contoso.com", id="a member"),
        pytest.param("ana_maria_live.com#EXT#@contoso.com", "live.com", id="a guest comes from elsewhere"),
        pytest.param("guest#EXT#@contoso.com", None, id="a guest of nowhere"),
        pytest.param("2b7f0c1e", None, id="an id where a name should be"),
        pytest.param(None, None, id="nobody"),
    ],
)
def test_the_domain_somebody_comes_from(user, domain):
    assert event(user=user).domain == domain


@pytest.mark.parametrize(
    ("members", "mfa", "keys"),
    [
        pytest.param({"requirement": MULTI}, Mfa.REQUIRED, ("required",), id="required"),
        pytest.param({"requirement": SINGLE}, Mfa.NONE, ("none",), id="not required"),
        pytest.param({}, None, (), id="v1.0 does not say"),
        pytest.param({"requirement": MULTI, "steps": (CLAIMED,)}, Mfa.CLAIM, ("required", "claim"), id="by claim"),
        pytest.param({"requirement": SINGLE, "steps": (FIRST,)}, Mfa.NONE, ("none",), id="the first factor by claim"),
        pytest.param(
            {"additional_details": "MFA requirement satisfied by claim in the token"},
            Mfa.CLAIM,
            ("required", "claim"),
            id="v1.0 says so in the status",
        ),
    ],
)
def test_what_was_asked_beside_the_first_factor(members, mfa, keys):
    assert (event(**members).mfa, event(**members).mfa_keys) == (mfa, keys)


@pytest.mark.parametrize(
    ("methods", "found"),
    [
        pytest.param([], (), id="none"),
        pytest.param(["Password", "SMS", "sms"], ("password", "sms"), id="each once, in any case"),
        pytest.param(["Password", "Authenticator App"], ("password", "authenticatorApp"), id="two factors"),
        pytest.param(["FIDO2 security key", "Previously satisfied"], ("fido2", "passwordless"), id="a key alone"),
        pytest.param(["Password", "FIDO2 security key"], ("password", "fido2"), id="a key beside a password"),
        pytest.param(["SMS"], ("sms",), id="no password seen, but nothing that stands in for it"),
        pytest.param(["Brain waves", None], (), id="methods of tomorrow"),
    ],
)
def test_the_methods_that_were_tried(methods, found):
    assert methods_of(steps(*methods)) == found


def test_every_method_a_question_knows_has_a_name_in_the_log():
    named = {method_key(name) for name in ("Password", "SMS", "Voice", "Authenticator App", "Software OATH token")}
    named |= {method_key(name) for name in ("FIDO2 security key", "Windows Hello for Business", "X.509 Certificate")}
    named |= {method_key(name) for name in ("Passwordless phone sign-in", "Temporary Access Pass")}

    assert named | {PASSWORDLESS} == set(AUTH_METHODS)


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        pytest.param("Browser", ("browser",), id="browser"),
        pytest.param("mobile apps and desktop CLIENTS", ("mobileDesktop",), id="the other modern one, in any case"),
        pytest.param("IMAP4", ("imap", "legacy"), id="as the portal spells it"),
        pytest.param("IMAP", ("imap", "legacy"), id="as the reference spells it"),
        pytest.param("Authenticated SMTP", ("smtp", "legacy"), id="SMTP"),
        pytest.param("Other clients", ("other", "legacy"), id="other clients"),
        pytest.param("Offline Address Book", ("legacy",), id="legacy without a word of its own"),
        pytest.param("", (), id="nothing"),
        pytest.param(None, (), id="null"),
    ],
)
def test_what_a_client_may_be_called(name, keys):
    assert client_keys(name) == keys
    assert set(keys) <= set(CLIENT_APPS)


def test_only_policies_that_had_a_say_are_named_and_which_of_them_said_no():
    results = ("success", "failure", "notApplied", "notEnabled", "reportOnlyFailure", "unknownFutureValue")
    found = event(policies=tuple(AppliedPolicy(name=result, result=result) for result in results))

    assert found.policy_names == ("success", "failure")
    assert found.failed_policy_names == ("failure",)


def test_copies_and_steps_of_one_interactive_sign_in_count_once_by_their_newest_row():
    prompt = event("1", 0, original_request_id="1", error_code=50074)
    again = event("2", 20, original_request_id="1", error_code=50074)
    done = event("2", 40, original_request_id="1")
    other = event("3", 30, original_request_id="3")

    assert folded([done, other, again, prompt]) == [done, other]
    assert folded([prompt, again, other, done]) == [done, other]


def test_silent_sign_ins_of_one_session_stay_apart():
    silent = [
        event(str(place), place, kind=kind, original_request_id="1")
        for place, kind in enumerate(["nonInteractive", "nonInteractive", "servicePrincipal", "interactive"], start=1)
    ]

    assert folded(silent) == silent
    assert folded([*silent, silent[0]]) == silent


def test_rows_that_name_no_first_row_are_sign_ins_of_their_own():
    rows = [event("1"), event("2", original_request_id=None), event("3", original_request_id="1")]

    assert [row.id for row in folded(rows)] == ["3", "2"]


def test_nothing_folds_to_nothing():
    assert folded([]) == []
