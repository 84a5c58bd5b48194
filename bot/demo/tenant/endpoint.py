"""What there is to say about one collection that the tenant serves."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.demo.rows import Row
from bot.demo.tenant.faults import Faults
from bot.demo.tenant.odata.comparisons import Test
from bot.demo.tenant.odata.filters import Law
from bot.demo.tenant.odata.tree import Filter
from bot.demo.tenant.permissions import Licence, Permission

BETA = frozenset({"beta"})
BOTH = frozenset({"v1.0", "beta"})
PAGED = frozenset({"$filter", "$top", "$skiptoken"})
NO_OPTIONS: frozenset[str] = frozenset()


class Family(StrEnum):
    """Endpoints that share an allowance and their manners."""

    LOG = "log"
    """Newest first, a strict list of options, kept for a while only, 5 requests in 10 seconds."""
    REPORT = "report"
    """As a log in options and allowance; its rows are sums over the logs up to now, and what they sum is kept."""
    RISK = "risk"
    """Newest first, strict, one request a second, and a 429 of theirs has no Retry-After."""
    DIRECTORY = "directory"
    """Oldest first, projections, options it does not know are passed over in silence."""


@dataclass(frozen=True, slots=True)
class Part:
    """A collection inside one object."""

    rows: Callable[[Row], list[Row]] | None = None
    """Reads them from the object; None when they are held beside it, by its id."""
    permission: Permission | None = None
    """What reading it asks for, where that is not what the object asks for."""


@dataclass(frozen=True, slots=True)
class Costly:
    """A property that Graph works out when it is asked for, at a price."""

    name: str
    permission: Permission
    licence: Licence
    most: int
    """The largest `$top` beside it."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One collection, its law and its manners."""

    path: str
    type_name: str
    family: Family
    permission: Permission
    law: Law
    beta_law: Law | None = None
    """Where beta takes other filters than v1.0."""
    also: frozenset[Permission] = frozenset()
    """Permissions of which any serves as well."""
    licence: Licence = Licence.FREE
    delegated_only: bool = False
    """Whether an app without a user is refused, whatever its permissions."""
    versions: frozenset[str] = BOTH
    parameters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Of a function such as `getMsiSignIns(window='d1')`: its arguments and their values."""
    time_property: str = "createdDateTime"
    key_property: str = "id"
    """What tells the rows apart."""
    ids_repeat: bool = False
    """Whether rows of one id are different rows all the same, as Graph prints them for sums."""
    page: int = 100
    most: int = 999
    """The largest `$top`."""
    pages_only_with_top: bool = False
    """Whether an answer to a call without `$top` ends after its first page, with no link to the rest."""
    options: frozenset[str] = PAGED | {"$select", "$count"}
    probe_options: frozenset[str] = frozenset()
    other_key: str | None = None
    """A property that finds one object too, as in `applications(appId='…')`."""
    alias: str | None = None
    """A property that may stand in the path in place of the id, as a user's principal name does."""
    on_request: frozenset[str] = frozenset()
    """Properties that are shown only when `$select` names them."""
    costly: Costly | None = None
    properties: frozenset[str] = frozenset()
    """All names that `$select` knows; empty when it takes any."""
    holds: Mapping[str, Test] = field(default_factory=dict)
    """By version, what is true of every row that this version has."""
    unless_asked: Mapping[str, Test] = field(default_factory=dict)
    """By property, what is true of the rows of a list whose filter does not name the property."""
    guarded: Mapping[str, frozenset[Permission]] = field(default_factory=dict)
    """Properties that are left out unless the app has one of these permissions as well."""
    versioned: Mapping[str, Callable[[Row], Row]] = field(default_factory=dict)
    """By version, how a row looks in it."""
    young: Callable[[Row], Row] | None = None
    """How a row looks in its first minutes, before what is learnt later has been written to it."""
    listed: Callable[[Row, Filter | None], Row] | None = None
    """How an object looks in a list, which may be less than it looks on its own."""
    without_new_members: Callable[[Row], Row] | None = None
    """How a row looks to a caller who did not say `Prefer: include-unknown-enum-members`."""
    altered: Callable[[Row, Faults], Row] | None = None
    """How the faults that reach rows change one."""
    parts: Mapping[str, Part] = field(default_factory=dict)
    """Collections inside one object, by the path below it."""
    files: str = ""
    """How files of this collection begin, where not as its path ends."""

    @property
    def file_name(self) -> str:
        """How files of this collection begin, as `signUps` in `signUps-list.json`."""
        return self.files or self.path.rpartition("/")[2]

    @property
    def is_strict(self) -> bool:
        """Whether an option it does not know is refused."""
        return self.family is not Family.DIRECTORY

    def law_of(self, version: str) -> Law:
        """What this version takes as a filter."""
        return self.beta_law if self.beta_law is not None and version == "beta" else self.law
