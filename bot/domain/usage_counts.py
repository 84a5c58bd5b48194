"""The sums of usage reports: for each kind of row the counts that describe some of them, and that add up."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from bot.domain.tallies import EventRates, EventTotals, rates_of
from bot.domain.usage import (
    AppUse,
    CredentialUse,
    InsightDay,
    InsightFact,
    LastUse,
    MethodEvent,
    MethodUse,
    Registered,
    Registration,
)
from bot.domain.usage_answers import Figures

SOON = timedelta(days=30)
"""A credential that ends within this is expiring; an app or credential not used for this long is unused."""

LEVELS = ("active_users", "user_count")
"""Figures that stand on a day and do not add up over days: the same person may be active on each."""

FEATURES = {
    "isMfaRegistered": "mfa_registered",
    "isMfaCapable": "mfa_capable",
    "isPasswordlessCapable": "passwordless_capable",
    "isSsprRegistered": "sspr_registered",
    "isSsprEnabled": "sspr_enabled",
    "isSsprCapable": "sspr_capable",
    "isAdmin": "admins",
}
"""What Graph says of each account (Graph API reference, userRegistrationDetails), and what the count is called."""


def count_app_use(rows: Iterable[AppUse]) -> Figures:
    """Sign-ins by how they ended, and how many apps; `interrupted` only where the report tells."""
    some = list(rows)
    counts = {
        "events": sum(row.events for row in some),
        "success": sum(row.success for row in some),
        "failed": sum(row.failed for row in some),
    }
    if any(row.interrupted is not None for row in some):
        counts["interrupted"] = sum(row.interrupted or 0 for row in some)
    return Figures((*counts.items(), ("apps", len(some))))


def shares(figures: Figures) -> EventRates | None:
    """Shares of what finished; `None` when nothing did."""
    ended = tuple((name, figures.of(name)) for name in ("success", "failed"))
    return rates_of(EventTotals(figures.of("events"), ended))


def count_last_uses(rows: Sequence[LastUse], now: datetime) -> Figures:
    """Apps, those used in the last 7 and 30 days, and those not; the last two sum to all."""
    used = sum(row.at is not None and now - row.at <= SOON for row in rows)
    lately = sum(row.at is not None and now - row.at <= timedelta(days=7) for row in rows)
    return Figures((("events", len(rows)), ("used_7d", lately), ("used_30d", used), ("unused_30d", len(rows) - used)))


def count_credentials(rows: Sequence[CredentialUse], now: datetime) -> Figures:
    """Credentials, those that ended, that end within 30 days, and that end later, which sum to all; and unused ones."""
    ends = Counter(ending(row, now) for row in rows)
    unused = sum(row.last_used is None or now - row.last_used > SOON for row in rows)
    counts = {name: ends[name] for name in ("expired", "expiring_30d", "later")}
    return Figures((("events", len(rows)), *counts.items(), ("unused_30d", unused)))


def ending(row: CredentialUse, now: datetime) -> str:
    """`expired`, `expiring_30d`, or `later`, which is also what is not known."""
    if row.at is None or row.at - now > SOON:
        return "later"
    return "expired" if row.at <= now else "expiring_30d"


def count_registrations(accounts: Sequence[Registration]) -> Figures:
    """Accounts, and how many have each feature; the features overlap."""
    having = Counter(feature for account in accounts for feature in account.features)
    return Figures((("users", len(accounts)), *((count, having[name]) for name, count in FEATURES.items())))


def registered(accounts: Sequence[Registration]) -> list[Registered]:
    """Each feature, then each method, the most widespread first."""
    features = Counter(feature for account in accounts for feature in account.features)
    methods = Counter(method for account in accounts for method in account.methods)
    return [
        *(Registered("feature", said, features[name]) for name, said in FEATURES.items()),
        *(Registered("method", name, count) for name, count in sorted(methods.items(), key=lambda it: (-it[1], it[0]))),
    ]


def count_method_events(events: Sequence[MethodEvent]) -> Figures:
    """Events by how they ended, and by what they were; each pair sums to all, but for features Graph adds later."""
    done = sum(event.succeeded for event in events)
    kinds = Counter(event.feature for event in events)
    ended = (("events", len(events)), ("success", done), ("failed", len(events) - done))
    return Figures((*ended, ("registrations", kinds["registration"]), ("resets", kinds["reset"])))


def method_uses(events: Iterable[MethodEvent]) -> list[MethodUse]:
    """For each feature and method how often it went well and failed, the most frequent first."""
    found: defaultdict[tuple[str, str], Counter[bool]] = defaultdict(Counter)
    for event in events:
        found[event.feature, event.method][event.succeeded] += 1
    uses = [MethodUse(feature, method, ended[True], ended[False]) for (feature, method), ended in found.items()]
    return sorted(uses, key=lambda use: (-(use.success + use.failed), use.feature, use.method))


def count_insights(facts: Iterable[InsightFact], *, with_levels: bool = False) -> Figures:
    """The figures summed over days and apps; those that do not add up only where all is of one day."""
    sums: dict[str, int] = {}
    for fact in facts:
        for name, count in fact.figures.items():
            if with_levels or name not in LEVELS:
                sums[name] = sums.get(name, 0) + count
    return Figures(tuple(sums.items()))


def insight_days(facts: Iterable[InsightFact]) -> list[InsightDay]:
    """One row for each day or month, the newest first, with what stands on it as well."""
    days: defaultdict[date, Counter[str]] = defaultdict(Counter)
    for fact in facts:
        days[fact.day].update(fact.figures)
    return [InsightDay(day, dict(days[day])) for day in sorted(days, reverse=True)]
