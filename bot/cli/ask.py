"""`ask`: one question answered on the terminal, through the same path as Slack."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from zoneinfo import ZoneInfo

import click

from bot.cli import options
from bot.cli.outcomes import print_json, told
from bot.cli.speaking import heading_of, message_of, renderer
from bot.domain.answers import Answer
from bot.language.parser import Reading, parse
from bot.render import Message
from bot.settings import load
from bot.wiring.house import House, build_house


@click.command("ask", help="One question, answered here through the same path as in Slack.")
@click.argument("text", nargs=-1, required=True)
@click.option("--demo", is_flag=True, help="Ask the demo tenant, started in this process.")
@click.option(
    "--as",
    "form",
    type=click.Choice(["text", "json", "blocks"]),
    default="text",
    show_default=True,
    help="json: the answer with its numbers; blocks: the very message Slack would get.",
)
@click.option("--tz", callback=options.zone, default="UTC", show_default=True, help="The asker's time zone.")
@click.option("--now", callback=options.moment, help="Answer as of this moment; the present unless given.")
def command(text: tuple[str, ...], *, demo: bool, form: str, tz: ZoneInfo, now: datetime | None) -> None:
    """The click command."""
    with told(as_json=form != "text"), opened_house(demo=demo, now=now) as house:
        understood = parse(" ".join(text), now or house.clock.now(), tz, house.directory.names())
        if not isinstance(understood, Reading):
            say(message_of(understood), understood.to_json(), form)
            return
        answer = house.ask.answer(understood.question, tz, now=now)
        heading = heading_of(understood.question, tz, now or house.clock.now())
        say(renderer().answer(answer, heading=heading, notes=understood.notes), as_json(answer, understood), form)


@contextmanager
def opened_house(*, demo: bool, now: datetime | None) -> Iterator[House]:
    """The house on the configured tenant, or on a demo tenant of its own. Raises `SettingsError`."""
    if demo:
        from bot.cli.demonstration import demo_settings  # noqa: PLC0415 - a real tenant needs no demo server

        with demo_settings(now) as settings:
            house = build_house(settings)
            yield house
            house.close()
    else:
        house = build_house(load())
        yield house
        house.close()


def as_json(answer: Answer, reading: Reading) -> dict[str, object]:
    """The answer with the notes of its reading before its own."""
    said = answer.to_json()
    return said | {"notes": [*reading.notes, *answer.notes]}


def say(message: Message, said: dict[str, object], form: str) -> None:
    """Print a message in the form asked for."""
    match form:
        case "json":
            print_json(said)
        case "blocks":
            print_json({"blocks": list(message.blocks), "text": message.text})
        case _:
            click.echo(renderer().terminal(message))
