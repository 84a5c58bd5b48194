"""The keys by which attempts are put together: one value for each field asked, in the asker's zone."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from itertools import product
from zoneinfo import ZoneInfo

from bot.domain.attempts import SignUpAttempt
from bot.domain.events import SignUpEvent
from bot.domain.measures import Key
from bot.domain.providers import kind_of
from bot.planning.selection import Facts

Values = tuple[str | None, ...]
"""What one field says of one attempt: exactly one value, but for `extension`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """How ids are shown, and what else a key may need to know."""

    zone: ZoneInfo
    app: Callable[[SignUpAttempt], str]
    flow_by_app: Mapping[str, str]
    extension: Mapping[str, str]
    facts: Facts
    as_interrupted: Callable[[SignUpAttempt], bool] = lambda _: False
    """Whether an attempt is asked about as interrupted, so that its last event decides."""

    def deciding(self, attempt: SignUpAttempt) -> SignUpEvent:
        """The event that gives the attempt its stage and code."""
        return attempt.deciding_event(as_interrupted=self.as_interrupted(attempt))


def keys_by(fields: Sequence[str], labels: Labels) -> Callable[[SignUpAttempt], Iterable[Key]]:
    """A function from an attempt to its keys over `fields`; more than one only where several extensions ran."""

    def keys_of(attempt: SignUpAttempt) -> Iterable[Key]:
        values = [_READERS[field](attempt, labels) for field in fields]
        return (tuple(zip(fields, combination, strict=True)) for combination in product(*values))

    return keys_of


def time_key(field: str, local: datetime) -> str:
    """The local hour (with its offset, since one comes twice a year), day, week by its Monday, or month."""
    match field:
        case "hour":
            offset = timezone(local.utcoffset() or timedelta())
            return local.replace(minute=0, second=0, microsecond=0, tzinfo=offset).isoformat(timespec="minutes")
        case "day":
            return local.date().isoformat()
        case "week":
            return (local.date() - timedelta(days=local.weekday())).isoformat()
        case "month":
            return f"{local:%Y-%m}"
        case _:
            raise ValueError(f"sign-ups cannot be grouped by {field!r}")


def _extensions(attempt: SignUpAttempt, names: Mapping[str, str]) -> Values:
    called = {
        names.get(extension.extension_id, extension.extension_id) if extension.extension_id else extension.event_type
        for event in attempt.events
        for extension in event.extensions
    }
    return tuple(sorted(called)) or (None,)


def _flag(value: bool | None) -> str | None:
    return None if value is None else str(value).lower()


def _by_time(field: str) -> Callable[[SignUpAttempt, Labels], Values]:
    return lambda attempt, labels: (time_key(field, attempt.started.astimezone(labels.zone)),)


def _kind(attempt: SignUpAttempt, labels: Labels) -> Values:
    return (attempt.provider and kind_of(attempt.provider, labels.facts.social).value,)


_READERS: Mapping[str, Callable[[SignUpAttempt, Labels], Values]] = {
    "status": lambda attempt, _: (attempt.outcome.value,),
    "stage": lambda attempt, labels: (labels.deciding(attempt).stage,),
    "error_code": lambda attempt, labels: (str(labels.deciding(attempt).error_code),),
    "had_error": lambda attempt, _: (_flag(attempt.had_error),),
    "existing_account": lambda attempt, labels: (_flag(labels.facts.had_account(attempt)),),
    "app": lambda attempt, labels: (labels.app(attempt),),
    "user_flow": lambda attempt, labels: (labels.flow_by_app.get(attempt.app_id),),
    "provider": lambda attempt, _: (attempt.provider,),
    "provider_kind": _kind,
    "user": lambda attempt, _: (attempt.user_key,),
    "user_domain": lambda attempt, _: (attempt.user_domain,),
    "correlation_id": lambda attempt, _: (attempt.correlation_id,),
    "extension": lambda attempt, labels: _extensions(attempt, labels.extension),
    **{field: _by_time(field) for field in ("hour", "day", "week", "month")},
}
"""For each field of a sign-up question, how an attempt's value of it is read."""
