"""`demo`: a tour with no account and no network: a tenant full of sign-ups, real questions, the morning's digest."""

from zoneinfo import ZoneInfo

import click

from bot.cli.digest import previewed
from bot.cli.houses import opened_house
from bot.cli.outcomes import told
from bot.cli.speaking import heading_of, message_of, renderer
from bot.domain.question import Log
from bot.errors import QuestionError
from bot.language.parser import Reading, parse
from bot.render import Message
from bot.wiring.house import House

TOUR = (
    ("Helpdesk: what failed since yesterday, and why?", "/signups failed last 24h top 5"),
    ("Somebody mistypes a word. Gatehouse says how it read it, or what it does not know.", "/signups faild with gogle"),
    ("A manager: what share of the people who tried got an account?", "/signups conversion this week by provider"),
    ("Where are people lost?", "/signups funnel last 7d"),
    ("Security: which codes, how often?", "/signups failed by error_code last 7d"),
    ("Compared with the week before?", "/signups conversion this week vs last week"),
)
"""What the tour asks, each with the reason somebody would."""


@click.command("demo", help="Ask a demo tenant a few questions, and read the morning's digest.")
def command() -> None:
    """The click command."""
    with told(), opened_house(demo=True) as house:
        _tour(house)


def _tour(house: House) -> None:
    _introduce(house)
    for why, text in TOUR:
        _show(why, text, _answer(house, text))
    _show("Every morning, in a channel: yesterday beside the same weekday a week before.", None, _digest(house))
    click.secho('\nYour turn: gatehouse ask --demo "signups failed last 24h"   (or: gatehouse --help)', bold=True)


def _introduce(house: House) -> None:
    done = house.refresh.run(Log.SIGN_UPS)
    tenant = house.directory.tenant()
    click.echo(
        f"A demo tenant called {tenant.name} answers at {house.settings.graph_url}, as Microsoft Graph would.\n"
        f"Its log was read into a mirror: {done.rows:,} rows, {done.calls} requests."
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
        return renderer().mistake(error, asked=text, example="/signups failed with Google last 7d")


def _digest(house: House) -> Message:
    return renderer().digest(previewed(house))


def _show(why: str, text: str | None, message: Message) -> None:
    click.secho(f"\n── {why}", fg="cyan")
    if text:
        click.secho(f"> {text}", bold=True)
    click.echo(renderer().terminal(message), nl=False)
