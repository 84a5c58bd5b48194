"""What sets the logs of events apart: their statuses, their people, their rows, and what counts once in them."""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from bot.desk.event_people import people_changed, people_provisioned, people_signing_in
from bot.desk.event_reading import EventReading
from bot.desk.event_rows import audit_row, provisioning_row, sign_in_row
from bot.domain.audits import AuditStatus
from bot.domain.event_answers import EventRow
from bot.domain.passwords import PASSWORD_ACTIVITIES, counted_once
from bot.domain.provisioning import ProvisioningStatus
from bot.domain.question import And, Is, Log, OneOf, values_of
from bot.domain.sign_ins import SignInStatus, folded
from bot.domain.tallies import Tally
from bot.planning import predicate
from bot.planning.event_grouping import EventLabels


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLog:
    """How one log is counted and shown.

    `once` leaves out events that tell of the same thing again, and `once_note` is a sentence about it.
    `people_always` where the log is about people, asked for or not.
    """

    statuses: tuple[str, ...]
    status_of: Callable[[Any, AbstractSet[int]], str | None]
    people_of: Callable[[Sequence[Any]], int]
    people_always: bool
    once: Callable[[EventReading], list[Any]]
    once_note: str
    row_of: Callable[[Any, EventLabels, AbstractSet[int]], EventRow]

    def tally(self, interrupts: AbstractSet[int], *, people_asked: bool) -> Tally[Any]:
        """How events are counted; `people_asked` where the question wants people."""
        return Tally(
            statuses=self.statuses,
            status_of=lambda event: self.status_of(event, interrupts),
            people_of=self.people_of if people_asked or self.people_always else None,
        )


def _sign_ins_once(reading: EventReading) -> list[Any]:
    """Only beta says which rows are steps of one sign-in; rows of v1.0 are counted as they are."""
    if not reading.plan.tells_steps:
        return reading.events
    ended = predicate.holds(And(reading.plan.ended), Log.SIGN_INS)
    return sorted(filter(ended, folded(reading.events)), key=attrgetter("at"))


def _changes_once(reading: EventReading) -> list[Any]:
    asked = reading.plan.question.filter("activity")
    about_passwords = isinstance(asked, Is | OneOf) and set(values_of(asked)) <= PASSWORD_ACTIVITIES
    return counted_once(reading.events) if about_passwords else reading.events


EVENT_LOGS: Mapping[Log, EventLog] = MappingProxyType(
    {
        Log.SIGN_INS: EventLog(
            statuses=tuple(status.value for status in SignInStatus),
            status_of=lambda event, interrupts: event.status(interrupts),
            people_of=people_signing_in,
            people_always=True,
            once=_sign_ins_once,
            once_note="A sign-in that the log tells of in several rows counts once, as its last row ended it.",
            row_of=lambda event, labels, interrupts: sign_in_row(
                event, labels.app(event), interrupts, blocked=labels.blocked
            ),
        ),
        Log.AUDIT: EventLog(
            statuses=tuple(status.value for status in AuditStatus),
            status_of=lambda event, _: event.status,
            people_of=people_changed,
            people_always=False,
            once=_changes_once,
            once_note="A new password that two services logged counts once.",
            row_of=lambda event, *_: audit_row(event),
        ),
        Log.PROVISIONING: EventLog(
            statuses=tuple(status.value for status in ProvisioningStatus),
            status_of=lambda event, _: event.status,
            people_of=people_provisioned,
            people_always=False,
            once=lambda reading: reading.events,
            once_note="",
            row_of=lambda event, *_: provisioning_row(event),
        ),
    }
)
"""Each log of events that can be answered."""
