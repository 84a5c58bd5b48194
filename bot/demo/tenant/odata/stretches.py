"""The stretch of time that a filter asks for, taken out of it so that rows can be found by their place in time."""

from dataclasses import dataclass

from bot.demo.tenant.odata.filters import Law
from bot.demo.tenant.odata.tree import Compare, Filter, Moment, Operator, conjuncts


@dataclass(frozen=True, slots=True)
class Stretch:
    """The times a filter asks for, both ends included, in ticks; None is open."""

    since: int | None
    until: int | None
    rest: tuple[Filter, ...]
    """What else must hold."""


def stretch_of(tree: Filter | None, time_property: str, law: Law) -> Stretch:
    """Splits the time window from a filter, so that rows can be found by their place in time."""
    since: list[int] = []
    until: list[int] = []
    rest: list[Filter] = []
    rule = law.rules.get(time_property)
    ignored = rule.ignored if rule else frozenset()
    for part in conjuncts(tree):
        match part:
            case Compare((name,), operator, (Moment(ticks),)) if name == time_property and operator in _BOUNDS:
                if operator not in ignored:
                    bounds = since if operator in (Operator.GE, Operator.GT) else until
                    bounds.append(ticks + _BOUNDS[operator])
            case _:
                rest.append(part)
    return Stretch(max(since, default=None), min(until, default=None), tuple(rest))


_BOUNDS = {Operator.GE: 0, Operator.GT: 1, Operator.LE: 0, Operator.LT: -1}
"""In ticks, how far inside the named time the stretch begins or ends."""
