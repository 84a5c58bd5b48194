"""Where an answer comes from: the requests behind it, how far they reach, and what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Source(StrEnum):
    """Where the rows came from."""

    GRAPH = "graph"
    MIRROR = "mirror"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class GraphCall:
    """One HTTP request made to Microsoft Graph for an answer; `status` is `None` when no answer came."""

    method: str
    url: str
    status: int | None
    ms: int

    def to_json(self) -> dict[str, object]:
        """The form outside programs read."""
        return {"method": self.method, "url": self.url, "status": self.status, "ms": self.ms}


@dataclass(frozen=True, slots=True)
class GraphQuery:
    """One Graph request that a question becomes; `then` says what follows from its answer."""

    version: str
    path: str
    filter: str
    params: Mapping[str, str]
    client_side: tuple[str, ...]
    then: str = ""

    @property
    def url(self) -> str:
        """The request as an administrator would paste it into Graph Explorer, not percent-encoded."""
        options = {**({"$filter": self.filter} if self.filter else {}), **self.params}
        query = "&".join(f"{name}={value}" for name, value in options.items())
        return f"/{self.version}/{self.path}" + (f"?{query}" if query else "")

    def to_json(self) -> dict[str, object]:
        """The form outside programs read."""
        said: dict[str, object] = {
            "version": self.version,
            "path": self.path,
            "filter": self.filter,
            "params": dict(self.params),
            "client_side": list(self.client_side),
        }
        return said | ({"then": self.then} if self.then else {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sourced:
    """What an answer of any kind tells of where it comes from.

    `as_of` is the moment up to which the log was known. `complete` is false when something may be missing; `notes` say
    what and why, in whole sentences. `graph` are the Graph requests the question amounts to, `requests` those that
    were made.
    """

    as_of: datetime
    complete: bool
    source: Source
    graph: tuple[GraphQuery, ...] = ()
    requests: tuple[GraphCall, ...] = ()
    notes: tuple[str, ...] = ()

    def source_to_json(self) -> dict[str, object]:
        """How the form that outside programs read ends, whatever was asked."""
        return {
            "as_of": self.as_of.isoformat(),
            "complete": self.complete,
            "source": self.source.value,
            "graph": [query.to_json() for query in self.graph],
            "requests": [call.to_json() for call in self.requests],
            "notes": list(self.notes),
        }
