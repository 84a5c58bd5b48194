"""What can be pressed beneath subscriptions, digests, and notices about them."""

from enum import StrEnum
from typing import assert_never

from bot.domain.deliveries import DeliveryState, Handled, Handling, Notice
from bot.domain.subscriptions import Subscription
from bot.render.controls import Button, Confirm, option_value


class Press(StrEnum):
    """What pressing something means: Slack's `action_id`."""

    PREVIEW = "subscription_preview"
    PAUSE = "subscription_pause"
    RESUME = "subscription_resume"
    SEND = "subscription_send"
    END = "subscription_end"
    TAKE_OVER = "subscription_take_over"
    POST = "subscription_post"
    DEFINITIONS = "digest_definitions"


DEFINITIONS = Button("What the words mean", Press.DEFINITIONS, "definitions")


def buttons_of(subscription: Subscription) -> tuple[Button, ...]:
    """Beneath a subscription: look at it, stop or go on, post it now, end it."""
    id_ = subscription.id
    go = Button("Resume", Press.RESUME, id_) if subscription.paused else Button("Pause", Press.PAUSE, id_)
    return (Button("Preview", Press.PREVIEW, id_), go, _send(subscription), _end(subscription))


def buttons_beneath(notice: Notice) -> tuple[Button, ...]:
    """Beneath a notice: post what is in doubt after all, or send what failed by hand; or end it."""
    subscription = notice.subscription
    if notice.state is not DeliveryState.IN_DOUBT:
        return (_send(subscription), _end(subscription))
    sure = Confirm("Post it now?", "Look first whether it is there: it would be posted a second time.", "Post it")
    value = option_value(subscription.id, notice.days.first.isoformat())
    return (Button("Post now", Press.POST, value, confirm=sure),)


def buttons_to_hand_over(subscription: Subscription) -> tuple[Button, ...]:
    """Beneath what a channel is told whose subscription is nobody's."""
    return (Button("Take over", Press.TAKE_OVER, subscription.id), _end(subscription))


def buttons_to_undo(handled: Handled) -> tuple[Button, ...]:
    """Beneath what an owner is told that somebody else did; what has ended cannot go on."""
    match handled.handling:
        case Handling.TAKEN_OVER:
            return (Button("Take it back", Press.TAKE_OVER, handled.subscription.id),)
        case Handling.PAUSED:
            return (Button("Resume", Press.RESUME, handled.subscription.id),)
        case Handling.ENDED:
            return ()
        case _:
            assert_never(handled.handling)


def _send(subscription: Subscription) -> Button:
    sure = Confirm(
        "Send it now?", "The digest of the latest days that are over is posted where it always goes.", "Send"
    )
    return Button("Send now", Press.SEND, subscription.id, confirm=sure)


def _end(subscription: Subscription) -> Button:
    sure = Confirm(
        "End the subscription?", f"Subscription {subscription.number} is not posted any more.", "Unsubscribe", "Keep it"
    )
    return Button("Unsubscribe", Press.END, subscription.id, confirm=sure)
