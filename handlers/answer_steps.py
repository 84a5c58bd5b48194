"""From what was pressed beneath an answer to what is asked next, with the rights of whoever pressed it."""

from dataclasses import dataclass, replace

from bot.desk.memory_ports import KeptQuestions
from bot.domain.kept import KeptQuestion
from bot.domain.question import Format
from bot.domain.variations import as_file, on_screen, variations
from bot.language.scheduling import RHYTHMS, write_subscription
from bot.render import Message
from bot.render.answer_controls import More
from bot.render.controls import Action, numbered, option_value
from handlers.asked import Asked, Task
from handlers.channels import Channels
from handlers.clicks import Click
from handlers.reply import OpenReply
from handlers.understanding import Listener

GONE = (
    "Gatehouse no longer has this question: it was forgotten, or somebody else asked it in private. "
    "Ask it again to get buttons that work."
)
OLD = "This button belongs to another version of Gatehouse. Ask again to get buttons that work."
STARRED = "Added to your favourites: `/entra favourites` lists them."
UNSTARRED = "Removed from your favourites."
SCHEDULED = (
    "A digest tells how everything of this ended, beside the days before, again and again. It comes to you as a direct "
    "message; without “to me”, the channel in which it is typed gets it."
)
SEND_ONE = "Press a button, or send one of these as you want it:"


@dataclass(frozen=True, slots=True)
class AnswerSteps:
    """Finds the kept question again for whoever pressed, and derives the next one from it."""

    listener: Listener
    kept: KeptQuestions
    channels: Channels

    def step(self, click: Click) -> Message | Task:
        """What to say at once, or the question that follows. Raises `QuestionError` and `MirrorError`."""
        if refusal := self.listener.refusal(click.user):
            return refusal
        kept = self.kept.find(click.key, click.user)
        if kept is None:
            return self.listener.renderer.note(GONE)
        match click.action:
            case Action.BACK:
                return self._turned(kept, onward=False)
            case Action.NEXT:
                return self._turned(kept, onward=True)
            case Action.SHOW | Action.TIME:
                return self._varied(kept, click.code)
            case Action.MORE:
                return self._more(kept, click)
            case action if action.startswith(Action.SCHEDULE):
                return self._scheduled(kept, click)
            case _:
                return self.listener.again(kept)

    def shared(self, click: Click, publish: OpenReply) -> Message | Task:
        """The same answer as of when it was given, for others to read; the channel may have been shared since."""
        if refusal := self.listener.refusal(click.user):
            return refusal
        if reason := self.channels.refusal(click.channel):
            return self.listener.renderer.note(reason)
        kept = self.kept.find(click.key, click.user)
        if kept is None:
            return self.listener.renderer.note(GONE)
        question = on_screen(kept.question)
        task = self.listener.task(question, kept.zone, asked_at=kept.asked_at, page=kept.page, shared=True)
        return replace(task, publish=publish, sharer=click.name)

    def _turned(self, kept: KeptQuestion, *, onward: bool) -> Task:
        """Another page of the answer as of when it was given, so that its rows stand where they stood."""
        page = kept.page if onward else kept.page.previous()
        question = on_screen(kept.question)
        return self.listener.task(question, kept.zone, asked_at=kept.asked_at, page=page, onward=onward)

    def _varied(self, kept: KeptQuestion, code: str) -> Message | Task:
        """The question that the code names among those that may follow this one."""
        offered = variations(kept.question, kept.asked_at, self.listener.present(), kept.zone)
        chosen = next((each for each in offered if each.code == code), None)
        if chosen is None:
            return self.listener.renderer.note(OLD)
        return self.listener.task(chosen.question, kept.zone)

    def _more(self, kept: KeptQuestion, click: Click) -> Message | Task:
        match click.code:
            case More.CSV:
                return self._as_file(kept, Format.CSV)
            case More.JSON:
                return self._as_file(kept, Format.JSON)
            case More.QUERY:
                return self.listener.explain(self.listener.task(kept.question, kept.zone))
            case More.SCHEDULE:
                return self._offer_schedule(kept)
            case More.STAR:
                return self._star(kept, click)
            case More.UNSTAR:
                self.kept.unstar(kept.id, click.user)
                return self.listener.renderer.note(UNSTARRED)
            case _:
                return self.listener.renderer.note(OLD)

    def _as_file(self, kept: KeptQuestion, form: Format) -> Task:
        """All that the answer counted, as of when it was given."""
        task = self.listener.task(as_file(kept.question, form), kept.zone, asked_at=kept.asked_at)
        return replace(task, file=form)

    def _offer_schedule(self, kept: KeptQuestion) -> Message:
        """The commands that subscribe to a digest of this, and buttons that send them as they stand."""
        commands = [write_subscription(kept.question, rhythm) for rhythm in RHYTHMS]
        labels = [(label, option_value(kept.id, rhythm)) for rhythm, (label, _) in RHYTHMS.items()]
        buttons = numbered(Action.SCHEDULE, labels)
        return self.listener.renderer.clarification(SCHEDULED, commands, buttons, SEND_ONE)

    def _scheduled(self, kept: KeptQuestion, click: Click) -> Message:
        """What came of subscribing. Raises `QuestionError`."""
        if click.code not in RHYTHMS:
            return self.listener.renderer.note(OLD)
        text = write_subscription(kept.question, click.code).removeprefix("/entra ")
        asked = replace(asked_by(click), text=text, command="/entra")
        listener = self.listener
        errand = listener.errands.errand(asked, listener.surroundings(asked))
        return errand.do() if errand else self.listener.renderer.note(OLD)

    def _star(self, kept: KeptQuestion, click: Click) -> Message:
        """Another's question becomes one's own when it is starred."""
        now, key = self.listener.present(), kept.id
        if kept.asker != click.user:
            key = self.kept.keep(kept.question, kept.zone, now, click.user, click.channel)
        self.kept.star(key, click.user, now)
        return self.listener.renderer.note(STARRED)


def asked_by(click: Click) -> Asked:
    """Whoever pressed, as somebody who asks.

    What is pressed in a thread or in direct messages is what the next question there may follow.
    """
    thread = click.thread or ("" if click.direct else None)
    return Asked(text="", command="", user=click.user, channel=click.channel, trigger=click.once, thread=thread)
