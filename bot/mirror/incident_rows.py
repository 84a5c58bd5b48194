"""Incidents as rows, and back."""

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
from bot.planning.sql import moment

RECORDS = "SELECT id, channel, log, found, failed, unknown_hours, hidden_by, told_with, changes FROM incidents"
POSTS = "SELECT part, state, claimed_at, message_ts, shown, because FROM incident_posts WHERE incident = ?"
ACTS = "SELECT deed, who, name, at, whom, until, reason, note FROM incident_acts WHERE incident = ? ORDER BY id"
VOTES = "SELECT coalesce(sum(useful), 0), count(*) FROM incident_votes WHERE incident = ?"

_MOMENTS = ("since", "opened_at", "last_hour", "window_end", "recovered_at")


def found_json(incident: Incident) -> str:
    """All that the watch knows of it."""
    return orjson.dumps(asdict(incident)).decode()


def records_of(db: Database, rows: Iterable[tuple[Any, ...]]) -> list[IncidentRecord]:
    """What `RECORDS` chose, with all that belongs to it."""
    return [_record(db, row) for row in list(rows)]


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
