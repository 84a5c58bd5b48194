"""Puts messages into channels: posted at most once, edited in place, in plainer form where the layout is refused."""

from collections.abc import Callable, Mapping
from http.client import HTTPException

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.errors import SlackError
from bot.render import Message
from handlers.patience import Patience, never_arrived
from handlers.redaction import LOGGER
from handlers.refusals import UNREACHABLE, code_of, is_about_blocks, is_perhaps_done, refusal_of

Send = Callable[[Message], str]
"""Tries once to say a message in one form; answers Slack's timestamp."""


class Poster:
    """`client` must be one of `web_client`, which sends nothing twice.

    A `SlackError` says with `maybe_posted` whether the message may be in the channel all the same.
    """

    def __init__(self, client: WebClient, patience: Patience | None = None) -> None:
        self._client = client
        self._patience = patience or Patience()

    def post(self, channel: str, message: Message, metadata: Mapping[str, object], thread_ts: str | None = None) -> str:
        """Post in a channel, or in a thread of it and there alone; answers Slack's timestamp of the message."""

        def send(form: Message) -> str:
            answer = self._client.chat_postMessage(
                channel=channel,
                text=form.text,
                blocks=list(form.blocks) or None,
                thread_ts=thread_ts,
                unfurl_links=False,
                unfurl_media=False,
                link_names=False,
                metadata=dict(metadata),
            )
            return str(answer["ts"])

        return self._in_some_form(channel, message, send)

    def edit(self, channel: str, message_ts: str, message: Message) -> None:
        """Let a message of ours say something else; its metadata stays."""

        def send(form: Message) -> str:
            blocks = list(form.blocks)
            self._client.chat_update(channel=channel, ts=message_ts, text=form.text, blocks=blocks, link_names=False)
            return message_ts

        self._in_some_form(channel, message, send)

    def _in_some_form(self, channel: str, message: Message, send: Send) -> str:
        forms = list(message.forms())
        while True:
            form = forms.pop(0)
            try:
                return self._insist(channel, form, send)
            except SlackError as error:
                if not (forms and is_about_blocks(error.code)):
                    raise
                LOGGER.warning("Slack refused the layout of a message (%s); a plainer form follows.", error.code)

    def _insist(self, channel: str, message: Message, send: Send) -> str:
        """Say it once; again only when Slack was too busy to take it."""
        tries = 0
        while True:
            tries += 1
            try:
                return send(message)
            except SlackApiError as error:
                is_busy = error.response.status_code == 429
                if not (is_busy and self._patience.pause(tries, error.response.headers)):
                    raise refused(error, channel) from error
            except (OSError, HTTPException, SlackClientError) as error:
                if not (never_arrived(error) and self._patience.pause(tries, {})):
                    raise unanswered(error, channel) from error


def refused(error: SlackApiError, channel: str) -> SlackError:
    """Why Slack did not take a post, and what to mend."""
    response = error.response
    if response.status_code >= 500:
        return SlackError(
            f"Slack failed (HTTP {response.status_code}) while taking a post for {channel}. "
            "Look in the channel whether it is there.",
            code=f"http_{response.status_code}",
            maybe_posted=True,
        )
    code, known = code_of(error), refusal_of(error)
    if code == UNREACHABLE and response.status_code < 300:
        return _unclear(channel)
    return SlackError(
        f"Slack did not take a post for {channel}: {known.why}. {known.remedy}",
        code=code,
        maybe_posted=is_perhaps_done(code),
    )


def unanswered(error: Exception, channel: str) -> SlackError:
    """What it means that no answer came at all."""
    if never_arrived(error):
        return SlackError(
            f"Slack cannot be reached, so nothing was posted in {channel}. Check the network and GATEHOUSE_SLACK_URL.",
            code=UNREACHABLE,
        )
    return _unclear(channel)


def _unclear(channel: str) -> SlackError:
    """No answer came, or one that cannot be read."""
    return SlackError(
        f"Slack did not say whether it took a post for {channel}. Look in the channel whether it is there.",
        code="no_answer",
        maybe_posted=True,
    )
