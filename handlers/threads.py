"""Says things where somebody wrote to Gatehouse: one message in the thread, edited as more is known."""

from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse

from bot.errors import SlackError
from bot.render import Message
from handlers.direct_messages import DirectMessages
from handlers.insisting import Tried, Verdict, insist
from handlers.patience import Patience, never_arrived
from handlers.patient_reply import PatientReply
from handlers.redaction import LOGGER
from handlers.refusals import UNREACHABLE, code_of, is_about_blocks, is_perhaps_done, refusal_of
from handlers.reply import Delivery

SENT = Message((), "The answer is not for everybody here, so it went to whoever asked, and to nobody else.")
UNSENT = Message(
    (),
    "The answer is not for everybody here, and Slack did not let it be sent to whoever asked. "
    "Please ask in a direct message to Gatehouse.",
)
# The message to be edited is gone, or may not be edited any more: what is to be said is posted anew.
_LOST_MESSAGES = frozenset({"message_not_found", "cant_update_message", "edit_window_closed"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody wrote: `thread` is the first message of the thread to answer in, if it is one.

    `is_direct` where nobody but `user` and Gatehouse can read.
    """

    channel: str
    thread: str | None
    user: str
    is_direct: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Threads:
    """How replies are said with the Web API. `client` must be one of `web_client`, which sends nothing twice."""

    client: WebClient
    patience: Patience = field(default_factory=Patience)

    def open(self, place: Place, reference: str) -> "ThreadReply":
        """The way into a thread or direct message; `reference` names it in the log."""
        return ThreadReply(self, place, reference)

    def direct(self, user: str) -> Place:
        """Where somebody and Gatehouse write to each other; by their own id where Slack does not tell the place."""
        try:
            channel = DirectMessages(self.client, self.patience).channel_of(user)
        except SlackError as error:
            LOGGER.warning("Direct messages could not be opened (im:write?), so nothing can follow: %s", error.message)
            channel = user
        return Place(channel=channel, thread=None, user=user, is_direct=True)


class ThreadReply(PatientReply):
    """One message in a thread; fits `handlers.reply.Reply`. Whatever is said later takes the place of what was said."""

    def __init__(self, threads: Threads, place: Place, reference: str) -> None:
        super().__init__(threads.patience)
        self._client = threads.client
        self._place = place
        self._reference = reference
        self._said: tuple[str, str] | None = None

    def note(self, message: Message) -> None:
        """Say something on the way that may get lost."""
        with self._lock:
            self._send(message)

    def whisper(self, message: Message) -> Delivery:
        """Say something to the asker alone, in the thread if Slack shows it there, else in a direct message."""
        if self._place.is_direct:
            return self.say(message)
        with self._lock:
            delivery = insist(message, self._send_aside, self._patience)
            return delivery if delivery is Delivery.SHOWN else insist(message, self._send_directly, self._patience)

    def aside(self) -> "ThreadReply | Aside":
        """The way to the asker alone."""
        return self if self._place.is_direct else Aside(self)

    def _send(self, message: Message) -> Tried:
        if self._said is None:
            return self._post(self._place.channel, message, self._place.thread)
        channel, ts = self._said
        return self._try(lambda: self._client.chat_update(channel=channel, ts=ts, **body_of(message)))

    def _post(self, channel: str, message: Message, thread: str | None, *, keep: bool = True) -> Tried:
        return self._try(
            lambda: self._client.chat_postMessage(
                channel=channel, thread_ts=thread, unfurl_links=False, unfurl_media=False, **body_of(message)
            ),
            keep=keep,
        )

    def _send_aside(self, message: Message) -> Tried:
        place = self._place
        return self._try(
            lambda: self._client.chat_postEphemeral(
                channel=place.channel, user=place.user, thread_ts=place.thread, **body_of(message)
            ),
            keep=False,
        )

    def _send_directly(self, message: Message) -> Tried:
        return self._post(self._place.user, message, None, keep=False)

    def _try(self, call: Callable[[], SlackResponse], *, keep: bool = True) -> Tried:
        """One try; `keep` remembers the message, to be edited by what is said next."""
        try:
            answer = call()
        except SlackApiError as error:
            return self._judge(error), error.response.headers
        except (OSError, HTTPException, SlackClientError) as error:
            LOGGER.warning("Slack did not answer reply %s: %s", self._reference, error)
            return (Verdict.BUSY if never_arrived(error) else Verdict.UNCLEAR), {}
        if keep:
            self._said = (str(answer["channel"]), str(answer["ts"]))
        return Verdict.TAKEN, {}

    def _judge(self, error: SlackApiError) -> Verdict:
        code, known = code_of(error), refusal_of(error)
        LOGGER.warning("Slack did not take reply %s: %s. %s", self._reference, known.why, known.remedy)
        if error.response.status_code == 429 or code == "ratelimited":
            return Verdict.BUSY
        if code in _LOST_MESSAGES and self._said is not None:
            self._said = None
            return Verdict.BUSY
        if code == UNREACHABLE or is_perhaps_done(code):
            return Verdict.UNCLEAR
        return Verdict.REFUSED_BLOCKS if is_about_blocks(code) else Verdict.REFUSED


class Aside:
    """The way to one asker from a thread that others read; the thread is told that there is an answer, and no more."""

    def __init__(self, thread: ThreadReply) -> None:
        self._thread = thread

    def note(self, message: Message) -> None:
        """Nothing is said on the way: each word would stay, since what only one person sees cannot be edited."""

    def say(self, message: Message) -> Delivery:
        """Say it to the asker, and to the thread that it was said."""
        delivery = self._thread.whisper(message)
        self._thread.say(SENT if delivery is Delivery.SHOWN else UNSENT)
        return delivery

    def say_last(self, message: Message) -> None:
        """What is said on the way out names nobody."""
        self._thread.say_last(message)

    def aside(self) -> "Aside":
        """Itself."""
        return self


def body_of(message: Message) -> dict[str, Any]:
    """The arguments that every method takes which posts or edits."""
    return {"text": message.text, "blocks": list(message.blocks), "link_names": False}
