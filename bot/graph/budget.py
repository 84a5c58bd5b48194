"""How often Graph may be asked: one allowance for each family of endpoints, questions before background work."""

import math
import time
from bisect import insort
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import count
from threading import TIMEOUT_MAX, Condition
from types import MappingProxyType

from bot.errors import GraphBusy

MARGIN = 0.25
"""Seconds added to each window: two requests may travel at different speeds and arrive closer than they left."""


class Family(StrEnum):
    """Endpoints that Graph throttles together."""

    LOGS = "logs and reports"
    PROTECTION = "identity protection"
    FLOWS = "identity flows"
    DIRECTORY = "directory"


FAMILY_BY_PREFIX: Mapping[str, Family] = MappingProxyType(
    {
        "auditLogs": Family.LOGS,
        "reports": Family.LOGS,
        "identityProtection": Family.PROTECTION,
        "identity": Family.FLOWS,
    }
)
"""The first part of a path, after the version; all others are directory objects."""


def family_of(path: str) -> Family:
    """The family of `auditLogs/signUps` and its like."""
    return FAMILY_BY_PREFIX.get(path.strip("/").partition("/")[0], Family.DIRECTORY)


@dataclass(frozen=True, slots=True)
class Allowance:
    """`limit` requests in any `seconds`, the last `reserve` of them kept for people's questions."""

    limit: int
    seconds: float
    reserve: int = 0


ALLOWANCES: Mapping[Family, Allowance] = MappingProxyType(
    {
        Family.LOGS: Allowance(5, 10.0, reserve=1),
        Family.PROTECTION: Allowance(1, 1.0),
        Family.FLOWS: Allowance(200, 60.0, reserve=20),
        Family.DIRECTORY: Allowance(1_000, 10.0, reserve=100),
    }
)
"""Source: "Microsoft Graph service-specific throttling limits". Directory objects cost resource units, at least 3,500
in 10 s and at most 2 for what we ask; the figure here stays well below."""

UNMETERED: Mapping[Family, Allowance] = MappingProxyType({family: Allowance(1_000_000, 1.0) for family in Family})
"""For a tenant that does not throttle, as in a benchmark."""

Wait = Callable[[Condition, float], object]
"""Wait on a condition that is held, for at most so many seconds."""


def stopping() -> GraphBusy:
    """What is said to whoever asks once the program is told to stop."""
    return GraphBusy("Gatehouse is stopping, so Microsoft Graph is not asked any more.")


class Budget:
    """One allowance, shared by all threads: a sliding window, and a queue in which questions stand first."""

    def __init__(
        self,
        allowance: Allowance,
        *,
        margin: float = MARGIN,
        clock: Callable[[], float] = time.monotonic,
        wait: Wait = Condition.wait,
    ) -> None:
        self._allowance = allowance
        self._window = allowance.seconds + margin
        self._clock = clock
        self._wait = wait
        self._changed = Condition()
        self._taken: deque[float] = deque(maxlen=allowance.limit)
        self._queue: list[tuple[bool, int]] = []  # sorted: questions first, then whoever came first
        self._numbers = count()
        self._closed_until = -math.inf
        self._stopped = False

    def take(self, *, urgent: bool, deadline: float = math.inf, after: float = -math.inf) -> None:
        """Wait for a slot, not before `after`; `deadline` and `after` are on the budget's clock.

        Raises `GraphBusy` as soon as it is plain that no slot comes before `deadline`, or when the budget is stopped.
        """
        with self._changed:
            self._refuse_once_stopped()
            self._sleep_until(after, deadline)
            ticket = (not urgent, next(self._numbers))
            insort(self._queue, ticket)
            try:
                while (delay := self._delay(ticket)) > 0:
                    self._sleep(delay, deadline)
                self._taken.append(self._clock())
            finally:
                self._queue.remove(ticket)
                self._changed.notify_all()

    def pause(self, seconds: float) -> None:
        """Let nobody ask for so long: Graph said Retry-After."""
        with self._changed:
            self._closed_until = max(self._closed_until, self._clock() + seconds)
            self._changed.notify_all()

    def stop(self) -> None:
        """Wake all who wait, and give no more slots."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()

    def _delay(self, ticket: tuple[bool, int]) -> float:
        """Seconds until `ticket` may go; infinite while somebody stands before it, who will wake it."""
        if self._queue[0] != ticket:
            return math.inf
        now = self._clock()
        usable = self._allowance.limit - (self._allowance.reserve if ticket[0] else 0)
        full = self._taken[-usable] + self._window if len(self._taken) >= usable else -math.inf
        return max(full, self._closed_until) - now

    def _sleep_until(self, moment: float, deadline: float) -> None:
        while (delay := moment - self._clock()) > 0:
            self._sleep(delay, deadline)

    def _sleep(self, seconds: float, deadline: float) -> None:
        left = deadline - self._clock()
        if left <= 0 or left < seconds < math.inf:
            raise self._too_late()
        self._wait(self._changed, min(seconds, left, TIMEOUT_MAX))
        self._refuse_once_stopped()

    def _too_late(self) -> GraphBusy:
        pause = self._closed_until - self._clock()
        if pause > 0:
            return GraphBusy(
                f"Microsoft Graph has asked us to wait for another {math.ceil(pause)} seconds.",
                remedy="Ask again after that.",
            )
        return GraphBusy(
            f"Microsoft Graph takes {self._allowance.limit} requests in {self._allowance.seconds:g} seconds, "
            "and the queue is too long.",
            remedy="Ask again in a minute.",
        )

    def _refuse_once_stopped(self) -> None:
        if self._stopped:
            raise stopping()


class Budgets:
    """The budgets of all families."""

    def __init__(
        self,
        allowances: Mapping[Family, Allowance] = ALLOWANCES,
        *,
        clock: Callable[[], float] = time.monotonic,
        wait: Wait = Condition.wait,
    ) -> None:
        self.clock = clock
        self._budgets = {family: Budget(allowances[family], clock=clock, wait=wait) for family in Family}

    def of(self, path: str) -> Budget:
        """The budget that a request for `path` is charged to."""
        return self._budgets[family_of(path)]

    def stop(self) -> None:
        """Stop them all."""
        for budget in self._budgets.values():
            budget.stop()
