"""An Answer is everything we can say about one question, before any formatting."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.attempts import Outcome
from bot.domain.measures import FunnelStep, Group, Rates, Totals
from bot.domain.question import Question
from bot.domain.sources import Sourced
from bot.domain.window import Window


class AnswerKind(StrEnum):
    """What an answer mainly is; the parts that do not belong to it are absent."""

    LIST = "list"
    COUNT = "count"
    BREAKDOWN = "breakdown"
    RATE = "rate"
    FUNNEL = "funnel"


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
class Answer(Sourced):
    """What was found out.

    `totals` describe everything that satisfies every filter, whatever `top` says; `rates` are over mature attempts.
    `distinct` is how many different values the field has that `question.count_of` counts, if it counts a field.
    `rows` are newest first.
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
            said["groups"] = [group.to_json() for group in self.groups]
        if self.kind is AnswerKind.FUNNEL or self.funnel:
            said["funnel"] = [step.to_json() for step in self.funnel]
        if self.distinct is not None:
            said["distinct"] = self.distinct
        if self.kind is AnswerKind.LIST:
            said["rows"] = [row.to_json() for row in self.rows]
        if self.compare:
            said["compare"] = self.compare.to_json()
        return said | self.source_to_json()
