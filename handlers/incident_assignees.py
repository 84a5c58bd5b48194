"""Tells somebody in their direct messages that an incident was handed to them; nobody else is disturbed."""

from http.client import HTTPException

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.domain.incident_records import IncidentRecord
from bot.render import Renderer
from bot.render.controls import Button
from handlers.direct_messages import DirectMessages
from handlers.posting import Poster
from handlers.redaction import LOGGER

EVENT_TYPE = "gatehouse_assignment"
LINK = "incident_portal"


class Assignees:
    """`client` must be one of `web_client`."""

    def __init__(self, client: WebClient, direct: DirectMessages, poster: Poster, renderer: Renderer) -> None:
        self._client = client
        self._direct = direct
        self._poster = poster
        self._renderer = renderer

    def tell(self, person: str, record: IncidentRecord, said: str) -> None:
        """Say `said` to them, with a way to the incident's message. Raises `SlackError`."""
        address = self._address(record)
        buttons = [Button("Open the message", LINK, record.id, url=address)] if address else []
        metadata = {"event_type": EVENT_TYPE, "event_payload": {"incident": record.id}}
        self._poster.post(self._direct.channel_of(person), self._renderer.note(said, buttons), metadata)

    def _address(self, record: IncidentRecord) -> str:
        """Of the message in the channel; empty where there is none, or Slack does not say. The words do without it."""
        ts = record.message_ts()
        if ts is None:
            return ""
        try:
            return str(self._client.chat_getPermalink(channel=record.channel, message_ts=ts)["permalink"])
        except (SlackApiError, SlackClientError, HTTPException, OSError) as error:
            LOGGER.warning("Slack did not say where the message of incident %s stands: %s", record.id, error)
            return ""
