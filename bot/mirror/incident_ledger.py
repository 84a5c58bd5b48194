"""Remembers incidents: what was found, who may post it, what was posted, and what people did about it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from bot.domain.incident_care import Act, standing_in_the_way
from bot.domain.incident_records import IncidentRecord, IncidentReport, Part, Posted, report_of
from bot.domain.incidents import Incident
from bot.domain.question import Log
from bot.domain.window import Window
from bot.errors import MirrorError
from bot.mirror import incident_statements as statements
from bot.mirror.database import PATIENCE, opened, writing
from bot.mirror.incident_rows import RECORDS, found_json, readable_records, record_of
from bot.planning.sql import Parameter, micros


def incident_id(channel: str, log: Log, found: str) -> str:
    """The opaque id under which a channel's incident is kept: the same for every process that finds it."""
    return sha256(f"{channel} {log.value} {found}".encode()).hexdigest()[:20]


class IncidentLedger:
    """Fits `desk.watch_ports.IncidentBook`. Many threads and processes may use it. Everything raises `MirrorError`."""

    def __init__(self, path: Path, patience: timedelta = PATIENCE) -> None:
        self._path = path
        self._patience = patience
        self._told: set[str] = set()

    def take_round(self, channel: str, log: Log, turn: int) -> bool:
        """Take the right to judge the counts of `turn`; true for exactly one caller, and never for an older turn."""
        with writing(self._path, self._patience) as db:
            return db.execute(statements.TAKE_ROUND, [channel, log.value, turn]).rowcount == 1

    def note(
        self, channel: str, log: Log, incident: Incident, *, failed: int, unknown_hours: int = 0
    ) -> IncidentRecord:
        """Keep what is known of an incident now; what happened in `unknown_hours` is not among the `failed`."""
        id_ = incident_id(channel, log, incident.id)
        ends = None if incident.recovered_at is None else micros(incident.recovered_at)
        row = [id_, channel, log.value, micros(incident.opened_at), ends, found_json(incident), failed, unknown_hours]
        with writing(self._path, self._patience) as db:
            db.conn.execute(statements.NOTE, row)
            return _one(db, id_)

    def recount(self, id_: str, *, failed: int, unknown_hours: int) -> None:
        """Keep how many failed, as is known now."""
        with writing(self._path, self._patience) as db:
            db.execute(statements.RECOUNT, [failed, unknown_hours, id_])

    def hide(self, id_: str, behind: str) -> None:
        """Note whose mute keeps an incident out of the channel; the first stays noted."""
        with writing(self._path, self._patience) as db:
            db.execute(statements.HIDE, [behind, id_])

    def tell_with(self, id_: str, other: str) -> None:
        """Note which incident's message tells of the same trouble; that one has more to say then."""
        with writing(self._path, self._patience) as db:
            if db.execute(statements.TELL_WITH, [other, id_, other]).rowcount:
                db.execute(statements.CHANGED, [other])

    def find(self, id_: str) -> IncidentRecord | None:
        """The incident with that id."""
        with opened(self._path, self._patience) as db:
            return next(iter(_select(db, "id = ?", [id_])), None)

    def known(self, channel: str, log: Log, since: datetime) -> list[IncidentRecord]:
        """The incidents that a detector has to know: open ones, and those that opened since then; oldest first."""
        where = "channel = ? AND log = ? AND (opened_at >= ? OR recovered_at IS NULL)"
        with opened(self._path, self._patience) as db:
            return self._readable(db, where, [channel, log.value, micros(since)])

    def to_be_said(self, channel: str, log: Log) -> list[IncidentRecord]:
        """Those whose posts may not tell everything: what is open, and what has changed since; oldest first."""
        where = "channel = ? AND log = ? AND (said < changes OR recovered_at IS NULL)"
        with opened(self._path, self._patience) as db:
            return self._readable(db, where, [channel, log.value])

    def said(self, record: IncidentRecord) -> None:
        """Note that the posts tell all that `record` knows."""
        with writing(self._path, self._patience) as db:
            db.execute(statements.SAID, [record.changes, record.id, record.changes])

    def report(self, channel: str, window: Window) -> IncidentReport:
        """What opened, recovered, went on or was muted in a channel during `window`."""
        bound: list[Parameter] = [channel, micros(window.until), micros(window.since)]
        where = "channel = ? AND opened_at < ? AND (recovered_at IS NULL OR recovered_at >= ?)"
        with opened(self._path, self._patience) as db:
            return report_of(_select(db, where, bound), window)

    def muted(self, channel: str, now: datetime) -> list[IncidentRecord]:
        """The incidents whose mute holds at `now`."""
        with opened(self._path, self._patience) as db:
            found = self._readable(db, statements.MUTED, [micros(now), channel])
        return [record for record in found if record.care.muted(now)]

    # Posts

    def announced(self, channel: str, since: datetime) -> int:
        """How many incidents were announced in a channel since then."""
        with opened(self._path, self._patience) as db:
            (count,) = db.execute(statements.ANNOUNCED, [channel, micros(since)]).fetchone()
        return int(count)

    def claim(self, id_: str, part: Part, now: datetime) -> bool:
        """Take the right to post a part; true for exactly one caller, whatever is restarted or runs twice."""
        with writing(self._path, self._patience) as db:
            return db.execute(statements.CLAIM, [id_, part.value, micros(now)]).rowcount == 1

    def posted(self, id_: str, part: Part, message_ts: str, shown: str) -> None:
        """Close a claim with Slack's timestamp and a fingerprint of what was said."""
        self._settle_claim(statements.POSTED, [message_ts, shown, id_, part.value])

    def release(self, id_: str, part: Part, reason: str) -> None:
        """Give a claim back when nothing can have been posted; the reason is kept."""
        self._settle_claim(statements.RELEASE, [reason, id_, part.value])

    def edited(self, id_: str, part: Part, shown: str, instead_of: str) -> bool:
        """Note what a post says now; false where somebody else let it say another thing since it said `instead_of`.

        Nobody knows then whose words reached Slack last, so the incident has to be said once more.
        """
        with writing(self._path, self._patience) as db:
            if db.execute(statements.EDITED, [shown, id_, part.value, instead_of, shown]).rowcount:
                return True
            db.execute(statements.CONTESTED, [id_, part.value])
            db.execute(statements.CHANGED, [id_])
            return False

    def let_go(self, id_: str, part: Part, reason: str) -> None:
        """Note that a post stands no longer; it is never posted anew."""
        with writing(self._path, self._patience) as db:
            db.execute(statements.LET_GO, [reason, id_, part.value])

    def unconfirmed(self, channel: str, before: datetime) -> list[tuple[IncidentRecord, Part]]:
        """Posts claimed before then and never confirmed: nobody knows whether they stand in the channel."""
        with opened(self._path, self._patience) as db:
            found = self._readable(db, statements.UNCONFIRMED, [channel])
        return [
            (record, post.part)
            for record in found
            for post in record.posts
            if post.state is Posted.CLAIMED and post.claimed_at < before
        ]

    # What people do

    def act(self, id_: str, act: Act) -> Act | None:
        """Note an act; the earlier one that stands in its way where there is one, and then nothing is noted.

        Raises `MirrorError` for an id that nobody knows.
        """
        with writing(self._path, self._patience) as db:
            record = _one(db, id_)
            earlier = standing_in_the_way(record.care, act.deed)
            if earlier is None:
                until = None if act.until is None else micros(act.until)
                row = [id_, micros(act.at), act.who, act.name, act.deed.value, act.whom, until, act.reason, act.note]
                db.conn.execute(statements.ACT, row)
                db.execute(statements.CHANGED, [id_])
            return earlier

    def vote(self, id_: str, who: str, *, useful: bool, at: datetime) -> None:
        """Note what somebody thinks of the alert; their newest word counts."""
        with writing(self._path, self._patience) as db:
            db.execute(statements.VOTE, [id_, who, int(useful), micros(at)])
            db.execute(statements.CHANGED, [id_])

    def _readable(self, db: Database, where: str, parameters: Sequence[Parameter]) -> list[IncidentRecord]:
        """As `_select`, without what another version kept, so that the others are watched all the same."""
        return readable_records(db, _rows(db, where, parameters), self._told)

    def _settle_claim(self, statement: str, parameters: list[Parameter]) -> None:
        with writing(self._path, self._patience) as db:
            if db.execute(statement, parameters).rowcount != 1:
                raise MirrorError("There is no open claim for that post: it was never taken, or is settled already.")


def _one(db: Database, id_: str) -> IncidentRecord:
    found = _select(db, "id = ?", [id_])
    if not found:
        raise MirrorError("That incident is not in the database any more.")
    return found[0]


def _select(db: Database, where: str, parameters: Sequence[Parameter]) -> list[IncidentRecord]:
    return [record_of(db, row) for row in _rows(db, where, parameters)]


def _rows(db: Database, where: str, parameters: Sequence[Parameter]) -> list[tuple[Any, ...]]:
    return db.execute(f"{RECORDS} WHERE {where} ORDER BY opened_at, id", parameters).fetchall()
