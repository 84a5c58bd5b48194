"""Tenants unlike the others: each is odd in the way it says."""

from datetime import timedelta
from statistics import mean, pvariance

import pytest

from bench.detection.assumptions import Oddity, Size
from bench.detection.match import TUNING_SEEDS, entries
from bench.detection.tenants import tenant
from bench.detection.traffic import draw


def odd(oddity, size=Size.MIDDLE):
    return tenant(11, size, history_weeks=0.5, scored_weeks=1, oddity=oddity)


def rows(oddity):
    return [row for hour in draw(odd(oddity)).hours for row in hour.rows]


def shares_failing(oddity):
    """Of each busy hour of the usual people, how many fail."""
    hours = [hour.rows for hour in draw(odd(oddity, Size.LARGE)).hours]
    return [
        sum(row[7] for row in hour) / sum(row[5] for row in hour) for hour in hours if sum(row[5] for row in hour) > 100
    ]


def test_where_a_log_has_no_country_nobody_is_asked_to_name_one():
    assert {row[4] for row in rows(Oddity.NO_COUNTRY)} == {""}
    assert not any("country" in core for each in odd(Oddity.NO_COUNTRY).incidents for core in each.guilty)


def test_many_small_apps():
    assert len({row[0] for row in rows(Oddity.MANY_APPS)}) >= 12


def test_failures_counted_on_both_rows_come_to_more_attempts_than_there_were():
    twice = rows(Oddity.COUNTED_TWICE)

    assert all(row[5] == row[6] for row in twice if row[6] and row[3] not in (1002013, 50140))
    assert sum(row[5] for row in twice if not row[3]) > sum(row[6] for row in twice)


def test_a_third_fails_on_any_day():
    assert 0.15 < mean(shares_failing(Oddity.FAILS_OFTEN)) < 0.6


def test_lumps_spread_the_failures_of_a_slice():
    def spread(oddity):
        one = odd(oddity, Size.LARGE)
        busiest = max(one.cells, key=lambda cell: cell.traffic)
        where = (busiest.app, busiest.provider, busiest.stage, busiest.country)
        hours = [[row for row in hour.rows if (*row[:3], row[4]) == where] for hour in draw(one).hours]
        shares = [sum(row[7] for row in hour) / max(1, sum(row[5] for row in hour)) for hour in hours]
        return pvariance(shares) / mean(shares) ** 2

    assert spread(Oddity.LUMPY) > 1.5 * spread(None)


def test_everybody_retries():
    failing = [row for row in rows(Oddity.RETRIED) if row[6] and row[3] not in (1002013, 50140)]

    assert sum(row[6] for row in failing) > 3 * sum(row[7] for row in failing)


@pytest.mark.parametrize(
    ("oddity", "history"),
    [
        pytest.param(Oddity.SHORT_HISTORY, timedelta(weeks=1), id="short"),
        pytest.param(Oddity.LONG_HISTORY, timedelta(weeks=6), id="long"),
        pytest.param(Oddity.NO_HISTORY, timedelta(days=1), id="none"),
    ],
)
def test_history_is_as_long_as_it_says(oddity, history):
    one = odd(oddity)

    assert one.scored_from - one.first == history
    assert any(each.span.start < one.first + timedelta(days=4) for each in odd(Oddity.NO_HISTORY).incidents)


def test_entries_are_odd_in_the_way_asked_for():
    chosen = entries(TUNING_SEEDS, dict.fromkeys(Size, 1), Oddity.LUMPY)

    assert {each.oddity for each in chosen} == {Oddity.LUMPY}
