from socket import gaierror
from urllib.error import URLError

import pytest

from handlers.patience import Patience, never_arrived, retry_after


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        pytest.param({"Retry-After": "30"}, 30.0, id="as Slack writes it"),
        pytest.param({"retry-after": "0"}, 0.0, id="as a proxy writes it"),
        pytest.param({"Retry-After": "Fri, 20 Nov 2026 09:00:00 GMT"}, None, id="a date, which Slack never sends"),
        pytest.param({"Retry-After": "-5"}, None, id="negative"),
        pytest.param({}, None, id="nothing"),
    ],
)
def test_retry_after_is_read_in_seconds(headers, seconds):
    assert retry_after(headers) == seconds


def test_each_wait_is_the_one_asked_for_or_the_next_of_ours_until_they_are_used_up():
    waits = []
    patience = Patience(pauses=(1.0, 3.0), sleep=waits.append)

    assert patience.pause(1, {})
    assert patience.pause(2, {"Retry-After": "7"})
    assert not patience.pause(3, {})
    assert waits == [1.0, 7.0]


def test_a_wait_that_is_too_long_is_not_begun():
    waits = []

    assert not Patience(longest=60, sleep=waits.append).pause(1, {"Retry-After": "61"})
    assert waits == []


@pytest.mark.parametrize(
    ("error", "is_certain"),
    [
        pytest.param(URLError(ConnectionRefusedError()), True, id="refused"),
        pytest.param(URLError(gaierror()), True, id="no such host"),
        pytest.param(URLError(TimeoutError()), False, id="connecting or sending took too long"),
        pytest.param(ConnectionResetError(), False, id="reset"),
        pytest.param(TimeoutError(), False, id="no answer"),
    ],
)
def test_only_a_connection_that_was_never_made_is_certain_to_have_carried_nothing(error, is_certain):
    assert never_arrived(error) is is_certain
