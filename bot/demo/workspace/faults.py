"""What goes wrong in the demo workspace on demand: refusals, throttling, broken answers, dropped connections."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from threading import Lock
from typing import Any, TypedDict, Unpack

from bot.demo.workspace.transcript import Json


class Refusal(Exception):
    """Slack says no: `{"ok": false, "error": ...}`, with whatever else it prints about it."""

    def __init__(self, error: str, **details: Any) -> None:
        super().__init__(error)
        self.error = error
        self.body: Json = {"ok": False, "error": error, **details}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """How one call goes wrong.

    `error` is Slack's code. `status` 429 carries `retry_after` (seconds), 500 and above an HTML page. `drop` ends the
    connection unanswered. `delay` is in seconds and alone leaves the answer as it would be. `taken` tells whether the
    call has its effect nevertheless, as when a post is made and only the answer gets lost.
    """

    error: str | None = None
    status: int = 200
    retry_after: int | None = None
    drop: bool = False
    delay: float = 0.0
    taken: bool = False

    @property
    def only_slow(self) -> bool:
        """Whether the call is answered rightly in the end."""
        return self.error is None and self.status == 200 and not self.drop


class Trouble(TypedDict, total=False):
    """The fields of `Fault`, for whoever writes one as keywords."""

    error: str
    status: int
    retry_after: int
    drop: bool
    delay: float
    taken: bool


def fault_of(**how: Unpack[Trouble]) -> Fault:
    """A fault with what usually goes together: `retry_after` with 429, and a dropped call has had its effect."""
    fault = Fault(**how)
    if fault.retry_after is not None:
        fault = replace(fault, status=how.get("status", 429))
    return replace(fault, taken=how.get("taken", fault.drop))


class Faults:
    """The faults that wait for the next calls of each method, and the blocks Slack is to refuse."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._waiting: defaultdict[str, deque[Fault]] = defaultdict(deque)
        self._refused_types: frozenset[str] = frozenset()
        self._refuse_all = False

    def add(self, method: str, fault: Fault, times: int = 1) -> None:
        """Let the next `times` calls of a method meet this fault."""
        with self._lock:
            self._waiting[method].extend([fault] * times)

    def take(self, method: str) -> Fault | None:
        """The fault for this call, used up by it."""
        with self._lock:
            return self._waiting[method].popleft() if self._waiting[method] else None

    def refuse_blocks(self, types: Iterable[str]) -> None:
        """Refuse every message that holds a block of these types; of any type if none is named."""
        self._refused_types = frozenset(types)
        self._refuse_all = not self._refused_types

    def accept_blocks(self) -> None:
        """Refuse no blocks any more but those that Slack would."""
        self._refused_types = frozenset()
        self._refuse_all = False

    def refused_blocks(self, blocks: Iterable[Json]) -> Iterator[str]:
        """What Slack says of the blocks that it is to refuse."""
        for number, block in enumerate(blocks):
            if self._refuse_all or block.get("type") in self._refused_types:
                yield f"unsupported type: {block.get('type')} [json-pointer:/blocks/{number}/type]"
