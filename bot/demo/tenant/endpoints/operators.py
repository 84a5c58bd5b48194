"""Sets of operators that many properties share."""

from bot.demo.tenant.odata.tree import Operator

EQ = frozenset({Operator.EQ})
NE = frozenset({Operator.NE})
PREFIX = frozenset({Operator.STARTSWITH})
CONTAINS = frozenset({Operator.CONTAINS})
FROM_TO = frozenset({Operator.EQ, Operator.GE, Operator.LE})
AFTER_BEFORE = frozenset({Operator.GT, Operator.LT})
ORDERED = FROM_TO | AFTER_BEFORE
ONE_OF = frozenset({Operator.EQ, Operator.IN})
NAME = frozenset({Operator.EQ, Operator.IN, Operator.STARTSWITH})
NOT_OR_SUFFIX = frozenset({Operator.NE, Operator.ENDSWITH})
