"""For each log where Graph and the mirror keep it, and for each of its fields which operators Graph takes: data alone.

To ask about another field is to add its row here and in `domain.fields`; the writers need no change.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from bot.domain.question import Filter, Log, Not, Value, field_of


class Operator(StrEnum):
    """OData's comparison operators, as they are written."""

    EQ = "eq"
    NE = "ne"
    GE = "ge"
    LE = "le"


class LiteralKind(StrEnum):
    """How a value of a column is written: text goes in quotes, a number (Int32) stands bare."""

    TEXT = "text"
    NUMBER = "number"


INT32_MAX = 2**31 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """Where one field of a question lives.

    `path` is its place in Graph's JSON, `None` where Graph has none; `mirror` its column in our copy;
    `attribute` its name on the event.
    `documented` are the operators of Graph's reference; `probe` those only a guide uses, which a tenant may refuse.
    `caseless` columns hold casefolded keys on our side; `steady` ones are the same on every row of an attempt.
    """

    field: str
    mirror: str
    attribute: str
    path: str | None = None
    documented: frozenset[Operator] = frozenset()
    probe: frozenset[Operator] = frozenset()
    literal: LiteralKind = LiteralKind.TEXT
    caseless: bool = False
    steady: bool = False

    def key(self, value: Value) -> str | int:
        """`value` as the mirror and the events keep it. Raises `ValueError` for what the column can never hold."""
        if self.literal is LiteralKind.NUMBER:
            return _number(self.field, value)
        if not isinstance(value, str):
            raise ValueError(f"{self.field} is compared with text, not with {value!r}")
        return value.casefold() if self.caseless else value

    def operators(self, *, probes_allowed: bool) -> frozenset[Operator]:
        """The operators Graph may be sent for this column."""
        return self.documented | self.probe if probes_allowed else self.documented


def _number(field: str, value: Value) -> int:
    digits = str(value)
    if not (digits.isascii() and digits.isdecimal() and int(digits) <= INT32_MAX):
        raise ValueError(f"{field} is a 32-bit number written in digits, not {value!r}")
    return int(digits)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeColumn:
    """The moment of a row; its bounds are written bare, in UTC."""

    path: str
    operators: frozenset[Operator]
    mirror: str = "at"
    attribute: str = "at"


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRow:
    """One log: Graph serves it at `/{version}/{path}`, the mirror keeps it in `table`."""

    log: Log
    version: str
    path: str
    time: TimeColumn
    table: str
    columns: Mapping[str, Column]

    def column(self, field: str) -> Column:
        """The column of `field`. Raises `ValueError` when rows of this log have no such field."""
        try:
            return self.columns[field]
        except KeyError:
            raise ValueError(f"rows of {self.log.value} have no field {field!r}") from None


EQ = frozenset({Operator.EQ})

SIGN_UP_COLUMNS = (
    Column(field="id", path="id", documented=EQ, mirror="id", attribute="id"),
    Column(field="app", path="appId", documented=EQ, mirror="app_id", attribute="app_id", steady=True),
    Column(
        field="correlation_id",
        path="correlationId",
        documented=EQ,
        mirror="correlation_id",
        attribute="correlation_id",
        steady=True,
    ),
    Column(field="stage", path="signUpStage", probe=EQ, mirror="stage", attribute="stage"),
    Column(
        field="provider",
        path="signUpIdentityProvider",
        probe=EQ,
        mirror="provider_key",
        attribute="provider_key",
        caseless=True,
    ),
    Column(
        field="user",
        path="signUpIdentity/signUpIdentifier",
        probe=EQ,
        mirror="identifier_key",
        attribute="identifier_key",
        caseless=True,
    ),
    Column(field="user_domain", mirror="domain", attribute="domain", caseless=True),
    Column(field="user_id", path="userId", mirror="user_id", attribute="user_id"),
    Column(
        field="error_code",
        path="status/errorCode",
        documented=EQ,
        probe=frozenset({Operator.NE}),
        literal=LiteralKind.NUMBER,
        mirror="error_code",
        attribute="error_code",
    ),
)
"""Documented: Graph beta reference, "selfServiceSignUp resource type", the `$filter` notes of each property.

Probe: Microsoft Entra's guide to querying sign-up logs with Graph, whose examples filter on properties that the
reference does not list. `userId` has no `$filter` note in either.
"""

SIGN_UPS = LogRow(
    log=Log.SIGN_UPS,
    version="beta",
    path="auditLogs/signUps",
    time=TimeColumn(path="createdDateTime", operators=frozenset({Operator.EQ, Operator.GE, Operator.LE})),
    table="sign_up_events",
    columns=MappingProxyType({column.field: column for column in SIGN_UP_COLUMNS}),
)
"""Graph beta reference, "List signUps"."""

LOGS: Mapping[Log, LogRow] = MappingProxyType({row.log: row for row in (SIGN_UPS,)})
"""Each log that rows can be read from."""


def log_row(log: Log) -> LogRow:
    """The row of `log`. Raises `ValueError` while it has none."""
    try:
        return LOGS[log]
    except KeyError:
        raise ValueError(f"there is no catalogue row for the log {log.value}") from None


def can_graph_filter(log: Log, condition: Filter, *, probes_allowed: bool) -> bool:
    """Whether Graph may be sent `condition`; `probes_allowed` when this tenant takes what only the guide uses."""
    column = log_row(log).columns.get(field_of(condition))
    if column is None:
        return False
    needed = Operator.NE if isinstance(condition, Not) else Operator.EQ
    return needed in column.operators(probes_allowed=probes_allowed)
