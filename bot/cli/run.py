"""`run`: the bot. One process holds the door to Slack, the clock and the mirror."""

import logging
import signal
from datetime import timedelta
from threading import Event

import click
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.cli.outcomes import told
from bot.desk.digest import DigestDesk
from bot.domain.question import Log
from bot.errors import SlackError
from bot.settings import load
from bot.wiring.clockwork import build_digest_desk, build_schedule, build_subscription
from bot.wiring.house import House, build_house
from bot.wiring.speakers import Speakers, build_speakers
from handlers.redaction import guard
from handlers.refusals import refusal

logger = logging.getLogger("gatehouse")

PATIENCE = 20.0
"""Seconds in which questions under way may finish at the end; platforms kill after 30."""


@click.command("run", help="The bot: answers in Slack, posts the digest, keeps the mirror fresh.")
@click.option("--http", "port", type=click.IntRange(0, 65535), help="Listen here for Slack's signed HTTP requests.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on, with --http.")
def command(*, port: int | None, host: str) -> None:
    """The click command."""
    with told():
        house = build_house(load())
        _begin_log(house.settings.log_level)
        speakers = build_speakers(house, signed=port is not None)
        desk = _digest_desk(house, speakers)
        schedule = build_schedule(house, desk)
        schedule.start()
        try:
            if port is None:
                _serve_socket(house, speakers)
            else:
                _serve_http(house, speakers, host, port)
        finally:
            speakers.conversation.stop(PATIENCE)
            house.close()
            schedule.stop()


def _begin_log(level: str) -> None:
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    guard(logging.getLogger())
    # httpx would log each address with its filter, and so whom somebody asked about.
    logging.getLogger("httpx").setLevel(logging.WARNING)


def _digest_desk(house: House, speakers: Speakers) -> DigestDesk | None:
    subscription = build_subscription(house.settings)
    if subscription is None:
        logger.info("No digest: GATEHOUSE_DIGEST_CHANNEL is not set.")
        return None
    desk = build_digest_desk(house, speakers.announcer, subscription)
    for period in desk.unconfirmed():
        day = period.since.astimezone(subscription.zone).date()
        logger.warning(
            "The digest of %s was begun and never confirmed, so it is not posted again by itself. "
            "If it does not stand in the channel: gatehouse digest --day %s --channel %s",
            day,
            day,
            subscription.channel,
        )
    return desk


def _serve_socket(house: House, speakers: Speakers) -> None:
    from handlers.socket_mode import SocketDoor  # noqa: PLC0415 - HTTP mode needs no socket client

    stopped = Event()
    for kind in (signal.SIGINT, signal.SIGTERM):
        signal.signal(kind, lambda *_: stopped.set())
    door = SocketDoor(speakers.app, house.settings.required("slack_app_token"), slack_url=speakers.slack_url)
    try:
        door.open()
    except SlackApiError as error:
        known = refusal(str(error.response.get("error", "")), str(error.response.get("needed") or ""))
        raise SlackError(f"Slack does not let Gatehouse in: {known.why}. {known.remedy}") from error
    except (OSError, SlackClientError) as error:
        raise SlackError(f"Slack cannot be reached at {speakers.slack_url}: check the network ({error}).") from error
    logger.info("Connected to Slack.")
    stopped.wait()
    door.close()


def _serve_http(house: House, speakers: Speakers, host: str, port: int) -> None:
    import uvicorn  # noqa: PLC0415 - Socket Mode needs no server

    from handlers.http import HttpDoor  # noqa: PLC0415 - as above

    door = HttpDoor(speakers.app, speakers.tally, lambda: _data_age(house))
    logger.info("Listening on http://%s:%s for Slack.", host, port)
    uvicorn.run(door.application(), host=host, port=port, log_config=None, access_log=False)


def _data_age(house: House) -> timedelta | None:
    watermark = house.mirror.watermark(Log.SIGN_UPS)
    return None if watermark is None else house.clock.now() - watermark.read_at
