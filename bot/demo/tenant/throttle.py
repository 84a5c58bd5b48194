"""Graph's allowance for the logs: 5 requests in 10 seconds for each app, all log endpoints together."""

import math
import time
from collections import defaultdict, deque
from collections.abc import Callable

LOG_REQUESTS = 5
LOG_SECONDS = 10.0


class Throttle:
    """A sliding window for each app, on the real clock whatever the tenant's own clock says."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._served: dict[str, deque[float]] = defaultdict(deque)

    def wait(self, app: str) -> int:
        """Whole seconds this app must wait; 0 means served, and only what is served counts against the allowance."""
        now = self._clock()
        served = self._served[app]
        while served and now - served[0] >= LOG_SECONDS:
            served.popleft()
        if len(served) >= LOG_REQUESTS:
            return max(1, math.ceil(served[0] + LOG_SECONDS - now))
        served.append(now)
        return 0
