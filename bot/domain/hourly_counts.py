"""Attempts and sign-ins counted by the hour: what is kept of them for good, and never names a person."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType

from bot.domain.attempts import Outcome, SignUpAttempt
from bot.domain.codes import SIGN_IN_INTERRUPTS
from bot.domain.events import AppliedExtension
from bot.domain.incidents import Slice
from bot.domain.known_good import NO_NETWORKS, Networks
from bot.domain.question import Log
from bot.domain.sign_ins import SignInEvent, SignInStatus

HOUR = timedelta(hours=1)

DIMENSIONS: Mapping[Log, tuple[str, ...]] = MappingProxyType(
    {
        Log.SIGN_UPS: ("app", "provider", "stage", "error_code", "user_domain", "extension"),
        Log.SIGN_INS: ("app", "country", "client", "error_code", "kind"),
    }
)
"""What each log is split by."""

KEPT: Mapping[Log, tuple[str, ...]] = MappingProxyType(
    {**DIMENSIONS, Log.SIGN_INS: (*DIMENSIONS[Log.SIGN_INS], "network")}
)
"""What each log is counted by, in the order of `HourlyCount.dims`: its dimensions, and for sign-ins the known network
that they came from. Which of these are looked at differs from channel to channel.
"""

REASONS = frozenset({"stage", "error_code", "extension"})
"""Dimensions that say why an attempt failed; the others say where it was made, whether it failed or not."""

SUCCEEDED = "0"


@dataclass(frozen=True, slots=True)
class HourlyCount:
    """The attempts of one hour that share `dims`; a value that is not said is empty. Apps are named by their ids.

    `failures` failed, by so many different `people`. `unsettled` neither failed nor succeeded: a sign-up that is
    unfinished, a sign-in that was interrupted; `unsettled_people` are behind those. What is left succeeded.
    `dims` of what failed or is unsettled say where and why: the stage, the code, the extension that let it down.
    """

    dims: tuple[str, ...]
    attempts: int
    failures: int
    people: int
    unsettled: int
    unsettled_people: int


@dataclass(frozen=True, slots=True)
class HourCounts:
    """What the attempts of an hour add up to; `last_heard` is the last event of those that are unsettled, if any is."""

    counts: tuple[HourlyCount, ...] = ()
    last_heard: datetime | None = None


@dataclass(frozen=True, slots=True)
class CountedHour:
    """All that is counted of the hour that begins at `hour`; `until` is how far into it the log is known.

    `last_heard` is the last event of its unsettled attempts, which may be long after the hour.
    """

    hour: datetime
    until: datetime
    counts: tuple[HourlyCount, ...]
    last_heard: datetime | None = None

    @property
    def whole(self) -> bool:
        """Whether the log is known to the hour's end."""
        return self.until >= self.hour + HOUR


@dataclass(frozen=True, slots=True)
class Mark:
    """One attempt as it is counted. `person` tells people apart and names nobody to anybody else."""

    hour: datetime
    ended: datetime
    dims: tuple[str, ...]
    failed: bool
    unsettled: bool
    person: str


def hour_of(moment: datetime) -> datetime:
    """When the hour of `moment` began, in UTC."""
    return moment.replace(minute=0, second=0, microsecond=0)


def is_in(dims: Sequence[str], wanted: Slice, log: Log) -> bool:
    """Whether attempts with these values are in the slice `wanted`."""
    names = KEPT[log]
    return all(dims[names.index(name)] == value for name, value in wanted)


def place_of(dims: Slice) -> Slice:
    """The part of a slice that is known of every attempt: what its failures are out of."""
    return tuple(pair for pair in dims if pair[0] not in REASONS)


def count_sign_ups(attempts: Iterable[SignUpAttempt]) -> dict[datetime, HourCounts]:
    """Attempts by the hour of their first event; nothing in it depends on when one looks."""
    return _counted(map(mark_sign_up, attempts))


def count_sign_ins(
    events: Iterable[SignInEvent],
    interrupts: AbstractSet[int] = SIGN_IN_INTERRUPTS,
    known: Networks = NO_NETWORKS,
) -> dict[datetime, HourCounts]:
    """Sign-ins, each there once (`folded`), by the hour of the row that tells how it ended."""
    return _counted(mark_sign_in(event, interrupts, known) for event in events)


def mark_sign_up(attempt: SignUpAttempt) -> Mark:
    """How an attempt is counted."""
    event = attempt.deciding_event()
    failed = attempt.outcome is Outcome.FAILED
    code = SUCCEEDED if attempt.converted else str(event.error_code)
    extension = _at_fault(event.extensions) if failed else ""
    return Mark(
        hour=hour_of(attempt.started),
        ended=attempt.ended,
        dims=(attempt.app_id, attempt.provider or "", event.stage, code, attempt.user_domain or "", extension),
        failed=failed,
        unsettled=not failed and not attempt.converted,
        # Somebody whom no row names is one person for each attempt: nobody can be told to be the same.
        person=attempt.user_key or attempt.id,
    )


def mark_sign_in(
    event: SignInEvent, interrupts: AbstractSet[int] = SIGN_IN_INTERRUPTS, known: Networks = NO_NETWORKS
) -> Mark:
    """How a sign-in is counted."""
    status, code = event.status(interrupts), str(event.error_code)
    place = event.app_id, event.country or "", event.client_app or ""
    return Mark(
        hour=hour_of(event.at),
        ended=event.at,
        dims=(*place, code, event.kind, known.name(event.ip)),
        failed=status is SignInStatus.FAILED,
        unsettled=status is SignInStatus.INTERRUPTED,
        person=event.user_id or event.user_key or event.service_principal_id or event.id,
    )


@dataclass(slots=True)
class _Sum:
    attempts: int = 0
    failures: int = 0
    unsettled: int = 0
    people: set[str] = field(default_factory=set)
    unsettled_people: set[str] = field(default_factory=set)

    def add(self, mark: Mark) -> None:
        self.attempts += 1
        if mark.failed:
            self.failures += 1
            self.people.add(mark.person)
        if mark.unsettled:
            self.unsettled += 1
            self.unsettled_people.add(mark.person)


def _counted(marks: Iterable[Mark]) -> dict[datetime, HourCounts]:
    sums: defaultdict[datetime, defaultdict[tuple[str, ...], _Sum]] = defaultdict(lambda: defaultdict(_Sum))
    last_heard: dict[datetime, datetime] = {}
    for mark in marks:
        sums[mark.hour][mark.dims].add(mark)
        if mark.unsettled:
            last_heard[mark.hour] = max(mark.ended, last_heard.get(mark.hour, mark.ended))
    return {hour: HourCounts(tuple(_rows(of_hour)), last_heard.get(hour)) for hour, of_hour in sums.items()}


def _rows(sums: Mapping[tuple[str, ...], _Sum]) -> Iterator[HourlyCount]:
    for dims, each in sorted(sums.items()):
        people = len(each.people), each.unsettled, len(each.unsettled_people)
        yield HourlyCount(dims, each.attempts, each.failures, *people)


def _at_fault(extensions: Iterable[AppliedExtension]) -> str:
    """The extension that answered with an error, by its id; an event calls few, and the first is named."""
    for called in extensions:
        if called.error_code or (called.http_status or 0) >= 400:
            return called.extension_id or called.event_type
    return ""
