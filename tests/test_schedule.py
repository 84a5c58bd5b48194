"""The clock of one process: digests at their local time, one refresh at a time, and no error that stops it."""

import logging
from datetime import UTC, datetime, timedelta
from threading import Event, Lock, Thread

import pytest
from apscheduler.triggers.cron import CronTrigger

from bot.errors import GraphBusy
from bot.schedule import ON_THE_MINUTE, Schedule

PATIENCE = 30.0


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


NEVER = CronTrigger(year=2000)


def schedule_of(refresh, digests, *, every=3600.0, tick=NEVER):
    return Schedule(timedelta(seconds=every), refresh=refresh, digests=digests, care=Work(), tick=tick)


def test_a_refresh_and_whatever_digest_is_owed_come_at_once():
    refresh, digest = Work(), Work()
    schedule = schedule_of(refresh, digest)
    schedule.start()

    assert refresh.ran.wait(PATIENCE)
    assert digest.ran.wait(PATIENCE)
    schedule.stop()
    assert (refresh.runs, digest.runs) == (1, 1)


def test_digests_are_looked_for_between_two_refreshes_too():
    refresh, again = Work(), Event()

    looks = iter(range(100))

    def digests():
        if next(looks) >= 2:
            again.set()

    schedule = schedule_of(refresh, digests, tick=CronTrigger(second="*"))
    schedule.start()

    assert again.wait(PATIENCE)
    schedule.stop()
    assert refresh.runs == 1


def test_digests_are_looked_for_on_the_minute():
    midnight = datetime(2026, 11, 20, tzinfo=UTC)

    assert ON_THE_MINUTE.get_next_fire_time(None, midnight + timedelta(seconds=1)) == midnight + timedelta(minutes=1)


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


def test_what_is_owed_can_be_caught_up_with_at_once():
    refresh, digests, read_on = Work(), Work(), Work()

    Schedule(timedelta(hours=1), refresh=refresh, digests=digests, care=Work(), read_on=read_on).catch_up()

    assert (refresh.runs, digests.runs, read_on.runs) == (1, 1, 0)


def test_a_clock_that_was_moved_has_every_log_read_before_digests_tell_of_them():
    order = []
    jobs = {name: lambda name=name: order.append(name) for name in ("refresh", "digests", "care", "read_on")}

    Schedule(timedelta(hours=1), **jobs).live()

    assert order == ["refresh", "read_on", "digests"]


def test_what_is_lived_through_waits_for_the_round_under_way():
    go_on = Event()
    refresh = Work(hold=go_on)
    schedule = schedule_of(refresh, Work())
    schedule.start()
    assert refresh.ran.wait(PATIENCE)
    lived = Thread(target=schedule.live)
    lived.start()
    go_on.set()
    lived.join(PATIENCE)
    schedule.stop()

    assert (refresh.runs, refresh.most_at_once) == (2, 1)
