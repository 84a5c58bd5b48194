"""What every way back to an asker has in common: one message after the other, patiently where it must arrive."""

from abc import ABC, abstractmethod
from threading import Lock

from bot.render import Message
from handlers.insisting import Tried, insist
from handlers.patience import Patience
from handlers.reply import Delivery


class PatientReply(ABC):
    """Half of a `handlers.reply.Reply`; how one message is sent is for each way to say."""

    def __init__(self, patience: Patience) -> None:
        self._patience = patience
        self._lock = Lock()

    def say(self, message: Message) -> Delivery:
        """Say something that must arrive: patiently, and in ever plainer form where Slack refuses the layout.

        A post whose fate is unclear may be seen twice, by its asker alone.
        """
        with self._lock:
            return insist(message, self._send, self._patience)

    def say_last(self, message: Message) -> None:
        """Say something on the way out: one try, and none while something else is being said."""
        if self._lock.acquire(blocking=False):
            try:
                self._send(message)
            finally:
                self._lock.release()

    @abstractmethod
    def _send(self, message: Message) -> Tried:
        """One try: how it went, and the headers of Slack's answer."""
