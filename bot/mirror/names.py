"""Which names the rows of a log give to which ids."""

from collections.abc import Sequence
from datetime import datetime
from operator import attrgetter

from bot.domain.events import LogEvent
from bot.domain.question import Log
from bot.planning.catalogue import log_row
from bot.planning.sql import micros


def latest_names(log: Log, events: Sequence[LogEvent]) -> list[tuple[str, str, str, int]]:
    """For each id that a row names, its latest name and when that was seen, as `app_names` keeps them."""
    latest: dict[str, tuple[datetime, str]] = {}
    for pair in log_row(log).names:
        read = attrgetter(*pair)
        for event in events:
            named, name = read(event)
            if named and name:
                latest[named] = max(latest.get(named, (event.at, "")), (event.at, name))
    return [(log.value, named, name, micros(at)) for named, (at, name) in latest.items()]
