"""Which of the desk's functions runs when: refresh every few minutes, the digest at its local time, care once a day."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from threading import Lock
from zoneinfo import ZoneInfo

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from bot.errors import GatehouseError

logger = logging.getLogger(__name__)

GRACE = timedelta(hours=12)
"""How late a job may start: APScheduler's own second would skip a digest that fell due during a restart."""

Job = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When things happen. `digest_at` is a local time in `digest_zone`; `None` where no digest is wanted."""

    refresh_every: timedelta
    digest_at: time | None
    digest_zone: ZoneInfo


class Schedule:
    """The clock of one process. Jobs never run beside themselves, and their errors are logged, never lost.

    `refresh` reads what the digest is made of; `read_on`, which follows, whatever no digest should wait for.
    """

    def __init__(self, rhythm: Rhythm, *, refresh: Job, digest: Job, care: Job, read_on: Job = lambda: None) -> None:
        self._scheduler = BackgroundScheduler(
            timezone=ZoneInfo("UTC"),
            job_defaults={
                "coalesce": True,
                "max_instances": 1,
                "misfire_grace_time": int(GRACE.total_seconds()),
            },
        )
        self._digest = _one_at_a_time(_logged("digest", digest))
        self._refresh = _logged("refresh", refresh)
        self._read_on = _logged("refresh of the other logs", read_on)
        self._care = _logged("daily care", care)
        self._rhythm = rhythm

    def start(self) -> None:
        """Begin; the first refresh and whatever digest is owed follow at once, in the background."""
        every = IntervalTrigger(seconds=int(self._rhythm.refresh_every.total_seconds()), timezone=ZoneInfo("UTC"))
        self._scheduler.add_job(self._refresh_and_catch_up, every, next_run_time=datetime.now(UTC), id="refresh")
        self._scheduler.add_job(self._care, CronTrigger(hour=3, minute=30, timezone=ZoneInfo("UTC")), id="care")
        if self._rhythm.digest_at:
            self._scheduler.add_job(self._digest, digest_trigger(self._rhythm.digest_at, self._rhythm.digest_zone))
        self._scheduler.start()

    def stop(self) -> None:
        """Stop taking up work and wait for what runs. Stopping a clock that never started is harmless."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=True)

    def _refresh_and_catch_up(self) -> None:
        self._refresh()
        if self._rhythm.digest_at:
            self._digest()
        self._read_on()


def digest_trigger(at: time, zone: ZoneInfo) -> CronTrigger:
    """Daily at `at` in `zone`. When clocks change it may fire twice or late: the ledger makes one post of that."""
    return CronTrigger(hour=at.hour, minute=at.minute, second=0, timezone=zone)


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
    """Two jobs may ask for the digest at the same moment; the second has nothing to add."""
    lock = Lock()

    def run() -> None:
        if lock.acquire(blocking=False):
            try:
                job()
            finally:
                lock.release()

    return run
