"""What a row of the catalogue says: where a field of a log is kept, and how a value of it is compared there."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as member
from enum import StrEnum
from ipaddress import ip_address
from operator import attrgetter
from types import MappingProxyType
from typing import Any
from uuid import UUID

from bot.domain.events import LogEvent
from bot.domain.question import Filter, Log, Value


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


class Shape(StrEnum):
    """What a value looks like: some fields are kept in several places, and the look of a value says in which."""

    ANY = "any"
    GUID = "guid"
    ADDRESS = "address"  # of a person
    IP_START = "start of an IP address"


def shape_of(value: Value) -> Shape:
    """The shape of a typed value."""
    text = str(value)
    if _is_guid(text):
        return Shape.GUID
    if "@" in text:
        return Shape.ADDRESS
    return Shape.IP_START if text.endswith((".", ":")) and not _is_ip(text) else Shape.ANY


def _is_guid(text: str) -> bool:
    try:
        return str(UUID(text)) == text.lower()
    except ValueError:
        return False


def _is_ip(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


INT32_MAX = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Comparison:
    """One comparison that Graph is asked for, in Graph's own spelling."""

    operator: Operator
    value: str


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of a log that Graph serves, and the mirror holds, by itself.

    `kind` is what its rows have in the log's `kind_field`; `only` the filter that chooses them, `None` where they come
    without being asked for. `within` names the parts that have all of these rows too, with more to tell about each.
    """

    name: str = ""
    version: str = "v1.0"
    kind: str = ""
    only: Filter | None = None
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRow:
    """One log: Graph serves its `parts` at `/{version}/{path}`, the mirror keeps them in `table` as `event`s.

    `places` are the columns, several of one field where it is kept in several places. `kind_field` is the field that
    says to which part a row belongs. `params` go with every request.
    `starts_with` is how the log's own page spells that function. `of_attempts` logs have several rows for one attempt,
    so that a filter chooses attempts, not rows. `names` are pairs of an id and a name of the event that are remembered
    together. `told_by_beta` are the mirror's columns that a row of v1.0 leaves empty.
    """

    log: Log
    path: str
    parts: tuple[Part, ...]
    time: TimeColumn
    table: str
    event: type[LogEvent]
    places: Sequence[Column]
    kind_field: str = ""
    params: Mapping[str, str] = member(default_factory=lambda: MappingProxyType({}))
    starts_with: str = Operator.STARTS_WITH.value
    of_attempts: bool = False
    names: tuple[tuple[str, str], ...] = ()
    told_by_beta: frozenset[str] = frozenset()
    columns: Mapping[str, Column] = member(init=False)
    """For each field the first of its columns."""

    def __post_init__(self) -> None:
        first = {column.field: column for column in reversed(self.places)}
        object.__setattr__(self, "columns", MappingProxyType(first))

    @property
    def version(self) -> str:
        """The version that serves the log's first part."""
        return self.parts[0].version

    def part(self, name: str) -> Part:
        """The part called so; without a name the first. Raises `ValueError` when there is none."""
        found = self.parts[0] if not name else next((part for part in self.parts if part.name == name), None)
        if found is None:
            raise ValueError(f"the log {self.log.value} has no part {name!r}")
        return found

    def column(self, field: str) -> Column:
        """The first column of `field`. Raises `ValueError` when rows of this log have no such field."""
        return self.columns_of(field)[0]

    def columns_of(self, field: str) -> tuple[Column, ...]:
        """All columns of `field`. Raises `ValueError` when rows of this log have no such field."""
        found = tuple(column for column in self.places if column.field == field)
        if not found:
            raise ValueError(f"rows of {self.log.value} have no field {field!r}")
        return found

    def looked_for(self, field: str, value: Value) -> tuple[Column, ...]:
        """The columns in which `value` is looked for: those of its shape, else those for values of any shape."""
        columns = self.columns_of(field)
        shape = shape_of(value)
        return tuple(c for c in columns if c.shape is shape) or tuple(c for c in columns if c.shape is Shape.ANY)

    def compared(self, field: str, values: Iterable[Value]) -> list[tuple[Column, tuple[Value, ...]]]:
        """`values` by the columns they are looked for in; a row has one of them if any column has any of its own."""
        found = [
            (column, tuple(value for value in values if column in self.looked_for(field, value)))
            for column in self.columns_of(field)
        ]
        return [pair for pair in found if pair[1]] or [(self.column(field), ())]
