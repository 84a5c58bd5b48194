"""A number beside its like: shares that can be divided, and differences that are more than chance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.changes import SMALL, Change, is_small, share_moved
from bot.domain.measures import Rates
from bot.domain.pace import Pace, Shares


def rates(conversion, mature=1_000):
    return Rates(mature, conversion, (1 - conversion) / 2, (1 - conversion) / 2)


@pytest.mark.parametrize(
    ("now", "before", "share", "is_new"),
    [
        pytest.param(150, 100, 0.5, False, id="half as many again"),
        pytest.param(50, 100, -0.5, False, id="half as many"),
        pytest.param(100, 100, 0.0, False, id="the same"),
        pytest.param(0, 5, -1.0, False, id="gone"),
        pytest.param(5, 0, None, True, id="new, which no percentage says"),
        pytest.param(0, 0, None, False, id="nothing then and now"),
        pytest.param(5, None, None, False, id="the like day is not known, so it is not new"),
    ],
)
def test_a_change_is_a_share_where_there_is_something_to_divide_by(now, before, share, is_new):
    change = Change(now, before)

    assert (change.share, change.is_new) == (share, is_new)


@pytest.mark.parametrize(
    ("now", "before", "beyond"),
    [
        pytest.param(120, 100, False, id="20 more than 100 may be chance"),
        pytest.param(140, 100, True, id="40 more than 100 are not"),
        pytest.param(60, 100, True, id="40 fewer are not either"),
        pytest.param(4, 0, False, id="4 where 0 were lie on the edge, which is not beyond it"),
        pytest.param(5, 0, True, id="5 where 0 were are more than chance"),
        pytest.param(1_000, None, False, id="nothing is said of a day that is not known"),
    ],
)
def test_counts_differ_beyond_chance_by_more_than_two_deviations(now, before, beyond):
    assert Change(now, before).beyond_chance is beyond


@pytest.mark.parametrize(
    ("now", "before", "moved"),
    [
        pytest.param((0.60, 1_000), (0.70, 1_000), True, id="ten points of a thousand"),
        pytest.param((0.70, 1_000), (0.60, 1_000), True, id="upwards alike"),
        pytest.param((0.60, 30), (0.70, 30), False, id="ten points of thirty may be chance"),
        pytest.param((0.68, 10**6), (0.70, 10**6), False, id="two points are nobody's business"),
        pytest.param((1.0, 1_000), (1.0, 1_000), False, id="everybody got in both times"),
        pytest.param((0.0, 1_000), (0.0, 1_000), False, id="nobody got in either time"),
        pytest.param((1.0, 1_000), (0.0, 1_000), True, id="all and none"),
    ],
)
def test_a_share_moved_by_three_points_and_more_than_chance(now, before, moved):
    assert share_moved(now, before) is moved


@pytest.mark.parametrize(("mature", "small"), [(SMALL - 1, True), (SMALL, False)])
def test_fewer_than_twenty_are_small_numbers(mature, small):
    assert is_small(rates(0.5, mature)) is small


def test_no_rates_are_not_small_ones():
    assert not is_small(None)


@pytest.mark.parametrize(
    ("pace", "said", "beyond"),
    [
        pytest.param(Pace(140, 7, 100, 7), "rose 40% (100 then, now 140)", True, id="a week"),
        pytest.param(Pace(100, 1, 100, 1), "stayed at 100", False, id="the same"),
        pytest.param(Pace(310, 31, 280, 28), "stayed at 10.0 a day", False, id="the same by the day"),
        pytest.param(Pace(310, 31, 420, 28), "fell 33% (15.0 a day then, now 10.0)", True, id="fewer by the day"),
        pytest.param(Pace(330, 31, 310, 30), "rose 3% (10.3 a day then, now 10.6)", False, id="within chance"),
    ],
)
def test_a_pace_is_said_by_the_day_where_the_days_are_not_as_many(pace, said, beyond):
    assert (pace.said("then"), pace.beyond_chance) == (said, beyond)


@pytest.mark.parametrize(
    ("shares", "moved", "held"),
    [
        pytest.param(
            Shares(0.996, 1_000, 0.90, 1_000),
            "rose from 90% to >99%",
            "conversion is >99%, last Friday 90%, which may be chance",
            id="nearly all is not all",
        ),
        pytest.param(
            Shares(0.60, 1_000, 0.61, 1_000),
            "fell from 61% to 60%",
            "conversion is much as last Friday (60%, 61% then)",
            id="much the same",
        ),
    ],
)
def test_a_share_is_said_to_move_or_to_hold(shares, moved, held):
    assert (shares.said_to_move(), shares.said_to_hold("conversion is", "last Friday")) == (moved, held)


counts = st.integers(0, 10_000)


@given(counts, counts)
def test_chance_does_not_care_for_the_direction(now, before):
    assert Change(now, before).beyond_chance == Change(before, now).beyond_chance


@given(counts, counts, st.integers(1, 31))
def test_as_many_days_are_compared_as_counts_are(now, before, days):
    assert Pace(now, days, before, days).beyond_chance == Change(now, before).beyond_chance


@given(st.floats(0, 1), st.floats(0, 1), st.integers(1, 10**5), st.integers(1, 10**5))
def test_a_move_is_one_both_ways(now, before, some, other):
    assert share_moved((now, some), (before, other)) == share_moved((before, other), (now, some))
