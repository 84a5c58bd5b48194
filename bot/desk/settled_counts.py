"""Reads the hourly counts of a time as far as nobody who began in it is still under way."""

from bot.desk.watch_ports import HourlyCounts
from bot.domain.attempts import AttemptRules
from bot.domain.hourly_counts import HOUR, CountedHour
from bot.domain.settled_hours import settled_hours
from bot.domain.window import Window


def settled_in(counts: HourlyCounts, window: Window, rules: AttemptRules) -> list[CountedHour]:
    """The settled hours that begin in `window`, oldest first. Raises `MirrorError`."""
    last_heard = max((hour.last_heard for hour in counts.hours(window) if hour.last_heard), default=window.until)
    # Whether an hour is settled is known from the hours after it.
    known = counts.hours(Window(window.since, max(window.until, last_heard) + rules.quiet + HOUR))
    return [hour for hour in settled_hours(known, rules) if hour.hour in window][::-1]
