"""What must be found: incidents with their true time, and the dimensions that are guilty of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random

from bench.detection.cells import Cell
from bench.detection.happenings import Change, Span, Visitors

Dims = Mapping[str, str]


class IncidentKind(StrEnum):
    """In the order of the list of what must be found."""

    PROVIDER_DOWN = "provider down"
    PROVIDER_PARTLY = "provider failing partly"
    RELEASE = "release breaks a stage"
    PASSCODE_MAIL = "passcode mail"
    EXTENSION = "custom extension"
    GUESSING = "password guessing"
    BOTS = "bot sign-ups"
    UNSEEN_COUNTRY = "attack from an unseen country"
    DAY_LONG = "moderate rise for a day"
    COMES_BACK = "comes back a week later"
    TWO_AT_ONCE = "two at once"
    IN_CAMPAIGN = "inside a campaign"


@dataclass(frozen=True, slots=True)
class Incident:
    """`guilty`: naming all of any one of these is right. `true`: what may be said besides, by dimension."""

    kind: IncidentKind
    span: Span
    guilty: tuple[Dims, ...]
    true: Mapping[str, frozenset[str]]
    changes: tuple[Change, ...] = ()
    visitors: tuple[Visitors, ...] = ()

    @property
    def where(self) -> Dims:
        """The slice that is hit, as narrowly as cells tell."""
        return {
            name: next(iter(values)) for name, values in self.true.items() if name != "errorCode" and len(values) == 1
        }

    def named_by(self, dims: Dims) -> bool:
        """Whether an alert names what is guilty, and nothing that is not so."""
        named = any(core.items() <= dims.items() for core in self.guilty)
        return named and all(value in self.true.get(name, ()) for name, value in dims.items())

    def meets(self, dims: Dims) -> bool:
        """Whether an alert's slice and the incident's have anything in common."""
        return all(name not in self.true or value in self.true[name] for name, value in dims.items())


def lasting(dice: Random, start: datetime, shortest: float, longest: float) -> Span:
    """From `start` for between so many hours, to the minute."""
    return Span(start, start + timedelta(minutes=round(60 * dice.uniform(shortest, longest))))


def broken(kind: IncidentKind, change: Change, cells: Sequence[Cell], guilty: Sequence[Dims]) -> Incident:
    """An incident in which people fail who usually would not."""
    true = _true(cells, change.where, change.code)
    return Incident(kind, change.span, _tellable(cells, guilty), true, changes=(change,))


def attack(kind: IncidentKind, visitors: Visitors, cells: Sequence[Cell]) -> Incident:
    """An incident made by people who do not usually come, all from one country."""
    where = {name: getattr(visitors, name) for name in ("app", "provider", "stage", "country")}
    guilty = (
        _tellable(cells, [{"country": visitors.country}])
        if _seen(cells, visitors.country)
        else ({"country": visitors.country},)
    )
    return Incident(kind, visitors.span, guilty, _true(cells, where, visitors.code), visitors=(visitors,))


def _true(cells: Sequence[Cell], where: Dims, code: int) -> Mapping[str, frozenset[str]]:
    true = _alone(cells) | dict(where) | {"errorCode": str(code)}
    return {name: frozenset({value}) for name, value in true.items()}


def _tellable(cells: Sequence[Cell], guilty: Sequence[Dims]) -> tuple[Dims, ...]:
    """Without what has one value only in this tenant, where naming it says nothing."""
    alone = _alone(cells)
    return tuple({name: value for name, value in core.items() if name not in alone} for core in guilty)


def _alone(cells: Sequence[Cell]) -> dict[str, str]:
    values = {name: {getattr(cell, name) for cell in cells} for name in ("app", "provider", "country")}
    return {name: next(iter(known)) for name, known in values.items() if len(known) == 1}


def _seen(cells: Sequence[Cell], country: str) -> bool:
    return any(cell.country == country for cell in cells)
