"""Whether a channel may be answered in: who reads along there, from Slack's conversations.info."""

from collections.abc import Callable
from http.client import HTTPException
from threading import Lock
from time import monotonic
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.desk.rights import channel_refusal
from bot.errors import SlackError
from handlers.redaction import LOGGER
from handlers.refusals import UNREACHABLE, code_of, refusal_of

KEPT = 60.0
"""Seconds for which what Slack said about a channel is believed: it may be shared with others at any time."""


class Channels:
    """Asks Slack about channels and remembers each for a minute. Safe for all threads."""

    def __init__(self, client: WebClient, *, elapsed: Callable[[], float] = monotonic) -> None:
        self._client = client
        self._elapsed = elapsed
        self._lock = Lock()
        self._known: dict[str, tuple[float, bool]] = {}

    def refusal(self, channel: str) -> str | None:
        """Why nothing is answered in `channel`, or `None`. What Slack does not tell is no leave to speak."""
        return channel_refusal(is_shared=self.has_strangers(channel))

    def has_strangers(self, channel: str) -> bool | None:
        """Whether people of another company or workspace read along; `None` where Slack does not tell."""
        try:
            return self.ask(channel)
        except SlackError as error:
            LOGGER.warning("%s (It takes channels:read and groups:read.)", error.message)
            return None

    def ask(self, channel: str) -> bool:
        """Whether people of another company or workspace read along. Raises `SlackError` where Slack does not tell."""
        with self._lock:
            asked_at, shared = self._known.get(channel, (float("-inf"), False))
        if self._elapsed() - asked_at < KEPT:
            return shared
        try:
            found = self._client.conversations_info(channel=channel)["channel"]
        except SlackApiError as error:
            why = refusal_of(error)
            raise _unknown(channel, f": {why.why}. {why.remedy}", code_of(error)) from error
        except (SlackClientError, HTTPException, OSError) as error:
            raise _unknown(channel, ". Later helps.", UNREACHABLE) from error
        with self._lock:
            self._known[channel] = (self._elapsed(), is_shared(found))
        return is_shared(found)


def _unknown(channel: str, why: str, code: str) -> SlackError:
    return SlackError(f"Slack did not say who reads along in {channel}{why}", code=code)


def is_shared(channel: dict[str, Any]) -> bool:
    """Whether people of another company or of another workspace read along, now or as soon as they accept."""
    signs = ("is_ext_shared", "is_shared", "is_org_shared", "is_pending_ext_shared", "pending_connected_team_ids")
    return any(channel.get(sign) for sign in signs)
