"""Which hours can be asked how many attempts stayed unfinished: those in which nobody is still under way."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.domain.attempts import AttemptRules
from bot.domain.hourly_counts import HOUR, CountedHour


def settled_hours(hours: Sequence[CountedHour], rules: AttemptRules) -> Iterator[CountedHour]:
    """Those of `hours` (oldest first) all of whose attempts are mature, as far as the log is known; newest first.

    An hour is judged by the log alone, never by a clock: what was not read may hold how an attempt went on.
    """
    later: CountedHour | None = None
    known_until: datetime | None = None
    for hour in reversed(hours):
        if later is None or known_until is None or not hour.whole or later.hour != hour.hour + HOUR:
            known_until = hour.until
        later = hour
        if rules.is_quiet(max(hour.hour + HOUR, hour.last_heard or hour.hour), known_until):
            yield hour
