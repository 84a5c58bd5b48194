"""What is pressed beneath subscriptions, digests and notices; who presses it is looked at again each time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from slack_bolt import Ack, App

from bot.errors import Mistake, QuestionError
from bot.language.wishes import Deed
from bot.render import Message
from bot.render.subscription_controls import Press
from handlers.asked import Asked
from handlers.clicks import Click, click_of
from handlers.conversation import Conversation
from handlers.response_urls import ResponseUrls
from handlers.subscriptions import POSTING, Subscriptions

DEEDS = {
    Press.PREVIEW: Deed.PREVIEW,
    Press.PAUSE: Deed.PAUSE,
    Press.RESUME: Deed.RESUME,
    Press.SEND: Deed.SEND,
    Press.END: Deed.UNSUBSCRIBE,
    Press.TAKE_OVER: Deed.TAKE_OVER,
}


@dataclass(frozen=True, slots=True)
class SubscriptionButtons:
    """The listener of these buttons."""

    conversation: Conversation
    urls: ResponseUrls
    subscriptions: Subscriptions

    def listen(self, app: App) -> None:
        """Hear of all that `bot.render.subscription_controls` draws."""
        for action in Press:
            app.action(action.value)(self.press)

    def press(self, ack: Ack, body: Mapping[str, Any]) -> None:
        """Do what was pressed, and tell whoever pressed it, and nobody else."""
        ack()
        click = click_of(body)
        open_reply = partial(self.urls.open, click.response_url, thread=click.thread)
        asked = Asked(text="", command="", user=click.user, channel=click.channel, trigger=click.once)
        self.conversation.follow(asked, open_reply, partial(self._done, click))

    def _done(self, click: Click) -> Message:
        """What came of it. Raises `QuestionError` for what is gone, or is not theirs, and what the desk raises."""
        if click.action == Press.DEFINITIONS:  # everybody who reads a digest may know what its words mean
            return self.subscriptions.renderer.definitions()
        if refusal := self.conversation.listener.refusal(click.user):
            return refusal
        deed = DEEDS.get(Press(click.action))
        to_post = deed is None or deed in POSTING
        subscription = self.subscriptions.desk.meant(click.key, click.user, to_post=to_post)
        if deed is None:
            return self.subscriptions.posted_after_all(subscription, _day(click.code))
        return self.subscriptions.done(deed, subscription, click.user)


def _day(code: str) -> date:
    try:
        return date.fromisoformat(code)
    except ValueError as error:
        raise QuestionError(
            Mistake.UNKNOWN_VALUE,
            "This button names no day that Gatehouse knows",
            suggestions=("/entra subscriptions",),
        ) from error
