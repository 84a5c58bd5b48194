"""“Me” and “my” in a question: the asker's own address, where Slack tells it."""

from dataclasses import replace

from bot.domain.question import Filter, Is, Not, OneOf, Question
from handlers.people import Person


def with_own_address(question: Question, asker: Person | None) -> Question:
    """The asker's address in place of `me`, where Slack tells it; elsewhere the desk says that it cannot find `me`."""
    if asker is None or asker.address is None:
        return question
    address = asker.address
    return replace(question, where=tuple(_naming(condition, address) for condition in question.where))


def _naming(condition: Filter, address: str) -> Filter:
    match condition:
        case Is("user", "me"):
            return Is("user", address)
        case OneOf("user", values):
            return OneOf("user", tuple(address if value == "me" else value for value in values))
        case Not(inner):
            named = _naming(inner, address)
            assert not isinstance(named, Not)
            return Not(named)
        case _:
            return condition
