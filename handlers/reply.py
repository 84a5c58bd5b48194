"""The way back to whoever asked, whatever the surface: a response_url, a thread, a direct message."""

from collections.abc import Callable
from enum import StrEnum
from typing import Protocol

from bot.render import Message


class Delivery(StrEnum):
    """What became of a message."""

    SHOWN = "shown"
    LOST = "lost"


class Reply(Protocol):
    """Messages go out one after the other, whichever thread sends them; nothing is raised."""

    def note(self, message: Message) -> None:
        """Say something on the way that may get lost."""
        ...

    def say(self, message: Message) -> Delivery:
        """Say something that must arrive: patiently, and in ever plainer form where Slack refuses the layout."""
        ...

    def say_last(self, message: Message) -> None:
        """Say something on the way out: one try, and none while something else is being said."""
        ...

    def aside(self) -> "Reply":
        """The way to the same asker where nobody else reads along; itself where nobody does anyway."""
        ...


OpenReply = Callable[[str], Reply]
"""Opens the way to one asker, given the reference that names it in the log. Raises `SlackError` where there is none."""
