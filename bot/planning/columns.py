"""A column: where a field of a log is kept, and how a value of it is compared there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import field as member
from enum import StrEnum
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from bot.domain.events import LogEvent
from bot.domain.question import Value
from bot.planning.operators import Comparison, Operator
from bot.planning.shapes import Shape


class Match(StrEnum):
    """When a row's value is the one that was asked for."""

    WHOLE = "whole"  # it is that value
    START = "start"  # it begins with it
    PART = "part"  # it has it somewhere inside


OPERATOR_OF = MappingProxyType(
    {Match.WHOLE: Operator.EQ, Match.START: Operator.STARTS_WITH, Match.PART: Operator.CONTAINS}
)


class LiteralKind(StrEnum):
    """How a value of a column is written: text goes in quotes, a number (Int32) stands bare.

    A principal is the text of a user principal name in a log that keeps it in lower case, but for a guest's `#EXT#`.
    """

    TEXT = "text"
    NUMBER = "number"
    PRINCIPAL = "principal"


INT32_MAX = 2**31 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One place where a field of a question lives.

    `path` is its place in Graph's JSON, `None` where Graph has none; below a collection it is written
    `targetResources/any/id`. `mirror` is its column in our copy, `None` where only the event itself can tell;
    `attribute` its name on the event, `many` when that holds several values, of which one is enough.
    `shape` are the values that are looked for here.
    `documented` are the operators of Graph's reference; `probe` those only a guide uses, which a tenant may refuse.
    `beta` columns are there in beta only. `spelled` gives, for a value of the question, Graph's own words; values that
    are not in it are sent as they are, unless `closed`.
    `caseless` columns are compared by `fold`, and hold what it gives on our side. `may_miss` says that Graph may leave
    out rows that we count: it minds case where we do not, or spells values in ways that are not settled.
    `steady` columns are the same on every row of an attempt.
    """

    field: str
    mirror: str | None
    attribute: str
    path: str | None = None
    match: Match = Match.WHOLE
    shape: Shape = Shape.ANY
    many: bool = False
    documented: frozenset[Operator] = frozenset()
    probe: frozenset[Operator] = frozenset()
    beta: bool = False
    literal: LiteralKind = LiteralKind.TEXT
    spelled: Mapping[str, tuple[Comparison, ...]] = member(default_factory=lambda: MappingProxyType({}))
    closed: bool = False
    caseless: bool = False
    fold: Callable[[str], str] = str.casefold
    may_miss: bool = False
    steady: bool = False

    def key(self, value: Value) -> str | int:
        """`value` as the mirror and the events keep it. Raises `ValueError` for what the column can never hold."""
        if self.literal is LiteralKind.NUMBER:
            return _number(self.field, value)
        if not isinstance(value, str):
            raise ValueError(f"{self.field} is compared with text, not with {value!r}")
        if self.shape is Shape.GUID:
            return value.lower()
        return self.fold(value) if self.caseless else value

    def reader(self) -> Callable[[LogEvent], Any]:
        """A function that gives an event's value, or its values, as `key` has them."""
        read = attrgetter(self.attribute)
        if not self.caseless:
            return read
        fold = self.fold
        if self.many:
            return lambda event: tuple(fold(value) for value in read(event))
        return lambda event: None if (value := read(event)) is None else fold(value)

    def operators(self, *, probes_allowed: bool) -> frozenset[Operator]:
        """The operators Graph may be sent for this column."""
        return self.documented | self.probe if probes_allowed else self.documented

    def comparisons(self, value: Value) -> tuple[Comparison, ...]:
        """What Graph is asked for `value`, any of which will do; nothing where it has no words for it.

        Raises `ValueError` for what the column can never hold.
        """
        if self.path is None:
            return ()
        if isinstance(value, str) and value in self.spelled:
            return self.spelled[value]
        return () if self.closed else (Comparison(OPERATOR_OF[self.match], str(self._sent(value))),)

    def is_taken(self, value: Value, *, negated: bool, probes_allowed: bool) -> bool:
        """Whether Graph may be asked for rows with `value`, or for those without it."""
        needed = {comparison.operator for comparison in self.comparisons(value)}
        if negated:
            needed = {Operator.NE} if needed == {Operator.EQ} else set()
        return bool(needed) and needed <= self.operators(probes_allowed=probes_allowed)

    def _sent(self, value: Value) -> Value:
        if self.literal is LiteralKind.NUMBER or self.shape is Shape.GUID:
            return self.key(value)
        if self.literal is LiteralKind.PRINCIPAL:
            return str(value).lower().replace("#ext#", "#EXT#")
        return value


def _number(name: str, value: Value) -> int:
    digits = str(value)
    if not (digits.isascii() and digits.isdecimal() and int(digits) <= INT32_MAX):
        raise ValueError(f"{name} is a 32-bit number written in digits, not {value!r}")
    return int(digits)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeColumn:
    """The moment of a row; its bounds are written bare, in UTC."""

    path: str
    operators: frozenset[Operator]
    mirror: str = "at"
    attribute: str = "at"
