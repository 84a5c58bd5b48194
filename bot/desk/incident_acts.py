"""What people may do about an incident, each deed noted in the ledger and shown in the channel."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.desk.incidents import IncidentDesk
from bot.desk.ports import Clock
from bot.desk.watch_ports import IncidentBook
from bot.domain.incident_care import Act, Deed, Reason
from bot.domain.incident_records import IncidentRecord, covers
from bot.domain.incidents import Slice, with_names
from bot.domain.question import Log
from bot.domain.window import Window

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Somebody:
    """Who does something: a Slack user id, and the name Slack had for them."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class IncidentActs:
    """Notes deeds. Each answers the earlier deed that stood in its way, or `None` where it was done.

    Raises `MirrorError`, also for an incident that nobody knows. `show` brings the channel up to date afterwards.
    """

    book: IncidentBook
    desk: IncidentDesk
    clock: Clock
    app_names: Callable[[Log], Mapping[str, str]]

    def acknowledge(self, id_: str, who: Somebody) -> Act | None:
        """Take it on: of several people the first."""
        return self._do(id_, who, Deed.ACKNOWLEDGE)

    def assign(self, id_: str, who: Somebody, whom: str) -> Act | None:
        """Hand it to somebody, by their name."""
        return self._do(id_, who, Deed.ASSIGN, whom=whom)

    def mute(self, id_: str, who: Somebody, length: timedelta) -> Act | None:
        """Keep what happens in the same slice out of the channel for a time."""
        return self._do(id_, who, Deed.MUTE, until=self.clock.now() + length)

    def unmute(self, id_: str, who: Somebody) -> Act | None:
        """End a mute before its time."""
        return self._do(id_, who, Deed.UNMUTE)

    def close(self, id_: str, who: Somebody, reason: Reason, note: str) -> Act | None:
        """Close it by hand."""
        return self._do(id_, who, Deed.CLOSE, reason=reason.value, note=note)

    def vote(self, id_: str, who: Somebody, *, useful: bool) -> None:
        """Say whether the alert was worth it."""
        self.book.vote(id_, who.id, useful=useful, at=self.clock.now())

    def would_hide(self, id_: str) -> list[IncidentRecord]:
        """The alerts of the last week that a mute of this incident would have kept out of the channel, oldest first."""
        record = self.book.find(id_)
        if record is None:
            return []
        until = max(self.clock.now(), record.incident.opened_at + timedelta(microseconds=1))  # itself among them
        opened = self.book.report(record.channel, Window(until - WEEK, until)).opened
        return [each for each in opened if covers(record, each.log, each.incident.kind, each.incident.dims)]

    def where(self, record: IncidentRecord) -> Slice:
        """Its slice, with apps by name."""
        return with_names(record.incident.dims, self.app_names(record.log))

    def show(self, id_: str) -> None:
        """Let the posts say what was done."""
        self.desk.say(id_)

    def _do(
        self,
        id_: str,
        who: Somebody,
        deed: Deed,
        *,
        whom: str | None = None,
        until: datetime | None = None,
        reason: str = "",
        note: str = "",
    ) -> Act | None:
        act = Act(
            deed=deed,
            who=who.id,
            name=who.name,
            at=self.clock.now(),
            whom=whom,
            until=until,
            reason=reason,
            note=note,
        )
        return self.book.act(id_, act)
