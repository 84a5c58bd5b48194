"""Where a digest may go: a channel of the asker and of Gatehouse, and where nobody from outside reads along."""

from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.errors import Mistake, QuestionError, SlackError
from handlers.channels import is_shared
from handlers.memberships import Memberships
from handlers.refusals import code_of, refusal_of

ELSEWHERE = ("/entra subscribe signups daily 9:00 to me",)


class Destinations:
    """Asks Slack about channels. `client` must be one of `web_client`."""

    def __init__(self, client: WebClient, memberships: Memberships) -> None:
        self._client = client
        self._memberships = memberships

    def check(self, channel: str, user: str) -> None:
        """Whether `user` may have digests posted in `channel`.

        Raises `QuestionError` for one that cannot take digests, or is private and not theirs, and `SlackError` where
        nobody can find out.
        """
        found = self._found(channel)
        if found.get("is_im") or found.get("is_mpim"):
            raise _unfit("These are direct messages and no channel", "Subscribe with “to me”")
        if found.get("is_private") and not self._memberships.has(user, channel):
            raise _unfit(
                "You are not in that private channel, so you cannot subscribe it",
                "Ask somebody who is in it, or subscribe with “to me”",
            )
        name = f"#{found.get('name', channel)}"
        if found.get("is_archived"):
            raise _unfit(f"{name} is archived", "Unarchive it, or name another channel")
        if is_shared(found):
            raise _unfit(
                f"People from outside this workspace read along in {name}, so no digest is posted there",
                "Name another channel, or subscribe with “to me”",
            )
        if not found.get("is_member"):
            raise _unfit(f"Gatehouse is not in {name}", "Type /invite @gatehouse there, and subscribe again")

    def _found(self, channel: str) -> dict[str, Any]:
        try:
            return dict(self._client.conversations_info(channel=channel)["channel"])
        except SlackApiError as error:
            if code_of(error) == "channel_not_found":
                raise _unfit(
                    "That channel is private and Gatehouse is not in it, or it is not there",
                    "Type /invite @gatehouse there, and subscribe again",
                ) from error
            known = refusal_of(error)
            raise SlackError(
                f"Slack did not say who reads along there: {known.why}. {known.remedy}", code=code_of(error)
            ) from error
        except (OSError, HTTPException, SlackClientError) as error:
            raise SlackError(
                "Slack did not say who reads along there, so nothing was subscribed. Try again."
            ) from error


def _unfit(why: str, remedy: str) -> QuestionError:
    return QuestionError(Mistake.CONFLICT, f"{why}. {remedy}", suggestions=ELSEWHERE)
