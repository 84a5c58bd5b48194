"""The subscriptions that people made; ended ones stay, so that numbers and posts are never taken for another's."""

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from pathlib import Path
from secrets import token_urlsafe
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import orjson

from bot.domain.cadence import Cadence, Every
from bot.domain.question_json import question_from
from bot.domain.subscriptions import Channel, Destination, DigestKind, Draft, Person, Subscription, question_of
from bot.mirror.database import PATIENCE, opened, writing
from bot.planning.sql import micros, moment

logger = logging.getLogger(__name__)

_COLUMNS = (
    "number, id, owner, kind, every, on_day, at, zone, question, about, channel, person, skip_quiet, since, paused_at"
)
_ALIVE = f"SELECT {_COLUMNS} FROM digest_subscriptions WHERE ended_at IS NULL"  # noqa: S608  # names of ours
ADD = f"""
    INSERT INTO digest_subscriptions (id, {_COLUMNS.removeprefix("number, id, ").removesuffix(", paused_at")})
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING number
"""  # noqa: S608  # names of ours
PAUSE = "UPDATE digest_subscriptions SET paused_at = ? WHERE number = ? AND paused_at IS NULL"
RESUME = "UPDATE digest_subscriptions SET paused_at = NULL, since = ? WHERE number = ? AND paused_at IS NOT NULL"
TAKE_OVER = "UPDATE digest_subscriptions SET owner = ? WHERE number = ? AND owner = ? AND ended_at IS NULL"
END = "UPDATE digest_subscriptions SET ended_at = ? WHERE number = ? AND ended_at IS NULL"


class SqlSubscriptions:
    """Fits `desk.digest_ports.Subscriptions`. Threads and processes may share it. Everything raises `MirrorError`."""

    def __init__(self, path: Path, patience: timedelta = PATIENCE) -> None:
        self.path = path
        self._patience = patience
        self._told: set[int] = set()

    def add(self, draft: Draft, now: datetime) -> Subscription:
        """Keep a new one; nothing is owed from before `now`."""
        with writing(self.path, self._patience) as db:
            (number,) = db.execute(ADD, [token_urlsafe(12), *_values(draft), micros(now)]).fetchone()
        made = self.find(number)
        assert made is not None
        return made

    def all(self) -> list[Subscription]:
        """All that were not ended, in the order of their numbers."""
        return self._read(f"{_ALIVE} ORDER BY number")

    def find(self, number: int) -> Subscription | None:
        """The one of that number, unless it was ended."""
        return next(iter(self._read(f"{_ALIVE} AND number = ?", [number])), None)

    def find_by_id(self, id_: str) -> Subscription | None:
        """The one that a button means, unless it was ended."""
        return next(iter(self._read(f"{_ALIVE} AND id = ?", [id_])), None)

    def pause(self, number: int, now: datetime) -> bool:
        """Whether this stopped it; it may have been paused already."""
        return self._changed(PAUSE, now, number)

    def resume(self, number: int, now: datetime) -> bool:
        """Whether this let it go on; what fell due meanwhile is not owed."""
        return self._changed(RESUME, now, number)

    def end(self, number: int, now: datetime) -> bool:
        """Whether this ended it; it may have been ended already."""
        return self._changed(END, now, number)

    def take_over(self, number: int, owner: str, user: str) -> bool:
        """Whether this made it `user`'s; not where it is not `owner`'s any more."""
        with writing(self.path, self._patience) as db:
            return db.execute(TAKE_OVER, [user, number, owner]).rowcount == 1

    def _changed(self, statement: str, now: datetime, number: int) -> bool:
        with writing(self.path, self._patience) as db:
            return db.execute(statement, [micros(now), number]).rowcount == 1

    def _read(self, statement: str, parameters: Iterable[Any] = ()) -> list[Subscription]:
        with opened(self.path, self._patience) as db:
            rows = db.execute(statement, list(parameters)).fetchall()
        return [found for row in rows if (found := self._known(row))]

    def _known(self, row: Sequence[Any]) -> Subscription | None:
        """A row as it was kept; one that another version wrote is left alone, and told of once."""
        try:
            return _subscription(row)
        except (ValueError, ZoneInfoNotFoundError) as error:
            number = row[0]
            if number not in self._told:
                self._told.add(number)
                logger.error(
                    "Subscription %s was kept by another version of Gatehouse and is left alone: %s", number, error
                )
            return None


def _values(draft: Draft) -> list[Any]:
    cadence = draft.cadence
    return [
        *(draft.owner, draft.kind.value, cadence.every.value, cadence.on, f"{cadence.at:%H:%M}", cadence.zone.key),
        orjson.dumps(question_of(draft.kind, draft.where).to_json()).decode(),
        draft.about,
        draft.to.id if isinstance(draft.to, Channel) else None,
        draft.to.id if isinstance(draft.to, Person) else None,
        int(draft.skip_quiet),
    ]


def _subscription(row: Iterable[Any]) -> Subscription:
    number, id_, owner, kind, every, on, at, zone, question, about, channel, person, skip, since, paused_at = row
    to: Destination = Channel(channel) if channel else Person(person)
    return Subscription(
        name=f"subscription-{number}",
        number=number,
        id=id_,
        owner=owner,
        kind=DigestKind(kind),
        cadence=Cadence(Every(every), time.fromisoformat(at), ZoneInfo(zone), on),
        to=to,
        where=question_from(orjson.loads(question)).where,
        about=about,
        skip_quiet=bool(skip),
        paused=paused_at is not None,
        since=moment(since),
    )
