"""Rows as CSV and JSON: nothing lost, and nothing that a spreadsheet would run."""

import csv
import json
from io import BytesIO, StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cli.tables import write_csv, write_json

SIGNS = "=+-@＝\t\r\n,;\"' a1é😀"
LEAVES = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(SIGNS, max_size=6)
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=2), max_leaves=4)
NAMES = st.sampled_from(["id", "app", "status", "user"])
ROWS = st.lists(st.dictionaries(NAMES, VALUES | st.dictionaries(NAMES, VALUES, max_size=3), max_size=4), max_size=5)


def written(write, rows):
    out = BytesIO()
    count = write(iter(rows), out)
    return count, out.getvalue().decode()


def table(rows):
    """What the CSV of `rows` says, as lists of cells."""
    return list(csv.reader(StringIO(written(write_csv, rows)[1], newline="")))


@given(ROWS)
def test_json_gives_back_the_very_rows(rows):
    count, text = written(write_json, rows)

    assert (count, json.loads(text)) == (len(rows), rows)


def test_json_has_a_row_on_each_line():
    assert written(write_json, [{"id": 1}, {"id": 2}])[1] == '[\n{"id":1},\n{"id":2}\n]\n'


@given(ROWS)
def test_csv_holds_every_member_of_every_row_however_deep(rows):
    headings, *lines = table(rows)

    assert len(lines) == len(rows)
    for row, cells in zip(rows, lines, strict=True):
        said = {name: cell for name, cell in zip(headings, cells, strict=True) if cell}
        assert said == {name: cell for name, cell in flat(row) if cell}


def flat(row):
    """Another flattening: two levels are all that these rows have."""
    for name, value in row.items():
        members = {f"{name}/{inner}": deep for inner, deep in value.items()} if isinstance(value, dict) else {}
        for path, leaf in (members or {name: value}).items():
            yield path, cell(leaf)


def cell(leaf):
    if leaf is None:
        return ""
    if not isinstance(leaf, str):
        return json.dumps(leaf, ensure_ascii=False, separators=(",", ":"))
    return f"'{leaf}" if leaf[:1] in tuple("=+-@\t\r\n＝＋－＠") else leaf


def test_a_heading_that_only_a_later_row_has_stands_there_too():
    assert table([{"id": "a"}, {"id": "b", "status": {"errorCode": 0, "more": {"why": None}}}]) == [
        ["id", "status/errorCode", "status/more/why"],
        ["a", "", ""],
        ["b", "0", ""],
    ]


@pytest.mark.parametrize(
    "hostile",
    [
        pytest.param('=HYPERLINK("https://evil.example")', id="equals"),
        pytest.param("+1+1", id="plus"),
        pytest.param("-1+1", id="minus"),
        pytest.param("@SUM(A1)", id="at"),
        pytest.param("\t=1+1", id="tab"),
        pytest.param("\r=1+1", id="carriage return"),
        pytest.param("\n=1+1", id="line feed"),
        pytest.param("＝1+1", id="full width"),
    ],
)
def test_a_text_that_a_spreadsheet_would_run_is_only_shown(hostile):
    assert table([{"user": hostile}]) == [["user"], [f"'{hostile}"]]


def test_numbers_stay_numbers_and_other_texts_as_they_are():
    rows = [{"code": -5, "on": True, "name": 'Ann, "Bo"\nand <Cy>', "list": [{"a": 1}], "none": {}}]

    assert table(rows)[1] == ["-5", "true", 'Ann, "Bo"\nand <Cy>', '[{"a":1}]', "{}"]


@pytest.mark.parametrize(("write", "text"), [(write_json, "[]\n"), (write_csv, "\r\n")])
def test_no_rows_are_a_file_too(write, text):
    assert written(write, []) == (0, text)
