"""The first door: Socket Mode, where Slack's requests come down a connection that we open."""

from contextlib import suppress

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.socket_mode.builtin import SocketModeClient

from bot.errors import SlackError
from handlers.app import LISTENERS
from handlers.refusals import refusal
from handlers.web_api import SLACK_API, web_client

_THE_RIGHT_ONE = (
    "Put the app-level token (it begins with xapp-) into SLACK_APP_TOKEN; "
    "Basic Information in the Slack app's settings has it, and it needs the scope connections:write."
)
_TOLD_AGAIN = 0.05  # seconds
_ABOUT_THE_TOKEN = frozenset(
    {"invalid_auth", "not_authed", "not_allowed_token_type", "missing_scope", "token_revoked", "account_inactive"}
)


class SocketDoor:
    """One connection to Slack, reopened whenever Slack recycles it."""

    def __init__(self, app: App, app_token: str, *, slack_url: str = SLACK_API) -> None:
        self._slack_url = slack_url
        self._handler = SocketModeHandler(
            app, app_token, web_client=web_client(slack_url=slack_url), concurrency=LISTENERS
        )

    @property
    def is_open(self) -> bool:
        """Whether Slack can reach us now."""
        return self._handler.client.is_connected()

    def open(self) -> None:
        """Connect; returns when connected. Raises `SlackError` when Slack refuses or cannot be reached."""
        try:
            self._handler.client.connect()
        except SlackApiError as error:
            raise connection_refused(error) from error
        except (OSError, SlackClientError) as error:
            raise SlackError(
                f"Slack cannot be reached at {self._slack_url} ({error}). Check the network and GATEHOUSE_SLACK_URL.",
                code="unreachable",
            ) from error

    def close(self) -> None:
        """Take nothing more; what was taken is acknowledged first."""
        leave(self._handler.client)


def leave(client: SocketModeClient) -> None:
    """Close a connection for good, with what was taken acknowledged first.

    More than `client.close()`, which waits for the SDK's reading thread (since its pull request 1962) and can do so
    without end: a thread about to read from a new connection takes back, by its `terminated = False`, that it was told
    to end, and nobody tells it again.
    """
    with client.connect_operation_lock:  # a connection being opened meanwhile would stay open
        client.closed = True
        client.auto_reconnect_enabled = False
    reader = client.current_session_runner
    reader.event.set()  # it begins no further reading
    while reader.is_alive():
        client.current_session_state.terminated = True
        _wake(client)
        reader.thread.join(_TOLD_AGAIN)
    client.close()


def _wake(client: SocketModeClient) -> None:
    """Spare a stop the SDK's sleeps: up to three seconds in recv, which a pong ends, and one for its own queue.

    The ping carries something, because the SDK takes a frame of two bytes for the half of one and waits for the rest.
    """
    client.enqueue_message("")
    if client.current_session is not None:
        with suppress(OSError):
            client.current_session.ping("leaving")


def connection_refused(error: SlackApiError) -> SlackError:
    """Why Slack gives this app no connection, and what to mend."""
    code = str(error.response.get("error", "unknown_error"))
    if code in _ABOUT_THE_TOKEN:
        return SlackError(f"Slack refuses the app-level token ({code}). {_THE_RIGHT_ONE}", code=code)
    known = refusal(code)
    return SlackError(f"Slack does not let Gatehouse in: {known.why}. {known.remedy}", code=code)
