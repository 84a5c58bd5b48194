"""The lines to Slack that all listeners share."""

from dataclasses import dataclass

from bot.desk.rights import Rights
from bot.wiring.announcing import slack_address
from bot.wiring.house import House
from handlers.channels import Channels
from handlers.destinations import Destinations
from handlers.direct_messages import DirectMessages
from handlers.files import Files
from handlers.incident_assignees import Assignees
from handlers.memberships import Memberships
from handlers.modals import Modals
from handlers.people import People
from handlers.posting import Poster
from handlers.response_urls import ResponseUrls, origins_for
from handlers.roster import Roster
from handlers.threads import Threads
from handlers.web_api import web_client

BEFORE_A_TRIGGER_ENDS = 3
"""Seconds: longer than that Slack lets nothing open, and nobody waits to learn who somebody is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """Whom and what the listeners ask Slack about, and the ways to say something there."""

    channels: Channels
    people: People
    rights: Rights
    roster: Roster
    memberships: Memberships
    destinations: Destinations
    urls: ResponseUrls
    threads: Threads
    modals: Modals
    files: Files
    assignees: Assignees


def build_lines(house: House) -> Lines:
    """The lines of the workspace that the settings of `house` name; nothing is asked yet. Raises `SettingsError`."""
    settings = house.settings
    token, slack_url = settings.required("slack_bot_token"), slack_address(settings)
    client, quick = web_client(token, slack_url), web_client(token, slack_url, timeout=BEFORE_A_TRIGGER_ENDS)
    people, rights = People(quick), Rights(settings.allowed_users)
    memberships, direct = Memberships(client), DirectMessages(client)
    return Lines(
        channels=Channels(client),
        people=people,
        rights=rights,
        roster=Roster(rights, people),
        memberships=memberships,
        destinations=Destinations(client, memberships),
        urls=ResponseUrls(origins=origins_for(slack_url)),
        threads=Threads(client=client),
        modals=Modals(quick),
        files=Files(client, direct),
        assignees=Assignees(client, direct, Poster(client), house.renderer),
    )
