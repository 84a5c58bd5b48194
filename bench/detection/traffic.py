"""The hours of a tenant as they truly were, and how much worse than usual each incident made them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import cos, exp, pi, sqrt
from random import Random

from bench.detection.assumptions import Assumptions
from bench.detection.cells import Cell
from bench.detection.chance import binomial, poisson
from bench.detection.disturbances import Disturbance
from bench.detection.happenings import HOUR, Change, Loner, Span, Visitors
from bench.detection.incidents import Incident
from bench.detection.rows import Drawn, Row, Slice, rows_of
from bench.detection.tenants import Tenant


@dataclass(slots=True)
class Excess:
    """Of one incident, hour by hour: failing people that were to be expected in its slice, and those there were."""

    expected: list[float] = field(default_factory=list)
    observed: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Hour:
    """Its rows, and `early` those that can be known when the poll comes that runs while it does."""

    early: list[Row]
    rows: list[Row]


@dataclass(slots=True)
class Traffic:
    """What `draw` made: each hour from the first on, and the excess of each incident, in the tenant's order."""

    hours: list[Hour] = field(default_factory=list)
    excess: list[Excess] = field(default_factory=list)


Touched = Sequence[tuple[Incident, Excess]]


def draw(tenant: Tenant) -> Traffic:
    """All hours of a tenant."""
    dice = Random(f"{tenant.seed} traffic")
    drawing = _Drawing(tenant, dice)
    traffic = Traffic(excess=[Excess() for _ in tenant.incidents])
    for place in range(tenant.hours):
        early, late = drawing.hour(tenant.first + place * HOUR, traffic.excess)
        traffic.hours.append(Hour(rows_of(early, tenant.traits), rows_of(early + late, tenant.traits)))
    return traffic


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of an hour as it is drawn: `usual` times a cell's traffic is what comes to it."""

    span: Span
    usual: float
    changes: Sequence[Change]
    names: Mapping[int, int]
    touched: Touched
    drawn: Drawn = field(default_factory=Drawn)

    def count(self, cause: Change | Visitors, people: int) -> None:
        """Count those who fail because of an incident as its own."""
        for incident, kept in self.touched:
            if cause in incident.changes or cause in incident.visitors:
                kept.observed[-1] += people

    def count_usual(self, cell: Cell, came: int, failing: int) -> None:
        """Count those who would have failed anyway in the slices that incidents hit."""
        for incident, kept in self.touched:
            if cell.within(incident.where):
                kept.expected[-1] += came * cell.rate
                kept.observed[-1] += failing


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

    def hour(self, hour: datetime, excess: Sequence[Excess]) -> tuple[Drawn, Drawn]:
        """The next hour, until its poll and after that; adds to the excess of incidents that touch it."""
        polled = hour + timedelta(minutes=self._tenant.traits.poll_minute)
        touched = [
            (incident, kept)
            for incident, kept in zip(self._tenant.incidents, excess, strict=True)
            if incident.span.share_of(Span(hour, hour + HOUR))
        ]
        for _, kept in touched:
            kept.expected.append(0.0)
            kept.observed.append(0)
        usual = self._wander(hour)
        early = self._part(Span(hour, polled), usual, touched)
        late = self._part(Span(polled, hour + HOUR), usual, touched)
        for loner in self._loners:
            self._loner(loner, early, late, Span(hour, hour + HOUR))
        return early, late

    def _part(self, span: Span, usual: float, touched: Touched) -> Drawn:
        names = {renaming.old: renaming.new for renaming in self._renamings if renaming.at <= span.start}
        changes = [change for change in self._changes if change.span.share_of(span)]
        part = _Part(span, usual * span.hours, changes, names, touched)
        for cell in self._tenant.cells:
            if cell.since is None or span.start >= cell.since:
                self._cell(cell, part)
        self._others(part)
        return part.drawn

    def _wander(self, hour: datetime) -> float:
        """Volume of this hour against the average one; moves the rates on by an hour."""
        traits = self._tenant.traits
        fresh = sqrt(1 - traits.memory**2)
        self._volume = 0.9 * self._volume + sqrt(1 - 0.81) * self._dice.gauss(0, traits.volume_spread)
        for where in self._wandering:
            self._rates[where] = traits.memory * self._rates[where] + fresh * self._dice.gauss(0, traits.spread)
        growth: float = traits.weekly_growth ** ((hour - self._tenant.first) / HOUR / 168)
        return season(traits, hour) * growth * exp(self._volume - traits.volume_spread**2 / 2)

    def _cell(self, cell: Cell, part: "_Part") -> None:
        own = [change for change in part.changes if cell.within(change.where)]
        people = cell.traffic * part.usual
        for change in own:
            people *= 1 + (change.traffic - 1) * change.span.share_of(part.span)
        came = poisson(self._dice, people)
        if not came:
            return
        rate = min(0.6, cell.rate * exp(self._rates[cell.provider, cell.stage] + self._lump()))
        failing = binomial(self._dice, came, rate)
        slice_ = (cell.app, cell.provider, cell.stage, cell.country)
        for code, count in self._by_code(cell, failing):
            self._fail(part.drawn, slice_, part.names.get(code, code), count)
        left = came - failing
        for change in own:
            broken = binomial(self._dice, left, change.broken * change.span.share_of(part.span))
            self._fail(part.drawn, slice_, change.code, broken)
            part.count(change, broken)
            left -= broken
        part.drawn.passed[slice_] += left
        part.count_usual(cell, came, failing)

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

    def _others(self, part: "_Part") -> None:
        for visitors in self._visitors:
            came = poisson(self._dice, visitors.people * part.span.hours * visitors.span.share_of(part.span))
            failing = binomial(self._dice, came, visitors.failing)
            slice_ = (visitors.app, visitors.provider, visitors.stage, visitors.country)
            part.drawn.passed[slice_] += came - failing
            self._fail(part.drawn, slice_, visitors.code, failing, visitors.tries)
            part.count(visitors, failing)

    def _loner(self, loner: Loner, early: Drawn, late: Drawn, hour: Span) -> None:
        """One person in both parts is still one in the hour."""
        tries = poisson(self._dice, loner.tries * loner.span.share_of(hour))
        at_once = binomial(self._dice, tries, self._tenant.traits.poll_minute / 60)
        slice_ = (loner.app, loner.provider, loner.stage, loner.country)
        early.fail(slice_, loner.code, 1, at_once)
        late.fail(slice_, loner.code, 0 if at_once else 1, tries - at_once)


def usually_within(tenant: Tenant, span: Span, where: Mapping[str, str]) -> float:
    """How many people usually come to a slice in that time, at its hours of the week."""
    share = sum(cell.traffic for cell in tenant.cells if cell.within(where) and not cell.since)
    whole = range(round(span.hours))
    return share * sum(season(tenant.traits, span.start + place * HOUR) for place in whole)


def season(traits: Assumptions, hour: datetime) -> float:
    """How busy an hour of the week is, about 1 on average."""
    day = 1 + traits.day_swing * cos(2 * pi * (hour.hour - traits.peak_hour) / 24)
    return day * (traits.weekend if hour.weekday() >= 5 else 1.0)
