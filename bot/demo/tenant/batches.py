"""JSON batching: up to 20 calls in one POST, each answered with a status and headers of its own."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.demo.tenant.calls import Answer, Call, read_options
from bot.demo.tenant.refusals import bad_batch

_MOST = 20
_FAILED_DEPENDENCY = {
    "error": {"code": "FailedDependency", "message": "A request that this one depends on has failed."}
}


def answer_batch(version: str, body: Any, host: str, answer: Callable[[Call], Answer]) -> dict[str, Any]:
    """The answers to a batch, in the order of its requests; one whose parent failed is answered 424.

    Raises:
        Refusal: 400 when the body is no batch, or holds more than 20 requests, or an id twice.
    """
    requests = body.get("requests") if isinstance(body, dict) else None
    if not isinstance(requests, list) or not all(isinstance(one, dict) for one in requests):
        raise bad_batch("Invalid batch payload format.")
    ids = [str(one.get("id")) for one in requests]
    if not 1 <= len(ids) <= _MOST or len(set(ids)) != len(ids):
        raise bad_batch(f"A batch holds 1 to {_MOST} requests, each with an id of its own.")
    statuses: dict[str, int] = {}
    responses = []
    for request_id, one in zip(ids, requests, strict=True):
        failed = any(statuses.get(str(parent), 424) >= 400 for parent in one.get("dependsOn", ()))
        given = Answer(424, _FAILED_DEPENDENCY) if failed else answer(_call(version, one, host))
        statuses[request_id] = given.status
        responses.append({"id": request_id, "status": given.status, "headers": dict(given.headers), "body": given.body})
    return {"responses": responses}


def _call(version: str, one: Mapping[str, Any], host: str) -> Call:
    if str(one.get("method", "")).upper() != "GET":
        raise bad_batch("Only GET requests are served here.")
    path, _, query = str(one.get("url", "")).strip("/").partition("?")
    headers = {str(name).lower(): str(value) for name, value in (one.get("headers") or {}).items()}
    return Call(version, path, read_options(query), headers, host)
