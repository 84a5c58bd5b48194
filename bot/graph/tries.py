"""The tries of one request: what went wrong so far, when it may be asked again, and when to give up."""

from collections import Counter
from collections.abc import Callable

from bot.graph.outcome import Setback
from bot.graph.retry import Mishap, RetryRule, wait_before_retry

COUNTED_ALONE = frozenset({Mishap.THROTTLED, Mishap.UNTRUSTED})
"""Being throttled or needing a new token says nothing about whether the service works."""


class Tries:
    """`next_at` and `deadline` are moments on `clock`, which counts seconds."""

    def __init__(
        self, rule: RetryRule, *, seconds: float, clock: Callable[[], float], chance: Callable[[], float]
    ) -> None:
        self._rule = rule
        self._clock = clock
        self._chance = chance
        self._failures: Counter[Mishap] = Counter()
        self.next_at = clock()
        self.deadline = self.next_at + seconds

    def note(self, setback: Setback) -> None:
        """Set `next_at` after a setback. Raises its error when there is to be no other try."""
        self._failures[setback.mishap] += 1
        wait = wait_before_retry(
            setback.mishap, self._count(setback.mishap), setback.retry_after, self._chance(), self._rule
        )
        if wait is None or self._clock() + wait > self.deadline:
            raise setback.error
        self.next_at = self._clock() + wait

    def _count(self, mishap: Mishap) -> int:
        if mishap in COUNTED_ALONE:
            return self._failures[mishap]
        return sum(self._failures[other] for other in set(Mishap) - COUNTED_ALONE)
