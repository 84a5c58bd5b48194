"""What a terminal is told: the same messages as Slack gets, as text or as they are, or the facts as JSON."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import assert_never
from zoneinfo import ZoneInfo

import click

from bot.cli.forms import AnswerForm, Form
from bot.cli.outcomes import print_json, print_text
from bot.domain.found import Found
from bot.domain.question import Question
from bot.domain.window import resolve
from bot.language.clarifying import Clarification
from bot.language.help import help_page
from bot.language.understood import AdminRequest, HelpRequest
from bot.language.wording import say as in_words
from bot.render import HelpSection, Message, Renderer
from bot.render.export_files import csv_of


def say_answer(answer: Found, message: Message, facts: Mapping[str, object], form: AnswerForm) -> None:
    """Print `message`, or the answer it is about."""
    if form == "csv":
        print_text(csv_of(answer))
    else:
        say(message, facts, form)


def say_instead(message: Message, facts: Mapping[str, object], form: AnswerForm) -> None:
    """Print what is said in place of an answer; where rows were asked for, on standard error."""
    if form == "csv":
        click.echo(renderer().terminal(message), nl=False, err=True)
    else:
        say(message, facts, form)


def say(message: Message, facts: Mapping[str, object], form: Form) -> None:
    """Print `message`, or the facts it was made of, on standard output."""
    match form:
        case "text":
            click.echo(renderer().terminal(message), nl=False)
        case "json":
            print_json(facts)
        case "blocks":
            print_json({"blocks": list(message.blocks), "text": message.text})
        case _:
            assert_never(form)


@cache
def renderer() -> Renderer:
    """One renderer for the whole command."""
    return Renderer()


def heading_of(question: Question, zone: ZoneInfo, now: datetime) -> str:
    """The question as understood, in a line."""
    window = resolve(question.window, now, zone) if question.window else None
    return in_words(question, window, zone, now)


def message_of(understood: Clarification | HelpRequest | AdminRequest) -> Message:
    """What is said to words that need no log."""
    match understood:
        case Clarification():
            return renderer().clarification(understood.message, understood.choices)
        case HelpRequest(about):
            page = help_page(about)
            sections = [HelpSection(part.heading, part.lines, part.examples) for part in page.sections]
            return renderer().help(page.title, sections)
        case AdminRequest("history" | "favourites" as name):
            return renderer().note(f"Each person has “{name}” of their own: type “/entra {name}” in Slack.")
        case AdminRequest("subscriptions"):
            return renderer().note(
                "Subscriptions are made and kept in Slack: type “/entra subscribe …” or “/entra subscriptions” there. "
                "Here, “gatehouse digest --subscription 1” sends the one of that number."
            )
        case AdminRequest(name):
            return renderer().note(f"“{name}” is about Gatehouse itself: “gatehouse doctor” tells how it is.")
        case _:
            assert_never(understood)
