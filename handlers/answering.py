"""The slow half of a question: its log is read, the answer is said, and whatever goes wrong is said as well."""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

from bot.desk.ask import Ask
from bot.desk.digest_ports import Ledger
from bot.desk.memory_ports import KeptQuestions, ThreadMemory
from bot.domain.found import Found, count_of, ids_of
from bot.domain.kept import KeptQuestion, Page
from bot.domain.masking import holds_personal, masked, masked_text
from bot.domain.person_answers import PersonAnswer
from bot.domain.question import Format, Output
from bot.errors import MirrorError, SlackError
from bot.render import Message, Renderer
from bot.render.export_files import file_of
from bot.render.figures import many
from handlers.asked import Asked, Task
from handlers.failures import Failures
from handlers.files import Files
from handlers.progress import NOTES_AFTER, Waiting, reading
from handlers.redaction import LOGGER
from handlers.reply import Delivery, OpenReply, Reply
from handlers.stopping import Stops
from handlers.tally import Tally
from handlers.turns import Turns, of_presses

_STOPPING = "Gatehouse is being restarted and could not finish this."
_ASK_SOON = "Ask again in a minute."
NOT_SHARED = "This answer is about people by name, so it cannot be shared. Share the numbers: break it down first."
UNSHARED = "Slack did not say that it took the message for this channel."
LOOK = "Look whether it is there before you share it again."


Understand = Callable[[], Message | Task]
"""Finds out what was meant: what to say at once, or what to do."""


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
    kept: KeptQuestions
    memory: ThreadMemory
    renderer: Renderer
    failures: Failures
    tally: Tally
    files: Files
    stops: Stops = field(default_factory=Stops)
    presses: Turns = field(default_factory=of_presses)
    notes_after: tuple[float, ...] = NOTES_AFTER

    def answer(self, exchange: Exchange) -> None:
        """Find the answer and say it. Never raises: nobody above would tell the asker."""
        reply = exchange.reply
        try:
            message = self._answer(exchange)
        except Exception as error:  # noqa: BLE001  # whatever it is, the asker and the log are told
            message = self.failures.tell(error, exchange.reference, exchange.asked)
            reply = reply.aside() if exchange.asked.shared and holds_personal(message.text) else reply
        if message:
            self._say(reply, exchange.reference, message)

    def follow(self, asked: Asked, understand: Understand, reply: Reply, reference: str, *, heading: str = "") -> None:
        """Find out what was meant, and answer it; `heading` is said on the way if that takes a while. Never raises."""
        after = self.notes_after[:1] if heading else ()
        try:
            with self.presses.take(asked.user), Waiting(lambda _: reply.note(self.renderer.note(heading)), after):
                meant = understand()
        except Exception as error:  # noqa: BLE001  # whatever it is, the asker and the log are told
            meant = self.failures.tell(error, reference, asked)
        if isinstance(meant, Message):
            self._say(reply, reference, meant)
        else:
            self.answer(Exchange(asked, meant, reply, reference))

    def let_go(self, reply: Reply, reference: str) -> None:
        """Tell the asker that there will be no answer, because the program is stopping."""
        reply.say_last(self.renderer.trouble(_STOPPING, remedy=_ASK_SOON, reference=reference))

    def _answer(self, exchange: Exchange) -> Message | None:
        task, answer = exchange.task, self._find(exchange)
        if task.file:
            return self.renderer.note(self._send_file(exchange, answer, task.file))
        if task.publish:
            return self._publish(exchange, answer, task.publish)
        about_file = ""
        if task.question.output is Output.EXPORT:
            about_file = self._send_file(exchange, answer, task.question.format or Format.CSV)
        kept = self._keep(exchange, self._page(task, answer))
        notes = task.notes
        if task.masked and not isinstance(answer, PersonAnswer):
            answer, notes = masked(answer), tuple(map(masked_text, notes))
        return self.renderer.answer(answer, heading=task.heading, notes=notes, kept=kept, about_file=about_file)

    def _find(self, exchange: Exchange) -> Found:
        """What the log says, while whoever waits is told how it goes and may stop it."""
        task, started = exchange.task, monotonic()
        self._remember(exchange)
        with self.stops.open(exchange.asked.user) as stop:

            def tell(rows: int) -> None:
                exchange.reply.note(self.renderer.note(reading(task.heading, rows), (stop.button,)))

            with Waiting(tell, self.notes_after, stop.check) as wait:
                answer = self.ask.answer(task.question, task.zone, now=task.asked_at, progress=wait.read)
        self.tally.answered(monotonic() - started)
        return answer

    def _send_file(self, exchange: Exchange, answer: Found, form: Format) -> str:
        """Send the whole answer to its asker; says where it is, or why it is not."""
        file = file_of(answer, form)
        try:
            self.files.send(exchange.asked.user, file, exchange.task.heading)
        except SlackError as error:
            LOGGER.error("%s: %s (%s)", exchange.reference, error.message, error.code)
            return f"{error.message} ({exchange.reference})"
        return f"{file.name}, {many(file.records, file.what)}, is in your direct messages with Gatehouse."

    def _publish(self, exchange: Exchange, answer: Found, publish: OpenReply) -> Message | None:
        """Show the answer to everybody in the channel, without the people in it."""
        task = exchange.task
        if task.aside or isinstance(answer, PersonAnswer):
            return self.renderer.note(NOT_SHARED)
        kept = self._keep(exchange, self._page(task, answer))
        message = self.renderer.answer(masked(answer), heading=task.heading, kept=kept, shared_by=task.sharer)
        if publish(exchange.reference).say(message) is Delivery.SHOWN:
            return None
        return self.renderer.trouble(UNSHARED, remedy=LOOK, reference=exchange.reference)

    def _page(self, task: Task, answer: Found) -> Page:
        """The page that is wanted, where its rows stand by now."""
        page, ids = task.page, ids_of(answer)
        if task.onward:
            page = page.next(self.renderer.shown(answer, page))
        page = page.among(ids)
        shown = ids[page.first : page.first + self.renderer.shown(answer, page)]
        return page.ending(shown, count_of(answer))

    def _keep(self, exchange: Exchange, page: Page) -> KeptQuestion | None:
        """What the buttons beneath the answer go by; where it cannot be kept there are none."""
        asked, task = exchange.asked, exchange.task
        try:
            key = self.kept.keep(
                task.question, task.zone, task.asked_at, asked.user, asked.channel, page=page, shared=task.masked
            )
            return self.kept.find(key, asked.user)
        except MirrorError as error:
            LOGGER.error("%s: this could not be kept, so it has no buttons: %s", exchange.reference, error.message)
            return None

    def _remember(self, exchange: Exchange) -> None:
        """Note who asks what, and where the next question may follow; a failure is reported, and costs no answer."""
        asked, task = exchange.asked, exchange.task
        try:
            self.ledger.asked(asked.user, asked.channel, task.question.to_json(), task.asked_at)
            if asked.thread is not None:
                self.memory.asked(asked.channel, asked.thread, task.question, task.asked_at)
        except MirrorError as error:
            LOGGER.error("%s: who asked this could not be kept: %s", exchange.reference, error.message)

    def _say(self, reply: Reply, reference: str, message: Message) -> None:
        try:
            delivery = reply.say(message)
        except Exception as error:  # noqa: BLE001  # an answer that cannot be sent must at least be in the log
            LOGGER.error("%s: the reply could not be sent.", reference, exc_info=error)
            delivery = Delivery.LOST
        if delivery is Delivery.LOST:
            self.tally.failed("delivery")
            LOGGER.error("%s: Slack never confirmed the reply; its asker may be without it.", reference)
