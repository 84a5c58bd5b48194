"""What Identity Protection says: who and what is at risk, and what was detected."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.answers import AnswerKind
from bot.domain.fields.risk import RISK
from bot.domain.measures import Key
from bot.domain.question import Question
from bot.domain.sources import Source, Sourced
from bot.domain.window import Window

STATES = next(field.values for field in RISK if field.name == "risk_state")


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskRow:
    """Somebody or something at risk, or one detection; `at` is when it last changed, or was done.

    `risk_type` is `None` where Graph gives a standing and no detection.
    """

    id: str
    subject: str
    at: datetime | None
    who: str
    name: str
    key: str
    risk_level: str
    risk_state: str
    risk_detail: str
    risk_type: str | None = None
    ip: str | None = None
    country: str | None = None
    city: str | None = None
    request_id: str | None = None
    is_sign_in: bool = False

    def to_json(self) -> dict[str, object]:
        """The row by the names outside programs read; its time as ISO 8601 in UTC."""
        names = {"app_id": self.key, "app": self.name} if self.subject == "workload" else {"user": self.who}
        said: dict[str, object] = {
            "id": self.id,
            "subject": self.subject,
            "at": self.at.isoformat() if self.at else None,
            **names,
            "name": self.name,
            "risk_level": self.risk_level,
            "risk_state": self.risk_state,
            "risk_detail": self.risk_detail,
        }
        known = {
            "risk_type": self.risk_type,
            "ip": self.ip,
            "country": self.country,
            "city": self.city,
            "request_id": self.request_id,
        }
        return said | {name: value for name, value in known.items() if value is not None}


@dataclass(frozen=True, slots=True)
class RiskTotals:
    """How many rows, how many of each state, and how many different people or workloads."""

    events: int
    states: tuple[tuple[str, int], ...]
    users: int

    def to_json(self) -> dict[str, int]:
        """The counts by name."""
        return {"events": self.events, **dict(self.states), "users": self.users}


@dataclass(frozen=True, slots=True)
class RiskGroup:
    """The rows that share `key`."""

    key: Key
    totals: RiskTotals

    def to_json(self) -> dict[str, object]:
        """Key and totals side by side."""
        return {"key": dict(self.key), **self.totals.to_json()}


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskAnswer(Sourced):
    """What was found out about risk; `totals` describe everything that satisfies every filter, whatever `top` says.

    `complete` is false when a list could not be read; `lacks` are those of the `notes` that say which, and why.
    """

    question: Question
    kind: AnswerKind
    window: Window | None
    zone: str
    totals: RiskTotals
    groups: tuple[RiskGroup, ...] = ()
    rows: tuple[RiskRow, ...] = ()
    complete: bool = True
    source: Source = Source.GRAPH
    lacks: tuple[str, ...] = ()

    def to_json(self) -> dict[str, object]:
        """The form outside programs read; parts that do not apply are left out."""
        said: dict[str, object] = {"question": self.question.to_json(), "kind": self.kind.value, "zone": self.zone}
        if self.window:
            said["window"] = self.window.to_json()
        said["totals"] = self.totals.to_json()
        if self.kind is AnswerKind.BREAKDOWN:
            said["groups"] = [group.to_json() for group in self.groups]
        if self.kind is AnswerKind.LIST:
            said["rows"] = [row.to_json() for row in self.rows]
        return said | self.source_to_json()


def count_risk(rows: Sequence[RiskRow]) -> RiskTotals:
    """Totals over `rows`; a state that Graph adds later counts among the events alone."""
    states = tuple((state, sum(row.risk_state == state for row in rows)) for state in STATES)
    return RiskTotals(len(rows), states, len({row.key for row in rows}))
