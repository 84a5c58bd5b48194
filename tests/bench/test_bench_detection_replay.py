"""Detectors from outside: spoken to in the replay form, in a process of their own, and whole runs with such a one."""

import sys
from datetime import timedelta
from pathlib import Path

import pytest

from bench.detection.assumptions import Size
from bench.detection.baselines import BASELINES
from bench.detection.match import OURS, REPORTED, REPORTING_SEEDS, TUNING_SEEDS, Entry, entries, judge, run
from bench.detection.polling import Poll
from bench.detection.report import shortcomings, table
from bench.detection.tenants import tenant
from bench.detection.watchers import REPLAY, WatcherError, replayed

STAND_IN = (sys.executable, str(Path(__file__).parent / "replay_stand_in.py"))


@pytest.fixture(scope="module")
def one():
    return tenant(1, Size.SMALL, history_weeks=1, scored_weeks=1)


def poll(one, provider, failures):
    row = ("Store", provider, "credentialFederation", 50000, "GB", failures, failures, failures)
    return Poll(one.first + timedelta(hours=1), ((one.first, (row,)), (one.first + timedelta(hours=1), None)))


def test_each_poll_is_a_line_and_each_alert_is_read_back(one):
    with replayed(one, STAND_IN) as watcher:
        said = [watcher.poll(poll(one, provider, 3)) for provider in ("Google", "Email", "Google")]

    assert [[alert.dims for alert in alerts] for alerts in said] == [
        [{"provider": "Google"}],
        [],
        [{"provider": "Google"}],
    ]
    assert said[0][0].now == one.first + timedelta(hours=1)
    assert said[0][0].kind == "failure"


def test_a_detector_that_ends_early_is_told_of_by_its_command(one):
    with replayed(one, (*STAND_IN, "1")) as watcher:
        watcher.poll(poll(one, "Google", 3))
        with pytest.raises(WatcherError, match=r"replay_stand_in\.py 1 stopped answering"):
            watcher.poll(poll(one, "Google", 3))


def test_a_whole_run_prints_every_detector_and_where_ours_falls_short():
    scores = run(entries(TUNING_SEEDS, {Size.SMALL: 1, Size.MIDDLE: 1, Size.LARGE: 0}), STAND_IN, jobs=2)
    printed = table(scores)

    assert list(scores) == [OURS, *BASELINES]
    starts = [line.split("  ")[0] for line in printed.splitlines()]
    assert [start for start in starts if start in scores] == [OURS, *BASELINES]
    assert "  small tenants" in printed
    assert "  sign-ups that vanish: 0 of" in printed
    assert "false   middle-1000" in shortcomings(scores[OURS])


def test_without_a_command_the_classical_methods_run_alone():
    assert list(judge(Entry(1, Size.SMALL, 1, 1))) == list(BASELINES)


def test_the_watch_of_gatehouse_is_judged_through_its_own_command():
    judged = judge(Entry(1, Size.SMALL, history_weeks=1, scored_weeks=1), REPLAY)[OURS]

    assert any(case.alerts for case in judged.cases if case.tellable)
    assert len(judged.false) < 3


def test_what_make_bench_reports_rests_on_enough_incidents():
    chosen = entries(REPORTING_SEEDS, REPORTED)
    incidents = [each for entry in chosen for each in tenant(entry.seed, entry.size).incidents]

    assert {entry.size for entry in chosen} == set(Size)
    assert len(incidents) > 80
