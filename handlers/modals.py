"""Opens views and changes them, in the three seconds that a trigger lasts; what Slack refuses is in the log."""

from collections.abc import Callable
from http.client import HTTPException

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse

from bot.render.views.growing import View
from handlers.redaction import LOGGER

_REASONS = {
    "expired_trigger_id": "it came more than three seconds after the press",
    "exchanged_trigger_id": "the press had opened another view already",
    "hash_conflict": "another change came first",
    "not_found": "it was closed meanwhile",
    "push_limit_reached": "three are open already",
}


class Modals:
    """Slack's methods for views. `client` should give up soon: nobody waits for a view that comes late."""

    def __init__(self, client: WebClient) -> None:
        self._client = client

    def open(self, trigger: str, view: View) -> bool:
        """Open a modal over whatever somebody looks at; whether Slack did."""
        return self._try("opened", lambda: self._client.views_open(trigger_id=trigger, view=view))

    def push(self, trigger: str, view: View) -> bool:
        """Put a modal on top of the one in which something was pressed."""
        return self._try("opened", lambda: self._client.views_push(trigger_id=trigger, view=view))

    def update(self, view_id: str, hash_: str, view: View) -> bool:
        """Change a modal, unless it was changed since: `hash_` names what it was, empty where that does not matter."""
        return self._try("changed", lambda: self._client.views_update(view_id=view_id, hash=hash_ or None, view=view))

    def publish(self, user: str, hash_: str, view: View) -> bool:
        """Show somebody's Home tab anew; `hash_` names what it was, empty where that is not known.

        Where another change came first ours is shown all the same, since it was put together later.
        """
        if hash_ and self._error(lambda: self._client.views_publish(user_id=user, view=view, hash=hash_)) is None:
            return True
        return self._try("published", lambda: self._client.views_publish(user_id=user, view=view))

    def _try(self, done: str, call: Callable[[], SlackResponse]) -> bool:
        error = self._error(call)
        if error is None:
            return True
        code, details = _refused(error)
        LOGGER.warning("A view was not %s: %s (%s) %s", done, _REASONS.get(code, "Slack refused it"), code, details)
        return False

    def _error(self, call: Callable[[], SlackResponse]) -> Exception | None:
        try:
            call()
        except (SlackApiError, OSError, HTTPException, SlackClientError) as error:
            return error
        return None


def _refused(error: Exception) -> tuple[str, object]:
    """Slack's word for what was wrong, and what it tells beside it."""
    if isinstance(error, SlackApiError) and isinstance(error.response.data, dict):
        return str(error.response.get("error", "")), error.response.get("response_metadata")
    return "no answer", error
