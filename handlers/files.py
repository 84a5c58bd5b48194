"""Files for one person: sent as a direct message, since Slack has no file that only one member of a channel sees."""

from dataclasses import dataclass, field
from http.client import HTTPException

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.errors import SlackError
from bot.render.escaping import neutral
from bot.render.export_files import ExportFile
from handlers.direct_messages import DirectMessages
from handlers.patience import Patience
from handlers.refusals import code_of, refusal_of

MOST_BYTES = 50_000_000
"""Slack takes a gigabyte; a spreadsheet gives up long before that."""


@dataclass(frozen=True, slots=True)
class Files:
    """Sends files. `client` must be one of `web_client`, which sends nothing twice."""

    client: WebClient
    rooms: DirectMessages
    patience: Patience = field(default_factory=Patience)

    def send(self, user: str, file: ExportFile, comment: str) -> None:
        """Put `file` into the direct messages with `user`, under `comment`, plain words. Raises `SlackError`."""
        if len(file.content) > MOST_BYTES:
            raise SlackError(
                f"The file would have {len(file.content) / 1e6:,.0f} MB, and Gatehouse sends at most "
                f"{MOST_BYTES / 1e6:,.0f} MB. Ask for a shorter time. "
                "Where Gatehouse runs, “gatehouse export” has no such limit."
            )
        room = self.rooms.channel_of(user)
        tries = 0
        while True:
            tries += 1
            try:
                self.client.files_upload_v2(
                    channel=room,
                    filename=file.name,
                    title=file.name,
                    content=file.content,
                    initial_comment=neutral(comment),
                )
                return
            except SlackApiError as error:
                is_busy = error.response.status_code == 429
                if not (is_busy and self.patience.pause(tries, error.response.headers)):
                    raise _refused(error) from error
            except (OSError, HTTPException, SlackClientError) as error:
                raise SlackError("The file could not be sent: Slack did not answer. Try again in a minute.") from error


def _refused(error: SlackApiError) -> SlackError:
    known = refusal_of(error)
    return SlackError(f"The file could not be sent: {known.why}. {known.remedy}", code=code_of(error))
