"""`demo`: the demo town with the real bot in it, in the browser; with `--tour`, a few answers on the terminal."""

import logging
import signal
import webbrowser
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

import click

from bot.cli.outcomes import reason_of, told
from bot.cli.tour import take_tour
from bot.cli.witness import WitnessedAsk
from bot.demo.whole_town import DIGEST_TIME, DIGEST_ZONE, INCIDENTS, ROLES, SIGN_UPS, WholeTown
from bot.errors import SettingsError
from bot.render.environment import shipped_templates
from bot.settings import Settings, given
from bot.wiring.clockwork import build_delivery_desk, build_schedule, build_subscription
from bot.wiring.house import House, build_house
from bot.wiring.speakers import Speakers, build_speakers
from bot.wiring.watching import build_watch
from handlers.socket_mode import SocketDoor

PATIENCE = 5.0
"""Seconds in which questions under way may finish at the end."""

FIRST_LOOK = timedelta(seconds=20)
"""After how long the other logs are read, which takes a while: the first questions should be answered quickly."""


@click.command("demo", help="The demo town: the bot, a tenant and a workspace to try it in, in the browser.")
@click.option("--port", type=click.IntRange(0, 65535), default=8400, show_default=True, help="Where the page is.")
@click.option("--no-browser", is_flag=True, help="Only print the address.")
@click.option("--tour", is_flag=True, help="A few questions and answers on the terminal instead.")
def command(*, port: int, no_browser: bool, tour: bool) -> None:
    """The click command."""
    with told():
        if tour:
            take_tour()
            return
        with _until_signalled() as stopped, opened_town(port=port) as town:
            click.echo(f"The demo town is open at {town.url}\nTry /signups failed last 24h there. Ctrl-C closes it.")
            if not no_browser:
                webbrowser.open(town.url)
            while not stopped.wait(1):  # a signal just before an endless wait would not be noticed until it ends
                pass
        click.echo("Closed.")


@contextmanager
def _until_signalled() -> Iterator[Event]:
    """An event that Ctrl-C, or a platform's end of patience, sets."""
    stopped = Event()
    kinds = (signal.SIGINT, signal.SIGTERM)
    before = {kind: signal.signal(kind, lambda *_: stopped.set()) for kind in kinds}
    try:
        yield stopped
    finally:
        for kind, handler in before.items():
            signal.signal(kind, handler)


@contextmanager
def opened_town(*, port: int = 0, now: datetime | None = None) -> Iterator[WholeTown]:
    """The town with the real bot in it, connected by Socket Mode, on a database of its own.

    Raises `SettingsError` when the port is taken.
    """
    with ExitStack() as opened:
        folder = opened.enter_context(TemporaryDirectory(prefix="gatehouse-"))
        town = _built_town(port, now)
        opened.callback(town.stop)
        house = build_house(
            demo_town_settings(town, Path(folder)),
            clock=town.clock,
            throttled=False,
            ask=partial(WitnessedAsk, chronicle=town.chronicle),
        )
        opened.enter_context(_bot_at_work(town, house, build_speakers(house, signed=False)))
        yield town


def demo_town_settings(town: WholeTown, folder: Path) -> Settings:
    """The settings that an operator of this town would write."""
    tenant, credentials = town.tenant, town.workspace.credentials
    return given(
        asdict(tenant.whereabouts)
        | {
            "database": folder / "mirror.sqlite3",
            "slack_bot_token": credentials.bot_token,
            "slack_app_token": credentials.app_token,
            "slack_url": town.workspace.api_url.rstrip("/"),
            "allowed_users": ",".join(role.person.id for role in ROLES),
            "digest_channel": SIGN_UPS.id,
            "digest_time": DIGEST_TIME,
            "digest_zone": DIGEST_ZONE,
            "alert_channels": INCIDENTS.id,
        }
    )


@contextmanager
def _bot_at_work(town: WholeTown, house: House, speakers: Speakers) -> Iterator[None]:
    settings = house.settings
    subscription = build_subscription(settings, settings.required("digest_channel"))
    deliveries = build_delivery_desk(house, speakers.announcer, speakers.roster, subscription)
    schedule = build_schedule(house, deliveries, build_watch(house, speakers.incidents))
    door = SocketDoor(speakers.app, settings.required("slack_app_token"), slack_url=speakers.slack_url)
    door.open()
    schedule.catch_up()  # so that the first answer is quick, and the digest counts as wanted from now on
    schedule.start(after=FIRST_LOOK)
    town.lives = schedule.live
    try:
        yield
    finally:
        logging.disable(logging.WARNING)  # what is cut short by closing is no news
        door.close()
        speakers.stop(PATIENCE)
        house.close()
        schedule.stop()
        logging.disable(logging.NOTSET)


def _built_town(port: int, now: datetime | None) -> WholeTown:
    templates = shipped_templates()
    manifest = templates.parent / "manifest.yml"  # beside the templates, in the repository as in an installed wheel
    try:
        return WholeTown(templates=templates / "demo", manifest=manifest.read_text("utf-8"), port=port, now=now)
    except OSError as error:
        raise SettingsError(
            f"The demo cannot use port {port}: {reason_of(error)}. Choose another: gatehouse demo --port 0"
        ) from None
