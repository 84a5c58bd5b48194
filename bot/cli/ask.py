"""`ask`: one question answered on the terminal, through the same path as Slack."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import click

from bot.cli import options
from bot.cli.forms import AnswerForm, as_answer_form
from bot.cli.houses import opened_house
from bot.cli.outcomes import told
from bot.cli.progress import counted_rows
from bot.cli.speaking import heading_of, message_of, renderer, say_answer, say_instead
from bot.domain.question import Output
from bot.domain.sources import GraphCall
from bot.errors import QuestionError
from bot.language.parser import parse
from bot.language.subscribing import is_about_subscriptions
from bot.language.understood import AdminRequest, HelpRequest, Reading
from bot.wiring.clocks import SystemClock
from bot.wiring.house import House

AS_FILE = "ask the same with “--as csv” or “--as json”; “gatehouse export” writes the log itself."


@click.command("ask", cls=options.Asking, help="One question, answered here through the same path as in Slack.")
@click.argument("text", nargs=-1)
@click.option("--demo", is_flag=True, help="Ask a demo tenant, started in this process.")
@as_answer_form
@click.option("--tz", default="UTC", show_default=True, help="The asker's time zone, as Europe/London.")
@click.option("--now", help="Ask as of this moment, as 2026-11-17T09:00:00Z; the present unless given.")
def command(text: tuple[str, ...], *, demo: bool, form: AnswerForm, tz: str, now: str | None) -> None:
    """The click command."""
    with told(as_json=form in {"json", "blocks"}):
        asked, zone, moment = options.spoken(text), options.zone(tz), options.moment(now) if now else None
        if at_once := _at_once(asked, zone, moment or SystemClock().now()):
            say_instead(message_of(at_once), at_once.to_json(), form)
            return
        with opened_house(demo=demo, now=moment) as house:
            _ask(house, asked, zone, moment, form)


def _at_once(text: str, zone: ZoneInfo, now: datetime) -> HelpRequest | AdminRequest | None:
    """Help needs no tenant: a newcomer asks for it before anything is set up. Subscriptions are people's in Slack."""
    if is_about_subscriptions(text):
        return AdminRequest("subscriptions")
    try:
        understood = parse(text, now, zone)
    except QuestionError:
        return None  # the tenant's names may make sense of it
    return understood if isinstance(understood, HelpRequest | AdminRequest) else None


def _ask(house: House, text: str, zone: ZoneInfo, moment: datetime | None, form: AnswerForm) -> None:
    now, calls = moment or house.clock.now(), list[GraphCall]()
    house.directory.bindings(calls=calls)  # so that the names are known, or it is told that Graph does not answer
    understood = parse(text, now, zone, house.ask.known_names())
    if not isinstance(understood, Reading):
        say_instead(message_of(understood), understood.to_json(), form)
        return
    with counted_rows() as progress:
        found = house.ask.answer(understood.question, zone, now=now, progress=progress)
    answer = replace(found, requests=(*calls, *found.requests))
    message = renderer().answer(
        answer,
        heading=heading_of(understood.question, zone, now),
        notes=understood.notes,
        about_file=AS_FILE if understood.question.output is Output.EXPORT else "",
    )
    say_answer(answer, message, answer.to_json() | {"notes": [*understood.notes, *answer.notes]}, form)
