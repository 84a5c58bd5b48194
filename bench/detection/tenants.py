"""A generated tenant: its cells, its weeks, what befalls it and when. All of it follows from one seed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from random import Random

from bench.detection import assumptions, attacks, cells, faults
from bench.detection.assumptions import Assumptions, Oddity, Size
from bench.detection.cells import Cell
from bench.detection.disturbances import MAKERS as DISTURBING
from bench.detection.disturbances import Disturbance, campaign, new_country
from bench.detection.happenings import HOUR
from bench.detection.incidents import Incident, IncidentKind

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
SLOT = timedelta(hours=56)
"""A third of a week: one incident at most in each, so that what comes back a week later has its own slot."""
SETTLED = timedelta(days=3)
"""Before that nothing happens, where a tenant has any history."""
HISTORY_WEEKS: Mapping[Oddity | None, float] = {
    Oddity.SHORT_HISTORY: 1,
    Oddity.LONG_HISTORY: 6,
    Oddity.NO_HISTORY: 1 / 7,
}
_BUSY = {True: 0.85, False: 0.35}
"""How many slots have an incident, in weeks that are scored and in the history before them."""

Maker = Callable[[Random, Sequence[Cell], datetime], Incident]

ALONE: Mapping[IncidentKind, Maker] = {
    IncidentKind.PROVIDER_DOWN: faults.provider_down,
    IncidentKind.PROVIDER_PARTLY: faults.provider_partly,
    IncidentKind.RELEASE: faults.release,
    IncidentKind.PASSCODE_MAIL: faults.passcode_mail,
    IncidentKind.EXTENSION: faults.extension,
    IncidentKind.GUESSING: attacks.guessing,
    IncidentKind.BOTS: attacks.bots,
    IncidentKind.UNSEEN_COUNTRY: attacks.unseen_country,
    IncidentKind.DAY_LONG: faults.day_long,
}


@dataclass(frozen=True, slots=True)
class Tenant:
    """`hours` hours from `first`; alerts count from `scored_from` on."""

    name: str
    seed: int
    traits: Assumptions
    cells: tuple[Cell, ...]
    first: datetime
    hours: int
    scored_from: datetime
    incidents: tuple[Incident, ...]
    disturbances: tuple[Disturbance, ...]

    @property
    def end(self) -> datetime:
        """When its last hour is over."""
        return self.first + self.hours * HOUR

    @property
    def scored_weeks(self) -> float:
        """The length of what is scored, in weeks."""
        return (self.end - self.scored_from) / timedelta(weeks=1)


def tenant(
    seed: int, size: Size, history_weeks: float | None = None, scored_weeks: int = 3, oddity: Oddity | None = None
) -> Tenant:
    """The tenant of a seed; without `history_weeks` it has two to four before the weeks that are scored."""
    dice = Random(f"{seed} {size}")
    traits = assumptions.made_odd(assumptions.drawn(dice, size), oddity)
    usual = cells.drawn(dice, traits)
    first = MONDAY + dice.randint(0, 167) * HOUR
    usually = dice.randint(2, 4) if history_weeks is None else history_weeks
    history = timedelta(weeks=HISTORY_WEEKS.get(oddity, usually))
    scored_from = first + history
    end = scored_from + timedelta(weeks=scored_weeks)
    incidents, campaigns = _incidents(dice, usual, first, scored_from, end)
    strange = _disturbances(dice, usual, min(first + SETTLED, scored_from), end)
    disturbances = [each for each in strange if not _renames(each, incidents)] + campaigns
    begun = tuple(cell for disturbance in disturbances for cell in disturbance.cells)
    hours = round((end - first) / HOUR)
    name = f"{size}-{seed}"
    return Tenant(name, seed, traits, usual + begun, first, hours, scored_from, tuple(incidents), tuple(disturbances))


def _incidents(
    dice: Random, usual: Sequence[Cell], first: datetime, scored_from: datetime, end: datetime
) -> tuple[list[Incident], list[Disturbance]]:
    """Every kind in turn, in an order of this tenant's own; with them the campaigns that some lie in."""
    slots = [at for at in _every(SLOT, first, end) if at >= min(first + SETTLED, scored_from) and at + SLOT <= end]
    free = [at for at in slots if dice.random() < _BUSY[at >= scored_from]]
    kinds = list(IncidentKind)
    dice.shuffle(kinds)
    incidents: list[Incident] = []
    campaigns: list[Disturbance] = []
    while free:
        slot, kind = free.pop(0), kinds[0]
        kinds = [*kinds[1:], kind]
        start = slot + timedelta(minutes=dice.randint(0, 18 * 60))
        again = slot + timedelta(weeks=1)
        match kind:
            case IncidentKind.COMES_BACK if again in free:
                free.remove(again)
                incidents += _twice(dice, usual, start)
            case IncidentKind.COMES_BACK:
                incidents.append(faults.provider_partly(dice, usual, start))
            case IncidentKind.TWO_AT_ONCE:
                incidents += _together(dice, usual, start)
            case IncidentKind.IN_CAMPAIGN:
                campaigns.append(campaign(dice, usual, start - timedelta(hours=dice.uniform(1, 5))))
                incidents.append(replace(_any_fault(dice, usual, start), kind=kind))
            case _:
                incidents.append(ALONE[kind](dice, usual, start))
    return incidents, campaigns


def _twice(dice: Random, usual: Sequence[Cell], start: datetime) -> list[Incident]:
    """The very same incident, and once more a week later at the same hour."""
    maker = dice.choice((faults.provider_down, faults.provider_partly, faults.release, faults.extension))
    twin = Random(dice.random())
    state = twin.getstate()
    once = maker(twin, usual, start)
    twin.setstate(state)
    return [
        replace(incident, kind=IncidentKind.COMES_BACK)
        for incident in (once, maker(twin, usual, start + timedelta(weeks=1)))
    ]


def _together(dice: Random, usual: Sequence[Cell], start: datetime) -> list[Incident]:
    """Two that have nothing to do with each other, the second up to three hours after the first."""
    pair = (faults.provider_down, dice.choice((attacks.guessing, faults.extension, attacks.unseen_country)))
    later = start + timedelta(minutes=dice.randint(0, 180))
    return [
        replace(maker(dice, usual, at), kind=IncidentKind.TWO_AT_ONCE)
        for maker, at in zip(pair, (start, later), strict=True)
    ]


def _any_fault(dice: Random, usual: Sequence[Cell], start: datetime) -> Incident:
    return dice.choice((faults.provider_down, faults.provider_partly, faults.release, faults.passcode_mail))(
        dice, usual, start
    )


def _disturbances(dice: Random, usual: Sequence[Cell], begin: datetime, end: datetime) -> list[Disturbance]:
    """One about every day and a half."""
    makers = [maker for maker in DISTURBING if maker is not new_country or any(cell.country for cell in usual)]
    dice.shuffle(makers)
    starts = [at + dice.randint(0, 30 * 60) * HOUR / 60 for at in _every(36 * HOUR, begin, end)]
    return [makers[place % len(makers)](dice, usual, at) for place, at in enumerate(starts)]


def _renames(disturbance: Disturbance, incidents: Sequence[Incident]) -> bool:
    """Whether it takes a code out of use that an incident is still to have."""
    codes = {code for incident in incidents for code in incident.true["errorCode"]}
    return any(str(renaming.old) in codes for renaming in disturbance.renamings)


def _every(step: timedelta, first: datetime, end: datetime) -> list[datetime]:
    return [first + place * step for place in range((end - first) // step)]
