"""Everything that a question may be answered with."""

from bot.domain.answers import Answer
from bot.domain.event_answers import EventAnswer
from bot.domain.people import PersonAnswer

Found = Answer | EventAnswer | PersonAnswer
"""The kinds of answer; each has a question, notes, the requests made, and a JSON form."""
