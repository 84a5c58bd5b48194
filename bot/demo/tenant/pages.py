"""Pages of a collection: which rows come next, and the link to what follows.

A skip token holds the place of the last row sent, not a number of rows, so rows that arrive meanwhile move nothing.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import Any

from bot.demo.rows import Row
from bot.demo.tenant.calls import Address, Call
from bot.demo.tenant.endpoint import Endpoint
from bot.demo.tenant.holdings import Holdings
from bot.demo.tenant.queries import Query
from bot.demo.tenant.refusals import invalid_skip_token
from bot.demo.tenant.seals import Seal
from bot.demo.tenant.shelves import Place

_METADATA = "https://graph.microsoft.com"


@dataclass(frozen=True, slots=True)
class SkipToken:
    """Where to go on: after a place, or from the start when a page came back empty."""

    after: Place | None
    follows_empty: bool = False


class Pager:
    """Cuts what the tenant holds into pages."""

    def __init__(self, holdings: Holdings, seal: Seal) -> None:
        self._holdings = holdings
        self._seal = seal

    def page(
        self, address: Address, call: Call, query: Query, now: datetime, look: Callable[[Row], Row]
    ) -> dict[str, Any]:
        """The body of a list call, each row as `look` shows it.

        Raises:
            Refusal: 400 for a skip token that is not of this query.
        """
        token = self.token(call, query)
        found = self._found(address, query, now, token.after)
        more = len(found) > query.top and query.is_paged
        body: dict[str, Any] = {"@odata.context": _context(address.endpoint, call, query)}
        if query.count and token.after is None:
            body["@odata.count"] = self._count(address, query, now)
        if more:
            body["@odata.nextLink"] = self._next_link(call, SkipToken(found[query.top - 1][0]))
        body["value"] = [look(row) for _, row in found[: query.top]]
        return body

    def empty_page(self, endpoint: Endpoint, call: Call, query: Query) -> dict[str, Any]:
        """No rows, and a link to where the page that was asked for begins."""
        token = self.token(call, query)
        link = self._next_link(call, SkipToken(token.after, follows_empty=True))
        return {"@odata.context": _context(endpoint, call, query), "@odata.nextLink": link, "value": []}

    def token(self, call: Call, query: Query) -> SkipToken:
        """The skip token of a call, or the start of the first page."""
        if query.skip_token is None:
            return SkipToken(None)
        content = self._seal.open(query.skip_token)
        if content is None or content.get("query") != _fingerprint(call):
            raise invalid_skip_token()
        after = None if content["after"] is None else Place(*content["after"])
        return SkipToken(after, content["empty"])

    def _found(self, address: Address, query: Query, now: datetime, after: Place | None) -> list[tuple[Place, Row]]:
        """One row more than a page holds, if there is one: it tells whether a link must follow."""
        endpoint = address.endpoint
        oldest, newest = self._holdings.span(endpoint, now)
        since = max((at for at in (oldest, query.stretch.since) if at is not None), default=None)
        until = min((at for at in (newest, query.stretch.until) if at is not None), default=None)
        shelf = self._holdings.shelf(endpoint, now, address.arguments, costly=query.wants_costly)
        rows = shelf.rows(since, until, after=after, newest_first=query.newest_first)
        arrived = self._holdings.arrivals(endpoint, now)
        if arrived is not None:
            rows = ((place, row) for place, row in rows if arrived(place))
        if query.tests:
            rows = ((place, row) for place, row in rows if all(test(row) for test in query.tests))
        return list(islice(rows, query.top + 1))

    def _count(self, address: Address, query: Query, now: datetime) -> int:
        everything = replace(query, top=len(self._holdings.shelf(address.endpoint, now, address.arguments)))
        return len(self._found(address, everything, now, None))

    def _next_link(self, call: Call, token: SkipToken) -> str:
        after = None if token.after is None else list(token.after)
        content = {"query": _fingerprint(call), "after": after, "empty": token.follows_empty}
        following = replace(call, options=(*call.question.options, ("$skiptoken", self._seal.close(content))))
        return f"http://{call.host}{following.target}"


def _context(endpoint: Endpoint, call: Call, query: Query) -> str:
    selected = f"({','.join(query.select)})" if query.select else ""
    return f"{_METADATA}/{call.version}/$metadata#{endpoint.path}{selected}"


def _fingerprint(call: Call) -> str:
    return hashlib.sha256(call.question.target.encode()).hexdigest()[:12]
