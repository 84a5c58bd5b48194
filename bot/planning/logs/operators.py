"""Sets of operators that many columns share."""

from bot.planning.columns import Comparison, Operator

EQ = frozenset({Operator.EQ})
NE = frozenset({Operator.NE})
STARTS_WITH = frozenset({Operator.STARTS_WITH})
CONTAINS = frozenset({Operator.CONTAINS})
FROM_TO = frozenset({Operator.EQ, Operator.GE, Operator.LE})
AFTER_BEFORE = frozenset({Operator.EQ, Operator.GT, Operator.LT})


def equal(*values: str) -> tuple[Comparison, ...]:
    """Graph's own words for one value of a question."""
    return tuple(Comparison(Operator.EQ, value) for value in values)


def begins(value: str) -> tuple[Comparison, ...]:
    """The beginning of Graph's own word for a value of a question."""
    return (Comparison(Operator.STARTS_WITH, value),)
