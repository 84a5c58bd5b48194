"""Slack's Web API: the one way in which all of us get a client for it."""

from slack_sdk import WebClient

from handlers.redaction import LOGGER

SLACK_API = "https://slack.com/api/"


def web_client(token: str | None = None, slack_url: str = SLACK_API, *, timeout: int = 30) -> WebClient:
    """A client that writes to the redacted log and never sends anything twice by itself.

    Left alone, the SDK sends a request again after a connection is reset, when Slack may have taken the first.
    """
    return WebClient(token, base_url=slack_url, timeout=timeout, retry_handlers=[], logger=LOGGER)
