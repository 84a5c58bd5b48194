"""What several commands take as options."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.cli import options
from bot.errors import Mistake, QuestionError


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        pytest.param("2026-11-17T09:00:00Z", datetime(2026, 11, 17, 9, tzinfo=UTC), id="Z"),
        pytest.param("2026-11-17T09:00:00+01:00", datetime(2026, 11, 17, 8, tzinfo=UTC), id="offset"),
        pytest.param("2026-11-17T09:00:00.25Z", datetime(2026, 11, 17, 9, 0, 0, 250_000, tzinfo=UTC), id="fraction"),
        pytest.param("2026-11-17T09:00", datetime(2026, 11, 17, 9, tzinfo=UTC), id="no offset is UTC"),
        pytest.param("2026-11-17", datetime(2026, 11, 17, tzinfo=UTC), id="a day is its start"),
    ],
)
def test_a_moment_is_read_in_utc(text, moment):
    read = options.moment(text)

    assert read == moment
    assert read.tzinfo is UTC


@pytest.mark.parametrize(
    ("read", "text"),
    [
        pytest.param(options.moment, "yesterday", id="moment in words"),
        pytest.param(options.moment, "", id="no moment"),
        pytest.param(options.moment, "2026-02-30T09:00:00Z", id="no such day"),
        pytest.param(options.moment, "0001-01-01T00:00:00+14:00", id="before the calendar in UTC"),
        pytest.param(options.moment, "9999-12-31T23:59:59-12:00", id="after the calendar in UTC"),
        pytest.param(options.zone, "Mars/Olympus", id="no such zone"),
        pytest.param(options.zone, "", id="no zone"),
        pytest.param(options.zone, "Europe", id="a folder of zones"),
        pytest.param(options.zone, "../../etc/passwd", id="a path out of the zones"),
        pytest.param(options.zone, "A" * 5_000, id="too long for a file name"),
        pytest.param(options.zone, "UTC\0", id="null byte"),
        pytest.param(options.length, "30", id="no unit"),
        pytest.param(options.length, "0d", id="no time at all"),
        pytest.param(options.length, "-3d", id="negative"),
        pytest.param(options.length, "999999d", id="longer than any log"),
    ],
)
def test_what_cannot_be_read_is_the_askers_mistake_and_shows_how_to_write_it(read, text):
    with pytest.raises(QuestionError, match="write one as") as caught:
        read(text)

    assert caught.value.kind is Mistake.BAD_VALUE
    assert len(caught.value.message) < 120


@pytest.mark.parametrize(
    ("text", "length"),
    [
        pytest.param("90m", timedelta(minutes=90), id="minutes"),
        pytest.param("12h", timedelta(hours=12), id="hours"),
        pytest.param("30d", timedelta(days=30), id="days"),
        pytest.param("2w", timedelta(days=14), id="weeks"),
    ],
)
def test_a_length_is_a_number_and_a_unit(text, length):
    assert options.length(text) == length


def test_a_zone_is_read():
    assert options.zone("Europe/London").key == "Europe/London"


def test_bytes_that_are_no_utf8_become_question_marks_which_json_can_carry():
    assert options.spoken(["failed", "caf\udce9"]) == "failed caf?"
