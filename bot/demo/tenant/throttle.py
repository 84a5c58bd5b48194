"""Graph's allowances: so many requests in so many seconds, by family of endpoints (Graph throttling limits)."""

import math
import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Allowance:
    """How often a family may be asked, and by whom together."""

    requests: int
    seconds: float
    per_app: bool = True
    """Whether each app has its own; else all apps of the tenant share one."""
    says_when: bool = True
    """Whether a refusal has a Retry-After."""


LOGS = Allowance(5, 10.0)
"""Identity and access reports: all logs, registration reports and application summaries together."""
RISK = Allowance(1, 1.0, per_app=False, says_when=False)
"""Identity protection."""
ACTIVITY = Allowance(10, 60.0)
"""signInActivity of single users."""


class Throttle:
    """A sliding window for each allowance and app, on the real clock whatever the tenant's own clock says."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._served: dict[tuple[Allowance, str], deque[float]] = defaultdict(deque)

    def wait(self, app: str, allowance: Allowance = LOGS) -> int:
        """Whole seconds this app must wait; 0 means served, and only what is served counts against the allowance."""
        now = self._clock()
        served = self._served[allowance, app if allowance.per_app else ""]
        while served and now - served[0] >= allowance.seconds:
            served.popleft()
        if len(served) >= allowance.requests:
            return max(1, math.ceil(served[0] + allowance.seconds - now))
        served.append(now)
        return 0
