"""An incident as the ledger keeps it: what the watch knows, what people did, and what stands in the channel."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.incident_care import Care, State, state_of
from bot.domain.incidents import Incident, IncidentKind, Slice
from bot.domain.question import Log
from bot.domain.window import Window


class Part(StrEnum):
    """The posts of one incident: the message in the channel, and in its thread the details and the end."""

    MESSAGE = "message"
    DETAILS = "details"
    RECOVERY = "recovery"


class Posted(StrEnum):
    """What became of a post. One that is claimed and never confirmed may or may not stand in the channel."""

    CLAIMED = "claimed"
    POSTED = "posted"
    RELEASED = "released"


@dataclass(frozen=True, slots=True)
class Post:
    """One post. `message_ts` is Slack's name for it, `shown` a fingerprint of what it says.

    `because` says why it was released, or why one that was posted stands no longer.
    """

    part: Part
    state: Posted
    claimed_at: datetime
    message_ts: str | None = None
    shown: str = ""
    because: str = ""

    @property
    def is_gone(self) -> bool:
        """Whether somebody deleted it."""
        return self.state is Posted.POSTED and self.because != ""


@dataclass(frozen=True, slots=True)
class Votes:
    """How many found it useful, and how many did not."""

    useful: int = 0
    useless: int = 0


NOTHING_DONE = Care()
NO_VOTES = Votes()


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentRecord:
    """`id` is opaque and safe to show. `failed` are all failed attempts of the slice since it began (for abandonment
    all that stayed unfinished, for drops and surges all attempts), without what happened in `unknown_hours`;
    `hidden_by` is the incident whose mute kept it out of the channel, `told_with` the one whose message tells of the
    same trouble. `changes` grows with all that is noted of it.
    """

    id: str
    channel: str
    log: Log
    incident: Incident
    failed: int = 0
    unknown_hours: int = 0
    care: Care = NOTHING_DONE
    posts: tuple[Post, ...] = ()
    votes: Votes = NO_VOTES
    hidden_by: str | None = None
    told_with: str | None = None
    changes: int = 0

    def state(self, now: datetime) -> State:
        """How it stands."""
        return state_of(self.incident, self.care, now)

    def post(self, part: Part) -> Post | None:
        """What became of one of its posts; `None` where none was begun."""
        return next((post for post in self.posts if post.part is part), None)

    def message_ts(self, part: Part = Part.MESSAGE) -> str | None:
        """Slack's name for a post that stands."""
        post = self.post(part)
        return post.message_ts if post and post.state is Posted.POSTED else None

    def to_json(self) -> dict[str, object]:
        """What is known of it, for programs."""
        found = self.incident
        return {
            "id": self.id,
            "log": self.log.value,
            "kind": found.kind.value,
            "dims": dict(found.dims),
            "since": found.since.isoformat(),
            "opened_at": found.opened_at.isoformat(),
            "recovered_at": found.recovered_at and found.recovered_at.isoformat(),
            "observed": found.observed,
            "expected": found.expected,
            "attempts": found.attempts,
            "window_hours": found.window_hours,
            "share": found.share,
            "failed": self.failed,
            "unknown_hours": self.unknown_hours,
        }

    @property
    def is_told_elsewhere(self) -> bool:
        """Whether another incident's message tells of it, and none of its own."""
        return self.told_with is not None and self.message_ts() is None

    @property
    def is_over(self) -> bool:
        """Whether it recovered or somebody closed it."""
        return not self.incident.is_open or self.care.closed is not None

    @property
    def over_at(self) -> datetime | None:
        """When it recovered or was closed, whichever came first."""
        ends = [self.incident.recovered_at, self.care.closed.at if self.care.closed else None]
        return min((end for end in ends if end), default=None)


@dataclass(frozen=True, slots=True)
class IncidentReport:
    """What became of a channel's incidents in `window`, each list oldest first.

    An incident may stand in several: opened and recovered, say. Of `muted` ones a mute held in that time, their own or
    another's that kept them out of the channel.
    What is told with another is not among them: that one stands for both.
    """

    window: Window
    opened: tuple[IncidentRecord, ...]
    recovered: tuple[IncidentRecord, ...]
    still_open: tuple[IncidentRecord, ...]
    muted: tuple[IncidentRecord, ...]


def report_of(records: Iterable[IncidentRecord], window: Window) -> IncidentReport:
    """The report of `window`, as it was at its end as far as times tell."""
    known = sorted(
        (record for record in records if record.incident.opened_at < window.until and not record.is_told_elsewhere),
        key=lambda record: (record.incident.opened_at, record.id),
    )
    ended = {record.id: record.over_at for record in known}
    touched = [record for record in known if (end := ended[record.id]) is None or end >= window.since]
    return IncidentReport(
        window=window,
        opened=tuple(record for record in touched if record.incident.opened_at in window),
        recovered=tuple(record for record in touched if (end := ended[record.id]) is not None and end in window),
        still_open=tuple(record for record in touched if (end := ended[record.id]) is None or end >= window.until),
        muted=tuple(record for record in touched if record.hidden_by or record.care.was_muted(window)),
    )


def covers(muted: IncidentRecord, log: Log, kind: IncidentKind, dims: Slice) -> bool:
    """Whether a mute of `muted` hides what happens in `dims`: the same slice, or one within it."""
    return (muted.log, muted.incident.kind) == (log, kind) and set(muted.incident.dims) <= set(dims)
