"""How often something is posted: every local day in exactly one post, due when local clocks say so."""

import itertools
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cadence import Cadence, Every
from bot.domain.days import DAY, Days

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = [
    ZoneInfo(name)
    for name in (
        "UTC",
        "Europe/Berlin",
        "America/New_York",
        "Africa/Cairo",
        "Australia/Lord_Howe",
        "Asia/Kolkata",
        "Pacific/Auckland",
        "America/Havana",
    )
]
NINE = time(9)

times = st.builds(time, st.integers(0, 23), st.integers(0, 59))
days = st.dates(date(2025, 1, 1), date(2030, 12, 31))
cadences = st.one_of(
    st.builds(Cadence, st.sampled_from([Every.DAILY, Every.WEEKDAYS]), times, st.sampled_from(ZONES)),
    st.builds(Cadence, st.just(Every.WEEKLY), times, st.sampled_from(ZONES), st.integers(0, 6)),
    st.builds(Cadence, st.just(Every.MONTHLY), times, st.sampled_from(ZONES), st.integers(1, 31)),
)


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def due_between(cadence, since, length=timedelta(days=100)):
    return cadence.due_by(since + length, since)


@given(cadences, days)
def test_posts_follow_each_other_with_no_day_left_out_and_none_told_twice(cadence, first):
    found = due_between(cadence, datetime.combine(first, time(), UTC))

    assert len(found) >= 3
    assert all(later.first == earlier.last + DAY for earlier, later in itertools.pairwise(found))
    windows = [each.window(cadence.zone) for each in found]
    assert all(later.since == earlier.until for earlier, later in itertools.pairwise(windows))


@given(cadences, days)
def test_each_post_is_due_once_in_order_and_when_what_it_is_about_is_over(cadence, first):
    found = due_between(cadence, datetime.combine(first, time(), UTC))
    dues = [cadence.due(each) for each in found]

    assert dues == sorted(set(dues))
    assert all(due >= each.window(cadence.zone).until for due, each in zip(dues, found, strict=True))
    assert all(cadence.posts_on(cadence.posting_day(each)) for each in found)


@given(cadences, days, st.integers(0, 100))
def test_what_is_owed_in_two_looks_is_what_is_owed_in_one(cadence, first, split):
    since = datetime.combine(first, time(), UTC)
    middle, until = since + timedelta(days=split, minutes=1), since + timedelta(days=101)
    second = middle + timedelta(microseconds=1)

    assert cadence.due_by(middle, since) + cadence.due_by(until, second) == cadence.due_by(until, since)


@given(cadences, days)
def test_the_next_dues_are_those_that_then_come(cadence, first):
    now = datetime.combine(first, time(12, 34, 56), UTC)
    coming = cadence.next_dues(now, 3)

    assert [cadence.due(each) for each in cadence.due_by(coming[-1], now)] == coming


@given(cadences, days)
def test_the_latest_days_that_are_over_come_before_those_that_are_not(cadence, first):
    now = datetime.combine(first, time(12, 34), UTC)
    latest = cadence.latest_over(now)

    assert latest.window(cadence.zone).until <= now
    following = cadence.covered(next(day for day in _days_after(cadence.posting_day(latest)) if cadence.posts_on(day)))
    assert following.window(cadence.zone).until > now
    assert cadence.before(following) == latest


@given(cadences, days)
def test_each_day_is_held_by_the_one_post_about_it(cadence, day):
    about = cadence.holding(day)

    assert about.first <= day <= about.last
    assert cadence.covered(cadence.posting_day(about)) == about


def _days_after(day):
    return (day + timedelta(days=number) for number in itertools.count(1))


@given(cadences, days)
def test_like_days_are_earlier_whole_and_of_the_same_weekdays_or_a_month(cadence, first):
    about = cadence.latest_over(datetime.combine(first, NINE, UTC))
    like = about.like

    assert like.last < about.first
    assert like.is_month == about.is_month
    if not about.is_month:
        assert (like.length, like.first.weekday()) == (about.length, about.first.weekday())


@pytest.mark.parametrize(
    ("cadence", "posting_day", "first", "last"),
    [
        pytest.param(Cadence(Every.DAILY, NINE, BERLIN), "2026-11-20", "2026-11-19", "2026-11-19", id="daily"),
        pytest.param(
            Cadence(Every.WEEKDAYS, NINE, BERLIN),
            "2026-11-23",
            "2026-11-20",
            "2026-11-22",
            id="monday: the weekend too",
        ),
        pytest.param(Cadence(Every.WEEKDAYS, NINE, BERLIN), "2026-11-24", "2026-11-23", "2026-11-23", id="tuesday"),
        pytest.param(Cadence(Every.WEEKLY, NINE, BERLIN), "2026-11-23", "2026-11-16", "2026-11-22", id="weekly"),
        pytest.param(
            Cadence(Every.WEEKLY, NINE, BERLIN, 2), "2026-11-25", "2026-11-18", "2026-11-24", id="weekly, wednesday"
        ),
        pytest.param(
            Cadence(Every.MONTHLY, NINE, BERLIN, 1), "2026-03-01", "2026-02-01", "2026-02-28", id="monthly, the first"
        ),
        pytest.param(
            Cadence(Every.MONTHLY, NINE, BERLIN, 31), "2026-02-28", "2026-01-01", "2026-01-31", id="a 31st in February"
        ),
    ],
)
def test_a_post_is_about_the_days_before_it(cadence, posting_day, first, last):
    day = date.fromisoformat(posting_day)

    assert cadence.posts_on(day)
    assert cadence.covered(day) == Days(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("day", "at", "zone", "due"),
    [
        pytest.param("2026-03-28", time(2, 30), "Europe/Berlin", "2026-03-29T01:00", id="skipped: right after the gap"),
        pytest.param("2026-10-24", time(2, 30), "Europe/Berlin", "2026-10-25T00:30", id="doubled: the first time"),
        pytest.param("2026-04-23", time(0), "Africa/Cairo", "2026-04-23T22:00", id="a skipped midnight"),
        pytest.param("2026-10-24", NINE, "Europe/Berlin", "2026-10-25T08:00", id="nine in the morning after"),
        pytest.param("2026-10-03", time(2, 15), "Australia/Lord_Howe", "2026-10-03T15:30", id="half an hour skipped"),
    ],
)
def test_when_clocks_change_a_post_is_due_once(day, at, zone, due):
    cadence = Cadence(Every.DAILY, at, ZoneInfo(zone))

    assert cadence.due(Days.one(date.fromisoformat(day))) == utc(due)


def test_days_on_which_clocks_change_are_shorter_or_longer():
    hours = [
        Days.one(date.fromisoformat(day)).window(BERLIN).length / timedelta(hours=1)
        for day in ("2026-03-29", "2026-10-25", "2026-11-20")
    ]

    assert hours == [23, 25, 24]


@pytest.mark.parametrize(
    ("days", "points", "first"),
    [
        pytest.param(Days.one(date(2026, 11, 20)), 14, "2026-11-07", id="two weeks of days"),
        pytest.param(Days(date(2026, 11, 20), date(2026, 11, 22)), 14, "2026-11-09", id="a weekend among days"),
        pytest.param(Days(date(2026, 11, 16), date(2026, 11, 22)), 8, "2026-09-28", id="eight weeks"),
        pytest.param(Days(date(2026, 11, 1), date(2026, 11, 30)), 6, "2026-06-01", id="six months"),
    ],
)
def test_a_trend_leads_up_to_its_days(days, points, first):
    trend = days.trend

    assert (len(trend), trend[0].first, trend[-1].last) == (points, date.fromisoformat(first), days.last)
    assert all(later.first == earlier.last + DAY for earlier, later in itertools.pairwise(trend))


@given(cadences, days)
def test_the_days_of_a_window_are_those_it_was_made_of(cadence, first):
    about = cadence.holding(first)

    assert Days.of(about.window(cadence.zone), cadence.zone) == about


@given(days, st.sampled_from(ZONES), st.sampled_from(ZONES))
def test_a_window_of_another_zone_lies_in_days_too(day, zone, another):
    """The zone of the settings may change while a claim is open."""
    assert Days.of(Days.one(day).window(zone), another).length in {1, 2}


def test_days_cannot_end_before_they_start():
    with pytest.raises(ValueError, match="cannot end"):
        Days(date(2026, 11, 20), date(2026, 11, 19))
