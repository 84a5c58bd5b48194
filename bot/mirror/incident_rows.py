"""Incidents as rows, and back."""

import logging
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

import orjson
from sqlite_utils import Database

from bot.domain.incident_care import Act, Deed, care_of
from bot.domain.incident_records import IncidentRecord, Part, Post, Posted, Votes
from bot.domain.incidents import Incident, IncidentKind
from bot.domain.question import Log
from bot.errors import MirrorError
from bot.planning.sql import moment

logger = logging.getLogger(__name__)

RECORDS = "SELECT id, channel, log, found, failed, unknown_hours, hidden_by, told_with, changes FROM incidents"
POSTS = "SELECT part, state, claimed_at, message_ts, shown, because FROM incident_posts WHERE incident = ?"
ACTS = "SELECT deed, who, name, at, whom, until, reason, note FROM incident_acts WHERE incident = ? ORDER BY id"
VOTES = "SELECT coalesce(sum(useful), 0), count(*) FROM incident_votes WHERE incident = ?"

_MOMENTS = ("since", "opened_at", "last_hour", "window_end", "recovered_at")


def found_json(incident: Incident) -> str:
    """All that the watch knows of it."""
    return orjson.dumps(asdict(incident)).decode()


class UnreadableIncident(MirrorError):  # as its siblings among the errors
    """What stands in the tables was not written by this version."""

    def __init__(self, id_: str, why: Exception) -> None:
        super().__init__(
            f"Incident {id_} was kept by another version of Gatehouse and cannot be read ({why}). "
            "Run that version again."
        )
        self.id = id_


def record_of(db: Database, row: tuple[Any, ...]) -> IncidentRecord:
    """One row that `RECORDS` chose, with all that belongs to it. Raises `UnreadableIncident`."""
    try:
        return _record(db, row)
    except (KeyError, TypeError, ValueError) as error:
        raise UnreadableIncident(row[0], error) from error


def readable_records(db: Database, rows: Iterable[tuple[Any, ...]], told: set[str]) -> list[IncidentRecord]:
    """Those that can be read; each of the others is logged once, as its id is put into `told` then."""
    found = []
    for row in rows:
        try:
            found.append(record_of(db, row))
        except UnreadableIncident as error:
            if error.id not in told:
                told.add(error.id)
                logger.error("%s", error.message)
    return found


def _record(db: Database, row: tuple[Any, ...]) -> IncidentRecord:
    id_, channel, log, found, failed, unknown_hours, hidden_by, told_with, changes = row
    useful, voters = db.execute(VOTES, [id_]).fetchone()
    return IncidentRecord(
        id=id_,
        channel=channel,
        log=Log(log),
        incident=_incident(orjson.loads(found)),
        failed=failed,
        unknown_hours=unknown_hours,
        care=care_of(_act(*act) for act in db.execute(ACTS, [id_])),
        posts=tuple(_post(*post) for post in db.execute(POSTS, [id_])),
        votes=Votes(useful, voters - useful),
        hidden_by=hidden_by,
        told_with=told_with,
        changes=changes,
    )


def _incident(found: dict[str, Any]) -> Incident:
    moments = {name: found[name] and datetime.fromisoformat(found[name]) for name in _MOMENTS}
    dims = tuple((name, value) for name, value in found["dims"])
    return Incident(**(found | moments | {"kind": IncidentKind(found["kind"]), "dims": dims}))


def _post(part: str, state: str, claimed_at: int, message_ts: str | None, shown: str, because: str) -> Post:
    return Post(Part(part), Posted(state), moment(claimed_at), message_ts, shown, because)


def _act(deed: str, who: str, name: str, at: int, whom: str | None, until: int | None, reason: str, note: str) -> Act:
    ends = None if until is None else moment(until)
    return Act(deed=Deed(deed), who=who, name=name, at=moment(at), whom=whom, until=ends, reason=reason, note=note)
