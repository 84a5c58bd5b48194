"""Incidents made by people from one country: passwords guessed, sign-ups by machine."""

from collections.abc import Sequence
from datetime import datetime
from random import Random

from bench.detection.cells import COLLECTION, CREATION, EMAIL, FEDERATION, UNKNOWN, UNSEEN_COUNTRIES, Cell
from bench.detection.happenings import Visitors
from bench.detection.incidents import Incident, IncidentKind, attack, lasting


def guessing(dice: Random, cells: Sequence[Cell], start: datetime) -> Incident:
    """Passwords are tried on many accounts, from a country that is known."""
    return _attack(dice, cells, start, IncidentKind.GUESSING, dice.choice(_lesser(cells)))


def bots(dice: Random, cells: Sequence[Cell], start: datetime) -> Incident:
    """Sign-ups by machine from a known country, most of which fail."""
    return _attack(dice, cells, start, IncidentKind.BOTS, dice.choice(_lesser(cells)))


def unseen_country(dice: Random, cells: Sequence[Cell], start: datetime) -> Incident:
    """Passwords are tried from where nobody ever came."""
    return _attack(dice, cells, start, IncidentKind.UNSEEN_COUNTRY, dice.choice(UNSEEN_COUNTRIES))


def _attack(dice: Random, cells: Sequence[Cell], start: datetime, kind: IncidentKind, country: str) -> Incident:
    """As many people as are felt: a few where few come, a share of the usual where many do."""
    usual = sum(cell.traffic for cell in cells if cell.stage in (COLLECTION, FEDERATION))
    people = dice.uniform(3, 10) + usual * dice.uniform(0.03, 0.4)
    if not any(cell.country for cell in cells):
        country = UNKNOWN
    stage, code = (CREATION, dice.choice((399246, 399279))) if kind is IncidentKind.BOTS else (COLLECTION, 50126)
    app = dice.choice(sorted({cell.app for cell in cells}))
    span = lasting(dice, start, 1, 10)
    visitors = Visitors(span, app, EMAIL, stage, country, code, people, dice.uniform(0.7, 0.98), dice.uniform(1, 3))
    return attack(kind, visitors, cells)


def _lesser(cells: Sequence[Cell]) -> list[str]:
    """All countries but the busiest, which is hard to tell from the whole tenant; that one if it is alone."""
    countries = sorted({cell.country for cell in cells})
    traffic = {name: sum(cell.traffic for cell in cells if cell.country == name) for name in countries}
    return sorted(countries, key=lambda name: traffic[name])[:-1] or countries
