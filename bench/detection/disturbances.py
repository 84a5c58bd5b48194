"""What must not raise a failure alert, as far as it lies in the traffic; what lies in the polling is in `polling`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random

from bench.detection.cells import COLLECTION, EMAIL, USUAL_CODES, Cell, code_weights
from bench.detection.happenings import Change, Loner, Renaming, Span, Visitors
from bench.detection.incidents import lasting


class DisturbanceKind(StrEnum):
    """In the order of the list of what must not raise an alert."""

    CAMPAIGN = "campaign"
    MIX_SHIFT = "campaign for a slice that fails more"
    HOLIDAY = "holiday"
    LONER = "one person failing many times"
    NEW_APP = "new app"
    NEW_COUNTRY = "new country"
    NEW_CODE = "new code"
    RENAMED_CODE = "renamed code"
    PROMPTS = "many expected interrupts"
    VANISHED = "sign-ups vanish"


@dataclass(frozen=True, slots=True)
class Disturbance:
    """One of them, with the parts it is made of; new apps and countries are cells that begin."""

    kind: DisturbanceKind
    span: Span
    changes: tuple[Change, ...] = ()
    visitors: tuple[Visitors, ...] = ()
    loners: tuple[Loner, ...] = ()
    renamings: tuple[Renaming, ...] = ()
    cells: tuple[Cell, ...] = ()


def campaign(dice: Random, cells: Sequence[Cell], start: datetime) -> Disturbance:
    """A few times the traffic everywhere, or for one app."""
    span = lasting(dice, start, 6, 48)
    where = dice.choice(({}, {"app": dice.choice(sorted({cell.app for cell in cells}))}))
    return Disturbance(DisturbanceKind.CAMPAIGN, span, (Change(span, where, traffic=dice.uniform(1.8, 5)),))


def mix_shift(dice: Random, cells: Sequence[Cell], start: datetime) -> Disturbance:
    """Traffic of the country or provider that fails most grows, and no slice gets worse."""
    span = lasting(dice, start, 6, 36)
    dimension = dice.choice(("country", "provider"))
    worst = max(sorted({getattr(cell, dimension) for cell in cells}), key=lambda value: _rate(cells, dimension, value))
    change = Change(span, {dimension: worst}, traffic=dice.uniform(3, 8))
    return Disturbance(DisturbanceKind.MIX_SHIFT, span, (change,))


def _rate(cells: Sequence[Cell], dimension: str, value: str) -> float:
    hit = [cell for cell in cells if getattr(cell, dimension) == value]
    return sum(cell.rate * cell.traffic for cell in hit) / sum(cell.traffic for cell in hit)


def holiday(dice: Random, cells: Sequence[Cell], start: datetime) -> Disturbance:  # noqa: ARG001  # drawn like all others
    """A day or two with little traffic."""
    span = lasting(dice, start, 24, 48)
    return Disturbance(DisturbanceKind.HOLIDAY, span, (Change(span, {}, traffic=dice.uniform(0.1, 0.4)),))


def vanished(dice: Random, cells: Sequence[Cell], start: datetime) -> Disturbance:
    """Nobody comes any more, to the tenant, one app or one provider: worth a word, and no failure."""
    span = lasting(dice, start, 4, 16)
    dimension = dice.choice(("app", "provider", ""))
    where = {dimension: dice.choice(sorted({getattr(cell, dimension) for cell in cells}))} if dimension else {}
    return Disturbance(DisturbanceKind.VANISHED, span, (Change(span, where, traffic=dice.choice((0.0, 0.0, 0.1))),))


def loner(dice: Random, cells: Sequence[Cell], start: datetime) -> Disturbance:
    """One person or script fails again and again."""
    span = lasting(dice, start, 0.5, 8)
    cell = dice.choice(sorted(cells, key=lambda cell: cell.traffic)[len(cells) // 2 :])
    code = dice.choice((50126, *USUAL_CODES[cell.stage]))
    who = Loner(span, cell.app, cell.provider, cell.stage, cell.country, code, dice.randint(20, 400))
    return Disturbance(DisturbanceKind.LONER, span, loners=(who,))


def new_app(dice: Random, cells: Sequence[Cell], start: datetime) -> Disturbance:
    """An app nobody has seen, whose failure rate is its own from the first hour."""
    model = dice.choice(sorted({cell.app for cell in cells}))
    rate, traffic = dice.uniform(0.7, 2.0), dice.uniform(0.2, 1.0)
    name = f"New App {start:%d%H}"
    made = _alike(dice, [cell for cell in cells if cell.app == model], start, rate, traffic, app=name)
    return Disturbance(DisturbanceKind.NEW_APP, Span(start, start + timedelta(days=7)), cells=made)


def new_country(dice: Random, cells: Sequence[Cell], start: datetime) -> Disturbance:
    """People from a new country, who fail about as often as others do."""
    model = dice.choice(sorted({cell.country for cell in cells}))
    rate, traffic = dice.uniform(0.7, 1.5), dice.uniform(0.1, 0.5)
    name = f"X{start:%d}"
    made = _alike(dice, [cell for cell in cells if cell.country == model], start, rate, traffic, country=name)
    return Disturbance(DisturbanceKind.NEW_COUNTRY, Span(start, start + timedelta(days=7)), cells=made)


def _alike(
    dice: Random, models: Sequence[Cell], since: datetime, rate: float, traffic: float, app: str = "", country: str = ""
) -> tuple[Cell, ...]:
    return tuple(
        Cell(
            app or model.app,
            model.provider,
            model.stage,
            country or model.country,
            model.traffic * traffic,
            min(0.4, model.rate * rate),
            code_weights(dice, model.stage),
            since,
        )
        for model in models
    )


def new_code(dice: Random, cells: Sequence[Cell], start: datetime) -> Disturbance:
    """A code nobody has seen takes the place of a rare one."""
    stage = dice.choice(sorted({cell.stage for cell in cells}))
    renaming = Renaming(start, USUAL_CODES[stage][-1], dice.choice((90006, 90055, 500222)))
    return Disturbance(DisturbanceKind.NEW_CODE, Span(start, start + timedelta(days=7)), renamings=(renaming,))


def renamed_code(dice: Random, cells: Sequence[Cell], start: datetime) -> Disturbance:
    """The commonest code of a stage falls to nothing while another rises by as much."""
    stage = dice.choice(sorted({cell.stage for cell in cells}))
    renaming = Renaming(start, USUAL_CODES[stage][0], dice.choice((90101, 1003037, 90025)))
    return Disturbance(DisturbanceKind.RENAMED_CODE, Span(start, start + timedelta(days=7)), renamings=(renaming,))


def prompts(dice: Random, cells: Sequence[Cell], start: datetime) -> Disturbance:
    """Many more people than usual are asked for a code or whether to stay signed in, which is no failure."""
    span = lasting(dice, start, 3, 24)
    cell = dice.choice([cell for cell in cells if cell.provider == EMAIL and cell.stage == COLLECTION])
    people = 5 + 2 * sum(other.traffic for other in cells if other.stage == COLLECTION)
    code = dice.choice((1002013, 50140))
    asked = Visitors(span, cell.app, cell.provider, cell.stage, cell.country, code, people)
    return Disturbance(DisturbanceKind.PROMPTS, span, visitors=(asked,))


Maker = Callable[[Random, Sequence[Cell], datetime], Disturbance]

MAKERS: tuple[Maker, ...] = (
    campaign, mix_shift, holiday, vanished, loner, loner, new_app, new_country, new_code, renamed_code, prompts,
)  # fmt: skip
"""Loners twice: of everything tried they raise the most false alerts."""
