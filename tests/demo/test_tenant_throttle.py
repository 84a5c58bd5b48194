"""The logs answer 5 requests in 10 seconds for each app; the directory is not counted."""

import pytest
from tenant_calls import SIGN_UPS

from bot.demo.tenant.throttle import Throttle


def test_the_sixth_request_in_ten_seconds_is_told_to_wait(start_tenant):
    graph = start_tenant(throttle=True)
    answers = [graph.get(SIGN_UPS, top="1") for _ in range(6)]

    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 10
    error = answers[-1].json()["error"]
    assert (error["code"], error["message"]) == ("TooManyRequests", "Please retry again later.")
    assert (error["innerError"]["code"], error["innerError"]["status"]) == ("429", "429")


def test_the_directory_is_not_throttled_with_the_logs(start_tenant):
    graph = start_tenant(throttle=True)

    assert {graph.get("/v1.0/organization").status_code for _ in range(12)} == {200}
    assert graph.get(SIGN_UPS, top="1").status_code == 200


@pytest.mark.parametrize(
    ("times", "waits"),
    [
        pytest.param([0, 1, 2, 3, 4, 5], [0, 0, 0, 0, 0, 5], id="until the first is ten seconds old"),
        pytest.param([0, 0, 0, 0, 0, 9.99], [0, 0, 0, 0, 0, 1], id="never less than a second"),
        pytest.param([0, 0, 0, 0, 0, 10], [0, 0, 0, 0, 0, 0], id="free again after ten seconds"),
        pytest.param(
            [0, 0, 0, 0, 0, 5, 10, 10, 10, 10, 10, 10], [0] * 5 + [5] + [0] * 5 + [10], id="refusals are free"
        ),
        pytest.param([0, 4, 4, 4, 4, 10, 11], [0, 0, 0, 0, 0, 0, 3], id="a sliding window"),
    ],
)
def test_the_window_slides(times, waits):
    clock = iter(times)
    throttle = Throttle(lambda: next(clock))

    assert [throttle.wait("app") for _ in times] == waits


def test_each_app_has_an_allowance_of_its_own():
    throttle = Throttle(lambda: 0.0)

    assert [throttle.wait("one") for _ in range(6)][-1] == 10
    assert throttle.wait("other") == 0
