"""What somebody asked as it arrived, and what is to be done about it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.domain.kept import FIRST_PAGE, Page
from bot.domain.question import Format, Question
from bot.language.help import EXAMPLES
from bot.language.wishes import EXAMPLE
from bot.render import Message
from handlers.offers import Surroundings
from handlers.reply import OpenReply

MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")
"""How Slack writes that somebody is mentioned, by their id."""
_FIRST = {
    example.split()[0]: example
    for sections in EXAMPLES.values()
    for _, examples in reversed(sections)
    for example in reversed(examples)
    if example.startswith("/")
}
"""By command, the first question that its help shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question as it arrived, typed after a command or, where `command` is empty, written to Gatehouse.

    `trigger` names the delivery, so that a repeated one can be told. `thread` is where the next question may follow
    this one: the first message of a thread, empty in direct messages outside of one, and `None` where nothing follows.
    `shared` where others read along, so that the answer is masked or given aside.
    """

    text: str
    command: str
    user: str
    channel: str
    trigger: str = ""
    thread: str | None = None
    shared: bool = False

    @property
    def example(self) -> str:
        """A question that runs as it stands where this one was asked; a subscription where one was meant."""
        if self.text.lstrip().lower().startswith("subscri"):
            return EXAMPLE if self.command else EXAMPLE.removeprefix("/entra ")
        if not self.command:
            return "failed sign-ups last 24h"
        return _FIRST.get(self.command, "/entra failed sign-ups last 24h")


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A question that needs its log read. `heading` says it back; `notes` are to be said with the answer.

    `page` is what is shown of a long answer; `onward` when it is the one after that.
    `file` where the answer is wanted as that and nothing else. `publish` opens the way to where everybody may read it,
    as shown to them by `sharer`.
    `masked` where others read the answer; `aside` where it names people among others, so that its asker alone gets it.
    """

    question: Question
    zone: ZoneInfo
    asked_at: datetime
    heading: str
    notes: tuple[str, ...] = ()
    page: Page = FIRST_PAGE
    onward: bool = False
    masked: bool = False
    aside: bool = False
    file: Format | None = None
    publish: OpenReply | None = None
    sharer: str = ""


@dataclass(frozen=True, slots=True)
class Errand:
    """Something to be done that is no question, and takes longer than Slack waits; `heading` says what."""

    heading: str
    do: Callable[[], Message]


class Errands(Protocol):
    """Understands what is about Gatehouse itself and no log."""

    def errand(self, asked: Asked, around: Surroundings) -> Errand | None:
        """What the asker wants done; `None` where it is something else. Raises `QuestionError`."""
        ...
