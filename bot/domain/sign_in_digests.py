"""A digest of sign-ins: how many failed and why, what MFA, legacy clients and risk had to do with it, what changed."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bot.domain.changes import SMALL, Change, share_moved
from bot.domain.client_apps import LEGACY
from bot.domain.codes import explain_sign_in
from bot.domain.days import Days
from bot.domain.digest_parts import Reason
from bot.domain.digest_sentence import likeliest, volume
from bot.domain.digests import Circumstances
from bot.domain.sign_ins import Mfa, SignInEvent
from bot.domain.tallies import FAILED, EventRates, EventTotals, Tally
from bot.domain.window import Window

Name = TypeVar("Name", str, int)

AT_RISK = frozenset({"low", "medium", "high"})


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


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInDigest:
    """Some days of sign-ins beside like days, ready to be said; as in `SignUpDigest`.

    `apps` are those at which sign-ins failed. `portions` overlap each other.
    """

    days: Days
    window: Window
    all: Portion
    rates: EventRates | None
    rates_before: EventRates | None
    reasons: tuple[Reason, ...]
    apps: tuple[tuple[str, Change], ...]
    portions: tuple[Portion, ...]
    trend: tuple[SignInPoint, ...]
    changed: str
    known: Circumstances

    @property
    def late(self) -> bool:
        """Whether what is missing may still arrive."""
        return self.known.late

    @property
    def quiet(self) -> bool:
        """Whether nobody signed in, for all that is known."""
        return self.known.complete and not self.all.now.events

    def to_json(self) -> dict[str, object]:
        """The digest's numbers for programs."""
        return {
            "day": self.days.first.isoformat(),
            "last_day": self.days.last.isoformat(),
            "window": self.window.to_json(),
            "zone": self.known.zone,
            "about": self.known.about,
            "totals": self.all.now.to_json(),
            "compare": self.all.before and self.all.before.to_json(),
            "rates": self.rates and self.rates.to_json(),
            "rates_before": self.rates_before and self.rates_before.to_json(),
            "reasons": [reason.to_json() for reason in self.reasons],
            "apps": [{"name": name, "failed": moved.now, "before": moved.before} for name, moved in self.apps],
            "portions": [portion.to_json() for portion in self.portions],
            "trend": [point.to_json() for point in self.trend],
            "changed": self.changed,
            "as_of": self.known.as_of.isoformat(),
            "source": self.known.source.value,
            "complete": self.known.complete,
            "notes": list(self.known.notes),
        }


def compose(
    now: SignInStretch,
    like: SignInStretch | None,
    known: Circumstances,
    *,
    tally: Tally[SignInEvent],
    app_name: Callable[[SignInEvent], str],
    trend: Sequence[SignInPoint] = (),
) -> SignInDigest:
    """The digest of `now` beside `like`; both hold all sign-ins that are asked for."""

    def portion(name: str, belongs: Callable[[SignInEvent], bool]) -> Portion:
        before = None if like is None else tally.count([event for event in like.events if belongs(event)])
        return Portion(name, tally.count([event for event in now.events if belongs(event)]), before)

    failed = [event for event in now.events if tally.status_of(event) == FAILED]
    failed_then = None if like is None else [event for event in like.events if tally.status_of(event) == FAILED]
    reasons = _reasons(failed, failed_then)
    whole = portion("all", lambda _: True)
    rates, before = tally.rate(now.events), tally.rate(like.events) if like else None
    return SignInDigest(
        days=now.days,
        window=now.window,
        all=whole,
        rates=rates,
        rates_before=before,
        reasons=reasons,
        apps=_changes(Counter(map(app_name, failed)), None if failed_then is None else map(app_name, failed_then)),
        portions=(
            portion("MFA asked for", lambda event: Mfa.REQUIRED in event.mfa_keys),
            portion("Legacy clients", lambda event: LEGACY in event.client_keys),
            portion("At risk", lambda event: (event.risk_level or "").casefold() in AT_RISK),
        ),
        trend=tuple(trend),
        changed=_what_changed(whole, rates, before, now.days.like.said_as_like(), reasons),
        known=known,
    )


def _reasons(failed: Sequence[SignInEvent], before: Sequence[SignInEvent] | None) -> tuple[Reason, ...]:
    said = {event.error_code: event.failure_reason for event in (*(before or ()), *failed)}
    codes = Counter(event.error_code for event in failed)
    changes = _changes(codes, None if before is None else (event.error_code for event in before))
    return tuple(Reason(code, explain_sign_in(code, said[code]).meaning, moved) for code, moved in changes)


def _changes(now: Counter[Name], before: Iterable[Name] | None) -> tuple[tuple[Name, Change], ...]:
    """Counts beside counts, the largest first, then by name."""
    then = Counter(before or ())
    names = sorted(now.keys() | then.keys(), key=lambda name: (-now[name], -then[name], name))
    return tuple((name, Change(now[name], None if before is None else then[name])) for name in names)


def _what_changed(
    whole: Portion, rates: EventRates | None, before: EventRates | None, then: str, reasons: Sequence[Reason]
) -> str:
    """One sentence; the first that is true."""
    moved = whole.change
    if moved.before is None:
        return _alone(whole.now, rates)
    if not moved.now and not moved.before:
        return f"Nobody signed in, as {then}."
    if not moved.now:
        return f"Nobody signed in; {then} there {_were(moved.before or 0)}."
    if not moved.before:
        return f"There {_were(moved.now)}; {then} nobody signed in."
    if rates is None or before is None:
        return f"Sign-ins {volume(moved, then)}."
    if min(rates.finished, before.finished) < SMALL:
        return f"Too few sign-ins to call it a change: {_share(rates)} failed, against {_share(before)} {then}."
    if share_moved((rates.failure, rates.finished), (before.failure, before.finished)):
        rose = rates.failure > before.failure
        verb = "rose" if rose else "fell"
        why = likeliest(reasons, more=rose, noun="sign-ins")
        return f"Failures {verb} from {before.failure:.0%} to {rates.failure:.0%} of finished sign-ins{why}."
    held = f"failures are much as {then} ({rates.failure:.0%}, then {before.failure:.0%})"
    if moved.beyond_chance:
        return f"Sign-ins {volume(moved, then)}, while {held}."
    return f"Nothing stands out: {held}."


def _alone(now: EventTotals, rates: EventRates | None) -> str:
    if not now.events:
        return "Nobody signed in."
    if rates is None:
        return f"{now.events:,} sign-ins, none of which finished."
    return f"{_share(rates)} finished sign-ins failed; there is nothing earlier to compare with yet."


def _were(sign_ins: int) -> str:
    return "was 1 sign-in" if sign_ins == 1 else f"were {sign_ins:,} sign-ins"


def _share(rates: EventRates) -> str:
    return f"{round(rates.failure * rates.finished):,} of {rates.finished:,}"
