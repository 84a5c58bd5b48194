"""Which Graph requests a question becomes, before anything is asked."""

from collections.abc import Set as AbstractSet
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.desk.event_explanation import explain_events
from bot.desk.usage_explanation import steps_of
from bot.domain.attempts import AttemptRules
from bot.domain.codes import SIGN_IN_INTERRUPTS
from bot.domain.question import Log, Question
from bot.domain.sources import GraphQuery
from bot.domain.window import Last, resolve
from bot.planning.binding import bind
from bot.planning.people import named_in, person_queries
from bot.planning.planner import plan
from bot.planning.queries import queries
from bot.planning.risk import risk_lists, risk_query
from bot.planning.usage import UsageStep

EVENTS = frozenset({Log.SIGN_INS, Log.AUDIT, Log.PROVISIONING})
"""The logs whose rows are asked about as they are, where sign-ups are asked about as attempts."""

KEPT = (Log.SIGN_UPS, Log.SIGN_INS, Log.AUDIT, Log.PROVISIONING)
"""The logs whose rows the mirror keeps; sign-ups first, as the digest waits for them."""

DEFAULT_WINDOW = Last(86_400)
"""What a question about a log means when it names no time."""


def explain(
    question: Question,
    zone: ZoneInfo,
    now: datetime,
    rules: AttemptRules,
    interrupts: AbstractSet[int] = SIGN_IN_INTERRUPTS,
) -> tuple[GraphQuery, ...]:
    """The Graph requests of `question` when the mirror holds nothing; names only the tenant knows stand in braces.

    Raises `QuestionError` for a question that its log cannot answer.
    """
    if question.log is Log.USER:
        return person_queries(named_in(question), question.show)
    if question.log is Log.APPS:
        steps = steps_of(question, zone, now)
        return tuple(query for step in steps for query in _requests(step, zone, now, rules, interrupts))
    if question.log is Log.RISK:
        window = resolve(question.window, now, zone) if question.window else None
        return tuple(risk_query(of, question, window) for of in risk_lists(question))
    spans = [question.window or DEFAULT_WINDOW, *([question.compare] if question.compare else [])]
    if is_of_events(question.log):
        return explain_events(question, zone, now, spans, interrupts)
    bound = bind(question, None)
    plans = [plan(question, bound, resolve(span, now, zone), now=now, held=(), rules=rules) for span in spans]
    return tuple(query for each in plans for query in queries(each, bound))


def _requests(
    step: UsageStep, zone: ZoneInfo, now: datetime, rules: AttemptRules, interrupts: AbstractSet[int]
) -> tuple[GraphQuery, ...]:
    return (step,) if isinstance(step, GraphQuery) else explain(step, zone, now, rules, interrupts)


def is_of_events(log: Log) -> bool:
    """Whether questions about `log` are about its rows."""
    return log in EVENTS
