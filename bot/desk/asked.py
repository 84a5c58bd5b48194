"""One question on its way to an answer: what was meant, and which attempts it turned out to be about."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.desk.journey import Journey
from bot.desk.reading import Reading
from bot.domain.attempts import SignUpAttempt
from bot.domain.question import Filter, Question
from bot.domain.tenancy import Bindings
from bot.domain.window import Window
from bot.planning.selection import Facts, is_asked_as_interrupted, outcome_is_asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question as of `now` in `zone`, its names `bound` to ids."""

    question: Question
    zone: ZoneInfo
    now: datetime
    bindings: Bindings
    bound: tuple[Filter, ...]
    journey: Journey

    @property
    def judged(self) -> bool:
        """Whether shares of outcomes mean anything: not where the question picks the outcome itself."""
        return not outcome_is_asked(self.bound)

    def as_interrupted(self, attempt: SignUpAttempt) -> bool:
        """Whether `attempt` is meant for its unanswered prompt alone, so that its last event decides."""
        return is_asked_as_interrupted(attempt, self.question.filter("status"))


@dataclass(frozen=True, slots=True)
class Found:
    """The attempts that began in one window and that the question is about, oldest first."""

    window: Window
    reading: Reading
    wanted: list[SignUpAttempt]
    facts: Facts
    notes: tuple[str, ...]
