"""Graph itself: who asks, what for, what may go wrong, and the answer."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from bot.demo.clock import TenantClock
from bot.demo.moments import TICKS_PER_MINUTE
from bot.demo.rows import Row
from bot.demo.tenant.calls import Address, Answer, Call, address_of
from bot.demo.tenant.endpoint import Endpoint, Family
from bot.demo.tenant.faults import FAULTS, Faults, Reach
from bot.demo.tenant.holdings import Holdings
from bot.demo.tenant.login import Bearer
from bot.demo.tenant.pages import Pager, appearance
from bot.demo.tenant.queries import Query, read_query
from bot.demo.tenant.refusals import (
    Refusal,
    invalid_skip_token,
    no_consent,
    no_licence,
    no_role,
    not_found,
    not_privileged,
    timed_out,
    too_many_requests,
    unavailable,
    unknown_segment,
)
from bot.demo.tenant.seals import Seal
from bot.demo.tenant.shelves import place_of
from bot.demo.tenant.throttle import Throttle

WIDEST_WINDOW_HOURS = 12
_VERSIONS = ("v1.0", "beta")

_REFUSING: dict[str, Callable[[Endpoint], Refusal]] = {
    "429": lambda _: too_many_requests(1),
    "503": lambda _: unavailable(),
    "403-licence": lambda _: no_licence(),
    "403-consent": lambda endpoint: no_consent(endpoint.permission),
    "403-role": lambda _: no_role(),
    "403-denied": lambda _: not_privileged(),
}
_REACHES = {
    Family.LOG: frozenset({Reach.LOGS, Reach.GRAPH}),
    Family.DIRECTORY: frozenset({Reach.DIRECTORY, Reach.GRAPH}),
}


class GraphService:
    """Answers calls under the tenant's clock, throttle and faults."""

    def __init__(
        self, holdings: Holdings, clock: TenantClock, faults: Faults, seal: Seal, *, throttle: Throttle | None
    ) -> None:
        self._holdings = holdings
        self._clock = clock
        self._faults = faults
        self._throttle = throttle
        self._pager = Pager(holdings, seal)

    def answer(self, call: Call, bearer: Bearer) -> Answer:
        """The answer to a call.

        Raises:
            Refusal: for everything that Graph answers with an error.
        """
        if call.version not in _VERSIONS:
            raise unknown_segment(call.version)
        address = address_of(call.version, call.path)
        self._admit(address.endpoint, call, bearer)
        query = read_query(address.endpoint, call, probes=not self._struck("no-probe", address.endpoint, call))
        now = self._clock.now()
        if address.key is None:
            return Answer(200, self._list(address.endpoint, call, query, now))
        return Answer(200, self._object(address, call, query, now))

    def strikes(self, fault: str, call: Call) -> bool:
        """Whether a fault of the connection strikes a call; one that leads nowhere is left alone."""
        try:
            return self._struck(fault, address_of(call.version, call.path).endpoint, call)
        except Refusal:
            return False

    def _struck(self, fault: str, endpoint: Endpoint, call: Call) -> bool:
        return FAULTS[fault].reach in _REACHES[endpoint.family] and self._faults.strikes(fault, call.target)

    def _admit(self, endpoint: Endpoint, call: Call, bearer: Bearer) -> None:
        """Throttle first, as a refused call of a busy app is not looked at; then the faults that refuse."""
        throttle = self._throttle if endpoint.family is Family.LOG else None
        if throttle is not None and (wait := throttle.wait(bearer.app)):
            raise too_many_requests(wait)
        for fault, refusal in _REFUSING.items():
            if self._struck(fault, endpoint, call):
                raise refusal(endpoint)

    def _list(self, endpoint: Endpoint, call: Call, query: Query, now: datetime) -> dict[str, Any]:
        if _is_too_wide(query) and self._struck("504", endpoint, call):
            raise timed_out()
        token = self._pager.token(call, query)
        if query.skip_token is not None and self._struck("stale-token", endpoint, call.question):
            raise invalid_skip_token()
        if not token.follows_empty and self._struck("empty-page", endpoint, call):
            return self._pager.empty_page(endpoint, call, query)
        return self._pager.page(endpoint, call, query, now)

    def _object(self, address: Address, call: Call, query: Query, now: datetime) -> dict[str, Any]:
        endpoint, key = address.endpoint, address.key or ""
        row = self._find(endpoint, address.key_name, key, now)
        if row is None:
            raise not_found(key)
        context = f"https://graph.microsoft.com/{call.version}/$metadata#{endpoint.path}"
        if address.part is not None:
            return {"@odata.context": f"{context}('{key}')/{address.part}", "value": endpoint.parts[address.part](row)}
        return {"@odata.context": f"{context}/$entity", **appearance(endpoint, call, query, listed=False)(row)}

    def _find(self, endpoint: Endpoint, key_name: str, key: str, now: datetime) -> Row | None:
        shelf = self._holdings.shelf(endpoint)
        row = shelf.find(key) if key_name == "id" else shelf.first(key_name, key)
        if row is None:
            return None
        place = place_of(row, endpoint.time_property)
        oldest, newest = self._holdings.span(endpoint, now)
        is_there = (oldest is None or place.ticks >= oldest) and (newest is None or place.ticks <= newest)
        arrived = self._holdings.arrivals(endpoint, now)
        return row if is_there and (arrived is None or arrived(place)) else None


def _is_too_wide(query: Query) -> bool:
    since, until = query.stretch.since, query.stretch.until
    return since is None or until is None or until - since > WIDEST_WINDOW_HOURS * 60 * TICKS_PER_MINUTE
