"""A Question is what somebody wants to know; a Condition is one thing that must hold. Both are frozen and compare."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.window import Span, Window


class Log(StrEnum):
    """The logs and reports that can be asked about, by the name the question language gives them."""

    SIGN_UPS = "signups"
    SIGN_INS = "signins"
    AUDIT = "audit"
    PROVISIONING = "provisioning"
    USER = "user"
    RISK = "risk"
    APPS = "apps"


class Output(StrEnum):
    """The form in which an answer is wanted."""

    LIST = "list"
    COUNT = "count"
    RATE = "rate"
    FUNNEL = "funnel"
    CHART = "chart"
    EXPORT = "export"


class Format(StrEnum):
    """The file kinds of an export."""

    CSV = "csv"
    JSON = "json"


class Metric(StrEnum):
    """The share that is asked for."""

    CONVERSION = "conversion"
    FAILURE = "failure"
    DROPOFF = "dropoff"
    ABANDONMENT = "abandonment"
    SUCCESS = "success"


Value = str | int | bool


@dataclass(frozen=True, slots=True)
class Is:
    """`field` has this value."""

    field: str
    value: Value


@dataclass(frozen=True, slots=True)
class OneOf:
    """`field` has any of these values."""

    field: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The inner condition does not hold."""

    condition: Is | OneOf


@dataclass(frozen=True, slots=True)
class Within:
    """The row's own time lies in `window`."""

    window: Window


@dataclass(frozen=True, slots=True)
class And:
    """All of these hold."""

    conditions: "tuple[Condition, ...]"


Condition = Is | OneOf | Not | Within | And
Filter = Is | OneOf | Not


def field_of(condition: Filter) -> str:
    """The name of the field that a filter is about."""
    return condition.condition.field if isinstance(condition, Not) else condition.field


def values_of(condition: Filter) -> tuple[Value, ...]:
    """The values a filter names, whether it wants or excludes them."""
    inner = condition.condition if isinstance(condition, Not) else condition
    return (inner.value,) if isinstance(inner, Is) else inner.values


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What somebody wants to know, in the one canonical form: equal meaning is equal value.

    `where` holds at most one filter for each field, sorted by field name.
    `window` is `None` only for what has no time (a person, risk, usage).
    """

    log: Log
    where: tuple[Filter, ...] = ()
    window: Span | None = None
    compare: Span | None = None
    group_by: tuple[str, ...] = ()
    top: int | None = None
    output: Output = Output.LIST
    format: Format | None = None
    metric: Metric | None = None
    count_of: str | None = None
    min_count: int | None = None
    show: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "where", tuple(sorted(self.where, key=field_of)))

    def filter(self, field: str) -> Filter | None:
        """The filter on `field`, or `None`."""
        return next((condition for condition in self.where if field_of(condition) == field), None)

    def to_json(self) -> dict[str, object]:
        """The canonical JSON object of the question language; what was not said is left out."""
        said: dict[str, object] = {
            "log": self.log.value,
            "filters": {field_of(condition): _filter_json(condition) for condition in self.where},
            "window": self.window and self.window.to_json(),
            "compare": self.compare and self.compare.to_json(),
            "group_by": list(self.group_by) or None,
            "top": self.top,
            "output": self.output.value,
            "format": self.format and self.format.value,
            "metric": self.metric and self.metric.value,
            "count_of": self.count_of,
            "min_count": self.min_count,
            "show": self.show,
        }
        return {name: value for name, value in said.items() if value is not None}


def _filter_json(condition: Filter) -> object:
    match condition:
        case Is(_, value):
            return value
        case OneOf(_, values):
            return list(values)
        case Not(inner):
            return {"not": _filter_json(inner)}
