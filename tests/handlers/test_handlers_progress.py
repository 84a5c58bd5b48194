from threading import Event

import pytest

from handlers.progress import Waiting, reading


def test_a_quick_answer_needs_no_note():
    told = []
    with Waiting(told.append, after=(60.0,)):
        pass

    assert told == []


def test_whoever_waits_is_told_how_much_has_been_read_and_only_so_often():
    told, twice = [], Event()

    def tell(rows):
        told.append(rows)
        waiting.read(4_000)
        if len(told) == 2:
            twice.set()

    waiting = Waiting(tell, after=(0.001, 0.002))
    with waiting:
        assert twice.wait(5)

    assert told == [0, 4_000]


def test_no_note_is_begun_or_unfinished_once_the_answer_is_there():
    begun, release, finished = Event(), Event(), Event()

    def slow_note(_rows):
        begun.set()
        release.wait()
        finished.set()

    with Waiting(slow_note, after=(0.001, 60.0)):
        begun.wait(5)
        release.set()

    assert finished.is_set()


@pytest.mark.parametrize(
    ("rows", "note"),
    [
        pytest.param(0, "Sign-ups · today: reading the log.", id="none"),
        pytest.param(1, "Sign-ups · today: reading the log, 1 row so far.", id="one"),
        pytest.param(4_000, "Sign-ups · today: reading the log, 4,000 rows so far.", id="thousands"),
    ],
)
def test_the_note_says_how_far_the_reading_is(rows, note):
    assert reading("Sign-ups · today", rows) == note
