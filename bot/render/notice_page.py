"""What the owner of a subscription reads when a digest did not come, or may not have come."""

from dataclasses import dataclass
from typing import assert_never

from bot.domain.deliveries import DeliveryState, Notice
from bot.domain.subscriptions import DigestKind, Subscription
from bot.render.controls import Button
from bot.render.subscription_controls import buttons_beneath

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


def named(subscription: Subscription) -> str:
    """`subscription 3`, and which of its log it is about."""
    about = f", {subscription.about}" if subscription.about else ""
    return f"subscription {subscription.number}{about}"
