"""What people write to Gatehouse: with a mention in a channel or thread, without one in their direct messages."""

import re
from collections.abc import Mapping
from functools import partial
from typing import Any

from bot.render import Message
from handlers.asked import Asked
from handlers.channels import Channels
from handlers.conversation import Conversation
from handlers.failures import new_reference
from handlers.repeats import Repeats
from handlers.threads import Place, Threads

WRITTEN = {None, "thread_broadcast"}
"""The subtypes of messages that somebody wrote anew; others are edits, deletions, joins, and whatever comes."""

Event = Mapping[str, Any]


class Mentions:
    """The listener of messages. What Slack repeats is answered once, and an edited message not again."""

    def __init__(
        self, conversation: Conversation, threads: Threads, channels: Channels, repeats: Repeats | None = None
    ) -> None:
        self._conversation = conversation
        self._threads = threads
        self._channels = channels
        self._repeats = repeats or Repeats()

    def mentioned(self, event: Event, body: Event) -> None:
        """Answer a mention in the thread it stands in, or in the one that it begins."""
        if not self._is_to_be_answered(event, body):
            return
        thread = str(event.get("thread_ts") or event["ts"])
        place = Place(channel=str(event["channel"]), thread=thread, user=str(event["user"]))
        if refusal := self._refusal(place):
            self._threads.open(place, new_reference()).whisper(refusal)
            return
        asked = Asked(
            text=_without_mention(event, body),
            command="",
            user=place.user,
            channel=place.channel,
            thread=thread,
            shared=True,
        )
        self._conversation.hear_written(asked, partial(self._threads.open, place))

    def written(self, event: Event, body: Event) -> None:
        """Answer a direct message, in the thread it stands in if it stands in one."""
        if event.get("channel_type") != "im" or not self._is_to_be_answered(event, body):
            return
        thread = event.get("thread_ts")
        place = Place(
            channel=str(event["channel"]), thread=thread and str(thread), user=str(event["user"]), is_direct=True
        )
        asked = Asked(
            text=_without_mention(event, body),
            command="",
            user=place.user,
            channel=place.channel,
            thread=place.thread or "",
        )
        self._conversation.hear_written(asked, partial(self._threads.open, place))

    def _refusal(self, place: Place) -> Message | None:
        said = self._conversation.listener.refusal(place.user)
        if said is None and (reason := self._channels.refusal(place.channel)):
            return self._conversation.renderer.note(reason)
        return said

    def _is_to_be_answered(self, event: Event, body: Event) -> bool:
        """Whether a person wrote it, and it is new: never a bot's words, our own among them, nor an edit."""
        if event.get("bot_id") or event.get("subtype") not in WRITTEN or "edited" in event:
            return False
        user = event.get("user")
        if not user or user in _own_ids(body) or not event.get("channel") or not event.get("ts"):
            return False
        # A message is one, whichever events tell of it and however often Slack sends them.
        return self._repeats.is_first(f"{event['channel']} {event['ts']}")


def _own_ids(body: Event) -> set[str]:
    """The ids of our own bot user, one for each installation that the event is for."""
    return {str(each.get("user_id")) for each in body.get("authorizations") or () if isinstance(each, dict)}


def _without_mention(event: Event, body: Event) -> str:
    """The text without our own name in it. Nothing but the name asks what there is to ask."""
    own = "|".join(map(re.escape, _own_ids(body)))
    text = str(event.get("text") or "")
    return (re.sub(rf"<@(?:{own})(?:\|[^>]*)?>", " ", text) if own else text).strip() or "help"
