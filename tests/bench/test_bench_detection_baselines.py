"""The classical methods, each on a steady stream: a plain outage is found once, and what is usual is not."""

from datetime import UTC, datetime, timedelta

import pytest

from bench.detection.baselines import BASELINES, Classical
from bench.detection.polling import Poll
from bench.detection.tallies import tally

HOUR = timedelta(hours=1)
FIRST = datetime(2026, 3, 2, tzinfo=UTC)
WEEKS = 2 * 168


def rows(failing=4, code=901011, provider="Google", stage="credentialFederation"):
    return (
        ("Store", provider, stage, 0, "GB", 100, 0, 0),
        ("Store", provider, stage, code, "GB", failing, failing, failing),
        ("Store", "Email", "credentialCollection", 0, "GB", 100, 0, 0),
        ("Store", "Email", "credentialCollection", 90101, "GB", 3, 3, 3),
    )


def alerts(method, changed):
    watcher = Classical(BASELINES[method]())
    said = []
    for place in range(WEEKS + 24):
        hour = FIRST + place * HOUR
        update = (hour, changed.get(place, rows(failing=4 + place % 3)))
        said += watcher.poll(Poll(hour + HOUR + timedelta(minutes=5), (update,)))
    return said


@pytest.fixture(params=list(BASELINES))
def method(request):
    return request.param


def test_a_steady_stream_raises_nothing(method):
    assert alerts(method, {}) == []


def test_an_outage_is_announced_once_as_soon_as_its_first_hour_is_over(method):
    said = alerts(method, {WEEKS + hour: rows(failing=60) for hour in range(4)})

    assert [alert.now for alert in said] == [FIRST + (WEEKS + 1) * HOUR + timedelta(minutes=5)]
    assert said[0].dims in ({"provider": "Google"}, {"errorCode": "901011"}, {"stage": "credentialFederation"})


def test_an_unknown_hour_is_not_judged(method):
    assert alerts(method, {WEEKS + hour: None for hour in range(6)}) == []


def test_expected_interrupts_are_not_failures(method):
    prompted = (*rows(), ("Store", "Email", "credentialCollection", 1002013, "GB", 500, 500, 500))

    assert alerts(method, {WEEKS: prompted}) == []


def test_a_person_counts_once_and_each_value_by_itself():
    seen = tally([("Store", "Google", "credentialFederation", 50000, "GB", 90, 90, 1), *rows()])

    assert (seen["", ""].people, seen["provider", "Google"].people, seen["errorCode", "50000"].people) == (8, 5, 1)
