"""The forms in which a terminal may be told: the option `--as`."""

from collections.abc import Callable
from typing import Any, Literal, TypeVar

import click

Form = Literal["text", "json", "blocks"]
AnswerForm = Literal["text", "json", "blocks", "csv"]
F = TypeVar("F", bound=Callable[..., Any])


def as_form(command: F) -> F:
    """The option `--as`, for commands that say a message."""
    return click.option(
        "--as",
        "form",
        type=click.Choice(["text", "json", "blocks"]),
        default="text",
        show_default=True,
        help="json: the facts with their numbers; blocks: the very message Slack would get.",
    )(command)


def as_answer_form(command: F) -> F:
    """The same with CSV, for commands that answer a question."""
    return click.option(
        "--as",
        "form",
        type=click.Choice(["text", "json", "blocks", "csv"]),
        default="text",
        show_default=True,
        help="json: the facts with their numbers; csv: every row or group; blocks: the very message Slack would get.",
    )(command)
