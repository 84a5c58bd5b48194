"""Choices for a question that reads in several ways; each is a command that has one reading only."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from bot.domain.fields import FIELDS
from bot.domain.question import Log, Metric, Question
from bot.errors import QuestionError
from bot.language.claims import Claims
from bot.language.commands import write_command
from bot.language.pieces import Piece
from bot.language.rates import STATES
from bot.language.senses import UNCLEAR, State
from bot.language.wording import LOG_NAMES


@dataclass(frozen=True, slots=True)
class Clarification:
    """Two readings that give different queries; each of `choices` is a question that has only one."""

    about: str
    choices: tuple[str, ...]
    message: str

    def to_json(self) -> dict[str, object]:
        """The clarify shape of the question language."""
        return {"clarify": True, "about": self.about, "choices": list(self.choices), "message": self.message}


Build = Callable[[Claims, Log], Question]


def which_log(logs: Iterable[Log], claims: Claims, build: Build) -> Clarification | Question:
    """The question for each log that can answer it; the question itself where only one can."""
    questions: list[Question] = []
    mistakes: list[QuestionError] = []
    for log in logs:
        try:
            questions.append(build(claims, log))
        except QuestionError as mistake:
            mistakes.append(mistake)
    if not questions:
        raise mistakes[0]
    if len(questions) == 1:
        return questions[0]
    named = " or ".join(LOG_NAMES[question.log].lower() for question in questions)
    return Clarification(
        "log", tuple(map(write_command, questions)), f"This could be about {named}. Which one do you mean?"
    )


def which_rate(claims: Claims, log: Log, build: Build) -> Clarification:
    """The question for each rate that the log has."""
    metrics = [*STATES] if log is Log.SIGN_UPS else [Metric.SUCCESS, Metric.FAILURE]
    if log is Log.SIGN_UPS:
        metrics.remove(Metric.SUCCESS)
    choices = tuple(write_command(build(replace(claims, metrics=[metric]), log)) for metric in metrics)
    return Clarification("metric", choices, "Which rate do you mean?")


def which_status(claims: Claims, log: Log, build: Build) -> Clarification:
    """The question for each status that an attempt can be stuck in."""
    states = [value for value in FIELDS[log]["status"].values if value != "success"]
    choices = tuple(write_command(build(with_state(claims, value), log)) for value in states)
    return Clarification("status", choices, "Stuck how: failed with an error, or left without finishing?")


def with_state(claims: Claims, value: str) -> Claims:
    """The claims with the one status in place of the unclear one."""
    return replace(claims, filters=[replace(claim, piece=_stated(claim.piece, value)) for claim in claims.filters])


def _stated(piece: Piece, value: str) -> Piece:
    unclear = any(meaning == State(UNCLEAR) for meaning in piece.meanings)
    return replace(piece, meanings=(State(value),)) if unclear else piece


def which_side(question: Callable[[str], Question]) -> Clarification:
    """Whether somebody did something, or had it done to them."""
    choices = tuple(write_command(question(side)) for side in ("actor", "target"))
    return Clarification("target", choices, "Do you mean what they did, or what was done to them?")


def which_window(choices: tuple[str, ...], text: str) -> Clarification:
    """A time that reads in several ways."""
    return Clarification("window", choices, f"“{text}” reads in more than one way. Which do you mean?")
