"""A digest of sign-ups sets some days beside like days, and says in a sentence what changed."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.attempts import Outcome, SignUpAttempt
from bot.domain.changes import Change
from bot.domain.codes import explain_sign_up
from bot.domain.days import Days
from bot.domain.digest_parts import Part, Reason, Stretch, TrendPoint
from bot.domain.digest_sentence import what_changed
from bot.domain.events import SignUpEvent
from bot.domain.measures import FunnelStep, funnel, rate, worst_step
from bot.domain.pace import Usual
from bot.domain.sources import Source
from bot.domain.window import Window


@dataclass(frozen=True, slots=True, kw_only=True)
class SignUpDigest:
    """Some days of sign-ups, ready to be said.

    `like` are the days to compare with, or `None` where the mirror does not hold them; `trend` ends with the days
    themselves. `about` says in words which sign-ups it is about, where not all.
    `changed` is one sentence; `notes` say what is missing or late, in whole sentences. `late` is set where what is
    missing may still arrive.
    """

    now: Stretch
    like: Stretch | None
    zone: str
    about: str
    funnel: tuple[FunnelStep, ...]
    worst: FunnelStep | None
    reasons: tuple[Reason, ...]
    apps: tuple[Part, ...]
    providers: tuple[Part, ...]
    trend: tuple[TrendPoint, ...]
    changed: str
    as_of: datetime
    source: Source
    complete: bool
    late: bool = False
    notes: tuple[str, ...] = ()

    @property
    def days(self) -> Days:
        """The days that it is about."""
        return self.now.days

    @property
    def window(self) -> Window:
        """The same as a stretch of time."""
        return self.now.window

    @property
    def quiet(self) -> bool:
        """Whether nobody so much as tried, for all that is known."""
        return self.complete and not self.now.attempts

    @property
    def unknown(self) -> bool:
        """Whether not one attempt of these days is known, though there may have been some."""
        return not (self.complete or self.now.attempts)

    @property
    def attempts(self) -> Change:
        """Attempts beside those of the like days."""
        return Change(self.now.totals.attempts, None if self.like is None else self.like.totals.attempts)

    @property
    def success(self) -> Change:
        """Accounts made, beside those of the like days."""
        return Change(self.now.totals.success, None if self.like is None else self.like.totals.success)

    def to_json(self) -> dict[str, object]:
        """The digest's numbers for programs."""
        return {
            **self.now.to_json(),
            "zone": self.zone,
            "about": self.about,
            "compare": self.like and self.like.to_json(),
            "funnel": [step.to_json() for step in self.funnel],
            "reasons": [reason.to_json() for reason in self.reasons],
            "apps": [part.to_json() for part in self.apps],
            "providers": [part.to_json() for part in self.providers],
            "trend": [point.to_json() for point in self.trend],
            "changed": self.changed,
            "as_of": self.as_of.isoformat(),
            "source": self.source.value,
            "complete": self.complete,
            "late": self.late,
            "notes": list(self.notes),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """How the attempts of a digest were come by, and what that leaves to be said; as in `SignUpDigest`."""

    zone: str
    as_of: datetime
    complete: bool
    source: Source = Source.MIRROR
    late: bool = False
    about: str = ""
    notes: Sequence[str] = ()

    def as_known(self, changed: str, noun: str, found: int) -> str:
        """The sentence on what changed, as it may be said of `found` things while some may be missing."""
        if self.complete:
            return changed
        if not found:
            return f"Not one {noun} of these days is known."
        return f"As far as is known, {changed[0].lower()}{changed[1:]}"


def compose(
    now: Stretch,
    like: Stretch | None,
    known: Circumstances,
    *,
    app_name: Callable[[SignUpAttempt], str],
    trend: Sequence[TrendPoint] = (),
) -> SignUpDigest:
    """The digest of `now` beside `like`; both hold all attempts that began in their windows."""
    steps = funnel(now.attempts)
    reasons = _reasons(now, like)
    return SignUpDigest(
        now=now,
        like=like,
        zone=known.zone,
        about=known.about,
        funnel=steps,
        worst=worst_step(steps),
        reasons=reasons,
        apps=_parts(now, like, app_name),
        providers=_parts(now, like, lambda attempt: attempt.provider or "not said"),
        trend=tuple(trend),
        changed=known.as_known(
            what_changed(now, like, app_name, _usual(now, trend)),
            "sign-up attempt",
            len(now.attempts),
        ),
        as_of=known.as_of,
        source=known.source,
        complete=known.complete,
        late=known.late,
        notes=tuple(known.notes),
    )


def _usual(now: Stretch, trend: Sequence[TrendPoint]) -> Usual | None:
    return Usual.of(now.days, [point.attempts for point in trend], [point.success for point in trend])


def _reasons(now: Stretch, like: Stretch | None) -> tuple[Reason, ...]:
    failures, earlier = _failures(now.attempts), _failures(like.attempts if like else ())
    ended, before = (Counter(event.error_code for event in events) for events in (failures, earlier))
    said = {event.error_code: event.failure_reason for event in (*earlier, *failures)}
    return tuple(
        Reason(code, explain_sign_up(code, said[code]).meaning, Change(ended[code], before[code] if like else None))
        for code in sorted(said, key=lambda code: (-ended[code], code))
    )


def _failures(attempts: Iterable[SignUpAttempt]) -> list[SignUpEvent]:
    return [attempt.deciding_event() for attempt in attempts if attempt.outcome is Outcome.FAILED]


def _parts(now: Stretch, like: Stretch | None, name_of: Callable[[SignUpAttempt], str]) -> tuple[Part, ...]:
    named, before = _by_name(now.attempts, name_of), _by_name(like.attempts if like else (), name_of)
    parts = [
        Part(
            name,
            Change(len(named.get(name, ())), None if like is None else len(before.get(name, ()))),
            rate(named.get(name, ())),
            rate(before.get(name, ())),
        )
        for name in named.keys() | before.keys()
    ]
    return tuple(sorted(parts, key=lambda part: (-part.attempts.now, -(part.attempts.before or 0), part.name)))


def _by_name(
    attempts: Iterable[SignUpAttempt], name_of: Callable[[SignUpAttempt], str]
) -> dict[str, list[SignUpAttempt]]:
    named: dict[str, list[SignUpAttempt]] = {}
    for attempt in attempts:
        named.setdefault(name_of(attempt), []).append(attempt)
    return named
