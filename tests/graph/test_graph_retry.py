"""When a request is sent again, and after how long."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.graph.retry import Mishap, RetryRule, wait_before_retry

RULE = RetryRule(tries=5, throttled_tries=8, first_wait=0.5, longest_wait=60.0)
PASSING = [mishap for mishap in Mishap if mishap is not Mishap.UNTRUSTED]


@pytest.mark.parametrize(
    ("failures", "least", "most"),
    [
        pytest.param(1, 0.5, 1.0, id="first"),
        pytest.param(2, 1.0, 2.0, id="second"),
        pytest.param(4, 4.0, 8.0, id="fourth"),
    ],
)
def test_each_wait_is_twice_the_one_before_and_spread_by_half(failures, least, most):
    assert wait_before_retry(Mishap.OVERLOADED, failures, None, 0.0, RULE) == least
    assert wait_before_retry(Mishap.OVERLOADED, failures, None, 1.0, RULE) == most


@pytest.mark.parametrize("mishap", [pytest.param(mishap, id=mishap.value) for mishap in PASSING])
def test_trouble_that_does_not_pass_is_given_up(mishap):
    waits = [wait_before_retry(mishap, failures, None, 0.5, RULE) for failures in range(1, 20)]

    tries = 1 + waits.index(None)
    assert tries == (8 if mishap is Mishap.THROTTLED else 5)
    assert all(wait is None for wait in waits[tries:])


def test_a_refused_token_is_replaced_once_and_at_once():
    assert wait_before_retry(Mishap.UNTRUSTED, 1, None, 0.5, RULE) == 0.0
    assert wait_before_retry(Mishap.UNTRUSTED, 2, None, 0.5, RULE) is None


@given(
    mishap=st.sampled_from(PASSING),
    failures=st.integers(1, 4),
    retry_after=st.floats(0, 600),
    chance=st.floats(0, 1),
)
def test_retry_after_is_never_undercut_and_hardly_stretched(mishap, failures, retry_after, chance):
    wait = wait_before_retry(mishap, failures, retry_after, chance, RULE)

    assert retry_after <= wait <= retry_after + 1.0


@given(mishap=st.sampled_from(PASSING), failures=st.integers(1, 4), chance=st.floats(0, 1))
def test_no_wait_is_longer_than_the_longest(mishap, failures, chance):
    rule = RetryRule(first_wait=30.0, longest_wait=60.0)

    assert 0 < wait_before_retry(mishap, failures, None, chance, rule) <= 60.0
