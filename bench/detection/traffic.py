"""The hours of a tenant as they truly were, and how much worse than usual each incident made them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from math import cos, exp, pi, sqrt
from random import Random

from bench.detection.assumptions import Assumptions
from bench.detection.cells import Cell
from bench.detection.chance import binomial, poisson
from bench.detection.disturbances import Disturbance
from bench.detection.happenings import HOUR, Change, Loner
from bench.detection.incidents import Incident
from bench.detection.rows import Drawn, Row, Slice, rows_of
from bench.detection.tenants import Tenant


@dataclass(slots=True)
class Excess:
    """Of one incident, hour by hour: failing people that were to be expected in its slice, and those there were."""

    expected: list[float] = field(default_factory=list)
    observed: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Traffic:
    """What `draw` made: rows of each hour from the first on, and the excess of each incident, in the tenant's order."""

    hours: list[list[Row]] = field(default_factory=list)
    excess: list[Excess] = field(default_factory=list)


def draw(tenant: Tenant) -> Traffic:
    """All hours of a tenant."""
    dice = Random(f"{tenant.seed} traffic")  # noqa: S311 - nothing secret hangs on it
    drawing = _Drawing(tenant, dice)
    traffic = Traffic(excess=[Excess() for _ in tenant.incidents])
    for place in range(tenant.hours):
        hour = tenant.first + place * HOUR
        traffic.hours.append(rows_of(drawing.hour(hour, traffic.excess), tenant.traits))
    return traffic


class _Drawing:
    """The state that wanders from hour to hour."""

    def __init__(self, tenant: Tenant, dice: Random) -> None:
        self._tenant = tenant
        self._dice = dice
        self._volume = 0.0
        self._rates: dict[tuple[str, str], float] = defaultdict(float)
        self._wandering = sorted({(cell.provider, cell.stage) for cell in tenant.cells})
        parts: tuple[Incident | Disturbance, ...] = (*tenant.incidents, *tenant.disturbances)
        self._changes = [change for part in parts for change in part.changes]
        self._visitors = [visitors for part in parts for visitors in part.visitors]
        self._loners = [loner for part in tenant.disturbances for loner in part.loners]
        self._renamings = [renaming for part in tenant.disturbances for renaming in part.renamings]

    def hour(self, hour: datetime, excess: Sequence[Excess]) -> Drawn:
        """The next hour; adds to the excess of incidents that touch it."""
        drawn = Drawn()
        usual = self._wander(hour)
        names = {renaming.old: renaming.new for renaming in self._renamings if renaming.at <= hour}
        changes = [change for change in self._changes if change.span.share_of(hour)]
        touched = [
            (incident, kept)
            for incident, kept in zip(self._tenant.incidents, excess, strict=True)
            if incident.span.share_of(hour)
        ]
        for _, kept in touched:
            kept.expected.append(0.0)
            kept.observed.append(0)
        for cell in self._tenant.cells:
            if cell.since is None or hour >= cell.since:
                self._cell(cell, usual, hour, changes, names, touched, drawn)
        self._others(hour, touched, drawn)
        return drawn

    def _wander(self, hour: datetime) -> float:
        """Volume of this hour against the average one; moves the rates on by an hour."""
        traits = self._tenant.traits
        fresh = sqrt(1 - traits.memory**2)
        self._volume = 0.9 * self._volume + sqrt(1 - 0.81) * self._dice.gauss(0, traits.volume_spread)
        for where in self._wandering:
            self._rates[where] = traits.memory * self._rates[where] + fresh * self._dice.gauss(0, traits.spread)
        growth: float = traits.weekly_growth ** ((hour - self._tenant.first) / HOUR / 168)
        return season(traits, hour) * growth * exp(self._volume - traits.volume_spread**2 / 2)

    def _cell(
        self,
        cell: Cell,
        usual: float,
        hour: datetime,
        changes: Iterable[Change],
        names: dict[int, int],
        touched: Iterable[tuple[Incident, Excess]],
        drawn: Drawn,
    ) -> None:
        own = [change for change in changes if cell.within(change.where)]
        people = cell.traffic * usual
        for change in own:
            people *= 1 + (change.traffic - 1) * change.span.share_of(hour)
        came = poisson(self._dice, people)
        if not came:
            return
        slice_ = (cell.app, cell.provider, cell.stage, cell.country)
        rate = min(0.6, cell.rate * exp(self._rates[cell.provider, cell.stage] + self._lump()))
        failing = binomial(self._dice, came, rate)
        for code, count in self._by_code(cell, failing):
            self._fail(drawn, slice_, names.get(code, code), count)
        left, hit = came - failing, 0
        for change in own:
            broken = binomial(self._dice, left - hit, change.broken * change.span.share_of(hour))
            self._fail(drawn, slice_, change.code, broken)
            hit += broken
        drawn.passed[slice_] += left - hit
        for incident, kept in touched:
            if cell.within(incident.where):
                kept.expected[-1] += came * cell.rate
                kept.observed[-1] += failing + hit

    def _lump(self) -> float:
        """In some tenants each slice and hour has a mood of its own."""
        lumps = self._tenant.traits.lumps
        return self._dice.gauss(-(lumps**2) / 2, lumps) if lumps else 0.0

    def _by_code(self, cell: Cell, failing: int) -> Iterator[tuple[int, int]]:
        left, weight = failing, sum(cell.codes.values())
        for code, own in cell.codes.items():
            count = binomial(self._dice, left, own / weight)
            yield code, count
            left, weight = left - count, max(weight - own, 1e-12)
            if not left:
                return

    def _fail(self, drawn: Drawn, slice_: Slice, code: int, people: int, tries: float = 1.0) -> None:
        extra = poisson(self._dice, people * (self._tenant.traits.retries + tries - 1))
        drawn.fail(slice_, code, people, people + extra)

    def _others(self, hour: datetime, touched: Iterable[tuple[Incident, Excess]], drawn: Drawn) -> None:
        for visitors in self._visitors:
            came = poisson(self._dice, visitors.people * visitors.span.share_of(hour))
            failing = binomial(self._dice, came, visitors.failing)
            slice_ = (visitors.app, visitors.provider, visitors.stage, visitors.country)
            drawn.passed[slice_] += came - failing
            self._fail(drawn, slice_, visitors.code, failing, visitors.tries)
            for incident, kept in touched:
                if visitors in incident.visitors:
                    kept.observed[-1] += failing
        for loner in self._loners:
            self._loner(loner, hour, drawn)

    def _loner(self, loner: Loner, hour: datetime, drawn: Drawn) -> None:
        tries = poisson(self._dice, loner.tries * loner.span.share_of(hour))
        drawn.fail((loner.app, loner.provider, loner.stage, loner.country), loner.code, 1, tries)


def season(traits: Assumptions, hour: datetime) -> float:
    """How busy an hour of the week is, about 1 on average."""
    day = 1 + traits.day_swing * cos(2 * pi * (hour.hour - traits.peak_hour) / 24)
    return day * (traits.weekend if hour.weekday() >= 5 else 1.0)
