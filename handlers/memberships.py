"""Who may enter a channel: anybody a public one, and only its members a private one, from Slack's lists of members."""

from collections.abc import Callable
from http.client import HTTPException
from threading import Lock
from time import monotonic
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.errors import SlackError
from handlers.refusals import UNREACHABLE, code_of, refusal_of

KEPT = 60.0
"""Seconds for which what Slack said is believed: a list of subscriptions asks of each of its channels."""

A_PAGE = 999
MOST_PAGES = 20
MOST = 10_000


class Memberships:
    """Fits `bot.desk.digest_ports.Rooms`. `client` must be one of `web_client`. Safe for all threads."""

    def __init__(self, client: WebClient, *, elapsed: Callable[[], float] = monotonic) -> None:
        self._client = client
        self._elapsed = elapsed
        self._lock = Lock()
        self._known: dict[tuple[str, str], tuple[float, bool]] = {}

    def may_enter(self, user: str, channel: str) -> bool:
        """Whether `user` can read along there, or join as they like; not where Gatehouse itself cannot look.

        Raises `SlackError` where Slack does not tell.
        """
        known = self._recall(user, channel)
        if known is None:
            known = self._look_up(user, channel)
            self._remember(user, channel, may=known)
        return known

    def has(self, user: str, channel: str) -> bool:
        """Whether `user` is on the list of members. Raises `SlackError` where Slack does not tell."""
        cursor = ""
        for _ in range(MOST_PAGES):
            page = self._answer("conversations.members", channel=channel, limit=A_PAGE, cursor=cursor)
            if user in page.get("members", ()):
                return True
            cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")
            if not cursor:
                return False
        raise SlackError(f"There are too many members in {channel} to look through.", code="too_many_members")

    def _look_up(self, user: str, channel: str) -> bool:
        try:
            found = self._answer("conversations.info", channel=channel)["channel"]
            return not found.get("is_private") or self.has(user, channel)
        except SlackError as error:
            if error.code == "channel_not_found":
                return False
            raise

    def _answer(self, method: str, **arguments: object) -> dict[str, Any]:
        try:
            found = self._client.api_call(method, params=arguments).data
        except SlackApiError as error:
            known = refusal_of(error)
            raise SlackError(
                f"Slack did not say who is in that channel: {known.why}. {known.remedy}", code=code_of(error)
            ) from error
        except (OSError, HTTPException, SlackClientError) as error:
            raise SlackError("Slack did not say who is in that channel. Try again.", code=UNREACHABLE) from error
        return dict(found) if isinstance(found, dict) else {}

    def _recall(self, user: str, channel: str) -> bool | None:
        with self._lock:
            asked_at, may = self._known.get((user, channel), (float("-inf"), False))
        return may if self._elapsed() - asked_at < KEPT else None

    def _remember(self, user: str, channel: str, *, may: bool) -> None:
        with self._lock:
            if len(self._known) >= MOST:
                self._known.clear()
            self._known[user, channel] = (self._elapsed(), may)
