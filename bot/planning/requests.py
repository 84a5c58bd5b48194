"""A Fetch as the request that Graph is sent."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.question import And, Within
from bot.domain.window import Window
from bot.planning import odata
from bot.planning.catalogue import log_row
from bot.planning.plan import Fetch


@dataclass(frozen=True, slots=True)
class Request:
    """A GET of `/{version}/{path}`; `params` are its options, `$filter` among them, not percent-encoded."""

    version: str
    path: str
    params: Mapping[str, str]


def filter_of(fetch: Fetch, window: Window | None = None) -> str:
    """The `$filter` of one fetch, over `window` where only a stretch of it is read."""
    part = log_row(fetch.log).part(fetch.part)
    conditions = (Within(window or fetch.window), fetch.narrow, part.only)
    return odata.write(And(tuple(condition for condition in conditions if condition is not None)), fetch.log)


def request_of(fetch: Fetch, window: Window | None = None) -> Request:
    """The first request of one fetch; the pages after it have addresses of Graph's own."""
    row = log_row(fetch.log)
    params = {**row.params, "$filter": filter_of(fetch, window)}
    return Request(row.part(fetch.part).version, row.path, params)
