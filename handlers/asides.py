"""Answers what was asked in a form: to the asker alone, where they chose to see it or as a direct message."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from handlers.asked import Asked
from handlers.conversation import Conversation
from handlers.response_urls import ResponseUrls
from handlers.threads import Threads
from handlers.url_reply import Edits


@dataclass(frozen=True, slots=True)
class Asides:
    """Asks a question by the same path as a command does. Slack has been told already that the form arrived."""

    conversation: Conversation
    threads: Threads
    urls: ResponseUrls

    def ask(self, command: str, text: str, user: str, places: object = ()) -> None:
        """Answer `command text`; `places` are the `response_urls` that came with a form. Never raises."""
        channel, url = self._chosen(places)
        if url:
            asked = Asked(text=text, command=command, user=user, channel=channel)
            self.conversation.hear_written(asked, partial(self.urls.open, url, edits=Edits.OWN))
            return
        place = self.threads.direct(user)
        asked = Asked(text=text, command=command, user=user, channel=place.channel, thread="")
        self.conversation.hear_written(asked, partial(self.threads.open, place))

    def _chosen(self, places: object) -> tuple[str, str]:
        """The channel and address that Slack gives for a chosen conversation; empty ones where there is none of its."""
        first = places[0] if isinstance(places, Sequence) and places else {}
        told: Mapping[str, Any] = first if isinstance(first, Mapping) else {}
        url = str(told.get("response_url") or "")
        return (str(told.get("channel_id") or ""), url) if self.urls.accepts(url) else ("", "")
