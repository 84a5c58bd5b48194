"""A filled form as the command that means the same, and a question as the form that asks it."""

from dataclasses import replace

from bot.domain.ask_form import LIST, LOGS, PERIODS, Filled, Look, choice_field, choices, looks
from bot.domain.question import Is, Output, Question, field_of
from bot.language.commands import COMMANDS, write_command


def command_of(filled: Filled) -> str:
    """The command that asks what stands in the form; a time in words takes the place of the one that was chosen."""
    return f"{COMMANDS[filled.log]} {text_of(filled)}".rstrip()


def text_of(filled: Filled) -> str:
    """The same without the command itself."""
    parts = [
        *([f"{choice_field(filled.log)}:{filled.choice}"] if filled.choice else []),
        filled.words,
        filled.time or _period(filled),
        *([f"by:{','.join(filled.groups)}"] if filled.groups else []),
        _look(filled),
    ]
    return " ".join(part.strip() for part in parts if part.strip())


def filled_from(question: Question) -> Filled | None:
    """The form that asks `question`; `None` for what has a form of its own.

    What no field of the form holds stands among its words, as a command says it.
    """
    if question.log not in LOGS:
        return None
    choice = _choice(question)
    look = next((look for look in looks(question.log) if look[1:] == (question.output, question.metric)), None)
    period = next((word for word, span in PERIODS.items() if span == question.window), "")
    return Filled(
        log=question.log,
        choice=choice,
        period=period,
        time="" if period else _written(Question(log=question.log, window=question.window)),
        words=_written(_rest(question, choice, look)),
        groups=question.group_by,
        look=look[0] if look else LIST,
    )


def _rest(question: Question, choice: str, look: Look | None) -> Question:
    """The question without what has a field of its own in the form."""
    chosen = choice_field(question.log) if choice else ""
    where = tuple(each for each in question.where if field_of(each) != chosen)
    rest = replace(question, where=where, window=None, group_by=())
    return replace(rest, output=Output.LIST, metric=None) if look else rest


def _choice(question: Question) -> str:
    condition = question.filter(choice_field(question.log))
    chosen = condition.value if isinstance(condition, Is) else None
    return chosen if isinstance(chosen, str) and chosen in choices(question.log) else ""


def _written(question: Question) -> str:
    return write_command(question).partition(" ")[2]


def _period(filled: Filled) -> str:
    if not filled.period or filled.period not in PERIODS:
        return ""
    return _written(Question(log=filled.log, window=PERIODS[filled.period]))


def _look(filled: Filled) -> str:
    """Nothing for a list, which is what an answer is unless the words say otherwise."""
    look = next((look for look in looks(filled.log) if look[0] == filled.look), None)
    if look is None or look[0] == LIST:
        return ""
    return _written(Question(log=filled.log, output=look[1], metric=look[2]))
