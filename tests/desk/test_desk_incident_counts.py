"""What is not known of an incident's hours is unknown, and never nothing."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from bot.desk.incident_counts import MOST_POINTS, IncidentCounts
from bot.domain.attempts import AttemptRules
from bot.domain.hourly_counts import HOUR, CountedHour, HourlyCount
from bot.domain.incident_notice import CoursePoint, Total
from bot.domain.incidents import Incident, IncidentKind
from bot.domain.known_good import NOTHING_KNOWN
from bot.domain.question import Log

TEN = datetime(2026, 11, 20, 10, tzinfo=UTC)
WEEK = timedelta(days=7)
EVER = range(-400, 400)


@dataclass
class Counts:
    """Counts in which each known hour, by its distance from ten, has three failed attempts by two and two that got in.

    `until` is how far the newest is known.
    """

    known: frozenset[int]
    until: datetime = TEN + 1000 * HOUR

    def hours(self, window):
        there = sorted(TEN + n * HOUR for n in self.known)
        return [self.counted(hour) for hour in there if hour in window and hour < self.until]

    def counted(self, hour):
        failed, done = ("store", "Google", "stage", "1", "", ""), ("store", "Google", "userCreation", "0", "", "")
        counts = (HourlyCount(failed, 3, 3, 2, 0, 0), HourlyCount(done, 2, 0, 0, 0, 0))
        return CountedHour(hour, min(hour + HOUR, self.until), counts)


def incident(hours=3, *, over=False, kind=IncidentKind.FAILURE, dims=(("provider", "Google"),)):
    """One that began at ten, so many hours long."""
    end = TEN + hours * HOUR
    return Incident(
        id="i",
        kind=kind,
        dims=dims,
        since=TEN,
        opened_at=TEN + HOUR,
        last_hour=end - HOUR,
        window_end=TEN,
        window_hours=1,
        observed=2,
        expected=0.1,
        attempts=5,
        failures=2,
        share=1.0,
        recovered_at=end + HOUR if over else None,
    )


def counts(*unknown, until=TEN + 1000 * HOUR):
    known = Counts(frozenset(EVER) - set(unknown), until)
    return IncidentCounts(Log.SIGN_UPS, known, NOTHING_KNOWN, {}, AttemptRules())


def points(course):
    """Hour after ten -> now and then."""
    return {(point.since - TEN) // HOUR: (point.now, point.before) for point in course.points}


def test_an_hour_that_was_never_read_is_unknown_in_the_course():
    course = counts(1).course(incident(), TEN + 3 * HOUR)

    assert points(course) == {hour: (None if hour == 1 else 3, 3) for hour in range(-6, 3)}


def test_an_hour_that_was_read_in_part_is_unknown_too():
    part = Counts(frozenset(EVER))
    part.counted = lambda hour: CountedHour(hour, hour + HOUR / 2 if hour == TEN else hour + HOUR, ())
    found = IncidentCounts(Log.SIGN_UPS, part, NOTHING_KNOWN, {}, AttemptRules())

    assert points(found.course(incident(), TEN + 3 * HOUR))[0] == (None, 0)
    assert found.tally(incident(), TEN + 3 * HOUR).total.unknown_hours == 1


def test_a_week_before_may_be_unknown_by_itself():
    course = counts(-7 * 24 + 1).course(incident(), TEN + 3 * HOUR)

    assert points(course)[1] == (3, None)
    assert points(course)[0] == (3, 3)


@pytest.mark.parametrize(
    ("now", "read", "last", "so_far"),
    [
        pytest.param(2.5, 2.5, CoursePoint(TEN + 2 * HOUR, 3, 3), True, id="as it stands so far"),
        pytest.param(3, 3, CoursePoint(TEN + 2 * HOUR, 3, 3), False, id="whole"),
        pytest.param(3.05, 2.9, CoursePoint(TEN + 2 * HOUR, 3, 3), True, id="not read since the hour changed"),
        pytest.param(5.5, 2, CoursePoint(TEN + 5 * HOUR, None, 3), True, id="not read for long"),
    ],
)
def test_the_newest_point_is_the_newest_hour_that_should_be_known(now, read, last, so_far):
    course = counts(until=TEN + read * HOUR).course(incident(), TEN + now * HOUR)

    assert course.points[-1] == last
    assert course.so_far == so_far


@pytest.mark.parametrize("hours", [pytest.param(n, id=f"{n} hours") for n in (1, 14, 15, 40, 41, 200)])
def test_a_course_has_whole_points_of_the_same_length_that_end_with_the_incident(hours):
    course = counts().course(incident(hours, over=True), TEN + 300 * HOUR)

    assert len(course.points) <= MOST_POINTS
    assert course.points[-1].since + course.hours * HOUR == TEN + hours * HOUR
    assert course.points[0].since <= TEN - 6 * HOUR
    assert {point.now for point in course.points} == {point.before for point in course.points} == {3 * course.hours}


def test_a_point_of_several_hours_is_unknown_where_one_of_them_is():
    course = counts(7).course(incident(40, over=True), TEN + 50 * HOUR)

    assert [point.since for point in course.points if point.now is None] == [
        point.since for point in course.points if point.since <= TEN + 7 * HOUR < point.since + course.hours * HOUR
    ]
    assert sum(point.now is None for point in course.points) == 1


@pytest.mark.parametrize(
    ("unknown", "total"),
    [
        pytest.param((), Total(15, 9, 3, 0), id="all known"),
        pytest.param((1,), Total(10, 6, 3, 1), id="a gap"),
        pytest.param((0, 1), Total(5, 3, 3, 2), id="its beginning is gone"),
        pytest.param((0, 1, 2), Total(0, 0, 3, 3), id="nothing known"),
    ],
)
def test_a_total_says_how_many_of_its_hours_are_not_in_it(unknown, total):
    assert counts(*unknown).tally(incident(over=True), TEN + 30 * HOUR).total == total


@pytest.mark.parametrize(
    ("now", "read", "total"),
    [
        pytest.param(2.5, 2.4, Total(15, 9, 3, 0), id="what is not read yet is no gap"),
        pytest.param(5.5, 2, Total(10, 6, 6, 4), id="what should have been read is one"),
    ],
)
def test_a_total_of_what_goes_on_ends_where_the_log_was_read(now, read, total):
    assert counts(until=TEN + read * HOUR).tally(incident(), TEN + now * HOUR).total == total


def test_failures_for_one_reason_are_out_of_all_attempts_of_the_place():
    found = counts().tally(incident(1, over=True, dims=(("provider", "Google"), ("error_code", "1"))), TEN + 9 * HOUR)

    assert found.total == Total(5, 3, 1, 0)


@pytest.mark.parametrize("kind", [IncidentKind.DROP, IncidentKind.SURGE])
def test_of_a_drop_and_a_surge_attempts_are_told(kind):
    found = incident(1, over=True, kind=kind)

    assert counts().tally(found, TEN + 9 * HOUR).total.counted(kind) == 5
    assert points(counts().course(found, TEN + 9 * HOUR))[0] == (5, 5)
