"""What is watched for incidents, and on which terms each channel is told."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.domain.hourly import HourRow, HourUpdate
from bot.domain.hourly_counts import DIMENSIONS, SUCCEEDED, CountedHour, HourlyCount
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
class KnownGood:
    """What a channel knows and does not want to hear of: failures with these codes, and all that these apps do.

    Apps are named by their ids or by their names, casefolded.
    """

    codes: frozenset[str] = frozenset()
    apps: frozenset[str] = frozenset()

    def has_app(self, app_id: str, names: Mapping[str, str]) -> bool:
        """Whether the app is known good; `names` are names by id."""
        return not self.apps.isdisjoint({app_id.casefold(), names.get(app_id, app_id).casefold()})


@dataclass(frozen=True, slots=True)
class AlertChannel:
    """A channel, by its Slack id, that is told of incidents."""

    id: str
    sensitivity: Sensitivity = Sensitivity.NORMAL
    known_good: KnownGood = KnownGood()


def dimensions(log: Log) -> tuple[Dimension, ...]:
    """What a detector of `log` splits its counts by."""
    return tuple(_ROLES[name] for name in DIMENSIONS[log])


def update_of(hour: CountedHour, log: Log, known_good: KnownGood, app_names: Mapping[str, str]) -> HourUpdate:
    """An hour's counts as a detector reads them, without what is known to be good."""
    return HourUpdate(hour.hour, tuple(_rows(hour, log, known_good, app_names)))


def _rows(hour: CountedHour, log: Log, known_good: KnownGood, app_names: Mapping[str, str]) -> Iterator[HourRow]:
    names = DIMENSIONS[log]
    app, code = names.index("app"), names.index("error_code")
    for count in hour.counts:
        attempts = _finished(count, log)
        if not attempts or known_good.has_app(count.dims[app], app_names):
            continue
        if count.failures and count.dims[code] not in known_good.codes:
            yield HourRow(count.dims, attempts, count.failures, count.people)
        else:
            yield HourRow(_healthy(count.dims, names), attempts, 0, 0)


def _finished(count: HourlyCount, log: Log) -> int:
    """The attempts that failures are a share of: all sign-ups, and the sign-ins that were not interrupted."""
    return count.attempts - count.unsettled if log is Log.SIGN_INS else count.attempts


def _healthy(dims: tuple[str, ...], names: tuple[str, ...]) -> tuple[str, ...]:
    healthy = (_ROLES[name].healthy for name in names)
    return tuple(value if well is None else well for value, well in zip(dims, healthy, strict=True))
