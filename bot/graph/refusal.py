"""An answer of Graph that is not what was asked for, read as far as it can be."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from bot.errors import GraphTrace
from bot.graph.retry import Mishap

NO_LICENCE = "Authentication_RequestFromNonPremiumTenantOrB2CTenant"
"""Graph's code where it sees no premium licence in the tenant (Microsoft Graph documentation, "Error responses")."""


@dataclass(frozen=True, slots=True)
class Refused:
    """An error answer of Graph, whatever its spelling. `codes` are the outer code and those nested inside it."""

    status: int
    path: str
    codes: tuple[str, ...] = ()
    message: str = ""
    request_id: str = ""
    client_request_id: str = ""

    @property
    def trace(self) -> GraphTrace:
        """What to quote to Microsoft."""
        return GraphTrace(self.status, next(filter(None, self.codes), ""), self.request_id, self.client_request_id)

    def has_code(self, code: str) -> bool:
        """Whether `code` stands anywhere in it; Graph's own pages differ in case."""
        return code.casefold() in (known.casefold() for known in self.codes)


def read_refusal(status: int, path: str, body: bytes, headers: Mapping[str, str]) -> Refused:
    """An error answer, read as far as it can be: JSON of any spelling, an empty body, or a proxy's HTML page."""
    layers = list(_layers(body))
    return Refused(
        status=status,
        path=path,
        codes=tuple(_text(layer, "code") for layer in layers),
        message=next((text for layer in layers if (text := _text(layer, "message"))), ""),
        request_id=headers.get("request-id") or _first(layers, "request-id"),
        client_request_id=headers.get("client-request-id") or _first(layers, "client-request-id"),
    )


def _layers(body: bytes) -> Iterator[dict[str, Any]]:
    """The error object and those nested in it, outermost first."""
    try:
        answer = orjson.loads(body)
    except orjson.JSONDecodeError:
        return
    layer = answer.get("error") if isinstance(answer, dict) else None
    while isinstance(layer, dict):
        yield layer
        layer = layer.get("innerError") or layer.get("innererror")


def _first(layers: list[dict[str, Any]], name: str) -> str:
    return next((text for layer in layers if (text := _text(layer, name))), "")


def _text(layer: Mapping[str, Any], name: str) -> str:
    value = layer.get(name)
    return value if isinstance(value, str) else ""


def mishap_of(refused: Refused) -> Mishap | None:
    """What kind of passing trouble this is, or `None` when asking again would bring the same answer."""
    match refused.status:
        case 401:
            return Mishap.UNTRUSTED
        case 429:
            return Mishap.THROTTLED
        case 408 | 504:
            return Mishap.TIMED_OUT
        case status if status >= 500 and refused.has_code("UnknownError"):
            return Mishap.TIMED_OUT
        case 502 | 503:
            return Mishap.OVERLOADED
        case status if status >= 500:
            return Mishap.FAILED
        case _:
            return None
