"""What an attempt is and how it ended: each sentence of docs/definitions.md as events."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sign_up_samples import (
    ASKED,
    ATTRIBUTES,
    COLLECT,
    CREATE,
    FEDERATE,
    LATER,
    VALIDATE,
    WRONG_CODE,
    event,
    judged,
    minute,
    one,
    otp_path,
)

from bot.domain.attempts import AttemptRules, Outcome
from bot.domain.joining import attempts

MICROSECOND = 1 / 60_000_000
"""In minutes."""


def ids(found):
    return [[event.id for event in attempt.events] for attempt in found]


# What one attempt is


def test_events_of_one_id_and_one_app_are_one_attempt():
    assert len(judged(*otp_path())) == 1


def test_an_id_that_two_apps_carry_is_two_attempts():
    found = judged(*otp_path(app_id="store"), *otp_path(app_id="rewards"))

    assert [(attempt.app_id, attempt.outcome) for attempt in found] == [("store", "success"), ("rewards", "success")]


def test_a_pause_of_exactly_an_hour_is_one_attempt():
    assert len(judged(event(0), event(60, VALIDATE, ASKED))) == 1


def test_a_pause_of_more_than_an_hour_begins_a_new_attempt():
    assert len(judged(event(0), event(60 + MICROSECOND, VALIDATE, ASKED))) == 2


def test_the_pause_is_between_neighbours_and_not_from_the_start():
    attempt = one(event(0), event(59), event(118), event(177))

    assert attempt.ended - attempt.started == timedelta(minutes=177)


def test_an_id_used_again_hours_later_is_two_attempts():
    first, second = judged(*otp_path(0), event(300, who="jane@contoso.com"), event(301, VALIDATE, WRONG_CODE))

    assert (first.outcome, second.outcome) == (Outcome.SUCCESS, Outcome.FAILED)


def test_a_corrected_address_is_the_same_attempt_and_the_last_one_names_it():
    attempt = one(
        event(0, who="jnae@contoso.com"),
        event(1, VALIDATE, ASKED, who="jnae@contoso.com"),
        *otp_path(2, who="Jane@x.com"),
    )

    assert (attempt.user, attempt.user_key, attempt.user_domain) == ("Jane@x.com", "jane@x.com", "x.com")


def test_after_a_success_another_address_begins_a_new_attempt():
    found = judged(*otp_path(0, who="jane@contoso.com"), *otp_path(5, who="sam@contoso.com"))

    assert [(attempt.user, attempt.outcome) for attempt in found] == [
        ("jane@contoso.com", "success"),
        ("sam@contoso.com", "success"),
    ]


def test_after_a_success_the_same_address_in_another_case_is_the_same_attempt():
    assert len(judged(*otp_path(0, who="jane@contoso.com"), event(5, who="JANE@Contoso.com"))) == 1


@pytest.mark.parametrize("nobody", [None, ""])
def test_after_a_success_an_event_that_names_nobody_is_the_same_attempt(nobody):
    assert len(judged(*otp_path(), event(5, VALIDATE, 50140, who=nobody))) == 1


def test_whoever_the_attempt_was_named_after_at_its_success_is_not_somebody_else():
    events = [event(0, who="jnae@contoso.com"), *otp_path(1, who="jane@contoso.com"), event(6, who="jane@contoso.com")]

    assert len(judged(*events)) == 1
    assert len(judged(*events, event(7, who="jnae@contoso.com"))) == 2


def test_a_success_that_names_nobody_is_named_by_what_follows():
    anonymous = [replace(step, identifier=None) for step in otp_path()]

    assert len(judged(*anonymous, event(5, who="jane@x.com"))) == 1
    assert len(judged(*anonymous, event(5, who="jane@x.com"), event(6, who="sam@x.com"))) == 2


def test_a_failed_creation_lets_another_address_go_on():
    attempt = one(event(0, CREATE, 399279, who="jane@contoso.com"), *otp_path(1, who="sam@contoso.com"))

    assert attempt.outcome is Outcome.SUCCESS


def test_a_retry_with_a_new_id_is_a_new_attempt():
    found = judged(event(0, VALIDATE, WRONG_CODE, correlation_id="one"), *otp_path(2, correlation_id="two"))

    assert [attempt.outcome for attempt in found] == [Outcome.FAILED, Outcome.SUCCESS]


def test_rows_without_a_correlation_id_are_never_joined():
    assert len(judged(event(0, correlation_id=""), event(1, VALIDATE, ASKED, correlation_id=""))) == 2


def test_an_attempt_is_known_by_its_first_event():
    events = otp_path(7)
    attempt = one(*events)

    assert (attempt.id, attempt.started, attempt.ended) == (events[0].id, minute(7), minute(10))


def test_attempts_come_oldest_first():
    found = judged(event(9, correlation_id="late"), event(1, correlation_id="early"), event(5, correlation_id="middle"))

    assert [attempt.correlation_id for attempt in found] == ["early", "middle", "late"]


# The order of events


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(COLLECT, VALIDATE, id="collection before validation"),
        pytest.param(COLLECT, FEDERATE, id="collection before federation"),
        pytest.param(VALIDATE, "consent", id="validation before consent"),
        pytest.param(FEDERATE, "tenantConsent", id="federation before the tenant's consent"),
        pytest.param("tenantConsent", ATTRIBUTES, id="the tenant's consent before attributes"),
        pytest.param(ATTRIBUTES, CREATE, id="attributes before creation"),
        pytest.param(CREATE, "somethingNew", id="what we do not know comes last"),
    ],
)
@pytest.mark.parametrize("ids_follow", [True, False])
def test_events_of_one_instant_are_in_the_order_of_their_stages(first, second, ids_follow):
    names = ("a", "b") if ids_follow else ("b", "a")
    attempt = one(event(0, second, id=names[1]), event(0, first, id=names[0]))

    assert [event.stage for event in attempt.events] == [first, second]


def test_a_tie_decides_how_an_attempt_ended():
    """The wrong code and the new prompt carry one timestamp: the prompt is of a later stage, and comes last."""
    attempt = one(event(0, ATTRIBUTES, 55106), event(0, VALIDATE, WRONG_CODE))

    assert attempt.interrupted
    assert attempt.outcome is Outcome.FAILED


# How it ended


def test_the_usual_passcode_path_is_a_success_without_an_error():
    attempt = one(*otp_path())

    assert attempt.outcome is Outcome.SUCCESS
    assert attempt.converted
    assert not attempt.had_error
    assert not attempt.interrupted


def test_a_success_stays_one_whatever_came_before_and_after():
    attempt = one(event(0, VALIDATE, WRONG_CODE), *otp_path(1), event(6, CREATE, 399279), event(7, VALIDATE, ASKED))

    assert attempt.outcome is Outcome.SUCCESS
    assert attempt.had_error
    assert not attempt.interrupted


def test_only_a_creation_with_code_0_is_a_success():
    assert one(event(0, CREATE, 399279)).outcome is Outcome.FAILED
    assert one(event(0, CREATE, ASKED)).outcome is Outcome.ABANDONED
    assert one(event(0, ATTRIBUTES, 0)).outcome is Outcome.ABANDONED


def test_an_attempt_that_ends_in_an_error_has_failed():
    assert one(event(0), event(1, VALIDATE, WRONG_CODE)).outcome is Outcome.FAILED


def test_a_prompt_after_the_error_does_not_undo_the_failure():
    attempt = one(event(0), event(1, VALIDATE, WRONG_CODE), event(2, VALIDATE, ASKED))

    assert attempt.outcome is Outcome.FAILED
    assert attempt.interrupted


def test_a_step_done_after_the_error_undoes_the_failure():
    attempt = one(event(0), event(1, VALIDATE, WRONG_CODE), event(2, VALIDATE, 0))

    assert attempt.outcome is Outcome.ABANDONED
    assert attempt.had_error


def test_a_failure_is_one_at_once():
    attempt = one(event(0, VALIDATE, WRONG_CODE), now=minute(1))

    assert attempt.outcome is Outcome.FAILED
    assert not attempt.mature


@pytest.mark.parametrize("code", [1002013, 50140, 55106])
def test_an_interrupt_is_not_a_failure(code):
    attempt = one(event(0), event(1, VALIDATE, code))

    assert attempt.outcome is Outcome.ABANDONED
    assert attempt.interrupted
    assert not attempt.had_error


def test_which_codes_are_interrupts_is_a_setting():
    rules = AttemptRules(interrupts=frozenset({WRONG_CODE}))

    assert one(event(0, VALIDATE, WRONG_CODE), rules=rules).outcome is Outcome.ABANDONED
    assert one(event(0, VALIDATE, ASKED), rules=rules).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    ("quiet_for", "outcome"),
    [
        pytest.param(0, Outcome.IN_PROGRESS, id="now"),
        pytest.param(60 - MICROSECOND, Outcome.IN_PROGRESS, id="not quite an hour"),
        pytest.param(60, Outcome.ABANDONED, id="an hour"),
    ],
)
def test_an_unfinished_attempt_is_in_progress_until_it_was_quiet_for_an_hour(quiet_for, outcome):
    attempt = one(event(0), event(5, VALIDATE, ASKED), now=minute(5 + quiet_for))

    assert attempt.outcome is outcome


def test_the_quiet_time_is_a_setting():
    rules = AttemptRules(quiet=timedelta(minutes=10))

    assert one(event(0), now=minute(10), rules=rules).outcome is Outcome.ABANDONED
    assert len(judged(event(0), event(11), rules=rules)) == 2


def test_an_attempt_in_progress_that_waits_at_a_prompt_is_interrupted_too():
    attempt = one(event(0), event(1, VALIDATE, ASKED), now=minute(2))

    assert attempt.outcome is Outcome.IN_PROGRESS
    assert attempt.interrupted


# When it counts in a rate


@pytest.mark.parametrize(
    ("age", "mature"),
    [
        pytest.param(60 - MICROSECOND, False, id="not quite an hour old"),
        pytest.param(60, True, id="an hour old"),
    ],
)
def test_even_a_success_counts_in_rates_only_after_an_hour(age, mature):
    assert one(*otp_path(), now=minute(age)).mature is mature


def test_what_is_in_progress_never_counts_in_a_rate():
    long_one = [event(minutes) for minutes in range(0, 180, 45)]

    assert not one(*long_one, now=minute(150)).mature
    assert one(*long_one, now=minute(135 + 60)).mature


# Which event decided


@pytest.mark.parametrize(
    ("events", "as_interrupted", "stage", "code"),
    [
        pytest.param(
            [(COLLECT, 0), (VALIDATE, WRONG_CODE), (ATTRIBUTES, 55106)], False, VALIDATE, WRONG_CODE, id="failed"
        ),
        pytest.param(
            [(COLLECT, 0), (VALIDATE, WRONG_CODE), (ATTRIBUTES, 55106)], True, ATTRIBUTES, 55106, id="its prompt"
        ),
        pytest.param([(COLLECT, 0), (VALIDATE, ASKED)], False, VALIDATE, ASKED, id="abandoned at a prompt"),
        pytest.param([(COLLECT, 0), (ATTRIBUTES, 0)], False, ATTRIBUTES, 0, id="abandoned after a step"),
        pytest.param([(ATTRIBUTES, 0), (CREATE, 0), (VALIDATE, 50140)], False, CREATE, 0, id="success"),
        pytest.param([(VALIDATE, ASKED), (VALIDATE, 50140)], False, VALIDATE, 50140, id="nothing but prompts"),
    ],
)
def test_the_event_that_decided(events, as_interrupted, stage, code):
    attempt = one(*[event(at, *step) for at, step in enumerate(events)])
    decided = attempt.deciding_event(as_interrupted=as_interrupted)

    assert (decided.stage, decided.error_code) == (stage, code)


# What it is called by


def test_names_come_from_the_last_event_that_has_one():
    attempt = one(
        event(0, who=None, app_name=None, provider=None),
        event(1, who="jane@contoso.com", app_name="Store", provider="Google"),
        event(2, CREATE, who=None, app_name=None, provider=None, user_id="user-1"),
    )

    assert (attempt.user, attempt.app_name, attempt.provider) == ("jane@contoso.com", "Store", "Google")
    assert attempt.user_id == "user-1"


def test_a_domain_is_that_of_the_last_identifier():
    """Somebody who gave an address first and a telephone number then has no domain."""
    assert one(event(0, who="jane@contoso.com"), event(1, who="+44 20 7946 0000")).user_domain is None
    assert one(event(0, who="a@b@Contoso.com")).user_domain == "contoso.com"


# Whatever the events

STAGES = [COLLECT, VALIDATE, FEDERATE, ATTRIBUTES, CREATE, "consent", "tenantConsent", "somethingNew"]
drawn_events = st.lists(
    st.builds(
        event,
        st.integers(-300, 300) | st.floats(-120, 120),
        st.sampled_from(STAGES),
        st.sampled_from([0, 0, ASKED, 50140, WRONG_CODE, 399279]),
        st.sampled_from(["a@x.com", "A@x.com", "b@y.com", None]),
        correlation_id=st.sampled_from(["one", "two"]),
        app_id=st.sampled_from(["store", "rewards"]),
    ),
    max_size=25,
)
presents = st.integers(-400, 500).map(minute)


@given(drawn_events, presents, st.randoms(use_true_random=False))
def test_events_in_any_order_make_the_same_attempts(events, now, chance):
    shuffled = list(events)
    chance.shuffle(shuffled)

    assert attempts(shuffled, now, AttemptRules()) == attempts(events, now, AttemptRules())


@given(drawn_events, presents)
def test_each_event_is_in_exactly_one_attempt(events, now):
    found = attempts(events, now, AttemptRules())

    assert sorted(id_ for attempt in ids(found) for id_ in attempt) == sorted(event.id for event in events)


@given(drawn_events, presents)
def test_neighbours_in_an_attempt_are_never_more_than_an_hour_apart(events, now):
    for attempt in attempts(events, now, AttemptRules()):
        moments = [event.at for event in attempt.events]
        assert moments == sorted(moments)
        assert all(after - before <= timedelta(hours=1) for before, after in pairwise(moments))


@given(drawn_events)
def test_in_the_long_run_nothing_is_in_progress(events):
    found = attempts(events, LATER, AttemptRules())

    assert all(attempt.outcome is not Outcome.IN_PROGRESS for attempt in found)
    assert all(attempt.mature for attempt in found)


@given(drawn_events, presents, presents)
def test_time_changes_no_settled_outcome(events, some, other):
    """Once an attempt is over, later judges agree with earlier ones."""
    early, late = sorted((some, other))
    settled = {attempt.id: attempt.outcome for attempt in attempts(events, early, AttemptRules()) if attempt.mature}
    finally_ = {attempt.id: attempt.outcome for attempt in attempts(events, late, AttemptRules())}

    assert settled.items() <= finally_.items()
