"""Says what is known of incidents: one message each, edited as it changes, with details and the end in its thread."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256
from threading import RLock

from bot.desk.ports import Clock
from bot.desk.watch_ports import IncidentBoard, IncidentBook, Noticing
from bot.domain.incident_notice import IncidentNotice, Side
from bot.domain.incident_records import IncidentRecord, Part, Post, Posted, covers
from bot.domain.question import Log
from bot.domain.same_trouble import TOGETHER, tells_of
from bot.errors import SlackError

logger = logging.getLogger(__name__)

MOST_AN_HOUR = 4
MOST_A_DAY = 12
"""New messages that a channel gets at most; more would be read by nobody. What is held back is counted there."""

DELETED = "message_not_found"
"""Slack's code for a message that somebody deleted. They did not want it there, so it is not posted anew."""

TRIES = 3
"""So often a post is edited at once where another process edits it at the same time; then the next round goes on."""

FIXED = frozenset({"cant_update_message", "edit_window_closed"})
"""Slack's codes for a message that stays as it is: the workspace lets nobody edit it any more."""


class _EditedElsewhereError(Exception):
    """Another process edited the post at the same time: nobody knows whose words stand."""


@dataclass(frozen=True, slots=True)
class IncidentDesk:
    """Keeps the posts of incidents up to date. Many threads may use it; what goes into one channel goes in order."""

    book: IncidentBook
    board: IncidentBoard
    notices: Noticing
    clock: Clock
    locks: dict[str, RLock] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)

    def say_all(self, channel: str, log: Log) -> None:
        """Post and edit whatever is not said yet. Trouble with one incident is logged and leaves the others alone."""
        with self._lock(channel):
            records = self.book.to_be_said(channel, log)
            for record in sorted(records, key=_old_and_large_first):
                self._say(record, self._held_back(record, records))

    def say(self, id_: str) -> None:
        """Bring the posts of one incident up to date, as somebody has done something about it. Raises `MirrorError`."""
        record = self.book.find(id_)
        if record is not None:
            with self._lock(record.channel):
                records = self.book.to_be_said(record.channel, record.log)
                self._say(self.book.find(id_) or record, self._held_back(record, records))

    def unconfirmed(self, channel: str) -> list[tuple[IncidentRecord, Part]]:
        """Posts begun and never confirmed: the program ended in between, so they may or may not stand."""
        return self.book.unconfirmed(channel, self.clock.now())

    def _lock(self, channel: str) -> RLock:
        return self.locks.setdefault(channel, RLock())

    def _say(self, record: IncidentRecord, held_back: int) -> None:
        """Say it anew where another process edited meanwhile, who may have known less and been the last to be heard."""
        for _ in range(TRIES):
            try:
                return self._say_what_is_known(record, held_back)
            except _EditedElsewhereError:
                record = self.book.find(record.id) or record
        return None

    def _say_what_is_known(self, record: IncidentRecord, held_back: int) -> None:
        now = self.clock.now()
        post = record.post(Part.MESSAGE)
        if (post and post.is_gone) or (record.message_ts() is None and record.is_over):
            self.book.said(record)  # what was over before it could be posted is no news
            return
        if record.message_ts() is None and not self._may_announce(record, now):
            return
        notice = replace(self.notices.of(record, now, held_back), sides=self._sides(record))
        if self._put(notice, Part.MESSAGE) and self._put_into_thread(notice):
            self.book.said(record)

    def _sides(self, record: IncidentRecord) -> tuple[Side, ...]:
        """What is told with it, the largest first."""
        others = self.book.known(record.channel, record.log, record.incident.since - TOGETHER)
        told = [other for other in others if other.told_with == record.id and other.is_told_elsewhere]
        sides = (Side(other.incident.kind, other.failed, other.unknown_hours > 0) for other in told)
        return tuple(sorted(sides, key=lambda side: -side.attempts))

    def _put_into_thread(self, notice: IncidentNotice) -> bool:
        """Whether nothing is left to be said there."""
        standing = self.book.find(notice.record.id)
        thread = standing.message_ts() if standing else None
        if thread is None:
            return False
        parts = [Part.DETAILS] if notice.record.incident.is_open else [Part.DETAILS, Part.RECOVERY]
        return all(self._put(notice, part, thread) for part in parts)

    def _put(self, notice: IncidentNotice, part: Part, thread: str | None = None) -> bool:
        """Post what does not stand yet, edit what says something else. Whether nothing is left to do."""
        post, shown = notice.record.post(part), fingerprint(notice, part)
        if post is None or post.state is Posted.RELEASED:
            return self._post(notice, part, thread, shown)
        if post.message_ts is None or post.is_gone or post.shown == shown:
            return True
        return self._edit(notice, post, post.message_ts, shown)

    def _post(self, notice: IncidentNotice, part: Part, thread: str | None, shown: str) -> bool:
        id_ = notice.record.id
        if not self.book.claim(id_, part, self.clock.now()):
            return False
        try:
            ts = self.board.post(notice, part, thread)
        except SlackError as error:
            if not error.maybe_posted:
                self.book.release(id_, part, error.message)
            self._tell(id_, error)
            return False
        self.book.posted(id_, part, ts, shown)
        return True

    def _edit(self, notice: IncidentNotice, post: Post, ts: str, shown: str) -> bool:
        id_, part = notice.record.id, post.part
        try:
            self.board.edit(notice, part, ts)
        except SlackError as error:
            self._tell(id_, error)
            if error.code == DELETED:
                self.book.let_go(id_, part, error.message)
                return part is not Part.MESSAGE
            if error.code not in FIXED:
                return False
        if not self.book.edited(id_, part, shown, instead_of=post.shown):
            raise _EditedElsewhereError
        return True

    def _tell(self, id_: str, error: SlackError) -> None:
        """Once for each incident and trouble, as the next round tries again."""
        if f"{id_} {error.message}" not in self.told:
            self.told.add(f"{id_} {error.message}")
            logger.error("Incident %s could not be said. %s", id_, error.message)

    def _may_announce(self, record: IncidentRecord, now: datetime) -> bool:
        post = record.post(Part.MESSAGE)
        if post and post.state is Posted.CLAIMED:
            return False
        hiding, teller = self._hiding(record, now), self._teller(record)
        if hiding:
            self.book.hide(record.id, hiding.id)
        if teller:
            self.book.tell_with(record.id, teller.id)
        return hiding is None and teller is None and not self._is_full(record.channel, now)

    def _teller(self, record: IncidentRecord) -> IncidentRecord | None:
        """Another incident whose message is enough for this one."""
        others = self.book.known(record.channel, record.log, record.incident.since - TOGETHER)
        return next((other for other in others if tells_of(other.incident, record.incident)), None)

    def _hiding(self, record: IncidentRecord, now: datetime) -> IncidentRecord | None:
        others = (other for other in self.book.muted(record.channel, now) if other.id != record.id)
        incident = record.incident
        return next((other for other in others if covers(other, record.log, incident.kind, incident.dims)), None)

    def _is_full(self, channel: str, now: datetime) -> bool:
        an_hour, a_day = (self.book.announced(channel, now - timedelta(hours=hours)) for hours in (1, 24))
        return an_hour >= MOST_AN_HOUR or a_day >= MOST_A_DAY

    def _waits(self, record: IncidentRecord) -> bool:
        """Whether it is held back only because the channel has had enough."""
        if record.is_over or record.message_ts() or record.post(Part.MESSAGE):
            return False
        now = self.clock.now()
        return self._is_full(record.channel, now) and not (self._hiding(record, now) or self._teller(record))

    def _held_back(self, record: IncidentRecord, records: Sequence[IncidentRecord]) -> int:
        """The newest message of the channel tells of those that get none of their own."""
        standing = [each for each in records if each.message_ts() and not each.is_over]
        if not standing or standing[-1].id != record.id:
            return 0
        return sum(self._waits(each) for each in records)


def _old_and_large_first(record: IncidentRecord) -> tuple[bool, float]:
    """What stands is edited first; of what is new the largest gets the room that is left."""
    return record.message_ts() is None, -record.incident.excess


def fingerprint(notice: IncidentNotice, part: Part) -> str:
    """Tells whether a post would say something else; what only the ledger knows of the posts is left out."""
    record = replace(notice.record, posts=(), changes=0)
    # The end tells of nothing that people do.
    said = (notice.where, record.incident, notice.affected) if part is Part.RECOVERY else replace(notice, record=record)
    return sha256(repr(said).encode()).hexdigest()[:24]
