"""Puts incidents up in their channels."""

from hashlib import sha256
from threading import Event

from bot.domain.incident_notice import IncidentNotice
from bot.domain.incident_records import Part
from bot.errors import SlackError
from bot.render import Renderer
from handlers.posting import Poster

EVENT_TYPE = "gatehouse_incident"


class SlackIncidentBoard:
    """Fits `bot.desk.watch_ports.IncidentBoard`. Says nothing any more once `stopped` is set."""

    def __init__(self, poster: Poster, renderer: Renderer, stopped: Event | None = None) -> None:
        self._poster = poster
        self._renderer = renderer
        self._stopped = stopped or Event()

    def post(self, notice: IncidentNotice, part: Part, thread_ts: str | None = None) -> str:
        """Post a part of an incident, in the thread of `thread_ts` where given; answers Slack's timestamp."""
        self._check()
        metadata = {"event_type": EVENT_TYPE, "event_payload": {"id": delivery_id(notice.record.id, part)}}
        return self._poster.post(notice.record.channel, self._renderer.incident(notice, part), metadata, thread_ts)

    def edit(self, notice: IncidentNotice, part: Part, message_ts: str) -> None:
        """Let a post say what is known now."""
        self._check()
        self._poster.edit(notice.record.channel, message_ts, self._renderer.incident(notice, part))

    def _check(self) -> None:
        if self._stopped.is_set():
            raise SlackError("Gatehouse is stopping, so it is left to the next start.", code="stopping")


def delivery_id(incident: str, part: Part) -> str:
    """The opaque id in a post's metadata: everybody in the workspace can read it, and it finds the post again."""
    return sha256(f"{incident} {part.value}".encode()).hexdigest()[:24]
