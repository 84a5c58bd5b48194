"""What is pressed beneath an answer: the next question is derived from the kept one, and asked by whoever pressed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from slack_bolt import Ack, App

from bot.desk.ports import KeptQuestions
from bot.domain.kept import KeptQuestion
from bot.domain.question import Format
from bot.domain.variations import Variation, as_file, breakdowns, forms, windows
from bot.domain.window import resolve
from bot.render import Message
from bot.render.answer_controls import CSV, JSON, QUERY, STAR, UNSTAR
from bot.render.controls import Action
from handlers.channels import Channels
from handlers.clicks import Click, click_of
from handlers.conversation import Conversation
from handlers.reply import OpenReply
from handlers.response_urls import Edits, ResponseUrls
from handlers.understanding import Asked, Task

GONE = (
    "Gatehouse no longer has this question: it was forgotten, or somebody else asked it in private. "
    "Ask it again to get buttons that work."
)
OLD = "This button belongs to another version of Gatehouse. Ask again to get buttons that work."
STARRED = "Added to your favourites: `/entra favourites` lists them."
UNSTARRED = "Removed from your favourites."

STOPPING = "Stopping: the page that is being read now is the last."
NOTHING_TO_STOP = "There is nothing to stop any more: the answer is there, or somebody else asked for it."

FILES = {CSV: Format.CSV, JSON: Format.JSON}
_TURNS = frozenset({Action.BACK, Action.NEXT})
_ANY = re.compile("")


@dataclass(frozen=True, slots=True)
class AnswerButtons:
    """The listener of every button and menu beneath answers."""

    conversation: Conversation
    urls: ResponseUrls
    channels: Channels

    @property
    def kept(self) -> KeptQuestions:
        """Where what the buttons ask is found again."""
        return self.conversation.answering.kept

    def listen(self, app: App) -> None:
        """Hear of everything that `bot.render` draws beneath an answer."""
        for action in (Action.BACK, Action.NEXT, Action.SHOW, Action.TIME, Action.AGAIN, Action.MORE):
            app.action(action.value)(self.press)
        app.action(re.compile(rf"{Action.RUN}_\d+"))(self.press)
        app.action(Action.SHARE.value)(self.share)
        app.action(Action.STOP.value)(self.stop)
        app.action(Action.PORTAL.value)(self.pass_over)

    def listen_last(self, app: App) -> None:
        """Answer kindly whatever nothing else has heard; to be registered after everything else."""
        app.action(_ANY)(self.tell_old)

    def press(self, ack: Ack, body: Mapping[str, Any]) -> None:
        """Answer what was pressed, through the address that came with it."""
        ack()
        click = click_of(body)
        edits = Edits.PRESSED if click.private and click.action in _TURNS else Edits.NOTHING
        open_reply = partial(self.urls.open, click.response_url, edits=edits, thread=click.thread)
        self.conversation.follow(_asked_by(click), open_reply, partial(self._understand, click))

    def share(self, ack: Ack, body: Mapping[str, Any]) -> None:
        """Show an answer to everybody in the channel, as Slack has asked whether that is meant."""
        ack()
        click = click_of(body)
        open_reply = partial(self.urls.open, click.response_url, thread=click.thread)
        publish = partial(open_reply, public=True)
        self.conversation.follow(_asked_by(click), open_reply, partial(self._shared, click, publish))

    def stop(self, ack: Ack, body: Mapping[str, Any]) -> None:
        """End a reading that takes too long."""
        ack()
        click = click_of(body)
        edits = Edits.PRESSED if click.private else Edits.NOTHING
        open_reply = partial(self.urls.open, click.response_url, edits=edits, thread=click.thread)
        stopped = self.conversation.answering.stops.stop(click.key, click.user)
        said = self.conversation.renderer.note(STOPPING if stopped else NOTHING_TO_STOP)
        self.conversation.follow(_asked_by(click), open_reply, lambda: said)

    def pass_over(self, ack: Ack) -> None:
        """A link opens by itself, but Slack wants to know that it was heard."""
        ack()

    def tell_old(self, ack: Ack, body: Mapping[str, Any]) -> None:
        """A button of a message that this version does not know."""
        ack()
        click = click_of(body)
        open_reply = partial(self.urls.open, click.response_url, thread=click.thread)
        old = self.conversation.renderer.note(OLD)
        self.conversation.follow(_asked_by(click), open_reply, lambda: old)

    def _understand(self, click: Click) -> Message | Task:
        if refusal := self.conversation.listener.refusal(click.user):
            return refusal
        kept = self.kept.find(click.key, click.user)
        if kept is None:
            return self.conversation.renderer.note(GONE)
        match click.action:
            case Action.BACK:
                return self._turned(kept, onward=False)
            case Action.NEXT:
                return self._turned(kept, onward=True)
            case Action.SHOW | Action.TIME:
                return self._varied(kept, click.code)
            case Action.MORE:
                return self._more(kept, click)
            case _:
                return self.conversation.listener.task(kept.question, kept.zone)

    def _shared(self, click: Click, publish: OpenReply) -> Message | Task:
        """The same answer as of when it was given, for others to read; the channel may have been shared since."""
        if refusal := self.conversation.listener.refusal(click.user):
            return refusal
        if reason := self.channels.refusal(click.channel):
            return self.conversation.renderer.note(reason)
        kept = self.kept.find(click.key, click.user)
        if kept is None:
            return self.conversation.renderer.note(GONE)
        task = self.conversation.listener.task(
            kept.question, kept.zone, asked_at=kept.asked_at, page=kept.page, shared=True
        )
        return replace(task, publish=publish, sharer=click.name)

    def _turned(self, kept: KeptQuestion, *, onward: bool) -> Task:
        """Another page of the answer as of when it was given, so that its rows stand where they stood."""
        page = kept.page if onward else kept.page.previous()
        listener = self.conversation.listener
        return listener.task(kept.question, kept.zone, asked_at=kept.asked_at, page=page, onward=onward)

    def _varied(self, kept: KeptQuestion, code: str) -> Message | Task:
        """The question that the code names among those that may follow this one."""
        chosen = next((each for each in self._variations(kept) if each.code == code), None)
        if chosen is None:
            return self.conversation.renderer.note(OLD)
        return self.conversation.listener.task(chosen.question, kept.zone)

    def _variations(self, kept: KeptQuestion) -> tuple[Variation, ...]:
        now, question = self.conversation.listener.clock.now(), kept.question
        length = resolve(question.window, kept.asked_at, kept.zone).length if question.window else None
        return (*breakdowns(question, length), *forms(question, now, kept.zone), *windows(question))

    def _more(self, kept: KeptQuestion, click: Click) -> Message | Task:
        listener = self.conversation.listener
        match click.code:
            case code if code in FILES:
                form = FILES[code]
                task = listener.task(as_file(kept.question, form), kept.zone, asked_at=kept.asked_at)
                return replace(task, file=form)
            case code if code == QUERY:
                return listener.explain(listener.task(kept.question, kept.zone))
            case code if code == STAR:
                return self._star(kept, click)
            case code if code == UNSTAR:
                self.kept.unstar(kept.id, click.user)
                return self.conversation.renderer.note(UNSTARRED)
            case _:
                return self.conversation.renderer.note(OLD)

    def _star(self, kept: KeptQuestion, click: Click) -> Message:
        """Another's question becomes one's own when it is starred."""
        now, key = self.conversation.listener.clock.now(), kept.id
        if kept.asker != click.user:
            key = self.kept.keep(kept.question, kept.zone, now, click.user, click.channel)
        self.kept.star(key, click.user, now)
        return self.conversation.renderer.note(STARRED)


def _asked_by(click: Click) -> Asked:
    """What is pressed in a thread or in direct messages is what the next question there may follow."""
    thread = click.thread or ("" if click.channel.startswith("D") else None)
    return Asked(text="", command="", user=click.user, channel=click.channel, trigger=click.once, thread=thread)
