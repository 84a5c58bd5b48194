"""OData's operators, the sets of them that many columns share, and comparisons in Graph's own spelling."""

from dataclasses import dataclass
from enum import StrEnum


class Operator(StrEnum):
    """OData's comparison operators and functions, as they are written."""

    EQ = "eq"
    NE = "ne"
    GE = "ge"
    LE = "le"
    GT = "gt"
    LT = "lt"
    STARTS_WITH = "startswith"
    CONTAINS = "contains"


EQ = frozenset({Operator.EQ})
NE = frozenset({Operator.NE})
STARTS_WITH = frozenset({Operator.STARTS_WITH})
CONTAINS = frozenset({Operator.CONTAINS})
FROM_TO = frozenset({Operator.EQ, Operator.GE, Operator.LE})
AFTER_BEFORE = frozenset({Operator.EQ, Operator.GT, Operator.LT})


@dataclass(frozen=True, slots=True)
class Comparison:
    """One comparison that Graph is asked for, in Graph's own spelling."""

    operator: Operator
    value: str


def equal(*values: str) -> tuple[Comparison, ...]:
    """Graph's own words for one value of a question."""
    return tuple(Comparison(Operator.EQ, value) for value in values)


def begins(value: str) -> tuple[Comparison, ...]:
    """The beginning of Graph's own word for a value of a question."""
    return (Comparison(Operator.STARTS_WITH, value),)
