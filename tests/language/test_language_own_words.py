"""The same questions as people put them: helpdesk, security, managers and administrators, each in their own words."""

import json
from pathlib import Path

import pytest
from language_readings import Shape, reading

LINES = (Path(__file__).parents[1] / "data" / "language" / "own_words.jsonl").read_text().splitlines()


@pytest.mark.parametrize("row", [pytest.param(json.loads(line), id=json.loads(line)["text"]) for line in LINES])
def test_a_question_in_somebodys_own_words_is_read(row: Shape) -> None:
    assert reading(str(row["text"])) == row["question"]
