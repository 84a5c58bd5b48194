"""One asked question, from its text to the reply, whatever the surface it was asked on."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from bot.domain.masking import holds_personal
from bot.errors import QuestionError, SlackError
from bot.render import Message, Renderer
from handlers.answering import Answering, Exchange, Understand
from handlers.asked import MENTION, Asked, Errand, Task
from handlers.crew import Crew, Job
from handlers.failures import Failures, new_reference
from handlers.progress import reading
from handlers.redaction import LOGGER
from handlers.repeats import Repeats
from handlers.reply import OpenReply, Reply
from handlers.tally import Tally
from handlers.understanding import Listener

Acknowledge = Callable[[Message | None], None]
"""Answers Slack within its three seconds, with something to say or with nothing."""

Say = Callable[[Message], object]

ASIDE = "This question names people, so its answer comes to you alone. Reading the log."
"""What others may read of a question that they may not read the answer of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """Everybody who has a part in answering."""

    listener: Listener
    answering: Answering
    renderer: Renderer
    failures: Failures
    tally: Tally
    crew: Crew = field(default_factory=Crew)
    repeats: Repeats = field(default_factory=Repeats)

    def hear(self, asked: Asked, acknowledge: Acknowledge, open_reply: OpenReply) -> None:
        """Acknowledge in time, answering at once what needs no log, and have the crew see to the rest.

        Never raises: Bolt forgets an acknowledgement whose listener fails right after it.
        """
        if not self.repeats.is_first(asked.trigger):
            acknowledge(None)
            return
        reference = new_reference()
        try:
            reply = open_reply(reference)
        except SlackError as error:
            acknowledge(self.failures.tell(error, reference, asked))
            return

        def silently(_note: Message) -> None:
            acknowledge(None)  # what an acknowledgement says stays beside the answer for good

        self._hear(asked, reply, acknowledge, silently, reference)

    def hear_written(self, asked: Asked, open_reply: OpenReply) -> None:
        """Answer what Slack does not wait for: all is said through the reply, which must open. Never raises."""
        reference = new_reference()
        reply = open_reply(reference)
        self._hear(asked, reply, reply.say, reply.say, reference)

    def _hear(self, asked: Asked, reply: Reply, say_at_once: Say, say_begun: Say, reference: str) -> None:
        """`say_begun` is given what the answer is to replace."""
        self.tally.asked(asked.command or "message")
        heard = self._understand(asked, reference)
        if isinstance(heard, Message):
            self._say_at_once(heard, asked, reply, say_at_once)
            return
        if isinstance(heard, Errand):
            self._run(heard, asked, reply, say_begun, reference)
            return
        say_begun(self.renderer.note(ASIDE if heard.aside else reading(heard.heading)))
        self._begin(Exchange(asked, heard, reply.aside() if heard.aside else reply, reference))

    @staticmethod
    def _say_at_once(said: Message, asked: Asked, reply: Reply, say: Say) -> None:
        """What repeats whom the question names, its mistakes and its readings, is for the asker alone."""
        is_about_somebody = holds_personal(asked.text) or MENTION.search(asked.text)
        if asked.shared and is_about_somebody and holds_personal(said.text):
            reply.aside().say(said)
        else:
            say(said)

    def _run(self, errand: Errand, asked: Asked, reply: Reply, say_begun: Say, reference: str) -> None:
        """Have the crew do it. Where others read along, what comes of it is for the asker alone."""
        if not asked.shared:
            say_begun(self.renderer.note(errand.heading))
        answered = reply.aside() if asked.shared else reply
        follow = partial(self.answering.follow, asked, errand.do, answered, reference, heading=errand.heading)
        self._take(follow, answered, reference)

    def follow(self, asked: Asked, open_reply: OpenReply, understand: Understand) -> None:
        """Have the crew see to something pressed, which Slack has been told of already. Never raises."""
        if not self.repeats.is_first(asked.trigger):
            return
        self.tally.asked("button")
        reference = new_reference()
        try:
            reply = open_reply(reference)
        except SlackError as error:
            LOGGER.error("%s: what was pressed cannot be answered: %s", reference, error.message)
            return
        self._take(partial(self.answering.follow, asked, understand, reply, reference), reply, reference)

    def stop(self, patience: float) -> None:
        """Take no more questions, and wait at most `patience` seconds for the answers to those that were taken."""
        self.crew.stop(patience)
        self.listener.people.stop()

    def _understand(self, asked: Asked, reference: str) -> Message | Task | Errand:
        try:
            return self._read(asked, reference)
        except Exception as error:  # noqa: BLE001  # told to the asker and the log; nothing may leave a listener
            return self.failures.tell(error, reference, asked)

    def _read(self, asked: Asked, reference: str) -> Message | Task | Errand:
        try:
            return self.listener.understand(asked)
        except QuestionError as mistake:
            return self.failures.tell(mistake, reference, asked, self.listener.offered(mistake, asked))

    def _begin(self, exchange: Exchange) -> None:
        self._take(partial(self.answering.answer, exchange), exchange.reply, exchange.reference)

    def _take(self, job: Job, reply: Reply, reference: str) -> None:
        let_go = partial(self.answering.let_go, reply, reference)
        if not self.crew.take(job, let_go):
            let_go()
