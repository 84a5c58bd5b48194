"""Who may ask Graph when."""

import threading
import time as real_time

import pytest

from bot.errors import GraphBusy
from bot.graph.budget import ALLOWANCES, MARGIN, Allowance, Budget, Budgets, Family, family_of

LOGS = Allowance(5, 10.0, reserve=1)


def taken(budget, time, count, *, urgent=True):
    moments = []
    for _ in range(count):
        budget.take(urgent=urgent)
        moments.append(time.now)
    return moments


def test_no_ten_seconds_hold_more_than_five_requests(time):
    budget = Budget(LOGS, clock=time.clock, wait=time.wait)

    moments = taken(budget, time, 23)

    assert all(later - earlier > 10.0 for earlier, later in zip(moments, moments[5:], strict=False))


def test_five_questions_go_at_once_and_the_sixth_waits_for_the_window(time):
    budget = Budget(LOGS, clock=time.clock, wait=time.wait)

    moments = taken(budget, time, 6)

    assert moments[:5] == [1_000.0] * 5
    assert moments[5] == pytest.approx(1_010.0 + MARGIN)


def test_background_work_leaves_the_last_slot_to_a_question(time):
    budget = Budget(LOGS, clock=time.clock, wait=time.wait)
    taken(budget, time, 4, urgent=False)

    with pytest.raises(GraphBusy):
        budget.take(urgent=False, deadline=time.now + 1)
    budget.take(urgent=True, deadline=time.now + 1)

    assert time.now == 1_000.0


def test_a_question_that_comes_later_goes_before_waiting_background_work(time):
    order = []

    def wait(condition, seconds):
        if "question came" not in order:
            order.append("question came")
            budget.take(urgent=True)
            order.append("question asked")
        time.wait(condition, seconds)

    budget = Budget(Allowance(1, 10.0), clock=time.clock, wait=wait)
    budget.take(urgent=True)

    budget.take(urgent=False)
    order.append("background asked")

    assert order == ["question came", "question asked", "background asked"]


def test_a_question_waits_for_those_that_came_before_it(time):
    latecomers = []

    def wait(condition, seconds):
        if latecomers:
            time.wait(condition, seconds)
            return
        latecomers.append("came while the first one waited")
        with pytest.raises(GraphBusy):
            budget.take(urgent=True, deadline=time.now + 20)  # a slot falls free meanwhile, but not for this one

    budget = Budget(Allowance(1, 10.0), clock=time.clock, wait=wait)
    budget.take(urgent=True)

    budget.take(urgent=True)

    assert latecomers


def test_retry_after_holds_back_everybody(time):
    budget = Budget(LOGS, clock=time.clock, wait=time.wait)

    budget.pause(30.0)
    budget.take(urgent=True)

    assert time.now == pytest.approx(1_030.0)


def test_a_shorter_pause_does_not_undercut_a_longer_one(time):
    budget = Budget(LOGS, clock=time.clock, wait=time.wait)

    budget.pause(30.0)
    budget.pause(1.0)
    budget.take(urgent=True)

    assert time.now == pytest.approx(1_030.0)


def test_a_slot_that_comes_too_late_is_refused_without_waiting_for_it(time):
    budget = Budget(LOGS, clock=time.clock, wait=time.wait)
    taken(budget, time, 5)

    with pytest.raises(GraphBusy, match="5 requests in 10 seconds"):
        budget.take(urgent=True, deadline=time.now + 5)

    assert time.waits == []


def test_a_pause_that_is_too_long_is_told_with_its_length(time):
    budget = Budget(LOGS, clock=time.clock, wait=time.wait)
    budget.pause(299.5)

    with pytest.raises(GraphBusy, match="wait for another 300 seconds"):
        budget.take(urgent=True, deadline=time.now + 60)

    assert time.waits == []


def test_one_who_gave_up_does_not_stand_in_the_way(time):
    budget = Budget(Allowance(1, 10.0), clock=time.clock, wait=time.wait)
    budget.take(urgent=True)
    with pytest.raises(GraphBusy):
        budget.take(urgent=True, deadline=time.now + 1)

    budget.take(urgent=False)

    assert time.now == pytest.approx(1_010.0 + MARGIN)


def test_a_retry_waits_for_its_own_time_and_lets_others_pass(time):
    budget = Budget(LOGS, clock=time.clock, wait=time.wait)

    budget.take(urgent=True, after=time.now + 7)

    assert time.now == pytest.approx(1_007.0)


def test_a_stopped_budget_wakes_and_refuses_whoever_waits():
    budget = Budget(Allowance(1, 1_000.0))
    budget.take(urgent=True)
    caught = []

    def ask():
        try:
            budget.take(urgent=False)
        except GraphBusy as error:
            caught.append(error.message)

    thread = threading.Thread(target=ask)
    thread.start()
    budget.stop()
    thread.join(5)

    assert "stopping" in caught[0]
    with pytest.raises(GraphBusy):
        budget.take(urgent=True)


def test_two_threads_share_one_allowance():
    budget = Budget(Allowance(3, 0.05), margin=0.0)
    moments = []

    def ask():
        for _ in range(4):
            budget.take(urgent=False)
            moments.append(real_time.monotonic())

    threads = [threading.Thread(target=ask) for _ in range(2)]
    started = real_time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)

    assert len(moments) == 8
    assert max(moments) - started >= 2 * 0.05, "eight requests at three in a window need two waits"


@pytest.mark.parametrize(
    ("path", "family"),
    [
        pytest.param("auditLogs/signUps", Family.LOGS, id="sign-ups"),
        pytest.param("/reports/authenticationMethods/userRegistrationDetails", Family.LOGS, id="reports"),
        pytest.param("identityProtection/riskyUsers", Family.PROTECTION, id="risk"),
        pytest.param("identity/authenticationEventsFlows", Family.FLOWS, id="flows"),
        pytest.param("users", Family.DIRECTORY, id="users"),
        pytest.param("organization", Family.DIRECTORY, id="organization"),
    ],
)
def test_each_path_is_charged_to_its_family(path, family):
    assert family_of(path) is family


def test_families_do_not_wait_for_one_another(time):
    budgets = Budgets(clock=time.clock, wait=time.wait)
    for _ in range(5):
        budgets.of("auditLogs/signUps").take(urgent=True)

    budgets.of("users").take(urgent=True)

    assert time.waits == []


def test_every_family_has_an_allowance():
    assert set(ALLOWANCES) == set(Family)
