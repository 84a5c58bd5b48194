"""A Variation is a question one step away from another, as a control offers it."""

from dataclasses import dataclass

from bot.domain.question import Question


@dataclass(frozen=True, slots=True)
class Variation:
    """`label` is what a button says; `code` names it among those that may follow one question."""

    code: str
    label: str
    question: Question
