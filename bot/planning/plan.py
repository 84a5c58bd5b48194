"""A Plan says how a question will be found out; a Fetch is one stretch of one log asked of Graph."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.question import And, Condition, Filter, Log, Question
from bot.domain.window import Window


@dataclass(frozen=True, slots=True)
class Fetch:
    """All rows of one part of `log` in `window` that meet `narrow`, which must be a condition Graph can take.

    Field names in `narrow` are those of the question language; `app` values are app ids. `part` is the name of one of
    the log's parts, the first unless said.
    """

    log: Log
    window: Window
    narrow: Condition | None = None
    part: str = ""


@dataclass(frozen=True, slots=True)
class Watermark:
    """The mirror holds every row of one part of `log` in `held`, as Graph showed them at `read_at`."""

    log: Log
    held: Window
    read_at: datetime
    part: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How one question is found out.

    `window` is where wanted attempts begin; `read` is what has to be known to judge them, a little more.
    `fetches` is what Graph is asked, newest first; empty when the mirror holds all of `read`.
    `search`, where set, is a narrower query that first finds correlation ids; their whole attempts in the search's
    window follow.
    `narrow` are conditions that some row of every wanted attempt meets: the mirror's short cut. Those that each of its
    rows meets are `steady`, and are what Graph is sent.
    `client_side` names the filters of the question that are decided here, not by Graph.
    """

    question: Question
    window: Window
    read: Window
    fetches: tuple[Fetch, ...]
    search: Fetch | None = None
    narrow: tuple[Filter, ...] = ()
    steady: tuple[Filter, ...] = ()
    client_side: tuple[str, ...] = ()


def all_of(conditions: Sequence[Condition]) -> Condition | None:
    """One condition that asks for all of these; `None` where there is nothing to ask."""
    if len(conditions) < 2:
        return conditions[0] if conditions else None
    return And(tuple(conditions))
