"""What a digest of sign-ins is made of: days, portions of their sign-ins, and the trend to them."""

from dataclasses import dataclass

from bot.domain.changes import Change
from bot.domain.days import Days
from bot.domain.sign_ins import SignInEvent
from bot.domain.tallies import EventTotals
from bot.domain.window import Window


@dataclass(frozen=True, slots=True)
class SignInStretch:
    """The sign-ins of some local days, each once."""

    days: Days
    window: Window
    events: tuple[SignInEvent, ...]


@dataclass(frozen=True, slots=True)
class Portion:
    """Some of the sign-ins, by what they have in common; `before` is `None` where the like days are not known."""

    name: str
    now: EventTotals
    before: EventTotals | None

    @property
    def change(self) -> Change:
        """How many, beside the like days."""
        return Change(self.now.events, None if self.before is None else self.before.events)

    def to_json(self) -> dict[str, object]:
        """The portion for programs."""
        return {"name": self.name, **self.now.to_json(), "before": self.before and self.before.to_json()}


@dataclass(frozen=True, slots=True)
class SignInPoint:
    """How many sign-ins there were on some days, and how many of them failed."""

    days: Days
    events: int
    failed: int

    def to_json(self) -> dict[str, object]:
        """The point for programs."""
        return {
            "day": self.days.first.isoformat(),
            "last_day": self.days.last.isoformat(),
            "events": self.events,
            "failed": self.failed,
        }
