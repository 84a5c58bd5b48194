"""One try at signing up, with its Outcome, and the rules by which it is judged."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.codes import SIGN_UP_INTERRUPTS
from bot.domain.events import SignUpEvent


class Outcome(StrEnum):
    """How an attempt ended; every attempt has exactly one."""

    SUCCESS = "success"
    FAILED = "failed"
    ABANDONED = "abandoned"
    IN_PROGRESS = "in_progress"


@dataclass(frozen=True, slots=True)
class AttemptRules:
    """What a tenant may set differently.

    `interrupts` are codes that ask the person for something and are never errors.
    `quiet` is how long nothing must happen before an unfinished attempt counts as abandoned,
    and also the longest pause inside one attempt.
    """

    interrupts: frozenset[int] = SIGN_UP_INTERRUPTS
    quiet: timedelta = timedelta(minutes=60)

    def is_error(self, event: SignUpEvent) -> bool:
        """Neither ok nor an interrupt."""
        return event.error_code != 0 and event.error_code not in self.interrupts

    def is_quiet(self, since: datetime, now: datetime) -> bool:
        """Whether so long after `since` an attempt that was not heard of any more counts as over."""
        return now - since >= self.quiet

    def is_interrupt(self, event: SignUpEvent) -> bool:
        """The person was asked for something, as expected."""
        return event.error_code in self.interrupts


@dataclass(frozen=True, slots=True)
class SignUpAttempt:
    """One try at signing up: its events in order, and how it ended as seen at one moment.

    `interrupted`: not a success, and its last event is a prompt that was never answered; overlaps other outcomes.
    `mature`: old enough, and settled, so that it may count in a rate.
    """

    events: tuple[SignUpEvent, ...]
    outcome: Outcome
    interrupted: bool
    mature: bool
    had_error: bool
    settling: SignUpEvent
    """The last event that is not an interrupt, or the last of all where there is none."""

    @property
    def id(self) -> str:
        """The id of its first event."""
        return self.events[0].id

    @property
    def correlation_id(self) -> str:
        """The id that the client sent with the whole try."""
        return self.events[0].correlation_id

    @property
    def app_id(self) -> str:
        """The app it was for."""
        return self.events[0].app_id

    @property
    def started(self) -> datetime:
        """When its first event happened; this decides which window it belongs to."""
        return self.events[0].at

    @property
    def ended(self) -> datetime:
        """When its last event happened."""
        return self.events[-1].at

    @property
    def app_name(self) -> str | None:
        """The app's name as the last event that carries one gives it: first events often carry none."""
        return _last_said(event.app_name for event in self.events)

    @property
    def user(self) -> str | None:
        """Who tried: the last address given, since a changed one is a correction."""
        return _last_said(event.identifier for event in self.events)

    @property
    def user_key(self) -> str | None:
        """The same person however the address was typed."""
        return _last_said(event.identifier_key for event in self.events)

    @property
    def user_domain(self) -> str | None:
        """The domain of `user`, `None` where that is no address."""
        named = [event for event in self.events if event.identifier]
        return named[-1].domain if named else None

    @property
    def user_id(self) -> str | None:
        """The directory id of the account that was made, if one was."""
        return _last_said(event.user_id for event in self.events)

    @property
    def provider(self) -> str | None:
        """How the person proved who they are, as the last event that says so has it."""
        return _last_said(event.provider for event in self.events)

    @property
    def converted(self) -> bool:
        """It ended with an account."""
        return self.outcome is Outcome.SUCCESS

    def deciding_event(self, *, as_interrupted: bool = False) -> SignUpEvent:
        """The event that says where and why it ended.

        The last event that is not an interrupt; for what was abandoned, or asked about as interrupted, the last.
        """
        if as_interrupted or self.outcome in {Outcome.ABANDONED, Outcome.IN_PROGRESS}:
            return self.events[-1]
        return self.settling


def _last_said(values: Iterable[str | None]) -> str | None:
    said = [value for value in values if value]
    return said[-1] if said else None
