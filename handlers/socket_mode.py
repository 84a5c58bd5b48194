"""The first door: Socket Mode, where Slack's requests come down connections that we open."""

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler

from handlers.app import LISTENERS
from handlers.web_api import SLACK_API, web_client


class SocketDoor:
    """One connection to Slack, reopened whenever Slack recycles it."""

    def __init__(self, app: App, app_token: str, *, slack_url: str = SLACK_API) -> None:
        self._handler = SocketModeHandler(
            app, app_token, web_client=web_client(slack_url=slack_url), concurrency=LISTENERS
        )

    @property
    def is_open(self) -> bool:
        """Whether Slack can reach us now."""
        return self._handler.client.is_connected()

    def open(self) -> None:
        """Connect; returns when connected. Raises what slack_sdk raises when Slack refuses or cannot be reached."""
        self._handler.client.connect()

    def close(self) -> None:
        """Take nothing more; what was taken is acknowledged first."""
        self._handler.client.close()
