"""The clock of one process: digests at their local time, one refresh at a time, and no error that stops it."""

import itertools
import logging
from datetime import UTC, date, datetime, time, timedelta
from threading import Event, Lock
from zoneinfo import ZoneInfo

import pytest

from bot.desk.digest import Subscription
from bot.errors import GraphBusy
from bot.schedule import Rhythm, Schedule, digest_trigger

BERLIN, CAIRO, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("Africa/Cairo"), ZoneInfo("America/New_York")
PATIENCE = 5.0


def fired(at, zone, since, until):
    """All moments in UTC at which the digest's trigger fires, as the scheduler asks for them."""
    trigger, found, now = digest_trigger(at, zone), [], since
    while (moment := trigger.get_next_fire_time(found[-1] if found else None, now)) < until:
        found.append(moment.astimezone(UTC))
        now = found[-1] + timedelta(seconds=1)
    return found


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize("zone", [BERLIN, NEW_YORK, ZoneInfo("Pacific/Auckland"), ZoneInfo("UTC")])
def test_nine_in_the_morning_comes_once_on_every_day_of_the_year(zone):
    moments = fired(time(9), zone, utc("2026-01-01T00:00"), utc("2027-01-01T00:00"))

    assert len(moments) == 365
    assert {moment.astimezone(zone).time() for moment in moments} == {time(9)}


@pytest.mark.parametrize(
    ("at", "zone", "since", "expected"),
    [
        pytest.param(
            time(2, 30),
            BERLIN,
            "2026-03-28T12:00",
            ["2026-03-29T01:30"],
            id="a skipped time comes late",
        ),
        pytest.param(
            time(2, 30),
            BERLIN,
            "2026-10-24T12:00",
            ["2026-10-25T00:30", "2026-10-25T01:30"],
            id="a doubled time comes twice",
        ),
        pytest.param(
            time(0), CAIRO, "2026-04-23T12:00", ["2026-04-24T21:00"], id="a skipped midnight does not come at all"
        ),
    ],
)
def test_what_the_trigger_does_when_clocks_change(at, zone, since, expected):
    """Late, twice or never: so the ledger makes one post of it, and each refresh looks for what is owed."""
    assert fired(at, zone, utc(since), utc(since) + timedelta(days=1.5)) == [utc(text) for text in expected]


@pytest.mark.parametrize("at", [time(0), time(0, 30), time(1, 30), time(2), time(2, 30), time(9), time(23, 59)])
@pytest.mark.parametrize("zone", [BERLIN, CAIRO, NEW_YORK])
def test_whenever_the_trigger_fires_that_day_s_digest_is_due(at, zone):
    subscription = Subscription("C1", at, zone)
    for moment in fired(at, zone, utc("2026-01-01T00:00"), utc("2027-01-01T00:00")):
        day = moment.astimezone(zone).date()
        assert subscription.due(day - timedelta(days=1)) <= moment
        assert subscription.latest_day(moment) == day - timedelta(days=1)


@pytest.mark.parametrize("at", [time(0), time(2, 30), time(9)])
@pytest.mark.parametrize("zone", [BERLIN, CAIRO, NEW_YORK, ZoneInfo("Australia/Lord_Howe")])
def test_each_day_is_due_once_and_in_order(at, zone):
    subscription = Subscription("C1", at, zone)
    dues = [subscription.due(date(2026, 1, 1) + timedelta(days=number)) for number in range(365)]

    assert dues == sorted(set(dues))
    assert all(timedelta(hours=22.9) <= later - due <= timedelta(hours=25.1) for due, later in itertools.pairwise(dues))


class Work:
    """A job that notes when it ran, and may be told to stumble or to wait."""

    def __init__(self, error=None, hold=None):
        self.runs = 0
        self.most_at_once = 0
        self.ran = Event()
        self._error = error
        self._hold = hold
        self._inside = 0
        self._lock = Lock()

    def __call__(self):
        with self._lock:
            self.runs += 1
            self._inside += 1
            self.most_at_once = max(self.most_at_once, self._inside)
        self.ran.set()
        try:
            if self._hold:
                self._hold.wait(PATIENCE)
            if self._error:
                raise self._error
        finally:
            with self._lock:
                self._inside -= 1


def schedule_of(refresh, digest, *, every=3600.0, digest_at=time(9)):
    rhythm = Rhythm(refresh_every=timedelta(seconds=every), digest_at=digest_at, digest_zone=BERLIN)
    return Schedule(rhythm, refresh=refresh, digest=digest, care=Work())


def test_a_refresh_and_whatever_digest_is_owed_come_at_once():
    refresh, digest = Work(), Work()
    schedule = schedule_of(refresh, digest)
    schedule.start()

    assert refresh.ran.wait(PATIENCE)
    assert digest.ran.wait(PATIENCE)
    schedule.stop()
    assert (refresh.runs, digest.runs) == (1, 1)


def test_where_no_digest_is_wanted_none_is_made():
    refresh, digest = Work(), Work()
    schedule = schedule_of(refresh, digest, digest_at=None)
    schedule.start()
    assert refresh.ran.wait(PATIENCE)
    schedule.stop()

    assert digest.runs == 0


@pytest.mark.parametrize(
    ("error", "level"),
    [
        pytest.param(GraphBusy("Graph is busy."), logging.WARNING, id="trouble with a sentence"),
        pytest.param(RuntimeError("a bug"), logging.ERROR, id="a bug"),
    ],
)
def test_a_refresh_that_fails_is_logged_and_keeps_no_digest_back(caplog, error, level):
    refresh, digest = Work(error), Work()
    schedule = schedule_of(refresh, digest)
    schedule.start()
    assert digest.ran.wait(PATIENCE)
    schedule.stop()

    (record,) = [record for record in caplog.records if record.name == "bot.schedule"]
    assert (record.levelno, "refresh" in record.getMessage()) == (level, True)


def test_an_error_never_stops_the_clock(caplog):
    again = Event()
    refresh = Work(RuntimeError("each time"))

    def digest():
        if refresh.runs >= 2:
            again.set()

    schedule = schedule_of(refresh, digest, every=1.0)
    schedule.start()

    assert again.wait(PATIENCE), "the next refresh came all the same"
    schedule.stop()


def test_a_refresh_that_takes_longer_than_its_interval_never_runs_beside_itself():
    go_on = Event()
    refresh, digest = Work(hold=go_on), Work()
    schedule = schedule_of(refresh, digest, every=1.0)
    schedule.start()
    assert refresh.ran.wait(PATIENCE)
    assert not digest.ran.wait(1.3), "the first refresh still holds the job"
    go_on.set()
    assert digest.ran.wait(PATIENCE)
    schedule.stop()

    assert refresh.most_at_once == 1


def test_to_stop_waits_for_what_runs():
    go_on = Event()
    refresh, digest = Work(hold=go_on), Work()
    schedule = schedule_of(refresh, digest)
    schedule.start()
    assert refresh.ran.wait(PATIENCE)
    go_on.set()
    schedule.stop()

    assert digest.runs == 1
