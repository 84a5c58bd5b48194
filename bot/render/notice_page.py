"""What the owner of a subscription reads of a digest that did not come, and its channel when the owner is gone."""

from dataclasses import dataclass
from typing import assert_never

from bot.domain.deliveries import DeliveryState, HandOver, Notice
from bot.domain.subscriptions import DigestKind, Subscription
from bot.render.controls import Button
from bot.render.subscription_controls import buttons_beneath, buttons_to_hand_over

KINDS = {
    DigestKind.SIGN_UPS: "sign-ups",
    DigestKind.SIGN_INS: "sign-ins",
    DigestKind.INCIDENTS: "incidents",
}


@dataclass(frozen=True, slots=True)
class NoticePage:
    """The parts of the message; `commands` can be typed as they stand."""

    headline: str
    trouble: str
    next_step: str
    commands: tuple[str, ...]
    buttons: tuple[Button, ...]


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


def named(subscription: Subscription) -> str:
    """`subscription 3`, and which of its log it is about."""
    about = f", {subscription.about}" if subscription.about else ""
    return f"subscription {subscription.number}{about}"
