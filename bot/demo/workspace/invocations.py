"""What people do that the bot must answer: a command, a click, an event; and whether and how it was answered."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from secrets import token_hex
from threading import Condition
from time import monotonic

from bot.demo.workspace.transcript import Json, Post

PATIENCE = 30.0
"""Seconds that whoever looks on waits for what takes milliseconds: machines may be busy."""

REPLIES_ALLOWED = 5
RESPONSE_URL_SECONDS = 30 * 60.0
TRIGGER_SECONDS = 3.0


class Kind(StrEnum):
    """The `type` of a Socket Mode envelope."""

    COMMAND = "slash_commands"
    INTERACTION = "interactive"
    EVENT = "events_api"


class Outcome(StrEnum):
    """How a delivery ended; what Slack shows the person where it failed."""

    WAITING = "waiting"
    ACKED = "acknowledged"
    TIMED_OUT = "operation_timeout"
    NOT_DELIVERED = "dispatch_failed"
    INVALID_RESPONSE = "invalid_command_response"


@dataclass(frozen=True, slots=True)
class Ack:
    """The bot's acknowledgement. `latency` is in seconds; `status` is set when it came over HTTP."""

    payload: Json | None
    latency: float
    status: int | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """A message the bot posted to the response_url: what it sent, and what became of it."""

    body: Json
    post: Post

    @property
    def text(self) -> str:
        """The words of the reply."""
        return str(self.body.get("text", ""))

    @property
    def blocks(self) -> list[Json]:
        """Its blocks; none where it is words alone."""
        return list(self.body.get("blocks") or ())

    @property
    def response_type(self) -> str:
        """Who sees it: `ephemeral` unless it says `in_channel`."""
        return str(self.body.get("response_type", "ephemeral"))


@dataclass(frozen=True, slots=True)
class Retry:
    """Which delivery of an event this is, after the first, and Slack's word for why."""

    attempt: int
    reason: str


class Invocation:
    """One thing done by `user`, and what came of it so far. Made by the workspace, read by whoever did it."""

    def __init__(
        self,
        kind: Kind,
        payload: Json,
        user: str,
        channel: str,
        source: Post | None,
        made_at: float,
        changed: Condition,
    ) -> None:
        self.kind = kind
        self.payload = payload
        self.user = user
        self.channel = channel
        self.made_at = made_at
        self.envelope_id = token_hex(16)
        self.key = token_hex(12)
        self.trigger_id = f"{token_hex(6)}.{token_hex(16)}"
        self.trigger_used = False
        self.retry: Retry | None = None
        self.source = source
        self.outcome = Outcome.WAITING
        self.ack: Ack | None = None
        self.problems: tuple[str, ...] = ()
        self._replies: list[Reply] = []
        self._changed = changed
        self._started = monotonic()

    @property
    def latency(self) -> float:
        """Seconds since it was sent."""
        return monotonic() - self._started

    @property
    def replies(self) -> tuple[Reply, ...]:
        """What was posted to the response_url, oldest first."""
        with self._changed:
            return tuple(self._replies)

    def wait_ack(self, timeout: float = PATIENCE) -> Ack:
        """The acknowledgement; TimeoutError (seconds) if the delivery ended without one."""
        with self._changed:
            self._changed.wait_for(lambda: self.outcome is not Outcome.WAITING, timeout)
            if self.ack is None:
                msg = f"{self} was not acknowledged within {timeout} s: {self.outcome}."
                raise TimeoutError(msg)
            return self.ack

    def wait_settled(self, timeout: float = PATIENCE) -> None:
        """Until the delivery ended, however it did; Slack's own patience ends before `timeout` (seconds)."""
        with self._changed:
            self._changed.wait_for(lambda: self.outcome is not Outcome.WAITING, timeout)

    def wait(self, n: int = 1, timeout: float = PATIENCE) -> tuple[Reply, ...]:
        """At least `n` replies; TimeoutError (seconds) that says what came instead."""
        with self._changed:
            if not self._changed.wait_for(lambda: len(self._replies) >= n, timeout):
                said = [reply.text for reply in self._replies]
                msg = f"{self} got {len(said)} of {n} replies within {timeout} s ({self.outcome}): {said}"
                raise TimeoutError(msg)
            return tuple(self._replies)

    def settle(self, outcome: Outcome, ack: Ack | None = None, problems: tuple[str, ...] = ()) -> None:
        """Note how the delivery ended. An ack that comes too late is kept, but Slack no longer heeds it."""
        with self._changed:
            self.ack = self.ack or ack
            self.problems = self.problems or problems
            if self.outcome is Outcome.WAITING:
                self.outcome = outcome
            self._changed.notify_all()

    def add_reply(self, reply: Reply) -> None:
        """Note a reply and wake whoever waits for it."""
        with self._changed:
            self._replies.append(reply)
            self._changed.notify_all()

    def __str__(self) -> str:
        command = f"{self.payload.get('command', '')} {self.payload.get('text', '')}".strip()
        return f"{command or self.kind} by {self.user} in {self.channel}"


class Invocations:
    """All of them, found again by envelope, by response_url and by trigger."""

    def __init__(self, changed: Condition, clock: Callable[[], float]) -> None:
        self._changed = changed
        self._clock = clock
        self._all: list[Invocation] = []

    def open(self, kind: Kind, payload: Json, user: str, channel: str, source: Post | None = None) -> Invocation:
        """Begin an invocation, not yet answered."""
        with self._changed:
            invocation = Invocation(kind, payload, user, channel, source, self._clock(), self._changed)
            self._all.append(invocation)
            return invocation

    def of_envelope(self, envelope_id: str) -> Invocation | None:
        """The one that went out in this envelope."""
        with self._changed:
            return next((known for known in self._all if known.envelope_id == envelope_id), None)

    def of_key(self, key: str) -> Invocation | None:
        """The one whose response_url ends in this key."""
        with self._changed:
            return next((known for known in self._all if known.key == key), None)

    def of_trigger(self, trigger_id: str) -> Invocation | None:
        """The one that carries this trigger."""
        with self._changed:
            return next((known for known in self._all if known.trigger_id == trigger_id), None)

    def has_expired(self, invocation: Invocation, seconds: float) -> bool:
        """Whether so much time has passed since it was made."""
        return self._clock() - invocation.made_at > seconds
