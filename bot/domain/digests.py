"""A Digest sets one day's sign-ups beside the same weekday a week before, and says in a sentence what changed."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.attempts import Outcome, SignUpAttempt
from bot.domain.changes import Change
from bot.domain.codes import explain_sign_up
from bot.domain.digest_parts import Day, Part, Reason
from bot.domain.digest_sentence import what_changed
from bot.domain.events import SignUpEvent
from bot.domain.measures import FunnelStep, funnel, rate, worst_step


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """One day of sign-ups, ready to be said.

    `like` is the day a week before, or `None` where the mirror does not hold it.
    `changed` is one sentence; `notes` say what is missing or late, in whole sentences. `late` is set where what is
    missing may still arrive.
    """

    day: Day
    like: Day | None
    zone: str
    funnel: tuple[FunnelStep, ...]
    worst: FunnelStep | None
    reasons: tuple[Reason, ...]
    apps: tuple[Part, ...]
    providers: tuple[Part, ...]
    changed: str
    as_of: datetime
    complete: bool
    late: bool = False
    notes: tuple[str, ...] = ()

    @property
    def attempts(self) -> Change:
        """Attempts of the day beside the like day's."""
        return Change(self.day.totals.attempts, None if self.like is None else self.like.totals.attempts)

    @property
    def success(self) -> Change:
        """Accounts made, beside the like day's."""
        return Change(self.day.totals.success, None if self.like is None else self.like.totals.success)

    def to_json(self) -> dict[str, object]:
        """The digest's numbers for programs."""
        return {
            **self.day.to_json(),
            "zone": self.zone,
            "compare": self.like and self.like.to_json(),
            "funnel": [step.to_json() for step in self.funnel],
            "reasons": [reason.to_json() for reason in self.reasons],
            "apps": [part.to_json() for part in self.apps],
            "providers": [part.to_json() for part in self.providers],
            "changed": self.changed,
            "as_of": self.as_of.isoformat(),
            "complete": self.complete,
            "late": self.late,
            "notes": list(self.notes),
        }


def compose(
    day: Day,
    like: Day | None,
    *,
    zone: str,
    app_name: Callable[[SignUpAttempt], str],
    as_of: datetime,
    complete: bool,
    late: bool = False,
    notes: Sequence[str] = (),
) -> Digest:
    """The digest of `day` beside `like`; both hold all attempts that began in their windows."""
    steps = funnel(day.attempts)
    reasons = _reasons(day, like)
    return Digest(
        day=day,
        like=like,
        zone=zone,
        funnel=steps,
        worst=worst_step(steps),
        reasons=reasons,
        apps=_parts(day, like, app_name),
        providers=_parts(day, like, lambda attempt: attempt.provider or "not said"),
        changed=what_changed(day, like, reasons),
        as_of=as_of,
        complete=complete,
        late=late,
        notes=tuple(notes),
    )


def _reasons(day: Day, like: Day | None) -> tuple[Reason, ...]:
    today, earlier = _failures(day.attempts), _failures(like.attempts if like else ())
    now, before = (Counter(event.error_code for event in failures) for failures in (today, earlier))
    said = {event.error_code: event.failure_reason for event in (*earlier, *today)}
    return tuple(
        Reason(code, explain_sign_up(code, said[code]).meaning, Change(now[code], before[code] if like else None))
        for code in sorted(said, key=lambda code: (-now[code], code))
    )


def _failures(attempts: Iterable[SignUpAttempt]) -> list[SignUpEvent]:
    return [attempt.deciding_event() for attempt in attempts if attempt.outcome is Outcome.FAILED]


def _parts(day: Day, like: Day | None, name_of: Callable[[SignUpAttempt], str]) -> tuple[Part, ...]:
    now, before = _by_name(day.attempts, name_of), _by_name(like.attempts if like else (), name_of)
    parts = [
        Part(
            name,
            Change(len(now.get(name, ())), None if like is None else len(before.get(name, ()))),
            rate(now.get(name, ())),
            rate(before.get(name, ())),
        )
        for name in now.keys() | before.keys()
    ]
    return tuple(sorted(parts, key=lambda part: (-part.attempts.now, -(part.attempts.before or 0), part.name)))


def _by_name(
    attempts: Iterable[SignUpAttempt], name_of: Callable[[SignUpAttempt], str]
) -> dict[str, list[SignUpAttempt]]:
    named: dict[str, list[SignUpAttempt]] = {}
    for attempt in attempts:
        named.setdefault(name_of(attempt), []).append(attempt)
    return named
