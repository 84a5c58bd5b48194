"""Times: in the asker's zone, across clock changes, and the ones that cannot be."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from language_readings import (
    DAY,
    HOUR,
    LAST_MONTH,
    LAST_WEEK,
    PARIS,
    THIS_WEEK,
    TODAY,
    YESTERDAY,
    Shape,
    between,
    last,
    reading,
    wrong,
)

WINDOWS = [
    pytest.param(text, window, id=text)
    for text, window in [
        ("last 24h", last(DAY)),
        ("6h", last(6 * HOUR)),
        ("past 3 days", last(3 * DAY)),
        ("last hour", last(HOUR)),
        ("past day", last(DAY)),
        ("past week", last(7 * DAY)),
        ("past month", last(30 * DAY)),
        ("last 2 weeks", last(14 * DAY)),
        ("last two months", last(60 * DAY)),
        ("90m", last(90 * 60)),
        ("last 1h30m", last(90 * 60)),
        ("in the last half hour", last(30 * 60)),
        ("over the past fortnight", last(14 * DAY)),
        ("last week", LAST_WEEK),
        ("last month", LAST_MONTH),
        ("previous week", LAST_WEEK),
        ("this week", THIS_WEEK),
        ("week to date", THIS_WEEK),
        ("mtd", {"named": "this_month"}),
        ("this quarter", {"named": "this_quarter"}),
        ("last quarter", {"named": "last_quarter"}),
        ("today", TODAY),
        ("yesterday", YESTERDAY),
        ("window:last_week", LAST_WEEK),
        ("this morning", between("2026-11-18", "2026-11-18T11:30")),
        ("yesterday afternoon", between("2026-11-17T12:00", "2026-11-17T18:00")),
        ("last night", between("2026-11-17T18:00", "2026-11-18T06:00")),
        ("at 2am last night", between("2026-11-18T01:00", "2026-11-18T03:00")),
        ("at 9 last night", between("2026-11-17T20:00", "2026-11-17T22:00")),
        ("8 to 10 last night", between("2026-11-17T20:00", "2026-11-17T22:00")),
        ("11 to 2 last night", between("2026-11-17T23:00", "2026-11-18T02:00")),
        ("22:00 to 06:00 last night", between("2026-11-17T22:00", "2026-11-18T06:00")),
        ("this hour", between("2026-11-18T11:00", "2026-11-18T11:30")),
        ("yesterday from 9 to 5", between("2026-11-17T09:00", "2026-11-17T17:00")),
        ("between 9 and 12 yesterday", between("2026-11-17T09:00", "2026-11-17T12:00")),
        ("from 1 to 5pm yesterday", between("2026-11-17T13:00", "2026-11-17T17:00")),
        ("yesterday before 10am", between("2026-11-17", "2026-11-17T10:00")),
        ("on monday after 14:00", between("2026-11-16T14:00", "2026-11-17")),
        ("today since 9", between("2026-11-18T09:00", "2026-11-18T11:30")),
        ("from the 1st to the 5th", between("2026-11-01", "2026-11-06")),
        ("from the 28th to the 3rd", between("2026-10-28", "2026-11-04")),
        ("on Tuesday, Nov 3", between("2026-11-03", "2026-11-04")),
        ("on Tuesday the 3rd", between("2026-11-03", "2026-11-04")),
        ("in the first half of november", between("2026-11-01", "2026-11-16")),
        ("in the last 3 days of october", between("2026-10-29", "2026-11-01")),
        ("on the last day of last month", between("2026-10-31", "2026-11-01")),
        ("on the second tuesday of november", between("2026-11-10", "2026-11-11")),
        ("in the first week of june", between("2026-06-01", "2026-06-08")),
        ("at the weekend", between("2026-11-14", "2026-11-16")),
        ("on monday", between("2026-11-16", "2026-11-17")),
        ("on wednesday", between("2026-11-18", "2026-11-18T11:30")),
        ("last wednesday", between("2026-11-11", "2026-11-12")),
        ("last friday", between("2026-11-13", "2026-11-14")),
        ("monday to wednesday", between("2026-11-16", "2026-11-18T11:30")),
        ("since monday", between("2026-11-16", "2026-11-18T11:30")),
        ("since half past nine", between("2026-11-18T09:30", "2026-11-18T11:30")),
        ("from quarter past 8 to a quarter to ten", between("2026-11-18T08:15", "2026-11-18T09:45")),
        ("since a quarter to 1 am", between("2026-11-18T00:45", "2026-11-18T11:30")),
        ("since monday 9am", between("2026-11-16T09:00", "2026-11-18T11:30")),
        ("since yesterday 14:00", between("2026-11-17T14:00", "2026-11-18T11:30")),
        ("since 1 november", between("2026-11-01", "2026-11-18T11:30")),
        ("since last week", between("2026-11-09", "2026-11-18T11:30")),
        ("1-7 Nov", between("2026-11-01", "2026-11-08")),
        ("from 1 to 7 november", between("2026-11-01", "2026-11-08")),
        ("between 1 Nov and 7 Nov", between("2026-11-01", "2026-11-08")),
        ("nov 1 – nov 7", between("2026-11-01", "2026-11-08")),
        ("from:2026-11-01 to:2026-11-07", between("2026-11-01", "2026-11-08")),
        ("2026-11-03", between("2026-11-03", "2026-11-04")),
        ("on 3 November 2026", between("2026-11-03", "2026-11-04")),
        ("on 3 december", between("2025-12-03", "2025-12-04")),
        ("17/11", between("2026-11-17", "2026-11-18")),
        ("on 05.11.2026", between("2026-11-05", "2026-11-06")),
        ("in october", between("2026-10-01T00:00", "2026-11-01")),
        ("at 14:00 yesterday", between("2026-11-17T13:00", "2026-11-17T15:00")),
        ("around 9:15", between("2026-11-18T08:15", "2026-11-18T10:15")),
        ("around 23:00", between("2026-11-17T22:00", "2026-11-18T00:00")),
        ("around 02:00 UTC", between("2026-11-18T02:00", "2026-11-18T04:00")),
        ("yesterday between 9 and 11am", between("2026-11-17T09:00", "2026-11-17T11:00")),
        ("from 9am to 5pm yesterday", between("2026-11-17T09:00", "2026-11-17T17:00")),
        ("from:2026-11-17T08:00Z to:2026-11-17T10:00Z", between("2026-11-17T09:00", "2026-11-17T11:00")),
        ("3 days ago", between("2026-11-15", "2026-11-16")),
        ("the day before yesterday", between("2026-11-16", "2026-11-17")),
        ("2 hours ago", between("2026-11-18T08:30", "2026-11-18T10:30")),
    ]
]


@pytest.mark.parametrize(("text", "window"), WINDOWS)
@pytest.mark.parametrize("form", ["/signups {}", "failed sign-ins {}"])
def test_a_time_is_read_in_the_zone_of_the_asker(form: str, text: str, window: Shape) -> None:
    assert reading(form.format(text)).get("window") == window


COMPARISONS = [
    pytest.param(text, window, compare, id=text)
    for text, window, compare in [
        ("today vs yesterday", TODAY, YESTERDAY),
        ("this week compared with last week", THIS_WEEK, LAST_WEEK),
        ("compare with last week", THIS_WEEK, LAST_WEEK),
        ("compare with last month", {"named": "this_month"}, LAST_MONTH),
        ("more today than yesterday?", TODAY, YESTERDAY),
        ("window:yesterday compare:last_week", YESTERDAY, LAST_WEEK),
        ("last week against the week before", LAST_WEEK, between("2026-11-02", "2026-11-09")),
        ("last 7d vs previous period", last(7 * DAY), between("2026-11-04T11:30", "2026-11-11T11:30")),
        ("last 7d vs the week before", last(7 * DAY), between("2026-11-04T11:30", "2026-11-11T11:30")),
        ("last 24h vs the day before", last(DAY), between("2026-11-16T11:30", "2026-11-17T11:30")),
        ("last 24h vs the week before", last(DAY), between("2026-11-10T11:30", "2026-11-11T11:30")),
        ("last 2h vs the day before", last(7200), between("2026-11-17T09:30", "2026-11-17T11:30")),
        ("last 7d vs the month before", last(7 * DAY), between("2026-10-11T11:30", "2026-10-18T11:30")),
        ("1-7 nov vs 8-14 nov", between("2026-11-01", "2026-11-08"), between("2026-11-08", "2026-11-15")),
    ]
]


@pytest.mark.parametrize(("text", "window", "compare"), COMPARISONS)
def test_two_periods_are_compared(text: str, window: Shape, compare: Shape) -> None:
    found = reading(f"/signups {text}")

    assert (found.get("window"), found.get("compare")) == (window, compare)


MISTAKES = [
    wrong("/signups on Mondays", "bad_window"),
    wrong("/signups every weekend", "bad_window"),
    wrong("/signups on Monday the 3rd", "bad_window"),
    wrong("/signups in the fifth week of february", "bad_window"),
    wrong("/signups in the next 30 days", "window_future"),
    wrong("/apps credentials in the next 2 years", "window_too_long"),
    wrong("/signups last 0h", "bad_window"),
    wrong("/signups last -3d", "bad_window"),
    wrong("/signups 31 february", "bad_window"),
    wrong("/signups at 25:00", "bad_window"),
    wrong("/signups since whenever", "bad_window"),
    wrong("/signups window:sometime", "bad_window"),
    wrong("/signups last:soon", "bad_window"),
    wrong("/signups from:2026-11-10 to:2026-11-05", "window_reversed"),
    wrong("/signups from 10 nov to 5 nov", "window_reversed"),
    wrong("/signups tomorrow", "window_future"),
    wrong("/signups from:2026-12-01", "window_future"),
    wrong("/signups next monday", "window_future"),
    wrong("/signups last 400 days", "window_too_long"),
    wrong("/signups from:2024-01-01 to:2026-01-01", "window_too_long"),
    wrong("/signups since 2024-01-01", "window_too_long"),
    wrong("/signups last 2 years", "window_too_long"),
    wrong("/signups today last week", "conflict"),
    wrong("/signups 6h 24h", "conflict"),
]


@pytest.mark.parametrize(("text", "kinds"), MISTAKES)
def test_a_time_that_cannot_be_is_refused_by_its_kind(text: str, kinds: tuple[str, ...]) -> None:
    assert reading(text).get("error") in kinds


def test_a_date_that_reads_two_ways_is_asked_back() -> None:
    found = reading("/signups 03/04")

    assert (found["clarify"], found["about"]) == (True, "window")
    assert [reading(choice)["window"]["from"] for choice in found["choices"]] == [
        "2026-04-03T00:00:00+02:00",
        "2026-03-04T00:00:00+01:00",
    ]


NEW_YORK, MELBOURNE = ZoneInfo("America/New_York"), ZoneInfo("Australia/Melbourne")
CLOCK_CHANGES = [
    pytest.param(
        "2026-10-26T09:00",
        PARIS,
        "yesterday at 02:30",
        ("2026-10-25T01:30:00+02:00", "2026-10-25T02:30:00+01:00"),
        id="a doubled time is the first",
    ),
    pytest.param(
        "2026-03-30T09:00",
        PARIS,
        "yesterday at 02:30",
        ("2026-03-29T01:00:00+01:00", "2026-03-29T04:00:00+02:00"),
        id="a skipped time is the instant after",
    ),
    pytest.param(
        "2026-11-02T15:00",
        NEW_YORK,
        "on sunday",
        ("2026-11-01T00:00:00-04:00", "2026-11-02T00:00:00-05:00"),
        id="a day of 25 hours",
    ),
    pytest.param(
        "2026-03-09T15:00",
        NEW_YORK,
        "8 march",
        ("2026-03-08T00:00:00-05:00", "2026-03-09T00:00:00-04:00"),
        id="a day of 23 hours",
    ),
    pytest.param(
        "2026-11-18T22:00",
        MELBOURNE,
        "on thursday",
        ("2026-11-19T00:00:00+11:00", "2026-11-19T09:00:00+11:00"),
        id="tomorrow has begun for the asker",
    ),
]


@pytest.mark.parametrize(("now", "zone", "text", "window"), CLOCK_CHANGES)
def test_clock_changes_move_the_bounds(now: str, zone: ZoneInfo, text: str, window: tuple[str, str]) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=UTC)

    assert reading(f"/signups {text}", now=moment, zone=zone).get("window") == {"from": window[0], "to": window[1]}
