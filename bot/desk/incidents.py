"""Says what is known of incidents: one message each, edited as it changes, with details and the end in its thread."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from threading import RLock

from bot.desk.incident_posts import EditedElsewhereError, IncidentPosts
from bot.desk.incident_sides import sides_of
from bot.desk.ports import Clock
from bot.desk.watch_ports import IncidentBook, Noticing
from bot.domain.incident_records import IncidentRecord, Part, Posted, covers
from bot.domain.question import Log
from bot.domain.same_trouble import TOGETHER, tells_of

MOST_AN_HOUR = 4
MOST_A_DAY = 12
"""New messages that a channel gets at most; more would be read by nobody. What is held back is counted there."""

TRIES = 3
"""So often a post is edited at once where another process edits it at the same time; then the next round goes on."""


@dataclass(frozen=True, slots=True)
class IncidentDesk:
    """Keeps the posts of incidents up to date. Many threads may use it; what goes into one channel goes in order."""

    book: IncidentBook
    posts: IncidentPosts
    notices: Noticing
    clock: Clock
    locks: dict[str, RLock] = field(default_factory=dict)

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
            except EditedElsewhereError:
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
        notice = replace(self.notices.of(record, now, held_back), sides=sides_of(record, self._around(record)))
        if self.posts.bring_up_to_date(notice):
            self.book.said(record)

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
        others = self._around(record)
        return next((other for other in others if tells_of(other.incident, record.incident)), None)

    def _around(self, record: IncidentRecord) -> list[IncidentRecord]:
        """What may be one trouble with it."""
        return self.book.known(record.channel, record.log, record.incident.since - TOGETHER)

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
