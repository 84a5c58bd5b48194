"""Everything that a question may be answered with."""

from typing import assert_never

from bot.domain.answers import Answer
from bot.domain.event_answers import EventAnswer
from bot.domain.person_answers import PersonAnswer
from bot.domain.risk import RiskAnswer
from bot.domain.usage_answers import UsageAnswer

Found = Answer | EventAnswer | PersonAnswer | RiskAnswer | UsageAnswer
"""The kinds of answer; each has a question, notes, the requests made, and a JSON form."""


def ids_of(answer: Found) -> tuple[str, ...]:
    """The ids of the rows that its pages turn through, in their order; empty where they turn through anything else."""
    match answer:
        case Answer() | EventAnswer() | RiskAnswer():
            return () if answer.groups else tuple(row.id for row in answer.rows)
        case PersonAnswer() | UsageAnswer():
            return ()
        case _:
            assert_never(answer)


def count_of(answer: Found) -> int:
    """How many things satisfy every filter of the question: attempts, events, findings or people."""
    match answer:
        case Answer():
            return answer.totals.attempts
        case EventAnswer() | RiskAnswer():
            return answer.totals.events
        case PersonAnswer():
            return answer.accounts
        case UsageAnswer():
            return answer.size
        case _:
            assert_never(answer)
