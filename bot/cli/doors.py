"""The two doors through which Slack comes in: each is open within its block, and held by calling what it yields."""

import logging
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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

Hold = Callable[[], object]
"""Returns when the program is told to stop."""

GRACE = 5
"""Seconds that an HTTP request under way may take at the end; Slack hangs up after three."""


@contextmanager
def open_socket(house: House, speakers: Speakers, stopped: Event) -> Iterator[Hold]:
    """Socket Mode. Raises `SettingsError` without a token, `SlackError` when Slack refuses or cannot be reached."""
    door = SocketDoor(speakers.app, house.settings.required("slack_app_token"), slack_url=speakers.slack_url)
    door.open()
    logger.info("Connected to Slack.")
    try:
        yield stopped.wait
    finally:
        door.close()


@contextmanager
def open_http(house: House, speakers: Speakers, address: tuple[str, int], stopped: Event) -> Iterator[Hold]:
    """Signed HTTP on a host and port. Raises `SettingsError` when nobody can listen there."""
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
    with _listening(*address) as listener:
        logger.info("Listening on %s port %s for Slack.", *listener.getsockname()[:2])
        yield lambda: _serve(config, listener, stopped)


def _serve(config: uvicorn.Config, listener: socket.socket, stopped: Event) -> None:
    """Until a signal, which uvicorn takes from us for as long as it runs and hands back afterwards."""
    server = uvicorn.Server(config)
    server.should_exit = stopped.is_set()
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
