"""A field of a log: its name in a question, what its values look like, and how it is headed."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a field's values look like, and so how a typed value is checked."""

    CHOICE = "choice"  # one of a closed list
    FLAG = "flag"  # true or false
    TEXT = "text"  # open text
    NAME = "name"  # a name that the tenant knows
    USER = "user"  # an address, a GUID, a display name, me, or slack:U123
    DOMAIN = "domain"
    CODE = "code"  # an error code, kept as text
    GUID = "guid"
    ADDRESS = "address"  # an IP address or the start of one
    COUNTRY = "country"  # ISO 3166 two letters
    TIME = "time"  # hour, day, week, month: to group by, never to filter


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a log.

    `values` is the closed list of a CHOICE, or the known values of an open field; `names` the attribute of
    `TenantNames` that knows a NAME; `filterable` is false for what can only be grouped by.
    """

    name: str
    kind: Kind
    heading: str
    values: tuple[str, ...] = ()
    names: str | None = None
    personal: bool = False
    filterable: bool = True
