"""What the watch needs of the outside world; `mirror` and `handlers` fit these."""

from datetime import datetime
from typing import Protocol

from bot.domain.hourly_counts import CountedHour
from bot.domain.incident_care import Act
from bot.domain.incident_notice import IncidentNotice
from bot.domain.incident_records import IncidentRecord, IncidentReport, Part
from bot.domain.incidents import Incident
from bot.domain.question import Log
from bot.domain.window import Window


class HourlyCounts(Protocol):
    """The hourly counts of one log. Raises `MirrorError`."""

    def update(self) -> int:
        """Count what is new or has changed; answers how many hours were counted."""
        ...

    def hours(self, window: Window) -> list[CountedHour]:
        """The hours that begin in `window` and are known, oldest first; one that is not there is unknown."""
        ...

    def news(self, since: datetime, after: int = 0) -> tuple[list[CountedHour], int]:
        """The known hours from `since` on whose counts have changed after that turn, and the newest turn."""
        ...


class IncidentBook(Protocol):
    """The memory of incidents. Raises `MirrorError`."""

    def take_round(self, channel: str, log: Log, turn: int) -> bool:
        """Take the right to judge the counts of `turn`; true for exactly one caller."""
        ...

    def note(
        self, channel: str, log: Log, incident: Incident, *, failed: int, unknown_hours: int = 0
    ) -> IncidentRecord:
        """Keep what is known of an incident now; what happened in `unknown_hours` is not among the `failed`."""
        ...

    def recount(self, id_: str, *, failed: int, unknown_hours: int) -> None:
        """Keep how many failed, as is known now."""
        ...

    def hide(self, id_: str, behind: str) -> None:
        """Note whose mute keeps an incident out of the channel."""
        ...

    def tell_with(self, id_: str, other: str) -> None:
        """Note which incident's message tells of the same trouble."""
        ...

    def find(self, id_: str) -> IncidentRecord | None:
        """The incident with that id."""
        ...

    def known(self, channel: str, log: Log, since: datetime) -> list[IncidentRecord]:
        """The incidents that a detector has to know: open ones, and those that opened since then; oldest first."""
        ...

    def to_be_said(self, channel: str, log: Log) -> list[IncidentRecord]:
        """Those whose posts may not tell everything, oldest first."""
        ...

    def said(self, record: IncidentRecord) -> None:
        """Note that the posts tell all that `record` knows."""
        ...

    def report(self, channel: str, window: Window) -> IncidentReport:
        """What opened, recovered, went on or was muted in a channel during `window`."""
        ...

    def muted(self, channel: str, now: datetime) -> list[IncidentRecord]:
        """The incidents whose mute holds at `now`."""
        ...

    def announced(self, channel: str, since: datetime) -> int:
        """How many incidents were announced in a channel since then."""
        ...

    def claim(self, id_: str, part: Part, now: datetime) -> bool:
        """Take the right to post a part; true for exactly one caller."""
        ...

    def posted(self, id_: str, part: Part, message_ts: str, shown: str) -> None:
        """Close a claim with Slack's timestamp and a fingerprint of what was said."""
        ...

    def release(self, id_: str, part: Part, reason: str) -> None:
        """Give a claim back when nothing can have been posted."""
        ...

    def edited(self, id_: str, part: Part, shown: str, instead_of: str) -> bool:
        """Note what a post says now; false where somebody else edited it meanwhile: nobody knows whose words stand."""
        ...

    def let_go(self, id_: str, part: Part, reason: str) -> None:
        """Note that a post stands no longer; it is never posted anew."""
        ...

    def unconfirmed(self, channel: str, before: datetime) -> list[tuple[IncidentRecord, Part]]:
        """Posts claimed before then and never confirmed."""
        ...

    def act(self, id_: str, act: Act) -> Act | None:
        """Note an act; the earlier one that stands in its way where there is one."""
        ...

    def vote(self, id_: str, who: str, *, useful: bool, at: datetime) -> None:
        """Note what somebody thinks of the alert; their newest word counts."""
        ...


class IncidentBoard(Protocol):
    """Puts incidents up in channels. Raises `SlackError`."""

    def post(self, notice: IncidentNotice, part: Part, thread_ts: str | None = None) -> str:
        """Post a part of an incident, in the thread of `thread_ts` where given; answers Slack's timestamp."""
        ...

    def edit(self, notice: IncidentNotice, part: Part, message_ts: str) -> None:
        """Let a post say what is known now."""
        ...


class Noticing(Protocol):
    """Puts together what is to be said of an incident. Raises `MirrorError`."""

    def of(self, record: IncidentRecord, now: datetime, held_back: int = 0) -> IncidentNotice:
        """All about `record` as it stands at `now`."""
        ...
