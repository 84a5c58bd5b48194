"""What people read of a digest that did not come, a subscription that is nobody's, and what others did with theirs."""

from dataclasses import dataclass
from typing import assert_never

from bot.domain.deliveries import DeliveryState, Handled, Handling, HandOver, Notice
from bot.domain.subscriptions import Channel, DigestKind, Subscription
from bot.render.controls import Button
from bot.render.subscription_controls import buttons_beneath, buttons_to_hand_over, buttons_to_undo

KINDS = {
    DigestKind.SIGN_UPS: "sign-ups",
    DigestKind.SIGN_INS: "sign-ins",
    DigestKind.INCIDENTS: "incidents",
}


@dataclass(frozen=True, slots=True)
class NoticePage:
    """The parts of the message; `commands` can be typed as they stand. `channel`, if any, is named after `there`."""

    headline: str
    trouble: str
    next_step: str
    commands: tuple[str, ...]
    buttons: tuple[Button, ...]
    there: str = ""
    channel: str = ""


def page_of(notice: Notice) -> NoticePage:
    """The page about `notice`."""
    subscription = notice.subscription
    what = f"The digest of {KINDS[subscription.kind]} {notice.days.said()} ({named(subscription)})"
    match notice.state:
        case DeliveryState.FAILED:
            return NoticePage(
                headline=f"{what} could not be delivered.",
                trouble=notice.trouble,
                next_step="It is tried again by itself. You are told once, not each time. To post it now, or to stop:",
                commands=(f"/entra send {subscription.number} now", f"/entra unsubscribe {subscription.number}"),
                buttons=buttons_beneath(notice),
            )
        case DeliveryState.IN_DOUBT:
            return NoticePage(
                headline=f"{what} may not have come.",
                trouble=notice.trouble,
                next_step="If it is missing, post it with the button, or by hand:",
                commands=(f"/entra send {subscription.number} now",),
                buttons=buttons_beneath(notice),
            )
        case DeliveryState.POSTED | DeliveryState.BY_HAND | DeliveryState.QUIET:
            raise ValueError(f"nobody is told of a digest that is {notice.state}")
        case _:
            assert_never(notice.state)


def hand_over(asked: HandOver) -> NoticePage:
    """The page that asks a channel to take its subscription over."""
    subscription, departed = asked.subscription, asked.departed
    who = f"{departed.name}, who subscribed this channel," if departed.name else "Whoever subscribed this channel"
    what = f"{KINDS[subscription.kind]} {subscription.cadence.said()}, {named(subscription)}"
    return NoticePage(
        headline=f"{who} can no longer use Gatehouse.",
        trouble=f"{departed.why} The digest ({what}) goes on, but nobody is told when it cannot be delivered.",
        next_step="Somebody here who may ask Gatehouse can take it over, or end it:",
        commands=(f"/entra take over {subscription.number}", f"/entra unsubscribe {subscription.number}"),
        buttons=buttons_to_hand_over(subscription),
    )


def handled(handled: Handled) -> NoticePage:
    """The page that tells an owner what somebody else did with their subscription."""
    subscription, who = handled.subscription, handled.by or "Somebody"
    digest, number = f"The digest of {KINDS[subscription.kind]} {subscription.cadence.said()}", subscription.number
    match handled.handling:
        case Handling.TAKEN_OVER:
            trouble = f"{digest} goes on as it was. From now on {handled.by or 'they'} will be told, and not you, "
            trouble += "when it cannot be delivered."
            there, step = "It is posted in", _undone(handled, "get it back")
            command = f"/entra take over {number}"
        case Handling.PAUSED:
            trouble = f"{digest} is not posted until somebody resumes it."
            there, step = "It goes to", _undone(handled, "resume it")
            command = f"/entra resume {number}"
        case Handling.ENDED:
            trouble = f"{digest} is not posted any more. To have it again, subscribe anew."
            there, step = "It was posted in", "What else there is, you see with:"
            command = "/entra subscriptions"
        case _:
            assert_never(handled.handling)
    return NoticePage(
        headline=f"{who} {handled.handling} your {named(subscription)}.",
        trouble=trouble,
        next_step=step,
        commands=(command,),
        buttons=buttons_to_undo(handled),
        there=there,
        channel=subscription.to.id if isinstance(subscription.to, Channel) else "",
    )


def _undone(handled: Handled, what: str) -> str:
    how = f"press the button to {what}, or type:"
    return how.capitalize() if handled.may_enter else f"Once you are in that private channel again, {how}"


def named(subscription: Subscription) -> str:
    """`subscription 3`, and which of its log it is about."""
    about = f", {subscription.about}" if subscription.about else ""
    return f"subscription {subscription.number}{about}"
