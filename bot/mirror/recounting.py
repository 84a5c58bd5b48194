# ruff: noqa: S608 - the names in these texts are ours; every value is bound
"""Reads the rows that the counts of some hours are made of, and counts them anew."""

from collections.abc import Collection, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlite_utils import Database

from bot.domain.attempts import AttemptRules
from bot.domain.codes import SIGN_IN_INTERRUPTS
from bot.domain.hourly_counts import HOUR, HourCounts, count_sign_ins, count_sign_ups
from bot.domain.joining import attempts
from bot.domain.known_good import NO_NETWORKS, Networks
from bot.domain.question import Log
from bot.domain.sign_ins import folded
from bot.domain.window import Window
from bot.mirror.rows import form_of
from bot.planning.sql import EPOCH, Parameter, micros, moment

WITHIN = "at >= ? AND at < ?"
TOGETHER = f"SELECT correlation_id FROM sign_up_events WHERE {WITHIN} AND correlation_id != ''"
SIGN_UPS = f"SELECT {{columns}} FROM sign_up_events WHERE ({WITHIN}) OR correlation_id IN ({TOGETHER})"
HOURS_TOGETHER = (
    f"SELECT DISTINCT at - at % 3600000000 FROM sign_up_events WHERE correlation_id IN ({TOGETHER}) ORDER BY 1"
)
SIGN_INS = f"SELECT {{columns}} FROM sign_in_events WHERE {WITHIN} ORDER BY at"

Hours = Mapping[datetime, HourCounts]


@dataclass(frozen=True, slots=True)
class SignUpHours:
    """Sign-ups are counted in the hour of their attempt's first event, which may be long before the last."""

    rules: AttemptRules
    log = Log.SIGN_UPS

    @property
    def margin(self) -> timedelta:
        """How long before an hour the log must be known: what began earlier would look as if it began in it."""
        return self.rules.quiet

    @property
    def text(self) -> str:
        """The rules in words, so that counts by other ones can be told."""
        return f"{self.rules.quiet.total_seconds():.0f} {sorted(self.rules.interrupts)}"

    def touched(self, db: Database, changed: Window) -> set[datetime]:
        """The hours whose counts may depend on rows of `changed`."""
        found = db.execute(HOURS_TOGETHER, _bounds(changed))
        return {moment(at) for (at,) in found}

    def count(self, db: Database, window: Window) -> Hours:
        """The counts of the hours in `window` that have any."""
        rows = _events(db, self.log, SIGN_UPS, [*_bounds(window), *_bounds(window)])
        # When one looks decides only what is unfinished and what is abandoned, and here these are one.
        return count_sign_ups(attempt for attempt in attempts(rows, EPOCH, self.rules) if attempt.started in window)


@dataclass(frozen=True, slots=True)
class SignInHours:
    """Sign-ins are counted in the hour of the row that tells how they ended; its steps are never an hour apart.

    Those from each of the `known` networks are counted apart, as not everybody is told of them.
    """

    interrupts: AbstractSet[int] = SIGN_IN_INTERRUPTS
    known: Networks = NO_NETWORKS
    log = Log.SIGN_INS
    margin = timedelta()

    @property
    def text(self) -> str:
        """The rules in words, so that counts by other ones can be told.

        Without networks they are what they were when networks were left out of the counts: such counts are as good.
        """
        apart = f"apart {sorted(map(str, self.known.known))}" if self.known.known else "[]"
        return f"{sorted(self.interrupts)} {apart}"

    def touched(self, db: Database, changed: Window) -> set[datetime]:  # noqa: ARG002  # as `SignUpHours`, which asks
        """The hours whose counts may depend on rows of `changed`."""
        return {changed.since - HOUR}

    def count(self, db: Database, window: Window) -> Hours:
        """The counts of the hours in `window` that have any."""
        rows = _events(db, self.log, SIGN_INS, _bounds(Window(window.since, window.until + HOUR)))
        ended = (event for event in folded(rows) if event.at in window)
        return count_sign_ins(ended, self.interrupts, self.known)


HourCounter = SignUpHours | SignInHours


def runs_of(hours: Collection[datetime]) -> Iterator[Window]:
    """Hours that follow one another, as one window each."""
    since: datetime | None = None
    for hour in sorted(hours):
        since = since or hour
        if hour + HOUR not in hours:
            yield Window(since, hour + HOUR)
            since = None


def _bounds(window: Window) -> list[Parameter]:
    return [micros(window.since), micros(window.until)]


def _events(db: Database, log: Log, query: str, parameters: list[Parameter]) -> list[Any]:
    form = form_of(log)
    return list(map(form.event_of, db.execute(query.format(columns=", ".join(form.read)), parameters)))
