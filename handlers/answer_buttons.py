"""What is pressed beneath an answer: the next question is derived from the kept one, and asked by whoever pressed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from slack_bolt import Ack, App

from bot.render.controls import Action
from handlers.answer_steps import OLD, AnswerSteps, asked_by
from handlers.clicks import Click, click_of
from handlers.conversation import Conversation
from handlers.reply import OpenReply
from handlers.response_urls import ResponseUrls
from handlers.threads import Threads
from handlers.url_reply import Edits

STOPPING = "Stopping: the page that is being read now is the last."
NOTHING_TO_STOP = "There is nothing to stop any more: the answer is there, or somebody else asked for it."

_TURNS = frozenset({Action.BACK, Action.NEXT})
_ANY = re.compile("")


@dataclass(frozen=True, slots=True)
class AnswerButtons:
    """The listener of every button and menu beneath answers."""

    conversation: Conversation
    urls: ResponseUrls
    steps: AnswerSteps
    threads: Threads

    def listen(self, app: App) -> None:
        """Hear of everything that `bot.render` draws beneath an answer."""
        for action in (Action.BACK, Action.NEXT, Action.SHOW, Action.TIME, Action.AGAIN, Action.MORE):
            app.action(action.value)(self.press)
        for action in (Action.RUN, Action.SCHEDULE):
            app.action(re.compile(rf"{action}_\d+"))(self.press)
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
        turns = click.action in _TURNS and (click.private or click.direct)
        open_reply = self._way_back(click, Edits.PAGE if turns else Edits.NOTHING)
        self.conversation.follow(asked_by(click), open_reply, partial(self.steps.step, click))

    def share(self, ack: Ack, body: Mapping[str, Any]) -> None:
        """Show an answer to everybody in the channel, as Slack has asked whether that is meant."""
        ack()
        click = click_of(body)
        open_reply = partial(self.urls.open, click.response_url, thread=click.thread)
        publish = partial(open_reply, public=True)
        self.conversation.follow(asked_by(click), open_reply, partial(self.steps.shared, click, publish))

    def stop(self, ack: Ack, body: Mapping[str, Any]) -> None:
        """End a reading that takes too long."""
        ack()
        click = click_of(body)
        open_reply = self._way_back(click, Edits.PRESSED if click.private else Edits.NOTHING)
        stopped = self.conversation.answering.stops.stop(click.key, click.user)
        said = self.conversation.renderer.note(STOPPING if stopped else NOTHING_TO_STOP)
        self.conversation.follow(asked_by(click), open_reply, lambda: said)

    def pass_over(self, ack: Ack) -> None:
        """A link opens by itself, but Slack wants to know that it was heard."""
        ack()

    def tell_old(self, ack: Ack, body: Mapping[str, Any]) -> None:
        """A button of a message that this version does not know."""
        ack()
        click = click_of(body)
        open_reply = self._way_back(click)
        old = self.conversation.renderer.note(OLD)
        self.conversation.follow(asked_by(click), open_reply, lambda: old)

    def _way_back(self, click: Click, edits: Edits = Edits.NOTHING) -> OpenReply:
        """Where it was pressed, for nobody else to see; from the Home tab, which takes no messages, as a direct one."""
        if not click.response_url:
            return lambda reference: self.threads.open(self.threads.direct(click.user), reference)
        # What is said to one person in direct messages need not vanish when they reload them.
        return partial(self.urls.open, click.response_url, edits=edits, thread=click.thread, public=click.direct)
