"""What the mirror holds completely: stretches join where they touch, and the newest one is the watermark."""

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mirror_samples import NOON, hours
from sqlite_utils import Database

from bot.domain.question import Log
from bot.mirror import schema, stretches
from bot.planning.plan import Watermark

LOG = Log.SIGN_UPS
EARLY, LATE = NOON, NOON + timedelta(hours=1)


def test_an_empty_mirror_has_no_watermark(mirror):
    assert mirror.watermark(LOG) is None


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param(hours(0, 2), hours(2, 3), [hours(0, 3)], id="they touch"),
        pytest.param(hours(0, 2), hours(1, 3), [hours(0, 3)], id="they overlap"),
        pytest.param(hours(0, 3), hours(1, 2), [hours(0, 3)], id="one inside the other"),
        pytest.param(hours(1, 2), hours(0, 3), [hours(0, 3)], id="one around the other"),
        pytest.param(hours(2, 3), hours(0, 1), [hours(0, 1), hours(2, 3)], id="a gap between"),
        pytest.param(hours(0, 1), hours(2, 2), [hours(0, 1)], id="an empty stretch holds nothing"),
    ],
)
def test_stretches_join_where_they_touch(mirror, first, second, expected):
    mirror.mark(LOG, first, EARLY)
    mirror.mark(LOG, second, LATE)

    assert [stretch.held for stretch in mirror.held(LOG)] == expected
    assert mirror.watermark(LOG).held == expected[-1]


@pytest.mark.parametrize(
    ("second", "read_at"),
    [
        pytest.param(hours(2, 3), LATE, id="the newest end was read later"),
        pytest.param(hours(1, 2), LATE, id="the newest end was read again"),
        pytest.param(hours(-1, 0), EARLY, id="older rows filled in later leave the end as old as it is"),
        pytest.param(hours(0, 1), EARLY, id="a part read again leaves the end as old as it is"),
    ],
)
def test_a_watermark_is_as_fresh_as_its_newest_end(mirror, second, read_at):
    mirror.mark(LOG, hours(0, 2), EARLY)
    mirror.mark(LOG, second, LATE)

    assert mirror.watermark(LOG).read_at == read_at


def test_a_stretch_can_bridge_a_gap(mirror):
    for window in (hours(0, 1), hours(4, 5), hours(8, 9), hours(1, 8)):
        mirror.mark(LOG, window, EARLY)

    assert mirror.held(LOG) == [Watermark(LOG, hours(0, 9), EARLY)]


def test_logs_do_not_join_each_other(mirror):
    mirror.mark(LOG, hours(0, 1), EARLY)
    mirror.mark(Log.AUDIT, hours(1, 2), EARLY)

    assert mirror.held(LOG) == [Watermark(LOG, hours(0, 1), EARLY)]


marks = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 5)), max_size=8)


@settings(max_examples=100, deadline=None)
@given(marks, st.integers(0, 22))
def test_whatever_is_marked_and_forgotten_exactly_the_rest_is_held(drawn, before):
    db = Database(memory=True)
    schema.held_stretches(db)
    for since, length in drawn:
        stretches.mark(db, Watermark(LOG, hours(since, since + length), EARLY))
    stretches.trim(db, LOG, NOON + timedelta(hours=before))
    held = [stretch.held for stretch in stretches.held(db, LOG)]
    db.close()
    wanted = {hour for since, length in drawn for hour in range(since, since + length) if hour >= before}

    assert {hour for hour in range(30) for window in held if window.covers(hours(hour, hour + 1))} == wanted
    assert all(earlier.until < later.since for earlier, later in pairwise(held))
