"""A Digest sets one day's sign-ups beside the same weekday a week before, and says in a sentence what changed."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.attempts import Outcome, SignUpAttempt
from bot.domain.changes import Change, conversion_moved, is_small
from bot.domain.codes import explain_sign_up
from bot.domain.events import SignUpEvent
from bot.domain.measures import FunnelStep, Rates, Totals, count, funnel, rate, worst_step
from bot.domain.window import Window


@dataclass(frozen=True, slots=True)
class Day:
    """One local day's attempts; `window` is 23, 24 or 25 hours."""

    date: date
    window: Window
    attempts: tuple[SignUpAttempt, ...]

    @property
    def totals(self) -> Totals:
        """Counts of the day."""
        return count(self.attempts)

    @property
    def rates(self) -> Rates | None:
        """Shares of the day."""
        return rate(self.attempts)


@dataclass(frozen=True, slots=True)
class Reason:
    """One error code that ended attempts, on either day: how many now, and on the like day."""

    code: int
    meaning: str
    change: Change


@dataclass(frozen=True, slots=True)
class Part:
    """One app's or provider's share of the day."""

    name: str
    attempts: Change
    rates: Rates | None
    rates_before: Rates | None

    @property
    def small(self) -> bool:
        """Whether its rate is over too few attempts to lean on."""
        return is_small(self.rates)


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """One day of sign-ups, ready to be said.

    `like` is the day a week before, or `None` where the mirror does not hold it.
    `changed` is one sentence; `notes` say what is missing or late, in whole sentences.
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
            "day": self.day.date.isoformat(),
            "zone": self.zone,
            "window": self.day.window.to_json(),
            "totals": self.day.totals.to_json(),
            "rates": self.day.rates and self.day.rates.to_json(),
            "compare": self.like
            and {
                "day": self.like.date.isoformat(),
                "window": self.like.window.to_json(),
                "totals": self.like.totals.to_json(),
                "rates": self.like.rates and self.like.rates.to_json(),
            },
            "funnel": [step.to_json() for step in self.funnel],
            "reasons": [
                {"error_code": r.code, "meaning": r.meaning, "attempts": r.change.now, "before": r.change.before}
                for r in self.reasons
            ],
            "apps": [_part_json(part) for part in self.apps],
            "providers": [_part_json(part) for part in self.providers],
            "changed": self.changed,
            "as_of": self.as_of.isoformat(),
            "complete": self.complete,
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
        changed=_what_changed(day, like, reasons),
        as_of=as_of,
        complete=complete,
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


def _what_changed(day: Day, like: Day | None, reasons: Sequence[Reason]) -> str:
    """One sentence; the first of these that is true."""
    if like is None:
        return _alone(day)
    attempts = Change(day.totals.attempts, like.totals.attempts)
    weekday = f"last {like.date:%A}"
    if not attempts.now:
        return f"Nobody tried to sign up; {weekday} {_people(attempts.before or 0)}."
    if not attempts.before:
        return f"{_people(attempts.now)}; {weekday} nobody tried."
    now, before = day.rates, like.rates
    if now is None or before is None:
        return f"No attempt is old enough to be judged yet; attempts {_volume(attempts, weekday)}."
    if is_small(now) or is_small(before):
        return f"Too few attempts to call it a change: {_share(now)} got in, against {_share(before)} {weekday}."
    if conversion_moved(now, before):
        verb = "rose" if now.conversion > before.conversion else "fell"
        return f"Conversion {verb} from {before.conversion:.0%} to {now.conversion:.0%}{_likeliest(reasons, verb)}."
    held = f"conversion is much as {weekday} ({now.conversion:.0%}, then {before.conversion:.0%})"
    if attempts.beyond_chance:
        return f"Attempts {_volume(attempts, weekday)}, while {held}."
    return f"Nothing stands out: {held}."


def _alone(day: Day) -> str:
    rates = day.rates
    if not day.attempts:
        return "Nobody tried to sign up."
    if rates is None:
        return f"{len(day.attempts)} attempts began, and none is old enough to be judged yet."
    return f"{_share(rates)} got in; there is no earlier week to compare with yet."


def _share(rates: Rates) -> str:
    return f"{round(rates.conversion * rates.mature)} of {rates.mature}"


def _people(attempts: int) -> str:
    return f"{attempts:,} attempt{'' if attempts == 1 else 's'} began"


def _volume(attempts: Change, weekday: str) -> str:
    if not attempts.share:
        return f"stayed at {attempts.now:,}"
    verb = "rose" if attempts.share > 0 else "fell"
    return f"{verb} {abs(attempts.share):.0%} ({attempts.before:,} {weekday}, now {attempts.now:,})"


def _likeliest(reasons: Sequence[Reason], verb: str) -> str:
    """The code that moved most in the direction that would explain the change, if it moved beyond chance."""
    wanted = 1 if verb == "fell" else -1
    moves = [(wanted * (r.change.now - (r.change.before or 0)), r) for r in reasons if r.change.beyond_chance]
    best = max(moves, key=lambda move: move[0], default=None)
    if best is None or best[0] <= 0:
        return ""
    reason = best[1]
    more = "more" if wanted > 0 else "fewer"
    return (
        f"; most of all, {abs(best[0]):,} {more} attempts ended with code {reason.code} ({reason.meaning.rstrip('.')})"
    )


def _part_json(part: Part) -> dict[str, object]:
    return {
        "name": part.name,
        "attempts": part.attempts.now,
        "before": part.attempts.before,
        "rates": part.rates and part.rates.to_json(),
        "rates_before": part.rates_before and part.rates_before.to_json(),
    }
