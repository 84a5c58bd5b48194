"""Generated tenants: the same from the same seed, with all that must and must not be found, and rows that add up."""

import subprocess
import sys
from dataclasses import replace
from random import Random
from statistics import mean

import pytest

from bench.detection.assumptions import Attempts, Interrupts, Size, drawn
from bench.detection.chance import binomial, poisson, tail
from bench.detection.disturbances import DisturbanceKind
from bench.detection.incidents import IncidentKind
from bench.detection.match import REPORTING_SEEDS, TUNING_SEEDS, entries
from bench.detection.rows import INTERRUPTS, Drawn, rows_of
from bench.detection.tenants import tenant
from bench.detection.traffic import draw

SHORT = {"history_weeks": 1, "scored_weeks": 1}


@pytest.fixture(scope="module")
def many():
    return [tenant(seed, size) for seed in range(8) for size in Size]


def test_a_seed_gives_the_same_polls_in_every_process():
    code = (
        "from bench.detection.tenants import tenant; from bench.detection.traffic import draw\n"
        "from bench.detection.polling import polls; from zlib import crc32\n"
        "one = tenant(7, 'middle', 1, 1); print(crc32(repr(list(polls(one, draw(one).hours))).encode()))"
    )
    sums = [subprocess.check_output([sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}) for seed in ("1", "2")]

    assert sums[0] == sums[1]


def test_settings_are_never_chosen_by_the_seeds_that_are_reported():
    assert not set(TUNING_SEEDS) & set(REPORTING_SEEDS)


def test_everything_that_must_be_found_happens_in_scored_weeks(many):
    kinds = {incident.kind for each in many for incident in each.incidents if incident.span.start >= each.scored_from}

    assert kinds == set(IncidentKind)


def test_everything_that_must_not_raise_an_alert_happens(many):
    assert {each.kind for one in many for each in one.disturbances} == set(DisturbanceKind)


def test_what_comes_back_does_so_a_week_later_at_the_same_hour(many):
    twins = [[each.span.start for each in one.incidents if each.kind is IncidentKind.COMES_BACK] for one in many]

    assert any(twins)
    assert all(
        (later - once).days == 7 for starts in twins for once, later in zip(starts[::2], starts[1::2], strict=True)
    )


@pytest.mark.parametrize(
    ("size", "low", "high"),
    [
        pytest.param("small", 1, 5, id="small"),
        pytest.param("middle", 25, 140, id="middle"),
        pytest.param("large", 1_200, 4_000, id="large"),
    ],
)
def test_sizes_are_drawn_around_what_they_say(size, low, high):
    rates = [drawn(Random(seed), Size(size)).sign_ups for seed in range(50)]

    assert low <= min(rates) < max(rates) <= high


@pytest.mark.parametrize("size", list(Size))
def test_people_are_no_more_than_their_failures_and_nobody_fails_with_zero(size):
    one = tenant(3, size, **SHORT)
    rows = [row for hour in draw(one).hours for row in hour.rows]

    assert all(0 < row[7] <= row[6] for row in rows if row[6])
    assert all(row[3] for row in rows if row[6])
    assert all(row[5] > 0 or row[6] > 0 for row in rows)


@pytest.mark.parametrize(
    ("attempts", "interrupts", "rows"),
    [
        pytest.param(Attempts.ON_EACH_ROW, Interrupts.ABSENT, {0: (8, 0, 0), 50181: (3, 3, 2)}, id="on-each-row"),
        pytest.param(
            Attempts.ON_THE_HEALTHY_ROW, Interrupts.ABSENT, {0: (11, 0, 0), 50181: (0, 3, 2)}, id="on-the-healthy-row"
        ),
        pytest.param(
            Attempts.ON_EACH_ROW,
            Interrupts.ATTEMPTS,
            {0: (8, 0, 0), 50181: (3, 3, 2), 1002013: (8, 0, 0)},
            id="interrupts-as-attempts",
        ),
        pytest.param(
            Attempts.ON_EACH_ROW,
            Interrupts.FAILURES,
            {0: (8, 0, 0), 50181: (3, 3, 2), 1002013: (8, 8, 8)},
            id="interrupts-as-failures",
        ),
    ],
)
def test_logs_differ_in_where_attempts_are_counted_and_how_prompts_look(attempts, interrupts, rows):
    hour = Drawn()
    where = ("Store", "Email", "credentialCollection", "GB")
    hour.passed[where] += 8
    hour.fail(where, 50181, people=2, failures=3)
    traits = replace(drawn(Random(1), Size.SMALL), attempts=attempts, interrupts=interrupts)

    assert {row[3]: row[5:] for row in rows_of(hour, traits)} == rows


def test_an_incident_shows_in_its_own_slice_and_hours():
    one = tenant(3, Size.LARGE, **SHORT)
    excess = draw(one).excess

    assert all(len(kept.expected) == len(kept.observed) > 0 for kept, each in zip(excess, one.incidents, strict=True))
    assert mean(sum(kept.observed) > 1.2 * sum(kept.expected) for kept in excess) > 0.8


def test_prompts_are_the_only_interrupts():
    codes = {row[3] for seed in range(6) for hour in draw(tenant(seed, Size.SMALL, **SHORT)).hours for row in hour.rows}

    assert set(INTERRUPTS) & codes


def test_as_many_tenants_as_asked_for_each_with_a_seed_of_its_own():
    chosen = entries(TUNING_SEEDS, {Size.SMALL: 2, Size.MIDDLE: 1, Size.LARGE: 1})

    assert [each.size for each in chosen] == [Size.LARGE, Size.MIDDLE, Size.SMALL, Size.SMALL]
    assert len({each.seed for each in chosen}) == 4


@pytest.mark.parametrize("amount", [0.3, 5, 39, 400])
def test_counts_are_drawn_with_their_mean(amount):
    dice = Random(1)

    assert mean(poisson(dice, amount) for _ in range(4000)) == pytest.approx(amount, rel=0.08)


@pytest.mark.parametrize(("trials", "share"), [(3, 0.5), (60, 0.04), (500, 0.3), (500, 0.99)])
def test_shares_are_drawn_with_their_mean_and_within_their_trials(trials, share):
    dice = Random(1)
    hits = [binomial(dice, trials, share) for _ in range(3000)]

    assert mean(hits) == pytest.approx(trials * share, rel=0.05)
    assert 0 <= min(hits) <= max(hits) <= trials


@pytest.mark.parametrize(
    ("observed", "expected", "spread", "chance"),
    [
        pytest.param(1, 1, 0, 1.0, id="no-more-than-usual"),
        pytest.param(3, 1, 0, 0.0803014, id="poisson"),
        pytest.param(3, 1, 1, 0.125, id="geometric"),
        pytest.param(20, 1, 0, 1.6e-19, id="far-out"),
    ],
)
def test_tails_are_exact(observed, expected, spread, chance):
    assert tail(observed, expected, spread) == pytest.approx(chance, rel=0.1 if chance < 1e-9 else 1e-5)
