"""The benchmark runs, on small amounts: that it measures what it says, not how fast anything is."""

import pytest

from bench import reading, starting, understanding
from bench.measure import Measured, in_turn, table


@pytest.mark.parametrize(
    ("measure", "amount"),
    [
        pytest.param(lambda: reading.measure(rows=300, runs=1), 300, id="reading"),
        pytest.param(lambda: understanding.measure(rounds=2, runs=1), 2 * len(understanding.QUESTIONS), id="questions"),
        pytest.param(lambda: starting.measure(runs=1), 1, id="starting"),
    ],
)
def test_each_measurement_is_taken_beside_its_peer(measure, amount):
    measured = measure()

    assert measured.amount == amount
    assert measured.ours > 0
    assert measured.peers > 0


def test_both_sides_are_run_in_turn_and_the_first_pair_does_not_count():
    order = []
    in_turn(lambda: order.append("ours"), lambda: order.append("peer"), runs=2)

    assert order == ["ours", "peer"] * 3


def test_the_table_shows_speeds_and_the_ratio_that_counts():
    rows = [
        Measured("questions", "questions", 1_000, 0.5, "argparse", 0.25),
        Measured("start", "run", 1, 0.300, "python", 0.100),
    ]
    _, fast, start, _, legend = table(rows).splitlines()

    assert fast.split() == ["questions", "2,000", "questions/s", "4,000", "questions/s", "2.00x", "argparse"]
    assert start.split() == ["start", "300", "ms", "100", "ms", "3.00x", "python"]
    assert legend.startswith("ratio: our time over the peer's")


def test_every_question_of_the_benchmark_is_understood():
    for text, _ in understanding.QUESTIONS:
        read = understanding.parse(text, understanding.NOW, understanding.ZONE, understanding.NAMES)
        assert read.to_json()["log"] == "signups"
