"""One request to Graph, asked until it is answered or not worth asking: budget, retries, records and errors."""

import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from uuid import uuid4

import httpx

from bot.domain.sources import GraphCall
from bot.errors import GraphBusy, GraphTrace, GraphUnexpected, GraphUnreachable
from bot.graph.auth import GraphAuth, origin
from bot.graph.budget import Budgets, stopping
from bot.graph.cloud import is_loopback
from bot.graph.login import trusted
from bot.graph.outcome import Body, Setback, lost, read_body, retry_after
from bot.graph.refusal import mishap_of, read_refusal
from bot.graph.remedies import WindowTooWide, explained
from bot.graph.retry import Mishap, RetryRule
from bot.graph.tries import Tries

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
class Wanted:
    """What is asked of Graph: a GET, or a POST where there is a body."""

    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None

    @property
    def method(self) -> str:
        """The HTTP method."""
        return "GET" if self.body is None else "POST"


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

    def ask(
        self,
        wanted: Wanted,
        *,
        urgent: bool,
        calls: list[GraphCall],
        may_halve: bool = False,
        tries: Tries | None = None,
    ) -> Body:
        """The JSON object that answers `wanted`, an address on the host of `graph_url`.

        `may_halve` says that the caller can ask for less: then an answer that takes too long is not asked for again
        but raised at once as `WindowTooWide`. `tries` are given where something of it was tried before. Every call
        made is appended to `calls`. Raises `GraphError`.
        """
        path = self._path_on_this_host(wanted.url)
        budget = self._budgets.of(path)
        tries = tries or self.tries(urgent=urgent)
        while True:
            budget.take(urgent=urgent, deadline=tries.deadline, after=tries.next_at)
            answer = self._try(wanted, path, calls)
            if not isinstance(answer, Setback):
                return answer
            if may_halve and isinstance(answer.error, WindowTooWide):
                raise answer.error
            self.rest(path, answer, tries)

    def tries(self, *, urgent: bool) -> Tries:
        """The tries of a request that begins now."""
        seconds = self._patience.urgent if urgent else self._patience.background
        return Tries(self._rule, seconds=seconds, clock=self._budgets.clock, chance=self._chance)

    def rest(self, path: str, setback: Setback, tries: Tries) -> None:
        """Note a setback; where Graph named a time to wait, it is for all who ask in this family of paths."""
        if setback.mishap is Mishap.THROTTLED and setback.retry_after:
            self._budgets.of(path).pause(setback.retry_after)
        tries.note(setback)

    def judged(self, status: int, path: str, content: bytes, headers: Mapping[str, str]) -> Body | Setback:
        """What an answer is good for. Raises its error when asking again would not help."""
        if 200 <= status < 300:
            return read_body(status, content, headers)
        refused = read_refusal(status, path, content, headers)
        error, mishap = explained(refused, self.auth.cloud), mishap_of(refused)
        if mishap is None:
            raise error
        return Setback(mishap, error, retry_after(headers))

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

    def _try(self, wanted: Wanted, path: str, calls: list[GraphCall]) -> Body | Setback:
        """One request, with a token that is there before the stopwatch starts."""
        try:
            self.auth.token()
        except (GraphBusy, GraphUnreachable) as error:
            return Setback(Mishap.OVERLOADED, error)
        our_id = str(uuid4())
        headers = {**wanted.headers, "client-request-id": our_id}
        request = self._http.build_request(wanted.method, wanted.url, headers=headers, content=wanted.body)
        try:
            response = self._sent(request, calls)
        except httpx.RequestError as error:
            return lost(error, path, GraphTrace(client_request_id=our_id))
        except RuntimeError as error:  # closed between the budget's yes and here
            if not self._http.is_closed:
                raise
            raise stopping() from error
        answer = self.judged(response.status_code, path, response.content, response.headers)
        if isinstance(answer, Setback) and answer.mishap is Mishap.UNTRUSTED:
            self.auth.forget(request)
        return answer

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
