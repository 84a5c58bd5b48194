"""Which attempts a filter means: facts about their events, or about the event that decided how they ended."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sign_up_samples import ASKED, ATTRIBUTES, COLLECT, CREATE, VALIDATE, WRONG_CODE, event, judged, minute, otp_path

from bot.domain.events import AppliedExtension
from bot.domain.question import Is, Not, OneOf
from bot.planning.selection import Facts, is_asked_as_interrupted, outcome_is_asked, selects

POSTCODE = AppliedExtension(event_type="attributeCollectionSubmit", extension_id="ext-1")
MAILER = AppliedExtension(event_type="emailOtpSend", extension_id=None)
NOW = minute(300)


def named(name, *steps):
    return [event(at, *step[:2], correlation_id=name, **dict(step[2:])) for at, step in enumerate(steps)]


TOWN = judged(
    *otp_path(correlation_id="success", who="jane@Contoso.com"),
    *named("recovered", (VALIDATE, WRONG_CODE), (VALIDATE, ASKED), (ATTRIBUTES, 0), (CREATE, 0), (VALIDATE, 50140)),
    *named("failed", (COLLECT, 0), (VALIDATE, WRONG_CODE)),
    *named("failed-asked", (COLLECT, 0), (VALIDATE, WRONG_CODE), (ATTRIBUTES, 55106)),
    *named("walked", (COLLECT, 0), (ATTRIBUTES, 0)),
    *named("at-prompt", (COLLECT, 0), (VALIDATE, ASKED)),
    *[event(295, correlation_id="young"), event(296, VALIDATE, ASKED, correlation_id="young")],
    now=NOW,
)


def chosen(*where, found=TOWN, facts=None):
    test = selects(where, facts or Facts())
    return {attempt.correlation_id for attempt in found if test(attempt)}


def test_no_filter_means_all():
    assert chosen() == {attempt.correlation_id for attempt in TOWN}


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        pytest.param(Is("status", "success"), {"success", "recovered"}, id="success"),
        pytest.param(Is("status", "failed"), {"failed", "failed-asked"}, id="failed"),
        pytest.param(Is("status", "abandoned"), {"walked", "at-prompt"}, id="abandoned"),
        pytest.param(Is("status", "interrupted"), {"failed-asked", "at-prompt", "young"}, id="interrupted overlaps"),
        pytest.param(
            OneOf("status", ("success", "abandoned")), {"success", "recovered", "walked", "at-prompt"}, id="either"
        ),
        pytest.param(
            Not(Is("status", "failed")), {"success", "recovered", "walked", "at-prompt", "young"}, id="not failed"
        ),
        pytest.param(
            Not(OneOf("status", ("success", "interrupted"))), {"failed", "walked"}, id="neither success nor interrupted"
        ),
    ],
)
def test_status_is_how_the_attempt_ended(status, expected):
    assert chosen(status) == expected


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        pytest.param(
            [Is("stage", ATTRIBUTES)], {"success", "recovered", "failed-asked", "walked"}, id="alone: any event there"
        ),
        pytest.param([Not(Is("stage", ATTRIBUTES))], {"failed", "at-prompt", "young"}, id="alone: no event there"),
        pytest.param(
            [Is("status", "failed"), Is("stage", VALIDATE)],
            {"failed", "failed-asked"},
            id="failed: the last event that is no prompt",
        ),
        pytest.param([Is("status", "failed"), Is("stage", ATTRIBUTES)], set(), id="failed: not the prompt after it"),
        pytest.param(
            [Is("status", "interrupted"), Is("stage", ATTRIBUTES)], {"failed-asked"}, id="interrupted: the last event"
        ),
        pytest.param(
            [Is("status", "interrupted"), Is("stage", VALIDATE)],
            {"at-prompt", "young"},
            id="interrupted: not before it",
        ),
        pytest.param([Is("status", "abandoned"), Is("stage", VALIDATE)], {"at-prompt"}, id="abandoned: the last event"),
        pytest.param([Is("status", "abandoned"), Is("stage", ATTRIBUTES)], {"walked"}, id="abandoned after a step"),
        pytest.param(
            [Is("status", "success"), Is("stage", CREATE)],
            {"success", "recovered"},
            id="success: what came after it was a prompt",
        ),
        pytest.param([Is("status", "success"), Is("stage", VALIDATE)], set(), id="success: not on its way"),
        pytest.param(
            [OneOf("status", ("failed", "abandoned")), Is("stage", VALIDATE)],
            {"failed", "failed-asked", "at-prompt"},
            id="either status, each by its own event",
        ),
        pytest.param(
            [OneOf("status", ("failed", "interrupted")), Is("stage", ATTRIBUTES)],
            {"failed-asked"},
            id="one that is both, by either of its events",
        ),
        pytest.param([Is("status", "failed"), Not(Is("stage", VALIDATE))], set(), id="failed, but not at that stage"),
        pytest.param(
            [Is("status", "abandoned"), Not(Is("stage", VALIDATE))], {"walked"}, id="abandoned, but not at that stage"
        ),
        pytest.param(
            [Not(Is("status", "success")), Is("stage", VALIDATE)],
            {"failed", "failed-asked", "at-prompt", "young"},
            id="anything but a success, each by its own event",
        ),
        pytest.param(
            [Is("status", "failed"), OneOf("stage", (CREATE, VALIDATE))], {"failed", "failed-asked"}, id="either stage"
        ),
    ],
)
def test_a_stage_beside_a_status_is_where_it_was_decided(where, expected):
    assert chosen(*where) == expected


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        pytest.param(Is("had_error", value=True), {"recovered", "failed", "failed-asked"}, id="at any point"),
        pytest.param(Is("had_error", value=False), {"success", "walked", "at-prompt", "young"}, id="never"),
        pytest.param(Is("error_code", str(WRONG_CODE)), {"recovered", "failed", "failed-asked"}, id="a code anywhere"),
        pytest.param(Is("error_code", WRONG_CODE), {"recovered", "failed", "failed-asked"}, id="a code as a number"),
        pytest.param(OneOf("error_code", ("55106", "50140")), {"recovered", "failed-asked"}, id="either code"),
        pytest.param(
            Not(Is("error_code", str(WRONG_CODE))), {"success", "walked", "at-prompt", "young"}, id="no such code"
        ),
        pytest.param(Is("correlation_id", "failed"), {"failed"}, id="one attempt"),
        pytest.param(Is("user_domain", "CONTOSO.com"), {attempt.correlation_id for attempt in TOWN}, id="a domain"),
    ],
)
def test_a_code_or_an_error_may_be_on_any_event(where, expected):
    assert chosen(where) == expected


MIXED = judged(
    event(0, correlation_id="mixed", app_id="store", who=None, provider=None),
    event(1, correlation_id="mixed", app_id="store", who="Jane@Contoso.com", provider="Google", extensions=(MAILER,)),
    event(2, correlation_id="mixed", app_id="store", who="sam@x.com", provider="Email OTP", extensions=(POSTCODE,)),
    event(3, CREATE, correlation_id="mixed", app_id="store", who=None, provider=None, user_id="user-1"),
    event(0, correlation_id="plain", app_id="rewards", who="kim@y.com", provider="Contoso Staff"),
    event(0, correlation_id="nobody", app_id="rewards", who=None, provider=None),
    now=NOW,
)


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        pytest.param(Is("user", "JANE@contoso.com"), {"mixed"}, id="a person, in any case"),
        pytest.param(Is("user", "sam@x.com"), {"mixed"}, id="the corrected address too"),
        pytest.param(Not(Is("user", "sam@x.com")), {"plain", "nobody"}, id="everybody else, and whoever is not named"),
        pytest.param(Is("user_domain", "contoso.com"), {"mixed"}, id="a domain"),
        pytest.param(Is("user_id", "user-1"), {"mixed"}, id="an account"),
        pytest.param(Is("provider", "google"), {"mixed"}, id="a provider, in any case"),
        pytest.param(Is("provider_kind", "social"), {"mixed"}, id="social"),
        pytest.param(Is("provider_kind", "local"), {"mixed"}, id="local too, after a change of mind"),
        pytest.param(Is("provider_kind", "federated"), {"plain"}, id="federated"),
        pytest.param(Not(Is("provider_kind", "local")), {"plain", "nobody"}, id="not local"),
        pytest.param(Is("app", "rewards"), {"plain", "nobody"}, id="an app"),
        pytest.param(OneOf("app", ()), set(), id="no app at all"),
        pytest.param(Not(OneOf("app", ())), {"mixed", "plain", "nobody"}, id="all apps but none"),
        pytest.param(Is("extension", value=True), {"mixed"}, id="any extension"),
        pytest.param(Is("extension", "emailOtpSend"), {"mixed"}, id="a kind of extension"),
        pytest.param(Is("extension", "ext-1"), {"mixed"}, id="one extension"),
        pytest.param(Is("extension", "tokenIssuanceStart"), set(), id="a kind that was not called"),
        pytest.param(Not(Is("extension", value=True)), {"plain", "nobody"}, id="no extension"),
    ],
)
def test_who_how_and_where_may_be_on_any_event(where, expected):
    assert chosen(where, found=MIXED) == expected


def test_more_providers_may_be_social():
    facts = Facts(social=frozenset({"google", "contoso staff"}))

    assert chosen(Is("provider_kind", "social"), found=MIXED, facts=facts) == {"mixed", "plain"}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        pytest.param(Is("existing_account", value=True), {"mixed"}, id="had one"),
        pytest.param(Is("existing_account", value=False), {"plain"}, id="had none"),
        pytest.param(Not(Is("existing_account", value=True)), {"plain", "nobody"}, id="is not known to have had one"),
    ],
)
def test_where_nobody_knows_of_an_account_nothing_is_claimed(condition, expected):
    known = {"mixed": True, "plain": False}
    facts = Facts(had_account=lambda attempt: known.get(attempt.correlation_id))

    assert chosen(condition, found=MIXED, facts=facts) == expected


def test_all_filters_must_hold():
    assert chosen(Is("had_error", value=True), Is("status", "success")) == {"recovered"}


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        pytest.param(None, set(), id="nothing asked"),
        pytest.param(Is("status", "failed"), set(), id="failed"),
        pytest.param(Is("status", "interrupted"), {"failed-asked", "at-prompt", "young"}, id="interrupted"),
        pytest.param(
            OneOf("status", ("interrupted", "failed")), {"at-prompt", "young"}, id="a failure stays one if it is asked"
        ),
        pytest.param(Not(Is("status", "interrupted")), set(), id="not interrupted"),
    ],
)
def test_which_attempts_are_meant_for_their_prompt(status, expected):
    assert {attempt.correlation_id for attempt in TOWN if is_asked_as_interrupted(attempt, status)} == expected


def test_rates_mean_nothing_where_the_outcome_is_asked():
    assert outcome_is_asked([Not(Is("status", "failed"))])
    assert not outcome_is_asked([Is("stage", CREATE), Is("had_error", value=True)])


conditions = st.sampled_from(
    [
        Is("status", "failed"),
        OneOf("status", ("success", "interrupted")),
        Is("stage", VALIDATE),
        Is("had_error", value=True),
        Is("error_code", str(WRONG_CODE)),
        Is("user", "jane@contoso.com"),
        Is("provider_kind", "local"),
    ]
)


@given(conditions)
def test_a_filter_and_its_opposite_share_the_attempts_between_them(condition):
    everything = {attempt.correlation_id for attempt in TOWN}

    assert chosen(condition) | chosen(Not(condition)) == everything
    assert not chosen(condition) & chosen(Not(condition))
