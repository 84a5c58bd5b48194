"""What one try came to: a body, or a setback that may pass."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
import orjson

from bot.errors import GraphError, GraphTrace, GraphUnexpected, GraphUnreachable
from bot.graph.remedies import WindowTooWide
from bot.graph.retry import Mishap

Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Setback:
    """A try that failed in a way that may pass: `error` is what to say once we give up."""

    mishap: Mishap
    error: GraphError
    retry_after: float | None = None


def read_body(status: int, content: bytes, headers: Mapping[str, str]) -> Body | Setback:
    """The JSON object of an answer; a setback that may pass where it is broken off, or no object."""
    try:
        body = orjson.loads(content)
    except orjson.JSONDecodeError:
        body = None
    if isinstance(body, dict):
        return body
    trace = GraphTrace(status, request_id=headers.get("request-id", ""))
    return Setback(Mishap.TRUNCATED, GraphUnexpected("Graph's answer is broken off or no JSON object.", trace=trace))


def lost(error: httpx.RequestError, path: str, trace: GraphTrace) -> Setback:
    """The setback of a request that got no whole answer."""
    match error:
        case httpx.ReadTimeout():
            said = f"Graph gave no answer on {path} in all the time it was given."
            return Setback(Mishap.TIMED_OUT, WindowTooWide(said, remedy="Ask for a shorter window.", trace=trace))
        case httpx.DecodingError():
            return Setback(Mishap.TRUNCATED, GraphUnexpected("Graph's answer is broken off.", trace=trace))
        case _:
            remedy = "Check the network, the proxy and the firewall of the machine Gatehouse runs on."
            said = f"Microsoft Graph could not be reached ({type(error).__name__})."
            return Setback(Mishap.DROPPED, GraphUnreachable(said, remedy=remedy, trace=trace))


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds, also where the header holds a date, which is then compared with the answer's own."""
    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.isdecimal():
        return float(value)
    try:
        then, now = _moment(value), _moment(headers.get("date", ""))
    except ValueError:
        return None
    return max(0.0, (then - now).total_seconds())


def _moment(header: str) -> datetime:
    """A date of HTTP, which is always GMT, also where a proxy leaves its zone out."""
    read = parsedate_to_datetime(header)
    return read if read.tzinfo else read.replace(tzinfo=UTC)
