"""What people do about an incident: take it on, hand it over, mute it, close it; and what state that leaves it in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.incidents import Incident
from bot.domain.window import Window


class Deed(StrEnum):
    """What somebody did."""

    ACKNOWLEDGE = "acknowledge"
    ASSIGN = "assign"
    MUTE = "mute"
    UNMUTE = "unmute"
    CLOSE = "close"


class Reason(StrEnum):
    """Why an incident was closed by hand."""

    FIXED = "fixed"
    EXPECTED = "expected"
    FALSE_ALARM = "false alarm"
    KNOWN = "known and accepted"
    ELSEWHERE = "handled elsewhere"


class State(StrEnum):
    """How an incident stands, as everybody sees it first."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    MUTED = "muted"
    RECOVERED = "recovered"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One deed of `who` (a Slack user id), whom Slack calls `name`, at `at`.

    `whom` is the name of who was assigned, `until` when a mute ends, `reason` and `note` why it was closed.
    """

    deed: Deed
    who: str
    at: datetime
    name: str = ""
    whom: str | None = None
    until: datetime | None = None
    reason: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Care:
    """The newest of each kind of act that still counts, in the order in which they happened."""

    acts: tuple[Act, ...] = ()

    @property
    def acknowledged(self) -> Act | None:
        """Who took it on first: whoever clicks later is told of them."""
        return next((act for act in self.acts if act.deed is Deed.ACKNOWLEDGE), None)

    @property
    def assigned(self) -> Act | None:
        """Who has it now."""
        return self._newest(Deed.ASSIGN)

    @property
    def closed(self) -> Act | None:
        """Who closed it, and why."""
        return next((act for act in self.acts if act.deed is Deed.CLOSE), None)

    def muted(self, now: datetime) -> Act | None:
        """The mute that holds at `now`: a later one takes the place of an earlier one, and each ends by itself."""
        newest = self._newest(Deed.MUTE, Deed.UNMUTE)
        if newest is None or newest.deed is Deed.UNMUTE or newest.until is None or newest.until <= now:
            return None
        return newest

    def was_muted(self, during: Window) -> bool:
        """Whether a mute held in that time; each ends by itself, or when somebody ends or renews it."""
        acts = [act for act in self.acts if act.deed in {Deed.MUTE, Deed.UNMUTE}]
        for act, after in zip(acts, [*acts[1:], None], strict=False):
            ends = [end for end in (act.until, after and after.at) if end]
            if act.deed is Deed.MUTE and ends and act.at < during.until and min(ends) > during.since:
                return True
        return False

    def _newest(self, *deeds: Deed) -> Act | None:
        return next((act for act in reversed(self.acts) if act.deed in deeds), None)


def care_of(acts: Iterable[Act]) -> Care:
    """`acts` in the order in which they were noted."""
    return Care(tuple(acts))


def state_of(incident: Incident, care: Care, now: datetime) -> State:
    """What is over stays over; a mute hides who acknowledged, since it ends by itself."""
    if care.closed:
        return State.CLOSED
    if not incident.is_open:
        return State.RECOVERED
    if care.muted(now):
        return State.MUTED
    return State.ACKNOWLEDGED if care.acknowledged or care.assigned else State.OPEN


def standing_in_the_way(care: Care, deed: Deed) -> Act | None:
    """The earlier act that makes `deed` needless or impossible, so that the second of two people is told of the first.

    Nothing can be done about what was closed; nobody takes on what somebody has taken on. A recovered incident can
    still be closed with a reason.
    """
    if care.closed:
        return care.closed
    match deed:
        case Deed.ACKNOWLEDGE:
            return care.acknowledged
        case Deed.ASSIGN | Deed.MUTE | Deed.UNMUTE | Deed.CLOSE:
            return None
