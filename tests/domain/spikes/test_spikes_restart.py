"""The detector knows nothing but the hours it read and the incidents it opened; and it never looks ahead."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hourly_series import FIRST, HOUR, Town, Trouble, polls

from bot.domain.hourly import HourUpdate
from bot.domain.incidents import Opened
from bot.domain.spikes import REPLAYED, Detector

START = 24 * 8 + 10
OUTAGES = (
    Trouble(START, 5, {"provider": "Google"}, 0.9, "credentialFederation", "90100"),
    Trouble(START + 40, 5, {"app": "Rewards"}, 0.6),
)
TOWN = Town(hours=START + 70, troubles=OUTAGES)


def changes():
    """Every change of the whole town with its moment."""
    detector = Detector(REPLAYED)
    return [(now, change) for now, updates in polls(TOWN) for change in detector.poll(now, updates)]


@pytest.fixture(scope="module")
def told():
    return changes()


@pytest.mark.parametrize("cut", [START + 2, START + 20, START + 42])
def test_what_is_said_does_not_hang_on_what_comes_later(told, cut):
    detector = Detector(REPLAYED)
    until = FIRST + cut * HOUR

    said = [(now, each) for now, updates in polls(TOWN) if now < until for each in detector.poll(now, updates)]

    assert said == [(now, change) for now, change in told if now < until]


@pytest.mark.parametrize("stop", [START + 3, START + 20, START + 43])
def test_a_restart_goes_unnoticed(told, stop):
    moment = FIRST + stop * HOUR
    known = {change.incident.id: change.incident for now, change in told if now < moment}
    detector = Detector(REPLAYED, incidents=known.values())
    hours = {each.hour: each for now, updates in polls(TOWN) if now < moment for each in updates}

    detector.recall(hours[hour] for hour in sorted(hours))
    said = [(now, each) for now, updates in polls(TOWN, first=stop) for each in detector.poll(now, updates)]

    assert said == [(now, change) for now, change in told if now >= moment]


def test_nothing_hangs_on_the_order_of_an_hours_rows(told):
    detector = Detector(REPLAYED)

    said = [
        (now, each)
        for now, updates in polls(TOWN)
        for each in detector.poll(now, [HourUpdate(one.hour, one.rows[::-1]) for one in updates])
    ]

    assert said == told


@pytest.mark.parametrize("seed", ["3", "5"])
def test_nothing_hangs_on_how_a_process_hashes_texts(told, seed):
    """Two processes, or one before and after a restart, say the same to the last digit."""
    here = Path(__file__).parent
    program = "import test_spikes_restart as me; print(me.changes())"
    path = os.pathsep.join([str(here), *sys.path])

    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.strip() == str(told)


def test_a_failed_reading_is_not_an_hour_without_people(told):
    """Every seventh reading fails; the outage is found all the same, and no drop is seen."""
    detector = Detector(REPLAYED)
    kinds = []
    for place, (now, updates) in enumerate(polls(TOWN)):
        read = [HourUpdate(each.hour, None) for each in updates] if place % 7 == 0 else updates
        kinds += [each.incident.kind.value for each in detector.poll(now, read) if isinstance(each, Opened)]

    assert kinds == ["failure", "failure"]
