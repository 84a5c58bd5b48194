"""What is watched for incidents, and on which terms each channel is told."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.domain.hourly import HourRow, HourUpdate
from bot.domain.hourly_counts import DIMENSIONS, KEPT, SUCCEEDED, CountedHour, HourlyCount, Mark
from bot.domain.known_good import NOTHING_KNOWN, KnownGood
from bot.domain.question import Log
from bot.domain.spikes import Dimension, Role, Sensitivity

WATCHED = (Log.SIGN_UPS, Log.SIGN_INS)
"""The logs that are counted by the hour, in the order in which they are looked at."""

_ROLES = {
    "app": Dimension("app", Role.APP),
    "provider": Dimension("provider", Role.PROVIDER),
    "stage": Dimension("stage", Role.STAGE),
    "error_code": Dimension("error_code", Role.CODE, healthy=SUCCEEDED),
    "user_domain": Dimension("user_domain", Role.ORIGIN),
    "extension": Dimension("extension", Role.CODE, healthy=""),
    "country": Dimension("country", Role.ORIGIN),
    "client": Dimension("client", Role.PROVIDER),
    "kind": Dimension("kind", Role.PROVIDER),
}


@dataclass(frozen=True, slots=True)
class AlertChannel:
    """A channel, by its Slack id, that is told of incidents."""

    id: str
    sensitivity: Sensitivity = Sensitivity.NORMAL
    known_good: KnownGood = NOTHING_KNOWN


def dimensions(log: Log) -> tuple[Dimension, ...]:
    """What a detector of `log` splits its counts by."""
    return tuple(_ROLES[name] for name in DIMENSIONS[log])


def update_of(hour: CountedHour, log: Log, known_good: KnownGood, app_names: Mapping[str, str]) -> HourUpdate:
    """An hour's counts as a detector reads them, without what is known to be good."""
    return HourUpdate(hour.hour, tuple(_rows(hour, log, known_good, app_names)))


def _is_hidden(dims: Sequence[str], log: Log, known_good: KnownGood, app_names: Mapping[str, str]) -> bool:
    """Whether nothing that has these values is looked at; they stand in the order of `KEPT`."""
    names = KEPT[log]
    network = dims[names.index("network")] if "network" in names else ""
    return known_good.has_app(dims[names.index("app")], app_names) or known_good.networks.hold(network)


def _is_excused(dims: Sequence[str], log: Log, known_good: KnownGood) -> bool:
    """Whether failing so is no failure; it is an attempt all the same."""
    return dims[KEPT[log].index("error_code")] in known_good.codes


def seen(marks: Iterable[Mark], log: Log, known_good: KnownGood, app_names: Mapping[str, str]) -> Iterator[Mark]:
    """Single attempts as a detector takes them, in the sums of `update_of`."""
    for mark in marks:
        if (log is Log.SIGN_INS and mark.unsettled) or _is_hidden(mark.dims, log, known_good, app_names):
            continue
        yield replace(mark, failed=mark.failed and not _is_excused(mark.dims, log, known_good))


def _rows(hour: CountedHour, log: Log, known_good: KnownGood, app_names: Mapping[str, str]) -> Iterator[HourRow]:
    """One for each set of values: where its attempts came from says no more than whether they are looked at."""
    names = DIMENSIONS[log]
    sums: defaultdict[tuple[str, ...], _Sum] = defaultdict(_Sum)
    for count in hour.counts:
        attempts = _finished(count, log)
        if not attempts or _is_hidden(count.dims, log, known_good, app_names):
            continue
        dims = count.dims[: len(names)]
        if count.failures and not _is_excused(count.dims, log, known_good):
            sums[dims].add(attempts, count.failures, count.people)
        else:
            sums[_healthy(dims, names)].add(attempts, 0, 0)
    for dims, each in sums.items():
        yield HourRow(dims, each.attempts, each.failures, each.people)


@dataclass(slots=True)
class _Sum:
    attempts: int = 0
    failures: int = 0
    people: int = 0

    def add(self, attempts: int, failures: int, people: int) -> None:
        self.attempts += attempts
        self.failures += failures
        self.people += people


def _finished(count: HourlyCount, log: Log) -> int:
    """The attempts that failures are a share of: all sign-ups, and the sign-ins that were not interrupted."""
    return count.attempts - count.unsettled if log is Log.SIGN_INS else count.attempts


def _healthy(dims: tuple[str, ...], names: tuple[str, ...]) -> tuple[str, ...]:
    healthy = (_ROLES[name].healthy for name in names)
    return tuple(value if well is None else well for value, well in zip(dims, healthy, strict=True))
