"""Which of the desk's functions runs when: refresh every few minutes, digests on the minute, care once a day."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Lock
from zoneinfo import ZoneInfo

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from bot.errors import GatehouseError

logger = logging.getLogger(__name__)

GRACE = timedelta(hours=12)
"""How late a job may start: APScheduler's own second would skip a digest that fell due during a restart."""

ON_THE_MINUTE = CronTrigger(second=0, timezone=ZoneInfo("UTC"))

Job = Callable[[], object]


class Schedule:
    """The clock of one process. Jobs never run beside themselves, and their errors are logged, never lost.

    `digests` posts whatever is owed: it is looked for at every `tick`, so that a subscription is heeded from the moment
    it is made, and no clock change can make it late. `refresh` reads what digests are made of, and they follow it;
    then comes `read_on`, whatever no digest should wait for.
    """

    def __init__(
        self,
        refresh_every: timedelta,
        *,
        refresh: Job,
        digests: Job,
        care: Job,
        read_on: Job = lambda: None,
        tick: CronTrigger = ON_THE_MINUTE,
    ) -> None:
        self._scheduler = BackgroundScheduler(
            timezone=ZoneInfo("UTC"),
            job_defaults={
                "coalesce": True,
                "max_instances": 1,
                "misfire_grace_time": int(GRACE.total_seconds()),
            },
        )
        self._digests = _one_at_a_time(_logged("delivery of digests", digests))
        self._refresh = _logged("refresh", refresh)
        self._read_on = _logged("refresh of the other logs", read_on)
        self._care = _logged("daily care", care)
        self._refresh_every = refresh_every
        self._tick = tick
        self._round = Lock()

    def start(self, *, after: timedelta = timedelta(0)) -> None:
        """Begin; the first refresh and whatever digest is owed follow in the background, at once or `after` a while."""
        first = datetime.now(UTC) + after
        every = IntervalTrigger(seconds=int(self._refresh_every.total_seconds()), timezone=ZoneInfo("UTC"))
        self._scheduler.add_job(self._refresh_and_catch_up, every, next_run_time=first, id="refresh")
        self._scheduler.add_job(self._care, CronTrigger(hour=3, minute=30, timezone=ZoneInfo("UTC")), id="care")
        # A second one has nothing to add and ends at once; with one alone, APScheduler would warn of every tick.
        self._scheduler.add_job(self._digests, self._tick, id="digests", max_instances=2)
        self._scheduler.start()

    def stop(self) -> None:
        """Stop taking up work and wait for what runs. Stopping a clock that never started is harmless."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=True)

    def catch_up(self) -> None:
        """Refresh, and post what is owed then, now and on this thread."""
        with self._round:
            self._refresh()
            self._digests()

    def live(self) -> None:
        """Read every log, and then post what is owed, now and on this thread: for a clock that was moved."""
        with self._round:
            self._refresh()
            self._read_on()
            self._digests()

    def _refresh_and_catch_up(self) -> None:
        with self._round:
            self._refresh()
            self._digests()
            self._read_on()


def _logged(name: str, job: Job) -> Job:
    def run() -> None:
        try:
            job()
        except GatehouseError as error:
            logger.warning("The %s did not work this time. %s", name, error.message)
        except Exception:
            logger.exception("The %s failed unexpectedly.", name)

    return run


def _one_at_a_time(job: Job) -> Job:
    """Two jobs may ask for the digests at the same moment; the second has nothing to add."""
    lock = Lock()

    def run() -> None:
        if lock.acquire(blocking=False):
            try:
                job()
            finally:
                lock.release()

    return run
