"""A question written as the subscription that brings its digest again and again."""

from dataclasses import replace

from bot.domain.question import Question, field_of
from bot.language.commands import COMMANDS, write_command

RHYTHMS = {
    "weekdays": ("Every weekday", "weekdays 9:00"),
    "weekly": ("Every Monday", "weekly monday 9:00"),
    "monthly": ("Every month", "monthly 1 9:00"),
}
"""By the code that a button carries: what it says, and how often that is."""


def write_subscription(question: Question, rhythm: str) -> str:
    """The command that subscribes its asker to the digest of what `question` is about, `rhythm` being in RHYTHMS.

    A digest tells how everything ended, so the result that was asked for is left out, as are time and form.
    """
    where = tuple(condition for condition in question.where if field_of(condition) != "status")
    command = COMMANDS[question.log]
    filters = write_command(replace(Question(log=question.log), where=where)).removeprefix(command)
    return f"/entra subscribe {command.removeprefix('/')} {RHYTHMS[rhythm][1]} to me{filters}"
