"""How the hours of a tenant reach the detector: in pieces, again, late, or not at all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from bench.detection.assumptions import Pieces
from bench.detection.chance import binomial
from bench.detection.happenings import HOUR
from bench.detection.rows import Row
from bench.detection.tenants import Tenant
from bench.detection.traffic import Hour

FAILED_POLLS = 0.012
BACKLOGS = 0.005
"""How often, as a share of polls, one of these begins."""
NEVER_COMES = 0.2
"""How often what a failed poll would have brought is never read again."""

Update = tuple[datetime, Sequence[Row] | None]


@dataclass(frozen=True, slots=True)
class Poll:
    """What is known at `now` of some hours; None for rows is unknown, none at all is an hour without events."""

    now: datetime
    updates: tuple[Update, ...]


def polls(tenant: Tenant, hours: Sequence[Hour]) -> Iterator[Poll]:
    """One poll an hour, some minutes past it: the hour that runs, the one before, and again the one before that."""
    dice = Random(f"{tenant.seed} polling")
    mailman = _Mailman(tenant, hours, dice)
    minute = timedelta(minutes=tenant.traits.poll_minute)
    for place in range(1, tenant.hours):
        yield Poll(tenant.first + place * HOUR + minute, tuple(mailman.brings(place)))


class _Mailman:
    """Remembers what is owed after a failed poll or a backlog; hours go by their place in the tenant's time."""

    def __init__(self, tenant: Tenant, hours: Sequence[Hour], dice: Random) -> None:
        self._tenant = tenant
        self._hours = hours
        self._dice = dice
        self._fails = 0
        self._lags = 0
        self._lag_share = 0.0
        self._owed: list[int] = []

    def brings(self, place: int) -> Iterator[Update]:
        """The updates of the poll in hour `place`."""
        newest = [each for each in (place - 2, place - 1, place) if each >= 0]
        if self._fails or self._dice.random() < FAILED_POLLS:
            self._fails = self._fails - 1 if self._fails else self._dice.randint(0, 4)
            self._owed += [place - 2] if place >= 2 else []
            yield from ((self._at(each), None) for each in newest[-2:])
        elif self._lags or self._dice.random() < BACKLOGS:
            if not self._lags:
                self._lags, self._lag_share = self._dice.randint(2, 6), self._dice.uniform(0, 0.4)
            self._lags -= 1
            self._owed += [place - 2] if place >= 2 else []
            for each in newest[-2:]:
                yield self._at(each), self._some(each, place, self._lag_share)
        else:
            yield from self._all(newest, place)

    def _all(self, newest: Sequence[int], place: int) -> Iterator[Update]:
        for each in self._owed:
            if self._dice.random() >= NEVER_COMES:
                yield self._at(each), self._hours[each].rows
        self._owed = []
        for each in newest:
            whole = each == place - 2
            yield (
                self._at(each),
                self._hours[each].rows if whole else self._some(each, place, self._tenant.traits.ready),
            )

    def _some(self, each: int, place: int, share: float) -> Sequence[Row]:
        """A part of what can be known of an hour by now."""
        rows = self._hours[each].early if each == place else self._hours[each].rows
        return thin(self._dice, rows, share, self._tenant.traits.pieces)

    def _at(self, place: int) -> datetime:
        return self._tenant.first + place * HOUR


def thin(dice: Random, rows: Sequence[Row], share: float, pieces: Pieces) -> Sequence[Row]:
    """Some of an hour: whole slices of it, or some events of each row."""
    if pieces is Pieces.CELLS:
        here: dict[tuple[str, str, str, str], bool] = {}
        return [row for row in rows if here.setdefault((*row[:3], row[4]), dice.random() < share)]
    return [kept for row in rows if (kept := _thinned(dice, row, share))[5] or kept[6]]


def _thinned(dice: Random, row: Row, share: float) -> Row:
    app, provider, stage, code, country, attempts, failures, people = row
    failed = binomial(dice, failures, share)
    tried = failed if attempts == failures else binomial(dice, attempts, share)
    alone = 1 if failed else 0
    return app, provider, stage, code, country, tried, failed, min(failed, max(alone, binomial(dice, people, share)))
