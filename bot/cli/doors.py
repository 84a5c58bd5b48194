"""The two doors through which Slack comes in, each held open until the program is told to stop."""

import logging
import socket
from datetime import timedelta
from threading import Event

import uvicorn

from bot.cli.outcomes import reason_of
from bot.domain.question import Log
from bot.errors import SettingsError
from bot.wiring.house import House
from bot.wiring.speakers import Speakers
from handlers.http import HttpDoor
from handlers.socket_mode import SocketDoor

logger = logging.getLogger("gatehouse")

GRACE = 5
"""Seconds that an HTTP request under way may take once the program is told to stop; Slack hangs up after three."""


def hold_socket(house: House, speakers: Speakers, stopped: Event) -> None:
    """Socket Mode until `stopped`. Raises `SlackError` when Slack refuses or cannot be reached."""
    door = SocketDoor(speakers.app, house.settings.required("slack_app_token"), slack_url=speakers.slack_url)
    door.open()
    logger.info("Connected to Slack.")
    try:
        stopped.wait()
    finally:
        door.close()


def hold_http(house: House, speakers: Speakers, address: tuple[str, int], stopped: Event) -> None:
    """Signed HTTP until `stopped`, or a signal that uvicorn heeds. Raises `SettingsError` when it cannot listen."""
    listener = _listening(*address)
    door = HttpDoor(speakers.app, speakers.tally, lambda: _data_age(house))
    config = uvicorn.Config(
        door.application(),
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE,
    )
    server = uvicorn.Server(config)
    server.should_exit = stopped.is_set()
    logger.info("Listening on %s port %s for Slack.", *listener.getsockname()[:2])
    server.run(sockets=[listener])


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise SettingsError(f"Cannot listen on {host} port {port}: {reason_of(error)}.") from None


def _data_age(house: House) -> timedelta | None:
    watermark = house.mirror.watermark(Log.SIGN_UPS)
    return None if watermark is None else house.clock.now() - watermark.read_at
