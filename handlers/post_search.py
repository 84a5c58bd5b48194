"""Looks in a channel's history for a post of ours, by the opaque id in its metadata."""

from datetime import datetime
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.errors import SlackError
from handlers.refusals import UNREACHABLE, code_of, refusal_of

MOST_PAGES = 5
A_PAGE = 200


class PostSearch:
    """`client` must be one of `web_client`. Needs the scope for that kind of channel (`im:history` and so on)."""

    def __init__(self, client: WebClient) -> None:
        self._client = client

    def find(self, channel: str, since: datetime, id_: str) -> str | None:
        """Slack's timestamp of the post with that id; `None` where it surely is not there.

        Raises `SlackError` where Slack does not let us look, or there is too much to look through.
        """
        cursor = ""
        for _ in range(MOST_PAGES):
            page = self._page(channel, since, cursor)
            for message in page.get("messages", ()):
                if _id_of(message) == id_:
                    return str(message["ts"])
            cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")
            if not cursor:
                return None
        raise SlackError(f"There are too many messages in {channel} to look through.", code="too_many_messages")

    def _page(self, channel: str, since: datetime, cursor: str) -> dict[str, Any]:
        try:
            found = self._client.conversations_history(
                channel=channel,
                oldest=str(since.timestamp()),
                limit=A_PAGE,
                include_all_metadata=True,
                cursor=cursor or None,
            )
        except SlackApiError as error:
            why = refusal_of(error).why
            raise SlackError(
                f"Slack does not let Gatehouse look into {channel}: {why}.", code=code_of(error)
            ) from error
        except (OSError, HTTPException, SlackClientError) as error:
            raise SlackError(f"Slack did not answer what stands in {channel}.", code=UNREACHABLE) from error
        return dict(found.data) if isinstance(found.data, dict) else {}


def _id_of(message: dict[str, Any]) -> object:
    return ((message.get("metadata") or {}).get("event_payload") or {}).get("id")
