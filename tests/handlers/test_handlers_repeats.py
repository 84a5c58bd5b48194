from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from handlers.repeats import Repeats


def test_only_the_first_of_many_threads_is_the_first():
    repeats, together = Repeats(), Barrier(16)

    def arrive(_):
        together.wait()
        return repeats.is_first("1.2.abc")

    with ThreadPoolExecutor(16) as pool:
        assert sorted(pool.map(arrive, range(16))) == [False] * 15 + [True]


def test_a_key_is_forgotten_when_its_time_is_over():
    now = [0.0]
    repeats = Repeats(seconds=660, elapsed=lambda: now[0])
    assert repeats.is_first("a")

    now[0] = 660.0
    assert not repeats.is_first("a")

    now[0] = 660.1
    assert repeats.is_first("a")


def test_a_flood_of_keys_does_not_fill_the_memory():
    repeats = Repeats(most=3)
    assert all(repeats.is_first(key) for key in "abcd")

    assert repeats.is_first("a"), "the oldest made room"
    assert not repeats.is_first("d")


def test_what_has_no_key_is_never_taken_for_a_repetition():
    repeats = Repeats()
    assert repeats.is_first("")
    assert repeats.is_first("")
