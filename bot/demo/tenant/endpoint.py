"""What there is to say about one collection that the tenant serves."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.demo.rows import Row
from bot.demo.tenant.faults import Faults
from bot.demo.tenant.odata.filters import Law
from bot.demo.tenant.odata.tree import Filter

BETA = frozenset({"beta"})
BOTH = frozenset({"v1.0", "beta"})


class Family(StrEnum):
    """Endpoints that share a throttle and their manners."""

    LOG = "log"
    """Newest first, a strict list of options, kept for a while only, 5 requests in 10 seconds."""
    DIRECTORY = "directory"
    """Oldest first, projections, options it does not know are passed over in silence."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One collection, its law and its manners."""

    path: str
    type_name: str
    family: Family
    permission: str
    law: Law
    versions: frozenset[str] = BOTH
    time_property: str = "createdDateTime"
    page: int = 100
    most: int = 999
    """The largest `$top`."""
    options: frozenset[str] = frozenset({"$filter", "$top", "$skiptoken", "$select", "$count"})
    probe_options: frozenset[str] = frozenset()
    other_key: str | None = None
    """A property that finds one object too, as in `applications(appId='…')`."""
    on_request: frozenset[str] = frozenset()
    """Properties that are shown only when `$select` names them."""
    properties: frozenset[str] = frozenset()
    """All names that `$select` knows; empty when it takes any."""
    listed: Callable[[Row, Filter | None], Row] | None = None
    """How an object looks in a list, which may be less than it looks on its own."""
    without_new_members: Callable[[Row], Row] | None = None
    """How a row looks to a caller who did not say `Prefer: include-unknown-enum-members`."""
    altered: Callable[[Row, Faults], Row] | None = None
    """How the faults that reach rows change one."""
    parts: Mapping[str, Callable[[Row], list[Row]]] = field(default_factory=dict)
    """Collections inside one object, by the path below it."""

    @property
    def file_name(self) -> str:
        """How files of this collection begin, as `signUps` in `signUps-list.json`."""
        return self.path.rpartition("/")[2]
