"""Attempts behind an incident are read again only where their hour counts otherwise, and never too few of them."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.desk.incident_marks import MOST_REMEMBERED, IncidentMarks
from bot.domain.attempts import AttemptRules
from bot.domain.codes import SIGN_IN_INTERRUPTS
from bot.domain.events import SignUpEvent
from bot.domain.hourly_counts import HOUR, CountedHour
from bot.domain.known_good import NO_NETWORKS
from bot.domain.question import Log
from bot.domain.window import Window
from bot.mirror.recounting import SignUpHours
from bot.mirror.rollups import Rollups
from bot.mirror.schema import migrate
from bot.mirror.store import Mirror

TEN = datetime(2026, 11, 20, 10, tzinfo=UTC)
RULES = AttemptRules()


class Shelf:
    """A mirror that notes of which hours after ten somebody reads rows."""

    def __init__(self, path):
        migrate(path)
        self.mirror = Mirror(path)
        self.rollups = Rollups(path, SignUpHours(RULES))
        self.read = []

    def events(self, log, window, narrow=()):
        self.read.append((window.since + RULES.quiet - TEN) // HOUR)
        return self.mirror.events(log, window, narrow)

    def put(self, name, minutes, code=50126, app="store"):
        row = SignUpEvent(
            id=name,
            at=TEN + timedelta(minutes=minutes),
            correlation_id=name,
            app_id=app,
            stage="userCreation",
            identifier=f"{name}@b.c",
            error_code=code,
        )
        self.mirror.store(Log.SIGN_UPS, [row])

    def hours(self, until):
        self.mirror.mark(Log.SIGN_UPS, Window(TEN - 2 * HOUR, TEN + until * HOUR), TEN)
        self.rollups.update()
        return self.rollups.hours(Window(TEN, TEN + until * HOUR))


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path / "mirror.db")


@pytest.fixture
def marks(shelf):
    return IncidentMarks(log=Log.SIGN_UPS, store=shelf, rules=RULES, interrupts=SIGN_IN_INTERRUPTS, known=NO_NETWORKS)


def people(found):
    return sorted(mark.person for mark in found)


def test_hours_that_count_the_same_are_not_read_again(shelf, marks):
    shelf.put("ann", 10)
    shelf.put("bob", 70)
    first = marks.unsuccessful(shelf.hours(2))
    shelf.read.clear()

    assert people(marks.unsuccessful(shelf.hours(2))) == people(first) == ["ann@b.c", "bob@b.c"]
    assert shelf.read == []


def test_an_hour_in_which_somebody_was_late_is_read_again_and_no_other(shelf, marks):
    shelf.put("ann", 10)
    shelf.put("bob", 70)
    marks.unsuccessful(shelf.hours(3))
    shelf.read.clear()
    shelf.put("cid", 75)
    found = marks.unsuccessful(shelf.hours(3))

    assert people(found) == ["ann@b.c", "bob@b.c", "cid@b.c"]
    assert set(shelf.read) == {1}


def test_an_hour_that_was_known_in_part_is_read_again_when_more_of_it_is(shelf, marks):
    shelf.put("ann", 10)
    marks.unsuccessful(shelf.hours(0.5))
    shelf.put("bob", 40)

    assert people(marks.unsuccessful(shelf.hours(1))) == ["ann@b.c", "bob@b.c"]


def test_who_got_in_is_not_remembered_and_is_among_all(shelf, marks):
    shelf.put("ann", 10)
    shelf.put("bob", 20, code=0)
    hours = shelf.hours(1)

    assert people(marks.unsuccessful(hours)) == ["ann@b.c"]
    assert people(marks.within((), hours)) == ["ann@b.c", "bob@b.c"]


def test_of_one_place_only_its_attempts_are_read(shelf, marks):
    shelf.put("ann", 10)
    shelf.put("bob", 20, app="other")
    shelf.put("cid", 30, app="")
    hours = shelf.hours(1)

    assert people(marks.within((("app", "store"),), hours)) == ["ann@b.c"]
    assert people(marks.within((("app", ""),), hours)) == ["cid@b.c"]
    assert people(marks.within((("user_domain", "b.c"),), hours)) == ["ann@b.c", "bob@b.c", "cid@b.c"]


def test_places_are_remembered_apart(shelf, marks):
    shelf.put("ann", 10)
    shelf.put("bob", 20, app="other")
    hours = shelf.hours(1)
    first = [people(marks.within((("app", app),), hours)) for app in ("store", "other")]
    shelf.read.clear()

    assert [people(marks.within((("app", app),), hours)) for app in ("store", "other")] == first
    assert people(marks.unsuccessful(hours)) == ["ann@b.c", "bob@b.c"]
    assert shelf.read == [0]


def test_nothing_is_read_of_no_hours(shelf, marks):
    assert (marks.unsuccessful([]), marks.within((), [])) == ([], [])
    assert shelf.read == []


def test_what_is_remembered_has_an_end(shelf, marks):
    hours = [CountedHour(TEN + n * HOUR, TEN + (n + 1) * HOUR, ()) for n in range(MOST_REMEMBERED + 5)]
    marks.unsuccessful(hours)

    assert sorted(hour for _, hour in marks.remembered) == [hour.hour for hour in hours[5:]]
