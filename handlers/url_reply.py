"""Says things to one asker through a response_url: five messages within thirty minutes, seen by nobody else."""

import json
from enum import StrEnum
from http.client import HTTPException
from typing import Any, assert_never

from slack_sdk.errors import SlackClientError
from slack_sdk.webhook import WebhookClient, WebhookResponse

from bot.render import Message
from handlers.insisting import Tried, Verdict
from handlers.patience import Patience, never_arrived
from handlers.patient_reply import PatientReply
from handlers.redaction import LOGGER
from handlers.refusals import is_about_blocks

POSTS_ALLOWED = 5
KEPT_FOR_THE_END = 3
"""Posts that a note on the way must leave: the answer in three of its forms, or in fewer and another try."""


class Edits(StrEnum):
    """Which message is edited, if any: whatever was said before, or at the end the one that was pressed.

    A page takes the place of the page that was pressed; trouble on the way to it leaves that page where it is.
    """

    NOTHING = "nothing"
    OWN = "own"
    PRESSED = "pressed"
    PAGE = "page"


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


class UrlReply(PatientReply):
    """One asker's response_url; fits `handlers.reply.Reply`."""

    def __init__(
        self,
        client: WebhookClient,
        reference: str,
        patience: Patience,
        *,
        edits: Edits,
        thread: str = "",
        public: bool = False,
    ) -> None:
        super().__init__(patience)
        self._client = client
        self._reference = reference
        self._edits = edits
        self._thread = {"thread_ts": thread} if thread else {}
        self._public = public
        self._left = POSTS_ALLOWED
        self._said = False

    def note(self, message: Message) -> None:
        """Say something that may get lost, if that leaves enough posts for what may not."""
        with self._lock:
            if self._left > KEPT_FOR_THE_END:
                self._send(message, last=False)

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
