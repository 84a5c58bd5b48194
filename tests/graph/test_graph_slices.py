"""How a long window is cut up."""

from datetime import timedelta
from itertools import pairwise

from graph_stand_ins import at
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.window import Window
from bot.graph.slices import SHORTEST, Slices

MONTH = Window(at("2026-10-12"), at("2026-11-11"))


def walked(slices, troubles=()):
    """All stretches that went well; `troubles` says of each try whether Graph ran out of time over it."""
    done, troubles = [], iter(troubles)
    while (current := slices.current) is not None:
        if next(troubles, False) and slices.can_halve:
            slices.halve()
        else:
            done.append(current)
            slices.done()
    return done


def test_a_month_is_read_in_weeks_newest_first():
    stretches = walked(Slices(MONTH))

    assert [stretch.length.days for stretch in stretches] == [7, 7, 7, 7, 2]
    assert stretches[0].until == MONTH.until


def test_an_empty_window_asks_for_nothing():
    assert walked(Slices(Window(MONTH.since, MONTH.since))) == []


def test_a_stretch_that_took_too_long_is_halved_and_its_newer_half_comes_first():
    slices = Slices(MONTH)

    slices.halve()

    assert slices.current == Window(MONTH.until - timedelta(days=3.5), MONTH.until)


def test_later_stretches_stay_short_and_grow_again_when_all_goes_well():
    stretches = walked(Slices(MONTH), [True, True])

    assert [stretch.length for stretch in stretches[:4]] == [timedelta(days=1.75)] * 4
    assert stretches[4].length == timedelta(days=3.5)


def test_the_shortest_stretch_is_not_halved():
    slices = Slices(Window(MONTH.since, MONTH.since + SHORTEST))

    assert not slices.can_halve


@given(
    minutes=st.integers(1, 60 * 24 * 40),
    troubles=st.lists(st.booleans(), max_size=60),
)
def test_the_stretches_cover_the_window_without_gap_or_overlap(minutes, troubles):
    window = Window(MONTH.since, MONTH.since + timedelta(minutes=minutes))

    stretches = walked(Slices(window), troubles)

    assert stretches[0].until == window.until
    assert stretches[-1].since == window.since
    assert all(newer.since == older.until for newer, older in pairwise(stretches))


def test_a_lost_place_is_looked_for_twice_before_the_stretch_is_halved():
    slices = Slices(MONTH)

    assert [slices.restart(), slices.restart()] == [True, True]
    assert slices.current.length == timedelta(days=7)
    assert slices.restart()
    assert slices.current.length == timedelta(days=3.5)


def test_a_place_lost_in_one_stretch_is_not_held_against_the_next():
    slices = Slices(MONTH)
    for _ in range(3):
        slices.restart()
        slices.restart()
        slices.done()

    assert slices.current.length == timedelta(days=7)


def test_a_place_lost_in_the_shortest_stretch_is_lost_for_good():
    slices = Slices(Window(MONTH.since, MONTH.since + SHORTEST))

    assert [slices.restart(), slices.restart(), slices.restart()] == [True, True, False]
