"""What happens by itself, and that it stops when the program is told to."""

from datetime import UTC, date, datetime, time, timedelta
from threading import Event
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from apscheduler.triggers.cron import CronTrigger
from migrated import migrated

from bot.domain.cadence import Cadence, Every
from bot.domain.question import Log
from bot.domain.subscriptions import of_settings
from bot.domain.window import local_day
from bot.errors import GraphUnreachable, SlackError
from bot.mirror.ledger import SqlLedger
from bot.schedule import Schedule
from bot.wiring.clockwork import UntilStopped, build_schedule, days_in_doubt

LONDON = ZoneInfo("Europe/London")


class Announcer:
    def __init__(self):
        self.said = []

    def digest(self, subscription, digest):
        self.said.append((subscription, digest))
        return "1763.1"


def test_a_digest_is_announced_until_the_program_is_told_to_stop():
    announcer, stopped, digest = Announcer(), Event(), SimpleNamespace()
    until_stopped = UntilStopped(announcer, stopped)
    ts = until_stopped.digest("C1", digest)
    stopped.set()

    with pytest.raises(SlackError) as caught:
        until_stopped.digest("C1", digest)
    assert (ts, announcer.said) == ("1763.1", [("C1", digest)])
    assert not caught.value.maybe_posted


def test_days_whose_post_was_never_confirmed_are_named_by_their_date_where_it_is_read(tmp_path):
    """The day of the change to winter time begins at 23:00 UTC of the day before, and has 25 hours."""
    ledger = SqlLedger(migrated(tmp_path / "mirror"))
    subscription = of_settings("C1", Cadence(Every.DAILY, time(9), LONDON))
    ledger.claim(subscription.name, local_day(date(2026, 10, 25), LONDON), datetime(2026, 10, 26, 9, tzinfo=UTC))
    ledger.claim("another", local_day(date(2026, 10, 26), LONDON), datetime(2026, 10, 27, 9, tzinfo=UTC))

    assert days_in_doubt(ledger, subscription) == [date(2026, 10, 25)]


def test_no_digest_waits_for_a_log_that_it_does_not_need():
    order, done = [], Event()
    schedule = Schedule(
        timedelta(hours=1),
        refresh=lambda: order.append("sign-ups"),
        digests=lambda: order.append("digest"),
        care=lambda: order.append("care"),
        read_on=lambda: (order.append("other logs"), done.set()),
        tick=CronTrigger(year=2000),
    )
    schedule.start()

    assert done.wait(5)
    schedule.stop()
    assert order == ["sign-ups", "digest", "other logs"]


class Unreachable:
    """A directory whose names cannot be read."""

    def refresh(self):
        raise GraphUnreachable("Microsoft Graph could not be reached.")


def test_logs_are_read_and_watched_though_names_cannot_be_read(caplog):
    done = []
    schedule = build_schedule(
        SimpleNamespace(
            settings=SimpleNamespace(keep_days=400, refresh_minutes=5),
            directory=Unreachable(),
            refresh=SimpleNamespace(run_each=lambda logs: done.append(("read", logs))),
        ),
        SimpleNamespace(post_owed=lambda: done.append("posted")),
        SimpleNamespace(run=lambda log: done.append(("watched", log))),
    )
    schedule.catch_up()

    assert done == [("read", [Log.SIGN_UPS]), ("watched", Log.SIGN_UPS), "posted"]
    assert "Not all names of the tenant could be read" in caplog.text


def test_a_clock_that_never_started_may_be_stopped():
    Schedule(timedelta(hours=1), refresh=print, digests=print, care=print).stop()
