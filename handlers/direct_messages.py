"""The channel of direct messages with somebody, which Slack opens when it is first wanted."""

from http.client import HTTPException

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.errors import SlackError
from handlers.patience import Patience
from handlers.refusals import UNREACHABLE, code_of, refusal_of


class DirectMessages:
    """`client` must be one of `web_client`. Opening them again does no harm, so it is tried again."""

    def __init__(self, client: WebClient, patience: Patience | None = None) -> None:
        self._client = client
        self._patience = patience or Patience()

    def channel_of(self, person: str) -> str:
        """The id of the channel. Raises `SlackError`."""
        tries = 0
        while True:
            tries += 1
            try:
                return str(self._client.conversations_open(users=person)["channel"]["id"])
            except SlackApiError as error:
                if not (error.response.status_code == 429 and self._patience.pause(tries, error.response.headers)):
                    raise _refused(error, person) from error
            except (OSError, HTTPException, SlackClientError) as error:
                if not self._patience.pause(tries, {}):
                    raise SlackError(
                        f"Slack did not open the direct messages with {person} ({error}). Later may help.",
                        code=UNREACHABLE,
                    ) from error


def _refused(error: SlackApiError, person: str) -> SlackError:
    known = refusal_of(error)
    return SlackError(
        f"Slack did not open the direct messages with {person}: {known.why}. {known.remedy}", code=code_of(error)
    )
