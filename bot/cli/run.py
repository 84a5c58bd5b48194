"""`run`: the bot. One process holds the door to Slack, the clock and the mirror."""

import logging
import signal
from contextlib import AbstractContextManager
from threading import Event

import click

from bot.cli.doors import Hold, open_http, open_socket
from bot.cli.houses import opened_house
from bot.cli.outcomes import told
from bot.desk.delivery import DeliveryDesk
from bot.desk.watch import Watch
from bot.wiring.clockwork import UntilStopped, build_delivery_desk, build_schedule, build_subscription, days_in_doubt
from bot.wiring.house import House
from bot.wiring.speakers import Speakers, build_speakers
from bot.wiring.watching import build_watch
from handlers.redaction import guard

logger = logging.getLogger("gatehouse")

PATIENCE = 20.0
"""Seconds in which questions under way may finish at the end; platforms kill after 30."""

QUIET = ("httpx", "apscheduler", "uvicorn")
"""Loggers heard only when something is wrong; httpx would log each address with its filter, and so who is asked for."""


@click.command("run", help="The bot: answers in Slack, posts the digest, keeps the mirror fresh.")
@click.option("--http", "port", type=click.IntRange(0, 65535), help="Listen here for Slack's signed HTTP requests.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on, with --http.")
def command(*, port: int | None, host: str) -> None:
    """The click command."""
    stopped = Event()
    for kind in (signal.SIGINT, signal.SIGTERM):
        signal.signal(kind, lambda *_: stopped.set())
    with told(), opened_house() as house:
        _begin_log(house.settings.log_level)
        speakers = build_speakers(house, signed=port is not None)
        if port is None:
            door = open_socket(house, speakers, stopped)
        else:
            door = open_http(house, speakers, (host, port), stopped)
        _work(house, speakers, door, stopped)


def _work(house: House, speakers: Speakers, door: AbstractContextManager[Hold], stopped: Event) -> None:
    """Until told to stop. A door that stays shut starts no clock; questions under way are answered at the end."""
    schedule = build_schedule(house, _deliveries(house, speakers, stopped), _watch(house, speakers))
    try:
        with door as hold:
            schedule.start()
            hold()
    finally:
        stopped.set()
        speakers.stop(PATIENCE)
        house.close()  # wakes a refresh that waits for Graph, so that the clock can stop
        schedule.stop()
    logger.info("Stopped.")


def _begin_log(level: str) -> None:
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    guard(logging.getLogger())
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def _deliveries(house: House, speakers: Speakers, stopped: Event) -> DeliveryDesk:
    channel = house.settings.digest_channel
    subscription = build_subscription(house.settings, channel) if channel else None
    if subscription is None:
        logger.info("No digest from the settings: GATEHOUSE_DIGEST_CHANNEL is not set.")
    for day in days_in_doubt(house.ledger, subscription) if subscription else ():
        logger.warning(
            "The digest of %s was begun and never confirmed, so it is not posted again by itself. "
            "If it does not stand in the channel: gatehouse digest --day %s --channel %s",
            *(day, day, channel),
        )
    return build_delivery_desk(house, UntilStopped(speakers.announcer, stopped), speakers.roster, subscription)


def _watch(house: House, speakers: Speakers) -> Watch:
    watch = build_watch(house, speakers.incidents)
    if not watch.channels:
        logger.info("Nobody is told of incidents: GATEHOUSE_ALERT_CHANNELS is not set.")
    for channel in watch.channels:
        for record, part in speakers.incidents.unconfirmed(channel.id):
            logger.warning(
                "The %s of incident %s (opened %s) was begun and never confirmed, so it is not posted again. "
                "Look in %s; if it is missing: gatehouse watch --again %s",
                *(part.value, record.id, record.incident.opened_at, channel.id, record.id),
            )
    return watch
