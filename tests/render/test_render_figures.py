"""The one rounding rule for shares, and how counts, changes, times and durations are said."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.changes import Change, percent
from bot.domain.window import Window, local_day
from bot.render.figures import change, many, number, points, series
from bot.render.times import Calendar, duration

BERLIN = ZoneInfo("Europe/Berlin")
CALENDAR = Calendar(BERLIN, 2026)


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        pytest.param(0, 50, "0%", id="none"),
        pytest.param(50, 50, "100%", id="all"),
        pytest.param(1, 900, "<1%", id="hardly any is not none"),
        pytest.param(899, 900, ">99%", id="nearly all is not all"),
        pytest.param(251, 412, "61%", id="whole percents"),
        pytest.param(1, 8, "12%", id="half a percent goes to the even one"),
        pytest.param(61_049, 100_000, "61%", id="of many, too"),
    ],
)
def test_a_share_is_rounded_by_one_rule(part: int, whole: int, said: str) -> None:
    assert percent(part / whole) == said


def test_only_all_is_a_hundred_percent_and_only_none_is_zero() -> None:
    said = {part: percent(part / 2000) for part in range(2001)}

    assert [part for part, share in said.items() if share == "100%"] == [2000]
    assert [part for part, share in said.items() if share == "0%"] == [0]


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        pytest.param(0.612, 0.638, "2.6 points down", id="down"),
        pytest.param(0.7, 0.5, "20.0 points up", id="up"),
        pytest.param(0.5, 0.5, "no difference", id="alike"),
        pytest.param(0.5001, 0.5, "less than 0.1 points up", id="hardly"),
    ],
)
def test_shares_differ_in_points(now: float, before: float, said: str) -> None:
    assert points(now, before) == said


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        pytest.param(5, 0, "new", id="nothing to divide by"),
        pytest.param(0, 0, "no change", id="none and none"),
        pytest.param(0, 5, "none any more", id="gone"),
        pytest.param(7, 7, "no change", id="alike"),
        pytest.param(129, 100, "up 29%", id="up"),
        pytest.param(96, 100, "down 4%", id="down"),
        pytest.param(250, 100, "up 150%", id="more than double"),
        pytest.param(500, 5, "100 times as many", id="beyond percent"),
        pytest.param(1, 1000, "down >99%", id="nearly gone is not gone"),
        pytest.param(1001, 1000, "up <1%", id="hardly more is not the same"),
        pytest.param(3, None, "", id="unknown"),
    ],
)
def test_a_count_changes_by_a_percentage_where_there_is_one(now: int, before: int | None, said: str) -> None:
    assert change(Change(now, before)) == said


def test_numbers_have_separators_and_their_nouns() -> None:
    assert (number(1234567), many(1, "attempt"), many(2, "person", "people")) == ("1,234,567", "1 attempt", "2 people")
    assert (series([]), series(["a"]), series(["a", "b", "c"])) == ("", "a", "a, b and c")


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        pytest.param((17, 8), (17, 11, 30), "Tue 17 Nov 09:00 – 12:30 CET", id="within a day"),
        pytest.param((9, 8), (16, 8), "Mon 9 Nov 09:00 – Mon 16 Nov 09:00 CET", id="over days"),
    ],
)
def test_a_window_is_said_in_the_readers_zone(since: tuple[int, ...], until: tuple[int, ...], said: str) -> None:
    window = Window(*(datetime(2026, 11, *moment, tzinfo=UTC) for moment in (since, until)))

    assert CALENDAR.window(window) == said


def test_a_whole_local_day_is_said_as_that_day_even_when_it_has_25_hours() -> None:
    assert CALENDAR.window(local_day(date(2026, 10, 25), BERLIN)) == "Sun 25 Oct"


def test_the_year_is_said_only_where_it_is_another() -> None:
    assert CALENDAR.moment(datetime(2026, 11, 17, 13, 3, tzinfo=UTC)) == "Tue 17 Nov 14:03"
    assert CALENDAR.moment(datetime(2025, 11, 17, 13, 3, tzinfo=UTC)) == "Mon 17 Nov 2025 14:03"


@pytest.mark.parametrize(
    ("length", "said"),
    [
        pytest.param(timedelta(seconds=33.4), "33 s", id="seconds"),
        pytest.param(timedelta(minutes=12), "12 min", id="minutes"),
        pytest.param(timedelta(minutes=59, seconds=40), "1 h", id="rounded up to an hour"),
        pytest.param(timedelta(hours=2, minutes=5), "2 h 5 min", id="hours"),
        pytest.param(timedelta(days=3), "3 days", id="days"),
    ],
)
def test_a_duration_is_said_in_two_units_at_most(length: timedelta, said: str) -> None:
    assert duration(length) == said


@pytest.mark.parametrize(
    ("field", "key", "said"),
    [
        pytest.param("hour", "2026-10-25T02:00+01:00", "Sun 25 Oct 02:00", id="hour"),
        pytest.param("day", "2026-11-17", "Tue 17 Nov", id="day"),
        pytest.param("week", "2026-11-16", "week of Mon 16 Nov", id="week"),
        pytest.param("month", "2026-11", "Nov 2026", id="month"),
    ],
)
def test_a_period_is_said_as_people_say_it(field: str, key: str, said: str) -> None:
    assert CALENDAR.period(field, key) == said
