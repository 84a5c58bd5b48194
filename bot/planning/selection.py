"""Which attempts a question is about: filters on events, read as facts about the attempt they belong to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import assert_never

from bot.domain.attempts import SignUpAttempt
from bot.domain.events import SignUpEvent
from bot.domain.providers import SOCIAL, kind_of
from bot.domain.question import Filter, Is, Log, Not, OneOf, Value, field_of, values_of
from bot.planning import predicate
from bot.planning.binding import EVENT_TYPES

AttemptTest = Callable[[SignUpAttempt], bool]


@dataclass(frozen=True, slots=True)
class Facts:
    """What the log itself does not say.

    `had_account` answers whether the person had an account before the attempt began, `None` where nobody knows.
    """

    had_account: Callable[[SignUpAttempt], bool | None] = lambda _: None
    social: frozenset[str] = SOCIAL


def selects(bound: Sequence[Filter], facts: Facts) -> AttemptTest:
    """A test that is true for the attempts which meet every filter (names already bound to ids).

    `user`, `provider`, `app`, `extension` and `error_code` match any event of the attempt; `stage` does too, unless
    `status` is asked as well: then it is the stage of the event that decided.
    """
    status = next((condition for condition in bound if field_of(condition) == "status"), None)
    tests = tuple(_test(condition, status, facts) for condition in bound)
    return lambda attempt: all(test(attempt) for test in tests)


def has_status(attempt: SignUpAttempt, status: Value) -> bool:
    """Whether `status` is said of the attempt; interrupted overlaps the outcomes."""
    return attempt.interrupted if status == "interrupted" else attempt.outcome == status


def is_asked_as_interrupted(attempt: SignUpAttempt, status: Filter | None) -> bool:
    """Whether the question means `attempt` for its unanswered prompt alone, so that its last event decides."""
    if status is None or isinstance(status, Not) or not attempt.interrupted:
        return False
    wanted = values_of(status)
    return "interrupted" in wanted and attempt.outcome not in wanted


def _test(condition: Filter, status: Filter | None, facts: Facts) -> AttemptTest:
    match condition:
        case Not(inner) if field_of(inner) == "stage" and status is not None:
            return _decided_at(inner, status, wanted=False)
        case Not(inner):
            positive = _test(inner, status, facts)
            return lambda attempt: not positive(attempt)
        case Is() | OneOf():
            return _positive(condition, status, facts)
        case _:
            assert_never(condition)


def _positive(condition: Is | OneOf, status: Filter | None, facts: Facts) -> AttemptTest:
    values = values_of(condition)
    match field_of(condition):
        case "status":
            return lambda attempt: any(has_status(attempt, value) for value in values)
        case "stage" if status is not None:
            return _decided_at(condition, status, wanted=True)
        case "had_error":
            return lambda attempt: attempt.had_error in values
        case "existing_account":
            return lambda attempt: facts.had_account(attempt) in values
        case "extension":
            return _any_event(lambda event: _called_any(event, values))
        case "provider_kind":
            return _any_event(
                lambda event: event.provider is not None and kind_of(event.provider, facts.social) in values
            )
        case _:
            return _any_event(predicate.holds(condition, Log.SIGN_UPS))


def _decided_at(stages: Is | OneOf, status: Filter, *, wanted: bool) -> AttemptTest:
    names = values_of(stages)

    def test(attempt: SignUpAttempt) -> bool:
        ways = [False] if isinstance(status, Not) else _ways(attempt, status)
        return any((attempt.deciding_event(as_interrupted=way).stage in names) is wanted for way in ways)

    return test


def _ways(attempt: SignUpAttempt, status: Is | OneOf) -> list[bool]:
    """For each asked status that fits the attempt, whether it is asked about as interrupted."""
    return [value == "interrupted" for value in values_of(status) if has_status(attempt, value)]


def _any_event(test: Callable[[SignUpEvent], bool]) -> AttemptTest:
    return lambda attempt: any(test(event) for event in attempt.events)


def _called_any(event: SignUpEvent, wanted: Sequence[Value]) -> bool:
    return any(_is_wanted(called.event_type, called.extension_id, wanted) for called in event.extensions)


def _is_wanted(event_type: str, extension_id: str | None, wanted: Sequence[Value]) -> bool:
    return any(value is True or (event_type if value in EVENT_TYPES else extension_id) == value for value in wanted)


def outcome_is_asked(bound: Sequence[Filter]) -> bool:
    """Whether a filter already says how attempts ended, so that shares of outcomes would mean nothing."""
    return any(field_of(condition) == "status" for condition in bound)
