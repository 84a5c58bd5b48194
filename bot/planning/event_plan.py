"""Question about events -> EventPlan: a filter is exact on a row there, so Graph may be sent all that it documents."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime

from bot.domain.question import Filter, Log, Not, OneOf, Question, field_of, values_of
from bot.domain.sign_ins import SignInKind
from bot.domain.window import Window
from bot.planning.catalogue import Part, can_graph_filter, graph_may_miss, log_row
from bot.planning.gaps import gaps
from bot.planning.parts import parts_asked, sendable
from bot.planning.plan import Fetch, all_of
from bot.planning.planner import MOST_IDS
from bot.planning.statuses import FIELD as ERROR_CODE
from bot.planning.statuses import as_codes, as_sent

SPELLED_BY_SERVICE = frozenset({"activity"})
"""Fields whose names Microsoft writes, not the tenant: those are sent though Graph may mind their case."""


@dataclass(frozen=True, slots=True)
class EventFetch:
    """One stretch asked of Graph; `wider` is asked too when it finds nothing, as it spells a value as it was typed."""

    fetch: Fetch
    wider: Fetch | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPlan:
    """How one question about events is found out.

    `asked` is the window of the question, and `window` as much of it as is over by now. `parts` of the log are what the
    answer is drawn from, and `fetches` what Graph is asked for them, newest first.
    `narrow` are the conditions that choose the rows; `ended` those on how a sign-in ended, where several rows may tell
    of one, so that they hold for its last row only. `client_side` names the question's filters that Graph is not
    asked to apply.
    """

    question: Question
    asked: Window
    window: Window
    parts: tuple[Part, ...]
    fetches: tuple[EventFetch, ...]
    narrow: tuple[Filter, ...]
    ended: tuple[Filter, ...]
    client_side: tuple[str, ...]

    @property
    def tells_steps(self) -> bool:
        """Whether rows say which of them are steps of one sign-in."""
        return any(map(_tells_steps, self.parts))


def plan_events(
    question: Question,
    bound: Sequence[Filter],
    window: Window,
    *,
    now: datetime,
    held: Mapping[str, Iterable[Window]],
    interrupts: AbstractSet[int],
) -> EventPlan:
    """The plan for a question whose names are `bound` to ids; `held` says by part what need not be read again."""
    log = question.log
    known = Window(window.since, max(window.since, min(window.until, now)))
    sent = [_sent(log, condition) for condition in bound]
    parts = parts_asked(log, bound, _fields_shown(question))
    exact = [said for condition in bound if (said := _exact(log, condition, interrupts)) is not None]
    ended = [condition for condition in exact if any(_is_of_the_end(part, condition) for part in parts)]
    return EventPlan(
        question=question,
        asked=window,
        window=known,
        parts=parts,
        fetches=tuple(
            _fetch(log, part, gap, [each for each in sent if each is not None])
            for part in parts
            for gap in gaps(known, held.get(part.name, ()))
        ),
        narrow=(*_kinds(log, parts), *(condition for condition in exact if condition not in ended)),
        ended=tuple(ended),
        client_side=tuple(
            field_of(said)
            for said, used, out in zip(question.where, bound, sent, strict=True)
            if not _is_applied(log, used, out, parts)
        ),
    )


def _fetch(log: Log, part: Part, window: Window, sent: Sequence[Filter]) -> EventFetch:
    narrow = [condition for condition in sendable(part, log, sent) if not _is_of_the_end(part, condition)]
    sure = [condition for condition in narrow if not _spelled_as_typed(log, condition)]
    wider = Fetch(log, window, all_of(sure), part.name) if len(sure) < len(narrow) else None
    return EventFetch(Fetch(log, window, all_of(narrow), part.name), wider)


def _tells_steps(part: Part) -> bool:
    """Interactive sign-ins of beta name their first row (Graph beta reference, signIn.originalRequestId)."""
    return part.version == "beta" and part.kind == SignInKind.INTERACTIVE


def _is_of_the_end(part: Part, condition: Filter) -> bool:
    return _tells_steps(part) and field_of(condition) == ERROR_CODE


def _kinds(log: Log, parts: Sequence[Part]) -> tuple[Filter, ...]:
    """The mirror keeps all parts of a log in one place, so the ones that are meant have to be told apart."""
    field, kinds = log_row(log).kind_field, tuple(dict.fromkeys(part.kind for part in parts))
    return (OneOf(field, kinds),) if field else ()


def _fields_shown(question: Question) -> tuple[str, ...]:
    counted = () if question.count_of is None or question.count_of == "user" else (question.count_of,)
    return (*question.group_by, *counted)


def _exact(log: Log, condition: Filter, interrupts: AbstractSet[int]) -> Filter | None:
    """The filter as rows can be tested for it; `None` where every row meets it."""
    if log is Log.SIGN_INS and field_of(condition) == "status":
        return as_codes(condition, interrupts)
    return condition


def _sent(log: Log, condition: Filter) -> Filter | None:
    """What Graph is sent of one filter: only what its reference documents, and all of it or nothing."""
    asked = as_sent(condition) if log is Log.SIGN_INS and field_of(condition) == "status" else condition
    return asked if asked is not None and _graph_takes(log, asked) else None


def _graph_takes(log: Log, condition: Filter) -> bool:
    if isinstance(condition, Not) or not 1 <= len(values_of(condition)) <= MOST_IDS:
        return False
    if not can_graph_filter(log, condition, probes_allowed=False):
        return False
    return not graph_may_miss(log, condition) or not _is_closed(log, condition)


def _is_closed(log: Log, condition: Filter) -> bool:
    """Whether the log's own words for the values are not settled, so that ours cannot be sent for them."""
    return any(column.closed for column in log_row(log).columns_of(field_of(condition)))


def _spelled_as_typed(log: Log, condition: Filter) -> bool:
    return graph_may_miss(log, condition) and field_of(condition) not in SPELLED_BY_SERVICE


def _is_applied(log: Log, used: Filter, sent: Filter | None, parts: Sequence[Part]) -> bool:
    """Whether Graph applies the filter for every part, or the choice of parts already does."""
    if field_of(used) == log_row(log).kind_field:
        return True
    return sent is not None and all(sendable(part, log, (sent,)) and not _is_of_the_end(part, sent) for part in parts)
