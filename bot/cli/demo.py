"""`demo`: a tour with no account and no network: a tenant full of sign-ups, real questions, the morning's digest."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import click

from bot.cli.demonstration import demo_settings
from bot.cli.digest import Nowhere
from bot.cli.outcomes import told
from bot.cli.speaking import heading_of, message_of, renderer
from bot.desk.digest import Subscription
from bot.domain.question import Log
from bot.errors import QuestionError
from bot.language.parser import Reading, parse
from bot.render import Message
from bot.wiring.clockwork import build_digest_desk
from bot.wiring.house import House, build_house

ZONE = ZoneInfo("Europe/London")

TOUR = (
    ("Helpdesk: what failed since yesterday, and why?", "/signups failed last 24h top 5"),
    ("Somebody mistypes a word. Gatehouse says how it read it, or what it does not know.", "/signups faild with gogle"),
    ("A manager: what share of the people who tried got an account?", "/signups conversion this week by provider"),
    ("Where are people lost?", "/signups funnel last 7d"),
    ("Security: which codes, how often?", "/signups failed by error_code last 7d"),
    ("Compared with the week before?", "/signups conversion this week vs last week"),
)
"""What the tour asks, each with the reason somebody would."""


@click.command("demo", help="Ask the demo tenant a few questions, and read the morning's digest.")
def command() -> None:
    """The click command."""
    with told(), demo_settings(throttle=False) as settings:
        house = build_house(settings, throttled=False)
        _introduce(house)
        for why, text in TOUR:
            _show(why, text, _answer(house, text))
        _show("Every morning, in a channel: yesterday beside the same weekday a week before.", None, _digest(house))
        click.secho('\nYour turn: gatehouse ask --demo "signups failed last 24h"   (or: gatehouse --help)', bold=True)
        house.close()


def _introduce(house: House) -> None:
    done = house.refresh.run(Log.SIGN_UPS)
    tenant = house.directory.tenant()
    click.echo(
        f"A demo tenant called {tenant.name} answers at {house.settings.graph_url}, as Microsoft Graph would.\n"
        f"Its log was read into a mirror: {done.rows:,} rows, {done.calls} requests."
    )


def _answer(house: House, text: str) -> Message:
    now = house.clock.now()
    try:
        understood = parse(text, now, ZONE, house.directory.names())
        if not isinstance(understood, Reading):
            return message_of(understood)
        answer = house.ask.answer(understood.question, ZONE)
        return renderer().answer(answer, heading=heading_of(understood.question, ZONE, now), notes=understood.notes)
    except QuestionError as error:
        return renderer().mistake(error, asked=text, example="/signups failed with Google last 7d")


def _digest(house: House) -> Message:
    desk = build_digest_desk(house, Nowhere(), Subscription("C_GROWTH", house.settings.digest_time, ZONE))
    yesterday = house.clock.now().astimezone(ZONE).date() - timedelta(days=1)
    return renderer().digest(desk.compose(yesterday))


def _show(why: str, text: str | None, message: Message) -> None:
    click.secho(f"\n── {why}", fg="cyan")
    if text:
        click.secho(f"> {text}", bold=True)
    click.echo(renderer().terminal(message))
