"""What is watched for incidents, and on which terms each channel is told."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import assert_never

from bot.domain.hourly import HourRow, HourUpdate
from bot.domain.hourly_counts import DIMENSIONS, KEPT, SUCCEEDED, CountedHour, HourlyCount, Mark
from bot.domain.incidents import IncidentKind
from bot.domain.known_good import NOTHING_KNOWN, KnownGood
from bot.domain.question import Log
from bot.domain.spikes import Dimension, Role, Sensitivity

WATCHED = (Log.SIGN_UPS, Log.SIGN_INS)
"""The logs that are counted by the hour, in the order in which they are looked at."""


class Series(StrEnum):
    """What is judged of attempts by one detector: how many of those who tried came to this end."""

    FAILURE = "failure"
    ABANDONMENT = "abandonment"

    @classmethod
    def of(cls, kind: IncidentKind) -> "Series":
        """The one that incidents of a kind are found in."""
        return next(series for series in cls if kind in series.kinds)

    @property
    def kinds(self) -> frozenset[IncidentKind]:
        """The incidents that are found by looking at it. Traffic is looked at beside failures, and told once."""
        match self:
            case Series.FAILURE:
                return frozenset({IncidentKind.FAILURE, IncidentKind.DROP, IncidentKind.SURGE})
            case Series.ABANDONMENT:
                return frozenset({IncidentKind.ABANDONMENT})
            case _:
                assert_never(self)


SERIES: Mapping[Log, tuple[Series, ...]] = MappingProxyType(
    {Log.SIGN_UPS: (Series.FAILURE, Series.ABANDONMENT), Log.SIGN_INS: (Series.FAILURE,)}
)
"""What is judged of each log. An interrupted sign-in says little: many end so that went well for the person."""

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


def update_of(
    hour: CountedHour, log: Log, known_good: KnownGood, app_names: Mapping[str, str], series: Series = Series.FAILURE
) -> HourUpdate:
    """An hour's counts as a detector of `series` reads them, without what is known to be good.

    The `failures` of its rows are the attempts that came to the end that the series counts.
    """
    return HourUpdate(hour.hour, tuple(_rows(hour, log, known_good, app_names, series)))


def _is_hidden(dims: Sequence[str], log: Log, known_good: KnownGood, app_names: Mapping[str, str]) -> bool:
    """Whether nothing that has these values is looked at; they stand in the order of `KEPT`."""
    names = KEPT[log]
    network = dims[names.index("network")] if "network" in names else ""
    return known_good.has_app(dims[names.index("app")], app_names) or known_good.networks.hold(network)


def _is_excused(dims: Sequence[str], log: Log, known_good: KnownGood) -> bool:
    """Whether ending so is as it should be; it is an attempt all the same."""
    return dims[KEPT[log].index("error_code")] in known_good.codes


def seen(marks: Iterable[Mark], log: Log, known_good: KnownGood, app_names: Mapping[str, str]) -> Iterator[Mark]:
    """Single attempts as a detector takes them, in the sums of `update_of`."""
    for mark in marks:
        if (log is Log.SIGN_INS and mark.unsettled) or _is_hidden(mark.dims, log, known_good, app_names):
            continue
        wrong = not _is_excused(mark.dims, log, known_good)
        yield replace(mark, failed=mark.failed and wrong, unsettled=mark.unsettled and wrong)


def _rows(
    hour: CountedHour, log: Log, known_good: KnownGood, app_names: Mapping[str, str], series: Series
) -> Iterator[HourRow]:
    """One for each set of values: where its attempts came from says no more than whether they are looked at."""
    names = DIMENSIONS[log]
    sums: defaultdict[tuple[str, ...], _Sum] = defaultdict(_Sum)
    for count in hour.counts:
        attempts = _tried(count, log)
        if not attempts or _is_hidden(count.dims, log, known_good, app_names):
            continue
        dims = count.dims[: len(names)]
        ended, people = _ended(count, series)
        if ended and not _is_excused(count.dims, log, known_good):
            sums[dims].add(attempts, ended, people)
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


def _tried(count: HourlyCount, log: Log) -> int:
    """The attempts that each end is a share of: all sign-ups, and the sign-ins that were not interrupted."""
    return count.attempts - count.unsettled if log is Log.SIGN_INS else count.attempts


def _ended(count: HourlyCount, series: Series) -> tuple[int, int]:
    """The attempts that came to the end that `series` counts, and the people behind them."""
    match series:
        case Series.FAILURE:
            return count.failures, count.people
        case Series.ABANDONMENT:
            return count.unsettled, count.unsettled_people
        case _:
            assert_never(series)


def _healthy(dims: tuple[str, ...], names: tuple[str, ...]) -> tuple[str, ...]:
    healthy = (_ROLES[name].healthy for name in names)
    return tuple(value if well is None else well for value, well in zip(dims, healthy, strict=True))
