"""Whole messages, exactly as people read them; see golden_messages.py for how to write them anew."""

import pytest
from golden_messages import GOLDEN, MESSAGES, readable
from render_samples import refusals


@pytest.mark.parametrize("name", MESSAGES)
def test_the_message_reads_as_it_did(name: str) -> None:
    assert readable(MESSAGES[name]) == (GOLDEN / f"{name}.txt").read_text()


@pytest.mark.parametrize("name", MESSAGES)
def test_slack_takes_the_message(name: str) -> None:
    assert refusals(MESSAGES[name]) == []


def test_no_golden_message_is_left_over() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(MESSAGES)
