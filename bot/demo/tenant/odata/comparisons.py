"""What a comparison of a filter means on a JSON object."""

import operator
from collections.abc import Callable
from typing import Any, TypeAlias

from bot.demo.moments import read_ticks
from bot.demo.tenant.odata.tree import Compare, Literal, Moment, Operator, Path

Test: TypeAlias = Callable[[Any], bool]


def value_at(path: Path) -> Callable[[Any], Any]:
    """What stands at a path of a JSON object, None where a step is missing; type casts are stepped over."""
    steps = tuple(step for step in path if not step.startswith("microsoft.graph."))

    def walk(value: Any) -> Any:
        for step in steps:
            if not isinstance(value, dict):
                return None
            value = value.get(step)
        return value

    return walk


def comparison(compare: Compare, *, ignore_case: bool) -> Test:
    """The test of one comparison; text is compared exactly unless case is ignored."""
    value = value_at(compare.path)
    wanted = [_comparable(literal, ignore_case=ignore_case) for literal in compare.literals]
    is_date = any(isinstance(literal, Moment) for literal in compare.literals)
    holds = _HOLDS[compare.operator]

    def test(row: Any) -> bool:
        found = value(row)
        if isinstance(found, str):
            found = read_ticks(found) if is_date else found.casefold() if ignore_case else found
        return holds(found, wanted)

    return test


def _comparable(literal: Literal, *, ignore_case: bool) -> str | bool | float | None:
    match literal:
        case Moment(ticks):
            return ticks
        case str() if ignore_case:
            return literal.casefold()
        case _:
            return literal


def _ordered(compares: Callable[[Any, Any], bool]) -> Callable[[Any, list[Any]], bool]:
    def holds(found: Any, wanted: list[Any]) -> bool:
        return found is not None and wanted[0] is not None and compares(found, wanted[0])

    return holds


def _of_text(compares: Callable[[str, Any], bool]) -> Callable[[Any, list[Any]], bool]:
    return lambda found, wanted: isinstance(found, str) and compares(found, wanted[0])


_HOLDS: dict[Operator, Callable[[Any, list[Any]], bool]] = {
    Operator.EQ: lambda found, wanted: bool(found == wanted[0]),
    Operator.NE: lambda found, wanted: bool(found != wanted[0]),
    Operator.IN: lambda found, wanted: found in wanted,
    Operator.GE: _ordered(operator.ge),
    Operator.GT: _ordered(operator.gt),
    Operator.LE: _ordered(operator.le),
    Operator.LT: _ordered(operator.lt),
    Operator.STARTSWITH: _of_text(str.startswith),
    Operator.ENDSWITH: _of_text(str.endswith),
    Operator.CONTAINS: _of_text(str.__contains__),
}
