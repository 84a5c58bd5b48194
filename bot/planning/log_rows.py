"""A log as the catalogue has it: the parts that Graph serves by themselves, and the columns of its fields."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as member
from types import MappingProxyType

from bot.domain.events import LogEvent
from bot.domain.question import Filter, Log, Value
from bot.planning.columns import Column, TimeColumn
from bot.planning.operators import Operator
from bot.planning.shapes import Shape, shape_of


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
