"""`export`: the mirror's rows as files."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from cli_calls import PRINTED
from migrated import migrated

from bot.domain.question import Log
from bot.graph.wire import read_rows
from bot.mirror.store import Mirror

ROWS = json.loads((PRINTED / "signUps-list.json").read_text())["value"]


@pytest.fixture
def filled():
    """A mirror that holds the documented attempt."""
    Mirror(migrated(Path("gatehouse.sqlite3"))).store(Log.SIGN_UPS, read_rows(Log.SIGN_UPS, ROWS))


def by_id(rows):
    return {row["id"]: row for row in rows}


def test_json_is_what_graph_sent(gatehouse, filled):
    result = gatehouse("export", "--format", "json")

    assert result.exit_code == 0
    assert by_id(json.loads(result.stdout)) == by_id(ROWS)
    assert result.stderr == "4 rows of signups written.\n"


def test_csv_is_what_graph_sent_with_a_column_for_each_member(gatehouse, filled):
    result = gatehouse("export", "--log", "signups")

    rows = by_id(csv.DictReader(StringIO(result.stdout, newline="")))
    assert set(rows) == set(by_id(ROWS))
    for row in ROWS:
        cells = rows[row["id"]]
        assert cells["status/errorCode"] == str(row["status"]["errorCode"])
        assert cells["signUpIdentity/signUpIdentifier"] == row["signUpIdentity"]["signUpIdentifier"]
        assert cells["appDisplayName"] == (row["appDisplayName"] or "")
        assert cells["appliedEventListeners"] == "[]"


def test_only_the_last_days_are_written_where_they_are_asked_for(gatehouse, filled):
    result = gatehouse("export", "--last", "30d", "--format", "json")

    assert (result.exit_code, json.loads(result.stdout)) == (0, [])


def test_an_empty_mirror_is_an_empty_file(gatehouse):
    migrated(Path("gatehouse.sqlite3"))
    result = gatehouse("export", "--format", "json")

    assert (result.exit_code, result.stdout) == (0, "[]\n")


def test_a_mirror_that_is_not_there_is_trouble_and_is_not_made(gatehouse):
    result = gatehouse("export")

    assert (result.exit_code, result.stdout) == (1, "")
    assert "run `gatehouse migrate`" in result.stderr
    assert not Path("gatehouse.sqlite3").exists()


def test_a_file_that_is_no_mirror_is_trouble_told_as_json_where_json_was_asked_for(gatehouse):
    Path("gatehouse.sqlite3").write_bytes(b"a letter to a friend" * 100)
    result = gatehouse("export", "--format", "json")

    said = json.loads(result.stdout)
    assert (result.exit_code, said["error"]) == (1, "mirror")
    assert "not a Gatehouse database" in said["message"]
