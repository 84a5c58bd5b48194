"""Many small questions in one request: Graph's JSON batching (Graph documentation, "Combine requests with $batch")."""

from collections.abc import Iterator, Mapping, Sequence

import httpx
import orjson

from bot.domain.sources import GraphCall
from bot.errors import GraphUnexpected
from bot.graph.channel import Channel, Wanted
from bot.graph.outcome import Body, Setback

MOST = 20
"""Requests in one batch; each counts against throttling on its own."""


def ask_together(
    channel: Channel, url: str, targets: Sequence[str], *, urgent: bool, calls: list[GraphCall]
) -> Iterator[Body]:
    """The answers to `targets`, such as `/users?$top=1`, in their order. Raises the `GraphError` of the first refused.

    `url` is that of `$batch` in one version. Calls are recorded as what they are: one POST for up to 20 targets.
    """
    for start in range(0, len(targets), MOST):
        yield from _ask(channel, url, targets[start : start + MOST], urgent=urgent, calls=calls)


def _ask(channel: Channel, url: str, targets: Sequence[str], *, urgent: bool, calls: list[GraphCall]) -> Iterator[Body]:
    answers: dict[int, Body] = {}
    tries = channel.tries(urgent=urgent)
    while waiting := {number: target for number, target in enumerate(targets) if number not in answers}:
        wanted = Wanted(url, {"Content-Type": "application/json"}, _body(waiting))
        body = channel.ask(wanted, urgent=urgent, calls=calls, tries=tries)
        setbacks = []
        for number, item in _items(body, waiting).items():
            answer = _judged(channel, waiting[number], item)
            if isinstance(answer, Setback):
                setbacks.append(answer)
            else:
                answers[number] = answer
        if setbacks:
            channel.rest(_path(targets[0]), max(setbacks, key=lambda setback: setback.retry_after or 0.0), tries)
    for number in range(len(targets)):
        yield answers[number]


def _body(waiting: Mapping[int, str]) -> bytes:
    requests = [{"id": str(number), "method": "GET", "url": target} for number, target in waiting.items()]
    return orjson.dumps({"requests": requests})


def _items(body: Body, waiting: Mapping[int, str]) -> dict[int, Body]:
    """The answers by number; they may come in any order, but all must come."""
    responses = body.get("responses")
    items = {str(item.get("id")): item for item in responses} if isinstance(responses, list) else {}
    if missing := [number for number in waiting if str(number) not in items]:
        raise GraphUnexpected(f"Graph left {len(missing)} of {len(waiting)} requests of a batch without an answer.")
    return {number: items[str(number)] for number in waiting}


def _judged(channel: Channel, target: str, item: Body) -> Body | Setback:
    headers = httpx.Headers(item.get("headers") or {})
    return channel.judged(int(item.get("status") or 0), _path(target), orjson.dumps(item.get("body")), headers)


def _path(target: str) -> str:
    return target.strip("/").partition("?")[0]
