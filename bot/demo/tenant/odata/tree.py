"""OData's `$filter` as a small frozen tree: `odata_parser` reads it, `filters` decides what a log takes of it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class Operator(StrEnum):
    """What may stand between a property and a value, functions included."""

    EQ = "eq"
    NE = "ne"
    GE = "ge"
    GT = "gt"
    LE = "le"
    LT = "lt"
    IN = "in"
    STARTSWITH = "startswith"
    ENDSWITH = "endswith"
    CONTAINS = "contains"


FUNCTIONS = frozenset({Operator.STARTSWITH, Operator.ENDSWITH, Operator.CONTAINS})


@dataclass(frozen=True, slots=True)
class Moment:
    """A bare date: ticks of 100 ns since 1970."""

    ticks: int


Literal: TypeAlias = str | bool | int | float | Moment | None
Path: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compare:
    """`path operator literal` or `function(path,literal)`; only `in` has other than one literal."""

    path: Path
    operator: Operator
    literals: tuple[Literal, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """`path/any(x: body)`; the paths of the body are kept without the variable they began with."""

    path: Path
    body: "Filter"


@dataclass(frozen=True, slots=True)
class And:
    """All of two or more."""

    parts: tuple["Filter", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of two or more."""

    parts: tuple["Filter", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of a filter."""

    inner: "Filter"


Filter: TypeAlias = Compare | AnyOf | And | Or | Not


def conjuncts(tree: Filter | None) -> tuple[Filter, ...]:
    """The parts that must all hold; none when there is no filter."""
    match tree:
        case None:
            return ()
        case And(parts):
            return tuple(inner for part in parts for inner in conjuncts(part))
        case _:
            return (tree,)
