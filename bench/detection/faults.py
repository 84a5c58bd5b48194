"""Incidents in which something breaks: a provider, an app's release, the mail, an extension, or a bit of everything."""

from collections.abc import Sequence
from datetime import datetime
from random import Random

from bench.detection.cells import COLLECTION, CREATION, EMAIL, FEDERATION, FORM, VALIDATION, Cell
from bench.detection.happenings import Change
from bench.detection.incidents import Dims, Incident, IncidentKind, broken, lasting


def provider_down(dice: Random, cells: Sequence[Cell], start: datetime) -> Incident:
    """Nearly everybody fails at the first page of one provider."""
    return _provider(dice, cells, start, IncidentKind.PROVIDER_DOWN, dice.uniform(0.8, 1.0))


def provider_partly(dice: Random, cells: Sequence[Cell], start: datetime) -> Incident:
    """A fifth to a half of those who choose one provider fail."""
    return _provider(dice, cells, start, IncidentKind.PROVIDER_PARTLY, dice.uniform(0.2, 0.5))


def _provider(dice: Random, cells: Sequence[Cell], start: datetime, kind: IncidentKind, share: float) -> Incident:
    provider = dice.choice(sorted({cell.provider for cell in cells}))
    stage = COLLECTION if provider == EMAIL else FEDERATION
    code = dice.choice((50000, 90033, 399284, 901014))
    change = Change(lasting(dice, start, 0.7, 12), {"provider": provider, "stage": stage}, broken=share, code=code)
    return broken(kind, change, cells, [{"provider": provider}])


def release(dice: Random, cells: Sequence[Cell], start: datetime) -> Incident:
    """A new version of one app breaks one stage of it."""
    app = dice.choice(sorted({cell.app for cell in cells}))
    where = {"app": app, "stage": dice.choice((FORM, CREATION))}
    code = dice.choice((1002027, 90100, 50011, 399279))
    change = Change(lasting(dice, start, 1, 16), where, broken=dice.uniform(0.3, 1.0), code=code)
    return broken(IncidentKind.RELEASE, change, cells, [{"app": app}])


def passcode_mail(dice: Random, cells: Sequence[Cell], start: datetime) -> Incident:
    """Mails with the code come too late, or not at all."""
    code = dice.choice((50181, 50182))
    where = {"provider": EMAIL, "stage": VALIDATION}
    change = Change(lasting(dice, start, 1, 10), where, broken=dice.uniform(0.3, 0.95), code=code)
    guilty: list[Dims] = [{"stage": VALIDATION}, {"errorCode": str(code)}, {"provider": EMAIL}]
    return broken(IncidentKind.PASSCODE_MAIL, change, cells, guilty)


def extension(dice: Random, cells: Sequence[Cell], start: datetime) -> Incident:
    """Our own extension answers badly or not in time, for one app or for all of them."""
    code = dice.choice((1003005, 1003027, 1003003, 1003009))
    app = dice.choice(sorted({cell.app for cell in cells}))
    alone = dice.random() < 0.5
    where = {"app": app, "stage": FORM} if alone else {"stage": FORM}
    guilty: list[Dims] = [{"app": app} if alone else {"stage": FORM}, {"errorCode": str(code)}]
    change = Change(lasting(dice, start, 1, 10), where, broken=dice.uniform(0.2, 0.9), code=code)
    return broken(IncidentKind.EXTENSION, change, cells, guilty)


def day_long(dice: Random, cells: Sequence[Cell], start: datetime) -> Incident:
    """One stage of a provider or app fails a good deal more than usual for about a day."""
    dimension = dice.choice(("provider", "app"))
    value = dice.choice(sorted({getattr(cell, dimension) for cell in cells}))
    hit = [cell for cell in cells if getattr(cell, dimension) == value]
    stage = dice.choice(sorted({cell.stage for cell in hit}))
    code = dice.choice(sorted(next(cell.codes for cell in hit if cell.stage == stage)))
    where = {dimension: value, "stage": stage}
    change = Change(lasting(dice, start, 20, 26), where, broken=dice.uniform(0.06, 0.2), code=code)
    return broken(IncidentKind.DAY_LONG, change, cells, [{dimension: value}])
