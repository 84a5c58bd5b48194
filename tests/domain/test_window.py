"""Windows are half-open, and calendar words mean what people in their own zone live through."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.window import Between, Last, Named, Period, Window, local_day, local_instant, resolve

LONDON, BERLIN, NEW_YORK = ZoneInfo("Europe/London"), ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")
AUCKLAND, LOS_ANGELES, UTC_ZONE = ZoneInfo("Pacific/Auckland"), ZoneInfo("America/Los_Angeles"), ZoneInfo("UTC")
NOON = datetime(2026, 11, 12, 12, tzinfo=UTC)


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def said(window):
    return window.since.isoformat()[:16], window.until.isoformat()[:16]


def test_a_window_holds_its_start_and_not_its_end():
    window = Window(NOON, NOON + timedelta(hours=1))

    assert NOON in window
    assert NOON + timedelta(hours=1) - timedelta(microseconds=1) in window
    assert NOON + timedelta(hours=1) not in window
    assert NOON - timedelta(microseconds=1) not in window


def test_a_window_keeps_its_bounds_in_utc():
    window = Window(datetime(2026, 11, 12, 9, tzinfo=BERLIN), datetime(2026, 11, 12, 10, tzinfo=LONDON))

    assert said(window) == ("2026-11-12T08:00", "2026-11-12T10:00")
    assert window.since.tzinfo is UTC
    assert window.to_json() == {"from": "2026-11-12T08:00:00+00:00", "to": "2026-11-12T10:00:00+00:00"}


@pytest.mark.parametrize(
    ("since", "until"),
    [
        pytest.param(NOON.replace(tzinfo=None), NOON, id="start without a zone"),
        pytest.param(NOON, NOON.replace(tzinfo=None), id="end without a zone"),
        pytest.param(NOON, NOON - timedelta(microseconds=1), id="end before start"),
    ],
)
def test_a_window_that_cannot_be_is_refused(since, until):
    with pytest.raises(ValueError, match="window"):
        Window(since, until)


def test_a_window_covers_itself_and_what_lies_inside():
    window = Window(NOON, NOON + timedelta(hours=2))

    assert window.covers(window)
    assert window.covers(Window(NOON + timedelta(hours=1), NOON + timedelta(hours=2)))
    assert not window.covers(Window(NOON, NOON + timedelta(hours=3)))
    assert not window.covers(Window(NOON - timedelta(hours=1), NOON + timedelta(hours=1)))


PERIODS = [
    # A Thursday noon in November.
    ("today", "2026-11-12T12:00", UTC_ZONE, "2026-11-12T00:00", "2026-11-12T12:00"),
    ("yesterday", "2026-11-12T12:00", UTC_ZONE, "2026-11-11T00:00", "2026-11-12T00:00"),
    ("this_week", "2026-11-12T12:00", UTC_ZONE, "2026-11-09T00:00", "2026-11-12T12:00"),
    ("last_week", "2026-11-12T12:00", UTC_ZONE, "2026-11-02T00:00", "2026-11-09T00:00"),
    ("this_month", "2026-11-12T12:00", UTC_ZONE, "2026-11-01T00:00", "2026-11-12T12:00"),
    ("last_month", "2026-11-12T12:00", UTC_ZONE, "2026-10-01T00:00", "2026-11-01T00:00"),
    ("this_quarter", "2026-11-12T12:00", UTC_ZONE, "2026-10-01T00:00", "2026-11-12T12:00"),
    ("last_quarter", "2026-11-12T12:00", UTC_ZONE, "2026-07-01T00:00", "2026-10-01T00:00"),
    # The same instant is another day east and west.
    ("today", "2026-11-12T12:00", AUCKLAND, "2026-11-12T11:00", "2026-11-12T12:00"),
    ("yesterday", "2026-11-12T12:00", AUCKLAND, "2026-11-11T11:00", "2026-11-12T11:00"),
    ("today", "2026-11-12T03:00", LOS_ANGELES, "2026-11-11T08:00", "2026-11-12T03:00"),
    ("yesterday", "2026-11-12T03:00", LOS_ANGELES, "2026-11-10T08:00", "2026-11-11T08:00"),
    # Weeks start on Monday: on a Monday, and on a Sunday.
    ("this_week", "2026-11-09T00:30", UTC_ZONE, "2026-11-09T00:00", "2026-11-09T00:30"),
    ("last_week", "2026-11-09T00:30", UTC_ZONE, "2026-11-02T00:00", "2026-11-09T00:00"),
    ("this_week", "2026-11-15T23:00", UTC_ZONE, "2026-11-09T00:00", "2026-11-15T23:00"),
    # Weeks and months that cross a change of clocks or of the year.
    ("last_week", "2026-03-31T12:00", BERLIN, "2026-03-22T23:00", "2026-03-29T22:00"),
    ("last_month", "2026-04-10T12:00", BERLIN, "2026-02-28T23:00", "2026-03-31T22:00"),
    ("last_month", "2026-01-01T00:00", UTC_ZONE, "2025-12-01T00:00", "2026-01-01T00:00"),
    ("last_month", "2026-03-31T12:00", UTC_ZONE, "2026-02-01T00:00", "2026-03-01T00:00"),
    # Edges of quarters.
    ("this_quarter", "2026-01-01T00:00", UTC_ZONE, "2026-01-01T00:00", "2026-01-01T00:00"),
    ("last_quarter", "2026-01-01T00:00", UTC_ZONE, "2025-10-01T00:00", "2026-01-01T00:00"),
    ("this_quarter", "2026-03-31T23:59", UTC_ZONE, "2026-01-01T00:00", "2026-03-31T23:59"),
    ("this_quarter", "2026-04-01T00:00", UTC_ZONE, "2026-04-01T00:00", "2026-04-01T00:00"),
    ("last_quarter", "2026-06-30T12:00", UTC_ZONE, "2026-01-01T00:00", "2026-04-01T00:00"),
    ("last_quarter", "2026-07-01T00:00", UTC_ZONE, "2026-04-01T00:00", "2026-07-01T00:00"),
    ("last_quarter", "2026-12-31T23:00", NEW_YORK, "2026-07-01T04:00", "2026-10-01T04:00"),
    # New Year's Eve in New York is New Year in UTC.
    ("this_quarter", "2027-01-01T03:00", NEW_YORK, "2026-10-01T04:00", "2027-01-01T03:00"),
]


@pytest.mark.parametrize(
    ("period", "now", "zone", "since", "until"),
    [pytest.param(*row, id=f"{row[0]} on {row[1]} in {row[2].key}") for row in PERIODS],
)
def test_a_named_period_is_the_asker_s_own(period, now, zone, since, until):
    assert said(resolve(Named(Period(period)), utc(now), zone)) == (since, until)


def test_every_named_period_is_in_the_table():
    assert {row[0] for row in PERIODS} == set(Period)


@pytest.mark.parametrize("zone", [LONDON, BERLIN, NEW_YORK, AUCKLAND])
def test_a_rolling_window_is_elapsed_time_whatever_the_clocks_do(zone):
    after_the_change = utc("2026-03-29T12:00")

    window = resolve(Last(86_400), after_the_change, zone)

    assert window == Window(after_the_change - timedelta(hours=24), after_the_change)


def test_two_moments_are_taken_as_they_are():
    since, until = datetime(2026, 11, 1, tzinfo=BERLIN), datetime(2026, 11, 8, tzinfo=BERLIN)

    assert resolve(Between(since, until), NOON, NEW_YORK) == Window(since, until)


@pytest.mark.parametrize(
    ("day", "zone", "hours"),
    [
        pytest.param("2026-03-28", BERLIN, 24, id="the day before"),
        pytest.param("2026-03-29", BERLIN, 23, id="clocks go forward"),
        pytest.param("2026-10-25", BERLIN, 25, id="clocks go back"),
        pytest.param("2026-03-08", NEW_YORK, 23, id="forward in New York"),
        pytest.param("2026-11-01", NEW_YORK, 25, id="back in New York"),
        pytest.param("2026-09-27", AUCKLAND, 23, id="forward in the south"),
        pytest.param("2026-04-05", AUCKLAND, 25, id="back in the south"),
        pytest.param("2026-10-04", ZoneInfo("Australia/Lord_Howe"), 23.5, id="half an hour forward"),
        pytest.param("2026-04-24", ZoneInfo("Africa/Cairo"), 23, id="midnight itself is skipped"),
        pytest.param("2011-12-30", ZoneInfo("Pacific/Apia"), 0, id="a day that never was"),
    ],
)
def test_a_local_day_has_the_hours_its_clocks_give_it(day, zone, hours):
    window = local_day(date.fromisoformat(day), zone)

    assert window.length == timedelta(hours=hours)


def test_yesterday_has_25_hours_where_clocks_went_back_and_last_24h_never_has():
    now = utc("2026-10-26T09:00")

    assert resolve(Named(Period.YESTERDAY), now, BERLIN).length == timedelta(hours=25)
    assert resolve(Last(86_400), now, BERLIN).length == timedelta(hours=24)


@pytest.mark.parametrize(
    ("wall", "zone", "instant"),
    [
        pytest.param("2026-03-29T02:00", BERLIN, "2026-03-29T01:00", id="the first skipped minute"),
        pytest.param("2026-03-29T02:30", BERLIN, "2026-03-29T01:00", id="the middle of the gap"),
        pytest.param("2026-03-29T02:59:59.999999", BERLIN, "2026-03-29T01:00", id="its last microsecond"),
        pytest.param("2026-03-29T02:00:00.700000", BERLIN, "2026-03-29T01:00", id="a fraction after its start"),
        pytest.param("2026-03-29T01:59:59.999999", BERLIN, "2026-03-29T00:59:59.999999", id="just before the gap"),
        pytest.param("2026-03-29T03:00", BERLIN, "2026-03-29T01:00", id="just after the gap"),
        pytest.param("2026-10-25T02:30", BERLIN, "2026-10-25T00:30", id="a doubled time is its first showing"),
        pytest.param("2026-11-01T01:00", NEW_YORK, "2026-11-01T05:00", id="the first doubled minute in New York"),
        pytest.param("2026-10-04T02:10", ZoneInfo("Australia/Lord_Howe"), "2026-10-03T15:30", id="a half-hour gap"),
        pytest.param("2011-12-30T05:00", ZoneInfo("Pacific/Apia"), "2011-12-30T10:00", id="a day-long gap"),
    ],
)
def test_a_local_time_is_one_instant(wall, zone, instant):
    assert local_instant(datetime.fromisoformat(wall), zone) == utc(instant)


walls = st.datetimes(datetime.fromisoformat("1990-01-01"), datetime.fromisoformat("2037-12-31"))
zones = st.sampled_from([LONDON, BERLIN, NEW_YORK, AUCKLAND, LOS_ANGELES, ZoneInfo("Australia/Lord_Howe")])


@given(walls, zones)
def test_no_earlier_instant_shows_a_local_time(wall, zone):
    instant = local_instant(wall, zone)
    shown = instant.astimezone(zone).replace(tzinfo=None)

    assert shown >= wall
    assert (instant - timedelta(hours=1)).astimezone(zone).replace(tzinfo=None) != wall
    if shown > wall:  # skipped: nothing but the gap lies between
        before = (instant - timedelta(seconds=1)).astimezone(zone).replace(tzinfo=None)
        assert before < wall


@given(st.dates(date(1990, 1, 1), date(2037, 12, 30)), zones)
def test_days_follow_each_other_without_gap_or_overlap(day, zone):
    assert local_day(day, zone).until == local_day(day + timedelta(days=1), zone).since
