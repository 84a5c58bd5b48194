"""Polls: hours in pieces and again, backlogs, and failed polls that are unknown rather than zero."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from random import Random

import pytest

from bench.detection.assumptions import Pieces, Size
from bench.detection.polling import polls, thin
from bench.detection.tenants import tenant
from bench.detection.traffic import draw

HOUR = timedelta(hours=1)
ROW = ("Store", "Email", "credentialCollection", 50181, "GB", 30, 30, 20)


@pytest.fixture(scope="module", params=list(Pieces))
def polled(request):
    one = tenant(4, Size.MIDDLE, history_weeks=1, scored_weeks=5)
    one = replace(one, traits=replace(one.traits, pieces=request.param))
    hours = draw(one).hours
    return one, {one.first + place * HOUR: rows for place, rows in enumerate(hours)}, list(polls(one, hours))


def test_polls_come_hourly_and_never_bring_what_has_not_begun(polled):
    _, _, all_polls = polled

    assert all(later.now - once.now == HOUR for once, later in pairwise(all_polls))
    assert all(hour <= poll.now for poll in all_polls for hour, _ in poll.updates)


def test_the_last_word_on_nearly_every_hour_is_the_whole_of_it(polled):
    _, truth, all_polls = polled
    last = {hour: rows for poll in all_polls for hour, rows in poll.updates}
    whole = [hour for hour, rows in last.items() if rows is not None and list(rows) == list(truth[hour].rows)]

    assert 0.97 * len(truth) < len(whole)


def test_the_newest_hour_is_partial_and_grows(polled):
    _, truth, all_polls = polled
    seen = {}
    for poll in all_polls:
        for hour, rows in poll.updates:
            seen.setdefault(hour, []).append(None if rows is None else sum(row[5] for row in rows))
    grown = [sums for sums in seen.values() if None not in sums and len(sums) == 3]

    assert sum(sums[0] <= sums[1] <= sums[2] for sums in grown) > 0.95 * len(grown)
    assert sum(sums[0] < sums[2] for sums in grown) > 0.8 * len(grown)
    assert all(
        sums[-1] <= sum(row[5] for row in truth[hour].rows) for hour, sums in seen.items() if sums[-1] is not None
    )


def test_nothing_of_an_incident_is_read_before_it_begins(polled):
    one, _, all_polls = polled
    known = {cell.country for cell in one.cells}
    first_read = {}
    for poll in all_polls:
        for _, rows in poll.updates:
            for row in rows or ():
                if row[4] not in known:
                    first_read.setdefault(row[4], poll.now)

    assert first_read
    assert all(
        first_read[country] > min(each.span.start for each in one.incidents if country in each.true.get("country", ()))
        for country in first_read
    )


def test_some_polls_fail_and_some_bring_hours_late(polled):
    _, _, all_polls = polled
    failed = [poll for poll in all_polls if all(rows is None for _, rows in poll.updates)]
    late = [poll for poll in all_polls if any(poll.now - hour > 4 * HOUR for hour, _ in poll.updates)]

    assert failed
    assert late


def test_a_piece_of_events_keeps_its_sums_in_order():
    for seed in range(50):
        for row in thin(Random(seed), [ROW], 0.1, Pieces.EVENTS):
            assert row[5] == row[6] >= row[7] >= 1


def test_a_piece_of_slices_keeps_each_slice_whole():
    rows = [ROW, (*ROW[:3], 0, "GB", 200, 0, 0), ("Store", "Google", *ROW[2:])]
    kept = [thin(Random(seed), rows, 0.5, Pieces.CELLS) for seed in range(50)]

    assert {len(each) for each in kept} == {0, 1, 2, 3}
    assert all((rows[0] in each) == (rows[1] in each) for each in kept)
