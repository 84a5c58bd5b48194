"""Numbers that add up: totals, rates, funnels and groups."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sign_up_samples import (
    ASKED,
    ATTRIBUTES,
    COLLECT,
    CREATE,
    FEDERATE,
    VALIDATE,
    WRONG_CODE,
    event,
    judged,
    minute,
    otp_path,
)

from bot.domain.attempts import AttemptRules
from bot.domain.joining import attempts
from bot.domain.measures import FunnelStep, Rates, Totals, break_down, count, count_distinct, funnel, rate, worst_step

NOW = minute(600)


def success(name, **members):
    return otp_path(correlation_id=name, **members)


def failure(name, **members):
    return [event(0, correlation_id=name, **members), event(1, VALIDATE, WRONG_CODE, correlation_id=name, **members)]


def abandoned(name, **members):
    return [event(0, correlation_id=name, **members), event(1, VALIDATE, ASKED, correlation_id=name, **members)]


def under_way(name, **members):
    return [event(599, correlation_id=name, **members)]


def town(*tries):
    return judged(*[step for events in tries for step in events], now=NOW)


FOUR = town(
    success("a", who="jane@x.com"),
    failure("b", who="JANE@x.com"),
    abandoned("c", who="sam@x.com"),
    under_way("d", who=None),
)


# Totals and rates


def test_totals_count_attempts_events_and_people():
    assert count(FOUR) == Totals(
        attempts=4, success=1, failed=1, abandoned=1, in_progress=1, interrupted=1, events=9, users=2
    )


def test_nothing_makes_zeros_and_no_rates():
    assert count([]) == Totals()
    assert rate([]) is None
    assert funnel([]) == ()
    assert worst_step([]) is None


def test_rates_leave_out_what_is_under_way():
    assert rate(FOUR) == Rates(mature=3, conversion=1 / 3, failure=1 / 3, abandonment=1 / 3)


def test_rates_leave_out_young_successes_and_failures_alike():
    young = judged(*otp_path(), now=minute(30))

    assert count(young).success == 1
    assert rate(young) is None


def test_drop_off_is_what_conversion_is_not():
    rates = rate(FOUR)

    assert rates.dropoff == pytest.approx(1 - rates.conversion)
    assert rates.to_json() == {
        "mature": 3,
        "conversion": rates.conversion,
        "failure": rates.failure,
        "abandonment": rates.abandonment,
        "dropoff": rates.dropoff,
    }


# The funnel


def test_reached_means_an_event_there_and_left_means_the_last_event_there():
    steps = funnel(town(success("a"), failure("b"), abandoned("c")))

    assert steps == (
        FunnelStep(COLLECT, reached=3, left=0),
        FunnelStep(VALIDATE, reached=3, left=2),
        FunnelStep(ATTRIBUTES, reached=1, left=0),
        FunnelStep(CREATE, reached=1, left=0),
    )
    assert steps[1].to_json() == {"stage": VALIDATE, "reached": 3, "passed": 1, "left": 2}


def test_a_funnel_leaves_out_the_young():
    assert funnel(town(under_way("d"))) == ()


def test_a_success_left_nowhere_even_if_more_follows():
    steps = funnel(judged(*otp_path(), event(9, VALIDATE, 50140), now=NOW))

    assert [step.left for step in steps] == [0, 0, 0, 0]


def test_a_failure_left_where_its_last_event_is_and_not_where_it_failed():
    failed_then_asked = [*failure("b"), event(2, ATTRIBUTES, 55106, correlation_id="b")]

    steps = {step.stage: step.left for step in funnel(judged(*failed_then_asked, now=NOW))}

    assert steps == {COLLECT: 0, VALIDATE: 0, ATTRIBUTES: 1}


def test_a_flow_may_skip_stages():
    steps = funnel(judged(event(0), event(1, FEDERATE), event(2, CREATE), now=NOW))

    assert [step.stage for step in steps] == [COLLECT, FEDERATE, CREATE]


def test_stages_stand_in_the_order_of_graph_s_enum_and_unknown_ones_last_by_name():
    stages = ["zeta", "tenantConsent", "alpha", CREATE, "consent", ATTRIBUTES, FEDERATE, VALIDATE, COLLECT]
    found = judged(*[event(at, stage) for at, stage in enumerate(stages)], now=NOW)

    assert [step.stage for step in funnel(found)] == [
        *(COLLECT, VALIDATE, FEDERATE, "consent", ATTRIBUTES, CREATE, "tenantConsent"),
        *("alpha", "zeta"),
    ]


@pytest.mark.parametrize(
    ("steps", "worst"),
    [
        pytest.param([("a", 100, 10), ("b", 10, 5), ("c", 5, 0)], "b", id="the highest share, not the highest number"),
        pytest.param([("a", 10, 5), ("b", 100, 50)], "b", id="of two alike the one that more people reached"),
        pytest.param([("a", 10, 0), ("b", 10, 0)], None, id="none where nobody was lost"),
    ],
)
def test_the_worst_stage(steps, worst):
    found = worst_step([FunnelStep(*step) for step in steps])

    assert (found and found.stage) == worst


# Groups


def by_provider(attempt):
    return [(("provider", attempt.provider),)]


def test_groups_come_largest_first_then_by_key_and_what_is_not_said_last():
    found = town(
        success("a", provider="Google"),
        success("b", provider="Apple"),
        failure("c", provider="Google"),
        success("d", provider=None),
    )

    assert [(dict(group.key)["provider"], group.totals.attempts) for group in break_down(found, by_provider)] == [
        ("Google", 2),
        ("Apple", 1),
        (None, 1),
    ]


def test_groups_may_be_largest_in_people():
    found = town(
        success("a", provider="Google", who="jane@x.com"),
        success("b", provider="Google", who="jane@x.com"),
        success("c", provider="Google", who="jane@x.com"),
        success("d", provider="Apple", who="jane@x.com"),
        success("e", provider="Apple", who="sam@x.com"),
    )

    groups = break_down(found, by_provider, size=lambda group: group.totals.users)

    assert [dict(group.key)["provider"] for group in groups] == ["Apple", "Google"]


def test_a_group_may_count_the_different_values_of_a_field():
    found = town(
        success("a", provider="Google", app_id="store"),
        success("b", provider="Google", app_id="rewards"),
        success("c", provider="Apple", app_id="store"),
        success("d", provider=None, app_id="store"),
    )
    groups = break_down(found, lambda attempt: [(("app", attempt.app_id),)], counted=by_provider)

    assert {dict(group.key)["app"]: group.distinct for group in groups} == {"store": 2, "rewards": 1}
    assert groups[0].to_json()["distinct"] == 2
    assert count_distinct(found, by_provider) == 2


def test_a_group_says_its_key_totals_and_rates_side_by_side():
    (group,) = break_down(town(success("a"), failure("b")), by_provider, with_funnel=True)

    assert group.to_json() == {
        "key": {"provider": "Email OTP"},
        **group.totals.to_json(),
        **group.rates.to_json(),
        "funnel": [step.to_json() for step in group.funnel],
    }


def test_groups_without_rates_say_none():
    (group,) = break_down(town(success("a")), by_provider, with_rates=False)

    assert "conversion" not in group.to_json()


# Whatever the attempts

drawn = st.lists(
    st.builds(
        event,
        st.integers(0, 650),
        st.sampled_from([COLLECT, VALIDATE, ATTRIBUTES, CREATE, "consent", "new"]),
        st.sampled_from([0, 0, ASKED, WRONG_CODE]),
        st.sampled_from(["a@x.com", "A@x.com", "b@y.com", None]),
        correlation_id=st.sampled_from("abcdef"),
        provider=st.sampled_from(["Google", "Email OTP", None]),
    ),
    max_size=30,
).map(lambda events: attempts(events, NOW, AttemptRules()))


@given(drawn)
def test_outcomes_add_up_to_attempts(found):
    totals = count(found)

    assert totals.success + totals.failed + totals.abandoned + totals.in_progress == totals.attempts == len(found)
    assert totals.events == sum(len(attempt.events) for attempt in found)
    assert totals.interrupted <= totals.attempts - totals.success


@given(drawn)
def test_the_three_rates_add_up_to_one(found):
    rates = rate(found)
    mature = sum(attempt.mature for attempt in found)

    assert (rates is None) == (mature == 0)
    if rates:
        assert rates.mature == mature
        assert rates.conversion + rates.failure + rates.abandonment == pytest.approx(1)
        assert rates.conversion + rates.dropoff == pytest.approx(1)


@given(drawn)
def test_what_reached_a_stage_passed_it_or_left(found):
    steps = funnel(found)
    lost = sum(attempt.mature and not attempt.converted for attempt in found)

    assert all(step.reached == step.passed + step.left and 0 <= step.left <= step.reached for step in steps)
    assert sum(step.left for step in steps) == lost
    assert all(step.reached for step in steps)


@given(drawn)
def test_groups_add_up_to_the_totals(found):
    groups = break_down(found, by_provider, with_funnel=True)
    sums = Counter()
    for group in groups:
        sums.update(group.totals.to_json())
    whole = count(found).to_json()

    assert {name: sums[name] for name in whole if name != "users"} == {
        name: number for name, number in whole.items() if name != "users"
    }
    assert sum(group.rates.mature for group in groups if group.rates) == (rate(found).mature if rate(found) else 0)
    assert sum(step.left for group in groups for step in group.funnel) == sum(step.left for step in funnel(found))


@given(drawn)
def test_groups_are_sorted_by_size_then_key(found):
    sizes = [
        (-group.totals.attempts, group.key[0][1] is None, group.key[0][1]) for group in break_down(found, by_provider)
    ]

    assert sizes == sorted(sizes)
