"""What a terminal is told: the same messages as Slack gets, drawn as text."""

from datetime import datetime
from functools import cache
from typing import assert_never
from zoneinfo import ZoneInfo

import click

from bot.desk.explanation import CONNECTED, DEFAULT_WINDOW
from bot.domain.question import Question
from bot.domain.window import resolve
from bot.language.help import help_page
from bot.language.parser import Clarification, HelpRequest
from bot.language.wording import say
from bot.render import HelpSection, Message, Renderer


@cache
def renderer() -> Renderer:
    """One renderer for the whole command."""
    return Renderer()


def heading_of(question: Question, zone: ZoneInfo, now: datetime) -> str:
    """The question as understood, in a line."""
    return say(question, resolve(question.window or DEFAULT_WINDOW, now, zone), zone, now)


def message_of(understood: Clarification | HelpRequest) -> Message:
    """What is said to a question that needs no log."""
    match understood:
        case Clarification():
            return renderer().clarification(understood.message, understood.choices)
        case HelpRequest(about):
            page = help_page(about, CONNECTED)
            sections = [HelpSection(part.heading, part.lines, part.examples) for part in page.sections]
            return renderer().help(page.title, sections)
        case _:
            assert_never(understood)


def say_understood(understood: Clarification | HelpRequest) -> None:
    """Print it."""
    click.echo(renderer().terminal(message_of(understood)))
