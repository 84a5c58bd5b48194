"""`demo --tour`: the demo on the terminal: a tenant full of sign-ups, real questions, the morning's digest."""

import shutil
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from bot.cli.digest import previewed
from bot.cli.houses import opened_house
from bot.cli.speaking import heading_of, message_of, renderer
from bot.domain.question import Log
from bot.errors import QuestionError
from bot.language.parser import parse
from bot.language.understood import Reading
from bot.render import Message
from bot.wiring.house import House

TOUR = (
    ("The helpdesk: who failed since yesterday, and why?", "/signups failed last 24h top 3"),
    ("Words may be misspelt; how they were read is said.", "/signups faild with gogle by stage last 7d"),
    ("A name that is not there is never guessed.", "/signups failed in Contoso Stor"),
    ("A manager: what share of those who tried got an account?", "/signups conversion by provider last 7d"),
    ("Where are people lost on the way?", "/signups funnel last 7d"),
    ("Security: which error codes, how often?", "/signups failed by error_code last 7d"),
)
"""What the tour asks, each with the reason somebody would."""


def take_tour() -> None:
    """Ask a demo tenant a few questions, and read the morning's digest."""
    with opened_house(demo=True) as house:
        _introduce(house)
        for why, text in TOUR:
            _show(why, f"> {text}", _answer(house, text))
        _show("Every morning, in a channel: yesterday beside the same weekday a week before.", "", _digest(house))
        _take_leave()


def _introduce(house: House) -> None:
    done = house.refresh.run(Log.SIGN_UPS)
    tenant = house.directory.tenant()
    click.echo(
        "Gatehouse answers questions about sign-ups in Slack; here it does so in the terminal.\n"
        f"It reads the log of {tenant.name}, a made-up tenant that this very program serves as Microsoft Graph would:\n"
        f"{done.rows:,} events of three weeks, fetched in {done.calls} requests."
    )


def _answer(house: House, text: str) -> Message:
    now, zone = house.clock.now(), ZoneInfo(house.settings.default_zone)
    try:
        understood = parse(text, now, zone, house.directory.names())
        if not isinstance(understood, Reading):
            return message_of(understood)
        answer = house.ask.answer(understood.question, zone)
        return renderer().answer(answer, heading=heading_of(understood.question, zone, now), notes=understood.notes)
    except QuestionError as error:
        return renderer().mistake(error, asked=text, example="/signups failed in Contoso Store")


def _digest(house: House) -> Message:
    return renderer().digest(previewed(house))


def _show(why: str, asked: str, message: Message) -> None:
    click.secho(f"\n── {why}", fg="cyan")
    if asked:
        click.secho(asked, bold=True)
    click.echo(f"\n{renderer().terminal(message)}", nl=False)


def _take_leave() -> None:
    beside_python = Path(sys.executable).with_name("gatehouse")
    name = "gatehouse" if shutil.which("gatehouse") or not beside_python.exists() else _from_here(beside_python)
    click.secho("\nYour turn:", bold=True)
    click.echo(f'  {name} ask --demo "/signups failed with Google this week"')
    click.echo(f"  {name} ask help")
    click.echo("With your own tenant and workspace: docs/entra-setup.md, then docs/slack-setup.md.")


def _from_here(path: Path) -> str:
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)
