"""Judging alerts: which incidents could be found, which were, how late, by what name, and what was raised for nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from bench.detection.assumptions import Assumptions
from bench.detection.chance import tail
from bench.detection.disturbances import Disturbance, DisturbanceKind
from bench.detection.incidents import Incident
from bench.detection.tenants import Tenant
from bench.detection.traffic import Excess, usually_within
from bench.detection.watchers import Alert

GRACE = timedelta(hours=2)
"""How long after its end an incident may be told of, since its last hour is only then complete; later is a tail."""
TAIL = timedelta(hours=26)
"""How long what is over may still show in a window of a day."""
BY_CHANCE, FEWEST = 1e-4, 3
"""What can be told from chance: whoever knows slice and time sees a count that comes this rarely, and some people more."""
MISSED_BY_MANY = 40
"""How many people have to be missing before a drop can be told from a quiet few hours."""


@dataclass(frozen=True, slots=True)
class Case:
    """One incident and the failure alerts that tell of it, in order."""

    incident: Incident
    excess: Excess
    tellable: bool
    alerts: tuple[Alert, ...]

    @property
    def delay(self) -> timedelta:
        """From the true start to the first alert."""
        return self.alerts[0].now - self.incident.span.start

    @property
    def named(self) -> bool:
        """Whether the first alert names the guilty dimension."""
        return self.incident.named_by(self.alerts[0].dims)


@dataclass(frozen=True, slots=True)
class NeedlessAlert:
    """An alert for nothing, and what else was going on, or had been within `TAIL`."""

    alert: Alert
    amid: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drop:
    """Sign-ups that vanished where many were to be expected, and whether an alert on volume told of it."""

    disturbance: Disturbance
    missing: float
    told: bool


@dataclass(frozen=True, slots=True)
class Score:
    """A detector on one tenant."""

    tenant: str
    traits: Assumptions
    weeks: float
    cases: tuple[Case, ...]
    false: tuple[NeedlessAlert, ...]
    drops: tuple[Drop, ...]
    volume_alerts: int
    alerts: tuple[Alert, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """The five figures over some tenants, and how many incidents and weeks they rest on; delay in hours."""

    tellable: int
    weeks: float
    recall: float
    false_a_week: float
    delay: float
    named: float
    alerts_each: float


def score(tenant: Tenant, excess: Sequence[Excess], alerts: Sequence[Alert]) -> Score:
    """Give each failure alert to the incident it tells of; what is left over is false.

    An alert tells of an incident if it comes while that lasts, or within `GRACE` after, and if its slice and the
    incident's can have rows in common. Of several it tells of the one it names, or else of the first.
    """
    told: dict[int, list[Alert]] = {place: [] for place in range(len(tenant.incidents))}
    false = []
    for alert in alerts:
        if alert.kind != "failure":
            continue
        place = _told_of(tenant.incidents, alert)
        if place is not None:
            told[place].append(alert)
        elif alert.now >= tenant.scored_from:
            false.append(NeedlessAlert(alert, tuple(_amid(tenant, alert))))
    cases = tuple(
        Case(incident, excess[place], is_tellable(tenant, excess[place]), tuple(told[place]))
        for place, incident in enumerate(tenant.incidents)
        if incident.span.start >= tenant.scored_from
    )
    volume = [alert for alert in alerts if alert.kind == "volume" and alert.now >= tenant.scored_from]
    return Score(
        tenant.name,
        tenant.traits,
        tenant.scored_weeks,
        cases,
        tuple(false),
        _drops(tenant, volume),
        len(volume),
        tuple(alerts),
    )


def _told_of(incidents: Sequence[Incident], alert: Alert) -> int | None:
    possible = [
        place
        for place, incident in enumerate(incidents)
        if incident.span.start <= alert.now <= incident.span.end + GRACE and incident.meets(alert.dims)
    ]
    named = [place for place in possible if incidents[place].named_by(alert.dims)]
    return next(iter(named or possible), None)


def _amid(tenant: Tenant, alert: Alert) -> Iterable[str]:
    for incident in tenant.incidents:
        if incident.span.start <= alert.now <= incident.span.end + GRACE:
            yield f"{incident.kind} elsewhere"
        elif incident.span.start <= alert.now <= incident.span.end + TAIL:
            yield f"tail of {incident.kind}"
    for disturbance in tenant.disturbances:
        if disturbance.span.start <= alert.now <= disturbance.span.end + GRACE:
            yield str(disturbance.kind)


def _drops(tenant: Tenant, volume: Sequence[Alert]) -> tuple[Drop, ...]:
    """Those in which so many did not come that chance, and the wandering of volume, can hardly be the reason."""
    drops = []
    for each in tenant.disturbances:
        if each.kind is DisturbanceKind.VANISHED and each.span.start >= tenant.scored_from:
            missing = usually_within(tenant, each.span, each.changes[0].where)
            told = any(each.span.start < alert.now <= each.span.end + GRACE for alert in volume)
            if missing >= MISSED_BY_MANY:
                drops.append(Drop(each, missing, told))
    return tuple(drops)


def is_tellable(tenant: Tenant, excess: Excess) -> bool:
    """Whether the incident, or any beginning of it, stands out to somebody who knows the truth."""
    expected, observed = 0.0, 0
    for usual, seen in zip(excess.expected, excess.observed, strict=True):
        expected, observed = expected + usual, observed + seen
        rare = tail(observed, expected, tenant.traits.spread) < BY_CHANCE
        if rare and observed - expected >= FEWEST:
            return True
    return False


def figures(scores: Sequence[Score]) -> Figures:
    """The five figures; recall is of incidents that can be told from chance, the rest of all that were found."""
    cases = [case for score in scores for case in score.cases]
    tellable = [case for case in cases if case.tellable]
    found = [case for case in cases if case.alerts]
    weeks = sum(score.weeks for score in scores)
    return Figures(
        tellable=len(tellable),
        weeks=weeks,
        recall=_share([bool(case.alerts) for case in tellable]),
        false_a_week=sum(len(score.false) for score in scores) / weeks if weeks else 0.0,
        delay=median(case.delay / timedelta(hours=1) for case in found) if found else float("nan"),
        named=_share([case.named for case in found]),
        alerts_each=sum(len(case.alerts) for case in found) / len(found) if found else float("nan"),
    )


def _share(hits: Sequence[bool]) -> float:
    return sum(hits) / len(hits) if hits else float("nan")
