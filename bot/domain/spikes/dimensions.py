"""The dimensions that hourly counts are split by, and what part each plays when a cause is named."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a dimension says of an attempt. The first three are known of every attempt, the others of failures only."""

    APP = "app"
    PROVIDER = "provider"
    ORIGIN = "origin"  # where people come from: a country, the domain of an address
    STAGE = "stage"
    CODE = "code"  # why it failed: an error code, an extension


PLACES = frozenset({Role.APP, Role.PROVIDER, Role.ORIGIN})
"""Roles of dimensions whose attempts can be counted whether they fail or not."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """One column of the counts; `healthy` is its value in a row without failures, where there is such a value."""

    name: str
    role: Role
    healthy: str | None = None

    @property
    def is_place(self) -> bool:
        """Whether attempts that succeed have a value here too."""
        return self.role in PLACES


REPLAYED = (
    Dimension("app", Role.APP),
    Dimension("provider", Role.PROVIDER),
    Dimension("stage", Role.STAGE),
    Dimension("errorCode", Role.CODE, healthy="0"),
    Dimension("country", Role.ORIGIN),
)
"""The rows of `watch --replay`."""
