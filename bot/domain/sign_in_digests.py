"""A digest of sign-ins: how many failed and why, what MFA, legacy clients and risk had to do with it, what changed."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bot.domain.changes import Change
from bot.domain.client_apps import LEGACY
from bot.domain.codes import explain_sign_in
from bot.domain.days import Days
from bot.domain.digest_parts import Reason
from bot.domain.digests import Circumstances
from bot.domain.pace import Usual
from bot.domain.sign_in_parts import Portion, SignInPoint, SignInStretch
from bot.domain.sign_in_sentence import what_changed
from bot.domain.sign_ins import Mfa, SignInEvent
from bot.domain.tallies import FAILED, EventRates, Tally
from bot.domain.window import Window

Name = TypeVar("Name", str, int)

AT_RISK = frozenset({"low", "medium", "high"})


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

    @property
    def unknown(self) -> bool:
        """Whether not one sign-in of these days is known, though there may have been some."""
        return not (self.known.complete or self.all.now.events)

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
        changed=known.as_known(
            what_changed(now, like, tally, app_name, Usual.of(now.days, [point.events for point in trend])),
            "sign-in",
            whole.now.events,
        ),
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
