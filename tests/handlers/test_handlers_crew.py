from threading import Event

import pytest

from handlers.crew import Crew


@pytest.fixture
def one_thread():
    crew = Crew(size=1)
    yield crew
    crew.stop(patience=5)


def nothing():
    pass


def test_what_was_taken_is_finished_before_a_stop(one_thread):
    done = []
    for number in (1, 2):
        one_thread.take(lambda number=number: done.append(number), nothing)

    one_thread.stop(patience=5)

    assert done == [1, 2]


def test_work_that_fails_is_in_the_log(one_thread, caplog):
    def fail():
        raise ValueError("nobody thought of that")

    one_thread.take(fail, nothing)
    one_thread.stop(patience=5)

    assert "ValueError: nobody thought of that" in caplog.text


def test_no_work_is_taken_after_a_stop(one_thread):
    one_thread.stop(patience=0)

    assert one_thread.take(nothing, nothing) is False


def test_a_stop_does_not_wait_for_ever_and_tells_those_it_lets_go(one_thread):
    running, release, never, told = Event(), Event(), Event(), []

    def stuck():
        running.set()
        release.wait()

    one_thread.take(stuck, lambda: told.append("stuck"))
    one_thread.take(never.set, lambda: told.append("never"))
    running.wait(5)

    one_thread.stop(patience=0.01)
    release.set()
    one_thread.stop(patience=5)

    assert sorted(told) == ["never", "stuck"]
    assert not never.is_set()
