"""A file has every row of its answer, and no cell of it does anything in a spreadsheet."""

import csv
from io import StringIO

import event_samples
import orjson
import pytest
from event_samples import HOSTILE, change, group, sign_in, totals
from render_samples import a_day, answer_of, by_app, grouped, question

from bot.domain.answers import AnswerKind
from bot.domain.question import Format, Log, Output
from bot.render.export_files import csv_text, file_of


def rows_in(file):
    """A CSV file as a spreadsheet reads it."""
    return list(csv.DictReader(StringIO(file.content.decode("utf-8-sig"), newline="")))


def test_a_csv_file_has_every_attempt_that_the_headline_counts():
    answer = answer_of(a_day(), question(output=Output.EXPORT), AnswerKind.LIST)

    file = file_of(answer, Format.CSV)
    rows = rows_in(file)

    assert (len(rows), file.records, file.what) == (answer.totals.attempts, 40, "row")
    assert sum(row["status"] == "failed" for row in rows) == answer.totals.failed
    assert rows[0]["user"] == answer.rows[0].user
    assert rows[0]["started"] == answer.rows[0].started.isoformat()


def test_a_spreadsheet_is_told_that_it_is_utf_8():
    answer = answer_of(a_day(), question(output=Output.EXPORT), AnswerKind.LIST)

    assert file_of(answer, Format.CSV).content.startswith(b"\xef\xbb\xbf")


def test_groups_have_a_column_for_each_key_and_add_up():
    answer = grouped(a_day(), question(group_by=("app",)), by_app)

    file = file_of(answer, Format.CSV)
    rows = rows_in(file)

    assert file.what == "group"
    assert {row["app"] for row in rows} == {"Store", "Partner portal"}
    assert sum(int(row["attempts"]) for row in rows) == answer.totals.attempts


def test_a_csv_file_of_a_rate_has_the_rate():
    answer = answer_of(a_day(), question(output=Output.RATE), AnswerKind.RATE)

    (row,) = rows_in(file_of(answer, Format.CSV))

    assert float(row["rates.conversion"]) == answer.rates.conversion
    assert (int(row["rates.mature"]), int(row["attempts"])) == (answer.rates.mature, answer.totals.attempts)


def test_a_json_file_is_the_answer_that_programs_read():
    answer = answer_of(a_day(), question(output=Output.EXPORT), AnswerKind.LIST)

    assert orjson.loads(file_of(answer, Format.JSON).content) == orjson.loads(orjson.dumps(answer.to_json()))


def test_a_file_is_named_by_its_log_and_the_time_of_its_numbers():
    answer = event_samples.answer(event_samples.asked(Log.SIGN_INS), AnswerKind.LIST, totals(0, 1), rows=(sign_in(3),))

    assert file_of(answer, Format.CSV).name == "gatehouse-signins-2026-11-18-1104.csv"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("=HYPERLINK(1)", id="a formula"),
        pytest.param("+49 30 1", id="a plus"),
        pytest.param("-2+3", id="a minus"),
        pytest.param("@SUM(A1)", id="an at"),
        pytest.param("\t=1", id="a tab"),
        pytest.param("\r=1", id="a carriage return"),
        pytest.param("\n=1", id="a line end"),
        pytest.param("  =1", id="spaces before it"),
        pytest.param("＝1", id="a wide one"),
    ],
)
def test_a_text_that_a_spreadsheet_would_run_is_only_text(text):
    (line,) = list(csv.reader(StringIO(csv_text([{"user": text}]), newline="")))[1:]

    assert line == [f"'{text}"]


def test_a_heading_is_only_text_too():
    assert csv_text([{"=1": 2}]).splitlines()[0] == "'=1"


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        pytest.param(-5, "-5", id="a number below zero stays one"),
        pytest.param(0.25, "0.25", id="a share"),
        pytest.param(None, "", id="nothing"),
        pytest.param(True, "true", id="a flag"),
        pytest.param(["a", "b"], "a; b", id="several texts"),
        pytest.param([], "", id="no texts"),
        pytest.param(["=1", "b"], "'=1; b", id="several, the first a formula"),
        pytest.param('a "b", c\nd', 'a "b", c\nd', id="quotes, commas and line ends"),
    ],
)
def test_how_a_value_becomes_a_cell(value, cell):
    (line,) = list(csv.reader(StringIO(csv_text([{"it": value}]), newline="")))[1:]

    assert line == [cell]


def test_what_was_changed_is_said_in_one_cell():
    rows = (change(1, "=Bonn", "Köln"),)
    answer = event_samples.answer(event_samples.asked(Log.AUDIT), AnswerKind.LIST, totals(1, 0), rows=rows)

    (row,) = rows_in(file_of(answer, Format.CSV))

    assert row["changes"] == "sam@contoso.com City: =Bonn → Köln"
    assert row["target"] == "sam@contoso.com"


def test_hostile_names_stay_in_their_cells():
    groups = (group("app", HOSTILE, totals(1, 2)), group("app", None, totals(3, 0)))
    answer = event_samples.answer(
        event_samples.asked(Log.SIGN_INS, group_by=("app",)), AnswerKind.BREAKDOWN, totals(4, 2), groups=groups
    )

    rows = rows_in(file_of(answer, Format.CSV))

    assert [row["app"] for row in rows] == [HOSTILE, ""]
    assert sum(int(row["events"]) for row in rows) == 6


def test_nothing_found_is_a_file_without_rows():
    answer = event_samples.answer(event_samples.asked(Log.AUDIT), AnswerKind.LIST, totals(0, 0))

    assert rows_in(file_of(answer, Format.CSV)) == []
