"""How far beyond a window the log must be read, so that each attempt begun in it is whole and is one."""

from dataclasses import dataclass
from datetime import datetime

from bot.desk.memory_ports import EventStore
from bot.domain.attempts import AttemptRules, SignUpAttempt
from bot.domain.joining import attempts
from bot.domain.window import Window
from bot.planning.plan import Plan
from bot.planning.planner import read_on


@dataclass(frozen=True, slots=True)
class Edges:
    """Looks at the rows near the ends of what has been read. Raises `MirrorError`."""

    store: EventStore
    rules: AttemptRules

    def earlier(self, step: Plan, read: Window, now: datetime) -> datetime | None:
        """From when to read instead, or `None` when what began in the window cannot have begun before it.

        Events of two people across the window's start are one attempt or two: an account made before them decides.
        """
        head = Window(read.since, max(read.since, min(read.until, step.window.since + self.rules.quiet)))
        crossing = [
            attempt
            for attempt in self._attempts(step, head, now)
            if attempt.started < step.window.since <= attempt.ended and _names_several(attempt)
        ]
        since = min((attempt.started for attempt in crossing), default=now) - self.rules.quiet
        return since if since < read.since else None

    def later(self, step: Plan, read: Window, now: datetime) -> datetime | None:
        """Until when to read instead, or `None` when no attempt can have gone on beyond what was read."""
        if read.until >= now:
            return None
        # An attempt begun before the window's end that is open now has an event in the quiet time before that end.
        tail = Window(min(read.until, step.window.until - self.rules.quiet), read.until)
        begun = [attempt for attempt in self._attempts(step, tail, now) if attempt.started < step.window.until]
        until = read_on(max((attempt.ended for attempt in begun), default=step.window.since), self.rules)
        return until if until > read.until else None

    def _attempts(self, step: Plan, window: Window, now: datetime) -> list[SignUpAttempt]:
        return attempts(self.store.events(step.question.log, window, step.steady), now, self.rules)


def _names_several(attempt: SignUpAttempt) -> bool:
    """Whether its events name more than one person, or some nobody."""
    return len({event.identifier_key for event in attempt.events}) > 1
