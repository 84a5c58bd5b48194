"""The slow half of a question: its log is read, the answer is said, and whatever goes wrong is said as well."""

from dataclasses import dataclass
from time import monotonic

from bot.desk.ask import Ask
from bot.desk.ports import Ledger
from bot.errors import MirrorError
from bot.render import Message, Renderer
from handlers.failures import Failures
from handlers.progress import NOTES_AFTER, Waiting, still_reading
from handlers.redaction import LOGGER
from handlers.reply import Delivery, Reply
from handlers.tally import Tally
from handlers.understanding import Asked, Task

_STOPPING = "Gatehouse is being restarted and could not finish this."
_ASK_SOON = "Ask again in a minute."


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question on its way to its answer. `reference` names it to the asker and in the log."""

    asked: Asked
    task: Task
    reply: Reply
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """Answers exchanges, on whichever thread. `notes_after` are the seconds of waiting after which a note is sent."""

    ask: Ask
    ledger: Ledger
    renderer: Renderer
    failures: Failures
    tally: Tally
    notes_after: tuple[float, ...] = NOTES_AFTER

    def answer(self, exchange: Exchange) -> None:
        """Find the answer and say it. Never raises: nobody above would tell the asker."""
        try:
            message = self._answer(exchange)
        except Exception as error:  # noqa: BLE001  # whatever it is, the asker and the log are told
            message = self.failures.tell(error, exchange.reference, exchange.asked)
        self._say(exchange, message)

    def let_go(self, exchange: Exchange) -> None:
        """Tell the asker that there will be no answer, because the program is stopping."""
        exchange.reply.say_last(self.renderer.trouble(_STOPPING, remedy=_ASK_SOON, reference=exchange.reference))

    def _answer(self, exchange: Exchange) -> Message:
        task, started = exchange.task, monotonic()
        self._remember(exchange)
        with Waiting(
            lambda rows: exchange.reply.note(self.renderer.note(still_reading(rows))), self.notes_after
        ) as wait:
            answer = self.ask.answer(task.question, task.zone, now=task.asked_at, progress=wait.read)
        self.tally.answered(monotonic() - started)
        return self.renderer.answer(answer, heading=task.heading, notes=task.notes)

    def _remember(self, exchange: Exchange) -> None:
        """Note in the ledger who asks what; a ledger that fails is reported, and does not cost them the answer."""
        asked, task = exchange.asked, exchange.task
        try:
            self.ledger.asked(asked.user, asked.channel, task.question.to_json(), task.asked_at)
        except MirrorError as error:
            LOGGER.error("%s: who asked this could not be kept: %s", exchange.reference, error.message)

    def _say(self, exchange: Exchange, message: Message) -> None:
        try:
            delivery = exchange.reply.say(message)
        except Exception as error:  # noqa: BLE001  # an answer that cannot be sent must at least be in the log
            LOGGER.error("%s: the reply could not be sent.", exchange.reference, exc_info=error)
            delivery = Delivery.LOST
        if delivery is Delivery.LOST:
            self.tally.failed("delivery")
            LOGGER.error("%s: Slack never confirmed the reply; its asker may be without it.", exchange.reference)
