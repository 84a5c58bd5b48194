"""Events with one correlation id and one app are joined into attempts, each judged as of a moment."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime

from bot.domain.attempts import AttemptRules, Outcome, SignUpAttempt
from bot.domain.events import SignUpEvent

_TURNS = (
    "credentialCollection",
    "credentialValidation",
    "credentialFederation",
    "consent",
    "tenantConsent",
    "attributeCollectionAndValidation",
    "userCreation",
)
"""In which order the stages of one instant happened; the order of Graph's enum ends with tenantConsent."""

_RANK = {stage: rank for rank, stage in enumerate(_TURNS)}


def attempts(events: Iterable[SignUpEvent], now: datetime, rules: AttemptRules) -> list[SignUpAttempt]:
    """Every attempt in `events`, oldest first, judged as of `now`.

    Definitions: docs/definitions.md. Events may come in any order; each id must be there once.
    """
    found = [
        _judge(run, now, rules)
        for same in _by_correlation_and_app(events)
        for run in _runs(sorted(same, key=_order), rules)
    ]
    return sorted(found, key=lambda attempt: (attempt.started, attempt.id))


def _by_correlation_and_app(events: Iterable[SignUpEvent]) -> Iterable[list[SignUpEvent]]:
    groups: defaultdict[tuple[str, str], list[SignUpEvent]] = defaultdict(list)
    for event in events:
        # A row without a correlation id cannot be joined to any other.
        groups[event.correlation_id or event.id, event.app_id].append(event)
    return groups.values()


def _order(event: SignUpEvent) -> tuple[datetime, int, str]:
    return event.at, _RANK.get(event.stage, len(_TURNS)), event.id


def _runs(events: list[SignUpEvent], rules: AttemptRules) -> Iterator[tuple[SignUpEvent, ...]]:
    """Cut where the id was used again: after a long pause, or after a success by somebody else."""
    run: list[SignUpEvent] = []
    user: str | None = None
    converted = False
    for event in events:
        who = event.identifier_key
        paused = bool(run) and event.at - run[-1].at > rules.quiet
        somebody_else = converted and user and who and who != user
        if paused or somebody_else:
            yield tuple(run)
            run, user, converted = [], None, False
        run.append(event)
        user = who or user
        converted = converted or _creates_account(event)
    if run:
        yield tuple(run)


def _creates_account(event: SignUpEvent) -> bool:
    return event.stage == "userCreation" and event.error_code == 0


def _judge(run: tuple[SignUpEvent, ...], now: datetime, rules: AttemptRules) -> SignUpAttempt:
    settling = next((event for event in reversed(run) if not rules.is_interrupt(event)), run[-1])
    outcome = _outcome(run, settling, now, rules)
    return SignUpAttempt(
        events=run,
        outcome=outcome,
        interrupted=outcome is not Outcome.SUCCESS and rules.is_interrupt(run[-1]),
        mature=outcome is not Outcome.IN_PROGRESS and rules.is_quiet(run[0].at, now),
        had_error=any(rules.is_error(event) for event in run),
        settling=settling,
    )


def _outcome(run: tuple[SignUpEvent, ...], settling: SignUpEvent, now: datetime, rules: AttemptRules) -> Outcome:
    if any(_creates_account(event) for event in run):
        return Outcome.SUCCESS
    if rules.is_error(settling):
        return Outcome.FAILED
    return Outcome.ABANDONED if rules.is_quiet(run[-1].at, now) else Outcome.IN_PROGRESS
