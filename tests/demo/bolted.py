"""A real Bolt app joined to the demo workspace by a real Socket Mode connection, and taken off it quickly."""

from collections.abc import Iterator
from contextlib import contextmanager

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from bot.demo.workspace import Workspace
from handlers.socket_mode import leave


def web_client(workspace: Workspace, token: str | None = None) -> WebClient:
    """Without retries, so that a test sees each answer."""
    token = workspace.credentials.bot_token if token is None else token
    return WebClient(token, base_url=workspace.api_url, retry_handlers=[])


def bolt_app(workspace: Workspace) -> App:
    return App(client=web_client(workspace), signing_secret=workspace.credentials.signing_secret)


@contextmanager
def connected(
    app: App, workspace: Workspace, links: int = 1, ping_interval: float = 10
) -> Iterator[list[SocketModeHandler]]:
    """The app on Socket Mode, by `links` connections that ping every so many seconds."""
    token = workspace.credentials.app_token
    handlers = [SocketModeHandler(app, token, ping_interval=ping_interval) for _ in range(links)]
    try:
        for handler in handlers:
            handler.connect()
        workspace.wait_connected(links)
        yield handlers
    finally:
        for handler in handlers:
            leave(handler.client)
        app.listener_runner.listener_executor.shutdown()
