"""Speaks up in channels without being asked: digests, posted at most once."""

from hashlib import sha256
from http.client import HTTPException
from typing import assert_never

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.domain.digests import SignUpDigest
from bot.domain.subscriptions import Channel, Destination, Person, Subscription
from bot.domain.window import Window
from bot.errors import SlackError
from bot.render import Message, Renderer
from handlers.patience import Patience, never_arrived
from handlers.redaction import LOGGER
from handlers.refusals import is_about_blocks, is_perhaps_done, refusal

EVENT_TYPE = "gatehouse_digest"


def delivery_id(subscription: str, period: Window) -> str:
    """The opaque id in a digest's metadata: everybody in the workspace can read it, and it finds the post again."""
    return sha256(f"{subscription} {period.since.isoformat()} {period.until.isoformat()}".encode()).hexdigest()[:24]


class SlackAnnouncer:
    """Fits `bot.desk.ports.Announcer`. `client` must be one of `web_client`, which sends nothing twice.

    A `SlackError` says with `maybe_posted` whether the message may be in the channel all the same.
    """

    def __init__(self, client: WebClient, renderer: Renderer, patience: Patience | None = None) -> None:
        self._client = client
        self._renderer = renderer
        self._patience = patience or Patience()

    def digest(self, subscription: Subscription, digest: SignUpDigest) -> str:
        """Post a digest where `subscription` wants it; answers Slack's timestamp of the message."""
        id_ = delivery_id(subscription.name, digest.window)
        return self._post(_address(subscription.to), self._renderer.digest(digest), id_)

    def _post(self, channel: str, message: Message, id_: str) -> str:
        forms = [message, message.plain(), Message((), message.text)]
        while True:
            form = forms.pop(0)
            try:
                return self._insist(channel, form, id_)
            except SlackError as error:
                if not (forms and is_about_blocks(error.code)):
                    raise
                LOGGER.warning("Slack refused the layout of a digest (%s); posting a plainer form.", error.code)

    def _insist(self, channel: str, message: Message, id_: str) -> str:
        """Post once; again only when Slack was too busy to take it."""
        tries = 0
        while True:
            tries += 1
            try:
                return self._try(channel, message, id_)
            except SlackApiError as error:
                is_busy = error.response.status_code == 429
                if not (is_busy and self._patience.pause(tries, error.response.headers)):
                    raise _translated(error, channel) from error
            except (OSError, HTTPException, SlackClientError) as error:
                if not (never_arrived(error) and self._patience.pause(tries, {})):
                    raise _silence(error, channel) from error

    def _try(self, channel: str, message: Message, id_: str) -> str:
        answer = self._client.chat_postMessage(
            channel=channel,
            text=message.text,
            blocks=list(message.blocks) or None,
            unfurl_links=False,
            unfurl_media=False,
            link_names=False,
            metadata={"event_type": EVENT_TYPE, "event_payload": {"id": id_}},
        )
        return str(answer["ts"])


def _address(to: Destination) -> str:
    """Slack takes a person's id for a channel, and opens the direct messages with them."""
    match to:
        case Channel(id_) | Person(id_):
            return id_
        case _:
            assert_never(to)


def _translated(error: SlackApiError, channel: str) -> SlackError:
    response = error.response
    if response.status_code >= 500:
        return SlackError(
            f"Slack failed (HTTP {response.status_code}) while taking a post for {channel}. "
            "Look in the channel whether it is there.",
            code=f"http_{response.status_code}",
            maybe_posted=True,
        )
    code = str(response.get("error", "unknown_error"))
    known = refusal(code, str(response.get("needed") or ""))
    return SlackError(
        f"Slack did not take a post for {channel}: {known.why}. {known.remedy}",
        code=code,
        maybe_posted=is_perhaps_done(code),
    )


def _silence(error: Exception, channel: str) -> SlackError:
    if never_arrived(error):
        return SlackError(
            f"Slack cannot be reached, so nothing was posted in {channel}. Check the network and GATEHOUSE_SLACK_URL.",
            code="unreachable",
        )
    return SlackError(
        f"Slack did not say whether it took a post for {channel}. Look in the channel whether it is there.",
        code="no_answer",
        maybe_posted=True,
    )
