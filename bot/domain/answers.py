"""An Answer is everything we can say about one question, before any formatting."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.attempts import Outcome
from bot.domain.measures import FunnelStep, Group, Rates, Totals
from bot.domain.question import Question
from bot.domain.window import Window


class AnswerKind(StrEnum):
    """What an answer mainly is; the parts that do not belong to it are absent."""

    LIST = "list"
    COUNT = "count"
    BREAKDOWN = "breakdown"
    RATE = "rate"
    FUNNEL = "funnel"


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
class AttemptRow:
    """One attempt as somebody at a helpdesk reads it.

    `reason`, `remedy` and `tell_the_user` are empty where nothing went wrong, or not yet.
    `existing_account` is `None` where not looked up.
    `young` marks an attempt that counts in no rate yet.
    """

    id: str
    correlation_id: str
    started: datetime
    ended: datetime
    user: str | None
    app: str | None
    app_id: str
    provider: str | None
    status: Outcome
    interrupted: bool
    young: bool
    stage: str
    error_code: int
    reason: str = ""
    remedy: str = ""
    tell_the_user: str = ""
    existing_account: bool | None = None

    def to_json(self) -> dict[str, object]:
        """The row by the names outside programs read; times as ISO 8601 in UTC."""
        said: dict[str, object] = {
            "id": self.id,
            "correlation_id": self.correlation_id,
            "started": self.started.isoformat(),
            "ended": self.ended.isoformat(),
            "user": self.user,
            "app": self.app,
            "app_id": self.app_id,
            "provider": self.provider,
            "status": self.status.value,
            "interrupted": self.interrupted,
            "young": self.young,
            "stage": self.stage,
            "error_code": self.error_code,
            "reason": self.reason,
            "remedy": self.remedy,
            "tell_the_user": self.tell_the_user,
        }
        return said if self.existing_account is None else said | {"existing_account": self.existing_account}


@dataclass(frozen=True, slots=True)
class Comparison:
    """The same question about another window."""

    window: Window
    totals: Totals
    rates: Rates | None
    complete: bool = True

    def to_json(self) -> dict[str, object]:
        """The second period with its numbers."""
        said: dict[str, object] = {
            "window": self.window.to_json(),
            "totals": self.totals.to_json(),
            "complete": self.complete,
        }
        return said | ({"rates": self.rates.to_json()} if self.rates else {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was found out.

    `totals` describe everything that satisfies every filter, whatever `top` says; `rates` are over mature attempts.
    `distinct` is how many different values the field has that `question.count_of` counts, if it counts a field.
    `rows` are newest first. `as_of` is the moment up to which the log was known.
    `complete` is false when part of the window may be missing; `notes` say which and why, in whole sentences.
    `graph` are the Graph requests the question amounts to, `requests` those that were made.
    """

    question: Question
    kind: AnswerKind
    window: Window
    zone: str
    totals: Totals
    rates: Rates | None = None
    groups: tuple[Group, ...] = ()
    funnel: tuple[FunnelStep, ...] = ()
    distinct: int | None = None
    rows: tuple[AttemptRow, ...] = ()
    compare: Comparison | None = None
    as_of: datetime
    complete: bool
    source: Source
    graph: tuple[GraphQuery, ...] = ()
    requests: tuple[GraphCall, ...] = ()
    notes: tuple[str, ...] = ()

    def to_json(self) -> dict[str, object]:
        """The form outside programs read; parts that do not apply are left out."""
        said: dict[str, object] = {
            "question": self.question.to_json(),
            "kind": self.kind.value,
            "window": self.window.to_json(),
            "zone": self.zone,
            "totals": self.totals.to_json(),
        }
        if self.rates:
            said["rates"] = self.rates.to_json()
        if self.kind is AnswerKind.BREAKDOWN or self.question.group_by or self.distinct is not None:
            said["groups"] = _each(self.groups)
        if self.kind is AnswerKind.FUNNEL or self.funnel:
            said["funnel"] = _each(self.funnel)
        if self.distinct is not None:
            said["distinct"] = self.distinct
        if self.kind is AnswerKind.LIST:
            said["rows"] = _each(self.rows)
        if self.compare:
            said["compare"] = self.compare.to_json()
        return said | {
            "as_of": self.as_of.isoformat(),
            "complete": self.complete,
            "source": self.source.value,
            "graph": _each(self.graph),
            "requests": _each(self.requests),
            "notes": list(self.notes),
        }


def _each(
    parts: Sequence[Group] | Sequence[FunnelStep] | Sequence[AttemptRow] | Sequence[GraphQuery] | Sequence[GraphCall],
) -> list[dict[str, object]]:
    return [part.to_json() for part in parts]
