"""Everything that a question may be answered with."""

from bot.domain.answers import Answer
from bot.domain.event_answers import EventAnswer
from bot.domain.people import PersonAnswer
from bot.domain.risk import RiskAnswer

Found = Answer | EventAnswer | PersonAnswer | RiskAnswer
"""The kinds of answer; each has a question, notes, the requests made, and a JSON form."""
