"""What speaks up without being asked: digests, incidents, and who is still to be told of them."""

from threading import Event

from bot.desk.digest_context import RememberedAnnouncer
from bot.desk.digest_ports import Announcer
from bot.desk.incident_context import RememberedBoard
from bot.desk.rights import Rights
from bot.desk.watch_ports import IncidentBoard
from bot.graph.cloud import checked_address
from bot.settings import Settings, variable
from bot.wiring.house import House
from handlers.announce import SlackAnnouncer
from handlers.incident_board import SlackIncidentBoard
from handlers.people import People
from handlers.posting import Poster
from handlers.roster import Roster
from handlers.web_api import SLACK_API, web_client


def build_board(house: House, silent: Event | None = None) -> IncidentBoard:
    """Puts incidents up in channels, until `silent` is set. Raises `SettingsError` without a bot token."""
    client = web_client(house.settings.required("slack_bot_token"), slack_address(house.settings))
    board = SlackIncidentBoard(Poster(client), house.renderer, silent)
    return RememberedBoard(board, house.thread_memory, house.clock)


def build_announcer(house: House) -> Announcer:
    """Posts in channels. Raises `SettingsError` without a bot token."""
    token = house.settings.required("slack_bot_token")
    announcer = SlackAnnouncer(web_client(token, slack_address(house.settings)), house.renderer)
    return RememberedAnnouncer(announcer, house.thread_memory, house.clock)


def build_roster(house: House) -> Roster:
    """Who may still ask, for a program that only posts. Raises `SettingsError` without a bot token."""
    client = web_client(house.settings.required("slack_bot_token"), slack_address(house.settings), timeout=3)
    return Roster(Rights(house.settings.allowed_users), People(client))


def slack_address(settings: Settings) -> str:
    """Where Slack's Web API is, with a slash at its end. Raises `SettingsError` for plain http beyond loopback."""
    return f"{checked_address(settings.slack_url or SLACK_API, variable('slack_url'))}/"
