"""The other way to the bot: signed HTTP requests to its public address, and forged ones to see them refused."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from hmac import new as hmac
from http.client import HTTPConnection, HTTPException, HTTPResponse
from json import JSONDecodeError, dumps, loads
from time import time
from typing import assert_never
from urllib.parse import urlencode, urlsplit

from bot.demo.workspace.deliveries import Deliveries
from bot.demo.workspace.invocations import Ack, Invocation, Kind
from bot.demo.workspace.transcript import Json

TOLERANCE_SECONDS = 5 * 60  # how far Slack tells apps to let the clocks differ


class Seal(StrEnum):
    """How a request is signed. All but the first are what a stranger might send."""

    GENUINE = "genuine"
    WRONG_SECRET = "wrong secret"  # noqa: S105  # says what is wrong, and is none
    CHANGED_BODY = "body changed after signing"
    STALE = "older than five minutes"
    FROM_THE_FUTURE = "more than five minutes ahead"
    TIMELESS = "timestamp is no number"
    UNSIGNED = "no signature"


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """Slack's v0 signature of a request body: an HMAC-SHA256 over version, timestamp and body."""
    return "v0=" + hmac(secret.encode(), f"v0:{timestamp}:".encode() + body, sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class Signed:
    """A request body with the headers that prove who sent it."""

    body: bytes
    headers: dict[str, str]


def signed(body: bytes, content_type: str, secret: str, seal: Seal, now: float) -> Signed:
    """A request as Slack sends it, or in the wrong way that `seal` names. `now` is in seconds since 1970."""
    timestamp, key, signed_body = str(int(now)), secret, body
    match seal:
        case Seal.GENUINE | Seal.UNSIGNED:
            pass
        case Seal.WRONG_SECRET:
            key = secret[::-1]
        case Seal.CHANGED_BODY:
            signed_body = body + b" "
        case Seal.STALE:
            timestamp = str(int(now) - TOLERANCE_SECONDS - 60)
        case Seal.FROM_THE_FUTURE:
            timestamp = str(int(now) + TOLERANCE_SECONDS + 60)
        case Seal.TIMELESS:
            timestamp = "yesterday"
        case _:
            assert_never(seal)
    headers = {"Content-Type": content_type, "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)"}
    if seal is not Seal.UNSIGNED:
        headers |= {
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": signature(key, timestamp, signed_body),
        }
    return Signed(body, headers)


class SignedHttp:
    """Posts to the bot's request URL from threads of its own; `close` waits for them."""

    def __init__(self, url: str, secret: str, deliveries: Deliveries, clock: Callable[[], float] = time) -> None:
        self._address = urlsplit(url)
        self._secret = secret
        self._deliveries = deliveries
        self._clock = clock
        self._senders = ThreadPoolExecutor(max_workers=16, thread_name_prefix="demo workspace")

    def deliver(self, invocation: Invocation, seal: Seal = Seal.GENUINE) -> None:
        """Send it; the answer becomes the acknowledgement."""
        body, content_type = _encoded(invocation)
        request = signed(body, content_type, self._secret, seal, self._clock())
        if retry := invocation.retry:
            again = {"X-Slack-Retry-Num": str(retry.attempt), "X-Slack-Retry-Reason": retry.reason}
            request = Signed(request.body, request.headers | again)
        self._senders.submit(self._send, invocation, request)

    def close(self) -> None:
        """Let go of the threads that send."""
        self._senders.shutdown()

    def _send(self, invocation: Invocation, request: Signed) -> None:
        assert self._address.hostname
        connection = HTTPConnection(self._address.hostname, self._address.port, timeout=self._deliveries.ack_seconds)
        try:
            connection.request("POST", self._address.path or "/", request.body, request.headers)
            self._take(invocation, connection.getresponse())
        except TimeoutError:
            self._deliveries.give_up(invocation)
        except (OSError, HTTPException) as error:
            self._deliveries.fail(invocation, f"no answer from {self._address.geturl()}: {error}")
        finally:
            connection.close()

    def _take(self, invocation: Invocation, response: HTTPResponse) -> None:
        payload = _decoded(response.read())
        if 200 <= response.status < 300:
            self._deliveries.acknowledge(invocation, payload, response.status)
        else:
            ack = Ack(payload, invocation.latency, response.status)
            self._deliveries.fail(invocation, f"HTTP {response.status} from {self._address.geturl()}", ack)


def _encoded(invocation: Invocation) -> tuple[bytes, str]:
    match invocation.kind:
        case Kind.COMMAND:
            return urlencode(invocation.payload).encode(), "application/x-www-form-urlencoded"
        case Kind.INTERACTION:
            return urlencode({"payload": dumps(invocation.payload)}).encode(), "application/x-www-form-urlencoded"
        case Kind.EVENT:
            return dumps(invocation.payload).encode(), "application/json"
        case _:
            assert_never(invocation.kind)


def _decoded(body: bytes) -> Json | None:
    """The message in an answer: JSON, or plain words that are its text; None for an empty one."""
    words = body.decode(errors="replace")
    try:
        message = loads(words)
    except JSONDecodeError:
        message = words
    return message if isinstance(message, dict) else {"text": words} if words else None
