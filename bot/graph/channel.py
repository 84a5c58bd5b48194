"""One request to Graph, asked until it is answered or not worth asking: budget, retries, records and errors."""

import random
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any
from uuid import uuid4

import httpx
import orjson

from bot.domain.answers import GraphCall
from bot.errors import GraphBusy, GraphError, GraphTrace, GraphUnexpected, GraphUnreachable
from bot.graph.auth import GraphAuth, origin
from bot.graph.budget import Budgets
from bot.graph.cloud import is_loopback
from bot.graph.login import trusted
from bot.graph.refusal import mishap_of, read_refusal
from bot.graph.remedies import WindowTooWide, explained
from bot.graph.retry import Mishap, RetryRule, wait_before_retry

Body = dict[str, Any]

TIMEOUT = httpx.Timeout(connect=10.0, read=60.0, write=10.0, pool=30.0)
LIMITS = httpx.Limits(max_connections=10, max_keepalive_connections=5, keepalive_expiry=30.0)
HEADERS = {
    "Accept": "application/json",
    "Prefer": "include-unknown-enum-members",  # else a stage newer than Graph's first list arrives without its name
    "User-Agent": "Gatehouse",
}


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds that one request may take, with all its waiting and retries."""

    urgent: float = 60.0
    background: float = 900.0


DEFAULT_PATIENCE = Patience()
DEFAULT_RULE = RetryRule()


@dataclass(frozen=True, slots=True)
class Setback:
    """A try that failed in a way that may pass: `error` is what to say once we give up."""

    mishap: Mishap
    error: GraphError
    retry_after: float | None = None


class Channel:
    """The only place that sends requests to Graph. One for all threads."""

    def __init__(
        self,
        auth: GraphAuth,
        *,
        budgets: Budgets,
        patience: Patience = DEFAULT_PATIENCE,
        rule: RetryRule = DEFAULT_RULE,
        transport: httpx.BaseTransport | None = None,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self.auth = auth
        self._budgets = budgets
        self._patience = patience
        self._rule = rule
        self._chance = chance
        self._home = httpx.URL(auth.graph_url)
        self._http = httpx.Client(
            auth=auth,
            verify=trusted(),
            headers=HEADERS,
            timeout=TIMEOUT,
            limits=LIMITS,
            transport=transport,
            trust_env=not is_loopback(self._home.host),  # no proxy stands between us and our own machine
        )

    def close(self) -> None:
        """Wake and refuse whoever waits, then close all connections."""
        self._budgets.stop()
        self._http.close()
        self.auth.close()

    def get(
        self,
        url: str,
        *,
        urgent: bool,
        calls: list[GraphCall],
        headers: Mapping[str, str] | None = None,
        may_halve: bool = False,
    ) -> Body:
        """The JSON object at `url`, an address on the host of `graph_url`.

        `may_halve` says that the caller can ask for less: then an answer that takes too long is not asked for again
        but raised at once as `WindowTooWide`. Raises `GraphError`; every call made is appended to `calls`.
        """
        path = self._path_on_this_host(url)
        budget = self._budgets.of(path)
        deadline = self._budgets.clock() + (self._patience.urgent if urgent else self._patience.background)
        failures: Counter[Mishap] = Counter()
        after = self._budgets.clock()
        while True:
            budget.take(urgent=urgent, deadline=deadline, after=after)
            answer = self._try(url, path, headers or {}, calls)
            if not isinstance(answer, Setback):
                return answer
            if may_halve and isinstance(answer.error, WindowTooWide):
                raise answer.error
            failures[answer.mishap] += 1
            wait = self._wait(answer, failures)
            if answer.mishap is Mishap.THROTTLED:
                budget.pause(answer.retry_after or wait or 0.0)
            after = self._budgets.clock() + (wait or 0.0)
            if wait is None or after > deadline:
                raise answer.error

    def _wait(self, setback: Setback, failures: Counter[Mishap]) -> float | None:
        alone = setback.mishap in (Mishap.THROTTLED, Mishap.UNTRUSTED)
        counted = {setback.mishap} if alone else set(Mishap) - {Mishap.THROTTLED, Mishap.UNTRUSTED}
        tries = sum(failures[mishap] for mishap in counted)
        return wait_before_retry(setback.mishap, tries, setback.retry_after, self._chance(), self._rule)

    def _path_on_this_host(self, url: str) -> str:
        """The path below the version. Raises `GraphUnexpected` for another host, where nothing of ours may go."""
        try:
            address = httpx.URL(url)
        except httpx.InvalidURL:
            raise GraphUnexpected("Graph's answer points to something that is no address: not followed.") from None
        if origin(address) != origin(self._home):
            raise GraphUnexpected(
                f"Graph's answer points to {address.host}, which is not {self._home.host}: not followed.",
                remedy="A proxy may be changing answers on their way; look into it before asking again.",
            )
        return address.path.removeprefix(self._home.path).strip("/").partition("/")[2]

    def _try(self, url: str, path: str, headers: Mapping[str, str], calls: list[GraphCall]) -> Body | Setback:
        """One request, with a token that is there before the stopwatch starts."""
        try:
            self.auth.token()
        except (GraphBusy, GraphUnreachable) as error:
            return Setback(Mishap.OVERLOADED, error)
        trace = GraphTrace(client_request_id=str(uuid4()))
        request = self._http.build_request(
            "GET", url, headers={**headers, "client-request-id": trace.client_request_id}
        )
        try:
            response = self._sent(request, calls)
        except httpx.RequestError as error:
            return _lost(error, path, trace)
        return _read(response) if response.is_success else self._refused(response, path)

    def _sent(self, request: httpx.Request, calls: list[GraphCall]) -> httpx.Response:
        started = time.perf_counter()
        status: int | None = None
        try:
            response = self._http.send(request)
            status = response.status_code
            return response
        finally:
            spent = round((time.perf_counter() - started) * 1000)
            calls.append(GraphCall(request.method, str(request.url), status, spent))

    def _refused(self, response: httpx.Response, path: str) -> Setback:
        """The setback of an error answer. Raises its error when asking again would not help."""
        refused = read_refusal(response.status_code, path, response.content, response.headers)
        error, mishap = explained(refused, self.auth.cloud), mishap_of(refused)
        if mishap is None:
            raise error
        if mishap is Mishap.UNTRUSTED:
            self.auth.forget(response.request)
        return Setback(mishap, error, _retry_after(response.headers))


def _read(response: httpx.Response) -> Body | Setback:
    try:
        body = orjson.loads(response.content)
    except orjson.JSONDecodeError:
        body = None
    if isinstance(body, dict):
        return body
    request_id = response.headers.get("request-id", "")
    trace = GraphTrace(response.status_code, request_id=request_id)
    return Setback(Mishap.TRUNCATED, GraphUnexpected("Graph's answer is broken off or no JSON object.", trace=trace))


def _lost(error: httpx.RequestError, path: str, trace: GraphTrace) -> Setback:
    """The setback of a request that got no whole answer."""
    match error:
        case httpx.ReadTimeout():
            said = f"Graph gave no answer on {path} within {TIMEOUT.read:g} seconds."
            return Setback(Mishap.TIMED_OUT, WindowTooWide(said, remedy="Ask for a shorter window.", trace=trace))
        case httpx.DecodingError():
            return Setback(Mishap.TRUNCATED, GraphUnexpected("Graph's answer is broken off.", trace=trace))
        case _:
            remedy = "Check the network, the proxy and the firewall of the machine Gatehouse runs on."
            said = f"Microsoft Graph could not be reached ({type(error).__name__})."
            return Setback(Mishap.DROPPED, GraphUnreachable(said, remedy=remedy, trace=trace))


def _retry_after(headers: httpx.Headers) -> float | None:
    """Seconds, also where the header holds a date, which is then compared with the answer's own."""
    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.isdecimal():
        return float(value)
    try:
        then, now = parsedate_to_datetime(value), parsedate_to_datetime(headers.get("date", ""))
    except ValueError:
        return None
    return max(0.0, (then - now).total_seconds())
