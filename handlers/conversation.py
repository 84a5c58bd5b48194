"""One asked question, from its text to the reply, whatever the surface it was asked on."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from bot.render import Message, Renderer
from handlers.answering import Answering, Exchange
from handlers.crew import Crew
from handlers.failures import Failures, new_reference
from handlers.redaction import LOGGER
from handlers.repeats import Repeats
from handlers.reply import ResponseUrls
from handlers.tally import Tally
from handlers.understanding import Asked, Listener, Task

Acknowledge = Callable[[Message | None], None]
"""Answers Slack within its three seconds, with something to say or with nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """Everybody who has a part in answering."""

    listener: Listener
    answering: Answering
    renderer: Renderer
    failures: Failures
    tally: Tally
    urls: ResponseUrls = field(default_factory=ResponseUrls)
    crew: Crew = field(default_factory=Crew)
    repeats: Repeats = field(default_factory=Repeats)

    def hear(self, asked: Asked, acknowledge: Acknowledge) -> None:
        """Acknowledge in time, answering at once what needs no log, and have the crew see to the rest.

        Never raises: Bolt forgets an acknowledgement whose listener fails right after it.
        """
        if not self.repeats.is_first(asked.trigger):
            acknowledge(None)
            return
        self.tally.asked(asked.command)
        reference = new_reference()
        heard = self._understand(asked, reference)
        if isinstance(heard, Message):
            acknowledge(heard)
            return
        acknowledge(self.renderer.note(f"{heard.heading}: reading the log."))
        self._begin(Exchange(asked, heard, self.urls.open(asked.response_url, reference), reference))

    def stop(self, patience: float) -> None:
        """Take no more questions, and wait at most `patience` seconds for the answers to those that were taken."""
        self.crew.stop(patience)
        self.listener.people.stop()

    def _understand(self, asked: Asked, reference: str) -> Message | Task:
        try:
            if not self.urls.accepts(asked.response_url):
                LOGGER.error("%s: a command came with a response_url that is not Slack's.", reference)
                return self.renderer.trouble(_NOT_SLACKS, remedy=_CHECK_ADDRESS, reference=reference)
            return self.listener.understand(asked)
        except Exception as error:  # noqa: BLE001  # told to the asker and the log; nothing may leave a listener
            return self.failures.tell(error, reference, asked)

    def _begin(self, exchange: Exchange) -> None:
        let_go = partial(self.answering.let_go, exchange)
        if not self.crew.take(partial(self.answering.answer, exchange), let_go):
            let_go()


_NOT_SLACKS = "Gatehouse cannot answer here: the answer would have to go to an address that is not Slack's."
_CHECK_ADDRESS = "Whoever runs Gatehouse may have to set GATEHOUSE_SLACK_URL."
