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
from bot.demo.tenant.looks import appearance
from bot.demo.tenant.pages import Pager
from bot.demo.tenant.permissions import Licence, Permission
from bot.demo.tenant.queries import Query, read_query
from bot.demo.tenant.refusals import (
    Refusal,
    delegated_only,
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
from bot.demo.tenant.throttle import ACTIVITY, LOGS, RISK, Allowance, Throttle

WIDEST_WINDOW_HOURS = 12
_VERSIONS = ("v1.0", "beta")

_REFUSING: dict[str, Callable[[], Refusal]] = {
    "429": lambda: too_many_requests(1),
    "503": unavailable,
    "403-role": no_role,
    "403-denied": not_privileged,
}
_OF_LOGS = frozenset({Reach.LOGS, Reach.GRAPH})
_REACHES = {
    Family.LOG: _OF_LOGS,
    Family.REPORT: _OF_LOGS,
    Family.RISK: _OF_LOGS,
    Family.DIRECTORY: frozenset({Reach.DIRECTORY, Reach.GRAPH}),
}
_ALLOWANCES = {Family.LOG: LOGS, Family.REPORT: LOGS, Family.RISK: RISK}
_LACKING = {
    "403-licence": frozenset({Licence.P1, Licence.P2, Licence.WORKLOAD_ID}),
    "no-p2": frozenset({Licence.P2, Licence.WORKLOAD_ID}),
    "no-workload-id": frozenset({Licence.WORKLOAD_ID}),
}
"""By fault, the licences that the tenant has not got."""


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
        self._admit(address, call, bearer)
        query = read_query(address.endpoint, call, probes=not self._struck("no-probe", address.endpoint, call))
        self._admit_costly(address, query, call, bearer)
        now = self._clock.now()
        if address.key is None:
            return Answer(200, self._list(address, call, query, now))
        return Answer(200, self._object(address, call, query, now))

    def strikes(self, fault: str, call: Call) -> bool:
        """Whether a fault of the connection strikes a call; one that leads nowhere is left alone."""
        try:
            return self._struck(fault, address_of(call.version, call.path).endpoint, call)
        except Refusal:
            return False

    def _struck(self, fault: str, endpoint: Endpoint, call: Call) -> bool:
        return FAULTS[fault].reach in _REACHES[endpoint.family] and self._faults.strikes(fault, call.target)

    def _admit(self, address: Address, call: Call, bearer: Bearer) -> None:
        """Throttle first, as a refused call of a busy app is not looked at; then the faults that refuse."""
        endpoint = address.endpoint
        if (allowance := _ALLOWANCES.get(endpoint.family)) is not None:
            self._wait(allowance, bearer)
        for fault, refusal in _REFUSING.items():
            if self._struck(fault, endpoint, call):
                raise refusal()
        self._check_licence(endpoint, endpoint.licence, call)
        if self._struck("403-consent", endpoint, call):
            raise no_consent(endpoint.permission)
        if endpoint.delegated_only:
            raise delegated_only()
        part = endpoint.parts.get(address.part or "")
        if part is not None and part.permission is not None:
            self._check_permission(endpoint, call, part.permission)
        else:
            self._check_permission(endpoint, call, endpoint.permission, endpoint.also)

    def _admit_costly(self, address: Address, query: Query, call: Call, bearer: Bearer) -> None:
        costly = address.endpoint.costly
        if costly is None or not query.wants_costly:
            return
        if address.key is not None:
            self._wait(ACTIVITY, bearer)
        if any(self._faults.strikes(fault, call.target) for fault in _LACKING if costly.licence in _LACKING[fault]):
            raise no_licence()
        self._check_permission(address.endpoint, call, costly.permission)

    def _wait(self, allowance: Allowance, bearer: Bearer) -> None:
        if self._throttle is not None and (seconds := self._throttle.wait(bearer.app, allowance)):
            raise too_many_requests(seconds if allowance.says_when else None)

    def _check_licence(self, endpoint: Endpoint, licence: Licence, call: Call) -> None:
        for fault, missing in _LACKING.items():
            if licence in missing and self._struck(fault, endpoint, call):
                raise no_licence()

    def _check_permission(
        self, endpoint: Endpoint, call: Call, permission: Permission, also: frozenset[Permission] = frozenset()
    ) -> None:
        if all(self._struck(f"no-{one}", endpoint, call) for one in (permission, *also)):
            raise not_privileged() if endpoint.family is Family.DIRECTORY else no_consent(permission)

    def _list(self, address: Address, call: Call, query: Query, now: datetime) -> dict[str, Any]:
        endpoint = address.endpoint
        if endpoint.family is Family.LOG and _is_too_wide(query) and self._struck("504", endpoint, call):
            raise timed_out()
        token = self._pager.token(call, query)
        if query.skip_token is not None and self._struck("stale-token", endpoint, call.question):
            raise invalid_skip_token()
        if not token.follows_empty and self._struck("empty-page", endpoint, call):
            return self._pager.empty_page(endpoint, call, query)
        look = appearance(endpoint, call, query, now, self._withheld(), listed=True)
        return self._pager.page(address, call, query, now, look)

    def _object(self, address: Address, call: Call, query: Query, now: datetime) -> dict[str, Any]:
        endpoint, key = address.endpoint, address.key or ""
        row = self._find(address, call.version, now, costly=query.wants_costly)
        if row is None:
            raise not_found(key)
        context = f"https://graph.microsoft.com/{call.version}/$metadata#{endpoint.path}"
        if address.part is not None:
            part = self._holdings.part(endpoint, address.part, row, now)
            return {"@odata.context": f"{context}('{key}')/{address.part}", "value": part}
        look = appearance(endpoint, call, query, now, self._withheld(), listed=False)
        return {"@odata.context": f"{context}/$entity", **look(row)}

    def _withheld(self) -> frozenset[Permission]:
        """The permissions that the app was not given."""
        return frozenset(one for one in Permission if self._faults.strikes(f"no-{one}", "guarded properties"))

    def _find(self, address: Address, version: str, now: datetime, *, costly: bool) -> Row | None:
        endpoint, key = address.endpoint, address.key or ""
        shelf = self._holdings.shelf(endpoint, now, costly=costly)
        row = shelf.find(key) if address.key_name == "id" else shelf.first(address.key_name, key)
        if row is None and endpoint.alias is not None:
            row = shelf.first(endpoint.alias, key)
        holds = endpoint.holds.get(version)
        if row is None or (holds is not None and not holds(row)):
            return None
        place = place_of(row, endpoint.time_property, endpoint.key_property)
        oldest, newest = self._holdings.span(endpoint, now)
        is_there = (oldest is None or place.ticks >= oldest) and (newest is None or place.ticks <= newest)
        arrived = self._holdings.arrivals(endpoint, now)
        return row if is_there and (arrived is None or arrived(place)) else None


def _is_too_wide(query: Query) -> bool:
    since, until = query.stretch.since, query.stretch.until
    return since is None or until is None or until - since > WIDEST_WINDOW_HOURS * 60 * TICKS_PER_MINUTE
