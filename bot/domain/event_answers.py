"""What is found out about sign-ins, directory changes and provisioning, before any formatting."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.answers import AnswerKind
from bot.domain.question import Question
from bot.domain.sources import Sourced
from bot.domain.tallies import EventGroup, EventRates, EventTotals
from bot.domain.window import Window

Fact = str | int | tuple[str, ...] | None
"""One thing a row says: a text, a number, several texts, or nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedProperty:
    """One property of `target` before and after, in plain words; an empty text is no value."""

    target: str
    name: str
    old: str
    new: str

    def to_json(self) -> dict[str, str]:
        """The change by the names outside programs read."""
        return {"target": self.target, "property": self.name, "old": self.old, "new": self.new}


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """One event as somebody at a helpdesk reads it.

    `facts` are by the field names of the question language. `reason`, `remedy` and `tell_the_user` are empty where
    nothing went wrong.
    """

    id: str
    at: datetime
    status: str | None
    facts: Mapping[str, Fact] = field(default_factory=dict)
    changes: tuple[ChangedProperty, ...] = ()
    reason: str = ""
    remedy: str = ""
    tell_the_user: str = ""

    def text(self, name: str) -> str:
        """A fact as text; empty where the row says nothing."""
        fact = self.facts.get(name)
        if isinstance(fact, tuple):
            return ", ".join(fact)
        return "" if fact is None else str(fact)

    def to_json(self) -> dict[str, object]:
        """The row by the names outside programs read; its time as ISO 8601 in UTC."""
        said: dict[str, object] = {"id": self.id, "at": self.at.isoformat(), "status": self.status}
        said |= {name: list(fact) if isinstance(fact, tuple) else fact for name, fact in self.facts.items()}
        said |= {"reason": self.reason, "remedy": self.remedy, "tell_the_user": self.tell_the_user}
        return said | ({"changes": [change.to_json() for change in self.changes]} if self.changes else {})


@dataclass(frozen=True, slots=True)
class EventComparison:
    """The same question about another window."""

    window: Window
    totals: EventTotals
    rates: EventRates | None
    distinct: int | None = None
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
class EventAnswer(Sourced):
    """What was found out about a log of events; the members are those of `Answer`, without a funnel.

    `totals` describe everything that satisfies every filter, whatever `top` says.
    """

    question: Question
    kind: AnswerKind
    window: Window
    zone: str
    totals: EventTotals
    rates: EventRates | None = None
    groups: tuple[EventGroup, ...] = ()
    distinct: int | None = None
    rows: tuple[EventRow, ...] = ()
    compare: EventComparison | None = None

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
        if self.kind is AnswerKind.BREAKDOWN or self.groups:
            said["groups"] = [group.to_json() for group in self.groups]
        if self.distinct is not None:
            said["distinct"] = self.distinct
        if self.kind is AnswerKind.LIST:
            said["rows"] = [row.to_json() for row in self.rows]
        if self.compare:
            said["compare"] = self.compare.to_json()
        return said | self.source_to_json()
