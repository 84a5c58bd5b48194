"""Says things to one asker through a response_url: five messages within thirty minutes, seen by nobody else."""

import json
from dataclasses import dataclass, field
from enum import StrEnum
from http.client import HTTPException
from threading import Lock
from typing import Any, assert_never
from urllib.parse import urlsplit

from slack_sdk.errors import SlackClientError
from slack_sdk.webhook import WebhookClient, WebhookResponse

from bot.errors import SlackError
from bot.render import Message
from handlers.insisting import Tried, Verdict, insist
from handlers.patience import Patience, never_arrived
from handlers.redaction import LOGGER
from handlers.refusals import is_about_blocks
from handlers.reply import Delivery

POSTS_ALLOWED = 5
KEPT_FOR_THE_END = 3
"""Posts that a note on the way must leave: the answer in its three forms, or in one of them and another try."""

SLACK_ORIGINS = frozenset({"https://hooks.slack.com", "https://hooks.slack-gov.com"})


class Edits(StrEnum):
    """Which message is edited, if any: whatever was said before, or at the end the one that was pressed.

    A page takes the place of the page that was pressed; trouble on the way to it leaves that page where it is.
    """

    NOTHING = "nothing"
    OWN = "own"
    PRESSED = "pressed"
    PAGE = "page"


def origins_for(slack_url: str) -> frozenset[str]:
    """Where a response_url may point when `slack_url` is the address of Slack's Web API.

    Slack's own hosts; or, when another server plays Slack, that server alone.
    """
    parts = urlsplit(slack_url)
    host = f".{parts.hostname or ''}"
    if host.endswith((".slack.com", ".slack-gov.com")):
        return SLACK_ORIGINS
    return frozenset({f"{parts.scheme}://{parts.netloc}"})


def private(message: Message) -> dict[str, Any]:
    """`message` as a body for Slack, for the asker's eyes only."""
    return _body(message, "ephemeral")


def _body(message: Message, audience: str) -> dict[str, Any]:
    body: dict[str, Any] = {
        "response_type": audience,
        "text": message.text,
        "unfurl_links": False,
        "unfurl_media": False,
    }
    return body | ({"blocks": list(message.blocks)} if message.blocks else {})


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseUrls:
    """How replies are sent. `origins` are the only places a response_url may point to; `timeout` is in seconds."""

    origins: frozenset[str] = SLACK_ORIGINS
    patience: Patience = field(default_factory=Patience)
    timeout: int = 10

    def accepts(self, url: str) -> bool:
        """Whether `url` is Slack's; a forged request could otherwise make us post anywhere."""
        try:
            parts = urlsplit(url)
        except ValueError:
            return False
        return f"{parts.scheme}://{parts.netloc.lower()}" in self.origins

    def open(
        self, url: str, reference: str, *, edits: Edits = Edits.NOTHING, thread: str = "", public: bool = False
    ) -> "UrlReply":
        """The way to one asker; `reference` names it in the log, where the url must not stand.

        `thread` is the timestamp of the message whose thread it all belongs to; `public` where everybody in the channel
        is to see it.

        Raises `SlackError` for an address that is not Slack's.
        """
        if not self.accepts(url):
            raise SlackError(
                "Gatehouse cannot answer here: the answer would have to go to an address that is not Slack's. "
                "Whoever runs Gatehouse may have to set GATEHOUSE_SLACK_URL."
            )
        return UrlReply(self, url, reference, edits=edits, thread=thread, public=public)


class UrlReply:
    """One asker's response_url; fits `handlers.reply.Reply`."""

    def __init__(
        self, urls: ResponseUrls, url: str, reference: str, *, edits: Edits, thread: str, public: bool
    ) -> None:
        self._patience = urls.patience
        self._reference = reference
        self._edits = edits
        self._thread = {"thread_ts": thread} if thread else {}
        self._public = public
        self._left = POSTS_ALLOWED
        self._said = False
        self._client = WebhookClient(url, timeout=urls.timeout, logger=LOGGER, retry_handlers=[])
        self._lock = Lock()

    def note(self, message: Message) -> None:
        """Say something that may get lost, if that leaves enough posts for what may not."""
        with self._lock:
            if self._left > KEPT_FOR_THE_END:
                self._send(message, last=False)

    def say_last(self, message: Message) -> None:
        """Say something on the way out: one try, and none while something else is being said."""
        if self._lock.acquire(blocking=False):
            try:
                self._send(message)
            finally:
                self._lock.release()

    def say(self, message: Message) -> Delivery:
        """Say something that must arrive: patiently, and in ever plainer form where Slack refuses the layout.

        A post whose fate is unclear may be seen twice, by its asker alone.
        """
        with self._lock:
            return insist(message, self._send, self._patience)

    def aside(self) -> "UrlReply":
        """Itself: nobody else sees what is said here."""
        return self

    def _send(self, message: Message, *, last: bool = True) -> Tried:
        if not self._left:
            LOGGER.warning("Reply %s has no posts left.", self._reference)
            return Verdict.REFUSED, {}
        body = _body(message, "in_channel") if self._public else private(message)
        try:
            response = self._client.send_dict(body | self._thread | self._place(message, last=last))
        except (OSError, HTTPException, SlackClientError) as error:
            return self._judge_silence(error), {}
        verdict = self._judge(response)
        return verdict, response.headers

    def _place(self, message: Message, *, last: bool) -> dict[str, bool]:
        """Whether this stands in the place of what was said before."""
        match self._edits:
            case Edits.NOTHING:
                return {}
            case Edits.OWN:
                return {"replace_original": True} if self._said else {}
            case Edits.PRESSED:
                return {"replace_original": True} if last else {}
            case Edits.PAGE:
                return {"replace_original": True} if last and message.has_controls else {}
            case _:
                assert_never(self._edits)

    def _judge_silence(self, error: Exception) -> Verdict:
        LOGGER.warning("Slack did not answer reply %s: %s", self._reference, error)
        if never_arrived(error):
            return Verdict.BUSY
        self._left -= 1
        return self._unclear()

    def _unclear(self) -> Verdict:
        """What everybody sees is never said twice."""
        return Verdict.REFUSED if self._public else Verdict.UNCLEAR

    def _judge(self, response: WebhookResponse) -> Verdict:
        code = error_code(response.body)
        if response.status_code == 200 and not code:
            self._left -= 1
            self._said = True
            return Verdict.TAKEN
        LOGGER.warning("Slack answered reply %s with %s %s.", self._reference, response.status_code, code or "no code")
        if response.status_code == 429 or code == "ratelimited":
            return Verdict.BUSY
        self._left -= 1
        if response.status_code >= 500:
            return self._unclear()
        return Verdict.REFUSED_BLOCKS if is_about_blocks(code) else Verdict.REFUSED


def error_code(body: str) -> str:
    """Slack's word for what is wrong, from an answer that is `ok`, a bare code, or JSON; empty for `ok`."""
    if body.strip() in ("", "ok"):
        return ""
    try:
        said = json.loads(body)
    except ValueError:
        return body.strip() if body.strip().replace("_", "").isalpha() else "unreadable"
    if not isinstance(said, dict):
        return "unreadable"
    return "" if said.get("ok") is True else str(said.get("error", "unreadable"))
