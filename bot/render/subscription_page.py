"""What people read about their subscriptions: one that was made or changed, all of them, and what became of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from bot.domain.cadence import Cadence, Every
from bot.domain.days import Days
from bot.domain.deliveries import Delivery, DeliveryState
from bot.domain.subscriptions import Channel, DigestKind, Subscription
from bot.render.controls import Button
from bot.render.figures import many
from bot.render.notice_page import KINDS
from bot.render.subscription_controls import buttons_of
from bot.render.times import Calendar

MOST_WITH_BUTTONS = 5
MOST_LISTED = 25
SHOWN_DUES = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """One subscription. `channel` is empty where it goes to its owner directly."""

    number: str
    what: str
    channel: str
    lines: tuple[str, ...]
    buttons: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class SubscriptionPage:
    """The parts of the message; `footer` ends it."""

    headline: str
    entries: tuple[Entry, ...]
    footer: tuple[str, ...]


def one(subscription: Subscription, headline: str, now: datetime, notes: Sequence[str]) -> SubscriptionPage:
    """What became of one subscription, how it was understood, and when it comes next."""
    cadence = subscription.cadence
    lines = (*_lines(subscription), _scope(cadence, subscription.kind), _next(subscription, now, SHOWN_DUES))
    footer = (*notes, "/entra subscriptions shows all you can see, and pauses, sends or ends them.")
    return SubscriptionPage(headline, (_entry(subscription, tuple(filter(None, lines)), buttons=True),), footer)


def listing(subscriptions: Sequence[Subscription], now: datetime) -> SubscriptionPage:
    """All that somebody may see; buttons beneath the first few, since a message holds only so many."""
    if not subscriptions:
        headline = "Nothing is subscribed to yet."
        return SubscriptionPage(headline, (), ("For example: /entra subscribe signups daily 9:00",))
    entries = tuple(
        _entry(each, tuple(filter(None, (*_lines(each), _next(each, now, 1)))), buttons=place < MOST_WITH_BUTTONS)
        for place, each in enumerate(subscriptions[:MOST_LISTED])
    )
    hidden = len(subscriptions) - len(entries)
    return SubscriptionPage(
        f"{many(len(subscriptions), 'subscription')}: yours, and those that post in channels.",
        entries,
        (
            *([f"and {many(hidden, 'more', 'more')}"] if hidden > 0 else []),
            "By number: /entra preview 3, pause 3, resume 3, send 3 now, history 3, take over 3, unsubscribe 3.",
        ),
    )


def history(subscription: Subscription, deliveries: Sequence[Delivery]) -> SubscriptionPage:
    """The latest turns of one subscription's posts."""
    lines = tuple(_turn(delivery, subscription) for delivery in deliveries) or ("Nothing has been posted yet.",)
    return SubscriptionPage(
        f"What became of subscription {subscription.number}, the newest first",
        (_entry(subscription, lines, buttons=False),),
        (f"Times are those of {subscription.cadence.zone.key}.",),
    )


def _entry(subscription: Subscription, lines: tuple[str, ...], *, buttons: bool) -> Entry:
    kind = KINDS[subscription.kind]
    return Entry(
        number=str(subscription.number or "Settings"),
        what=f"{kind[0].upper()}{kind[1:]}, {subscription.cadence.said()}",
        channel=subscription.to.id if isinstance(subscription.to, Channel) else "",
        lines=lines,
        buttons=buttons_of(subscription) if buttons and subscription.number else (),
    )


def _lines(subscription: Subscription) -> tuple[str, ...]:
    return (
        "" if subscription.number else "From the settings: whoever runs Gatehouse can change it.",
        f"Only {subscription.about}." if subscription.about else "",
        "Skipped when nothing happened." if subscription.skip_quiet else "",
    )


def _scope(cadence: Cadence, kind: DigestKind) -> str:
    """What each post is about, and beside what."""
    match cadence.every:
        case Every.DAILY:
            about, beside = "the day before", "the same weekday a week before"
        case Every.WEEKDAYS:
            about, beside = "the day before, on Monday about Friday to Sunday", "the same weekdays a week before"
        case Every.WEEKLY:
            about, beside = "the seven days before", "the seven before those"
        case Every.MONTHLY:
            about, beside = "the calendar month before", "the month before that"
        case _:
            assert_never(cadence.every)
    return f"Each is about {about}." if kind is DigestKind.INCIDENTS else f"Each is about {about}, beside {beside}."


def _next(subscription: Subscription, now: datetime, number: int) -> str:
    if subscription.paused:
        return "Paused: nothing is posted until it is resumed."
    calendar = Calendar.of(subscription.cadence.zone.key, now)
    dues = [calendar.zoned(due) for due in subscription.cadence.next_dues(now, number)]
    return f"Next: {', '.join(dues)}."


def _turn(delivery: Delivery, subscription: Subscription) -> str:
    zone = subscription.cadence.zone
    calendar = Calendar.of(zone.key, delivery.at)
    about, at = Days.of(delivery.period, zone).said(), calendar.moment(delivery.at)
    match delivery.state:
        case DeliveryState.POSTED:
            return f"{at}: posted: what happened {about}."
        case DeliveryState.BY_HAND:
            return f"{at}: posted by hand: what happened {about}."
        case DeliveryState.QUIET:
            return f"{at}: skipped, since nothing happened {about}."
        case DeliveryState.FAILED:
            times = f" ({delivery.times} times)" if delivery.times > 1 else ""
            return f"{at}: not posted{times}: what happened {about}. {delivery.detail}"
        case DeliveryState.IN_DOUBT:
            return f"{at}: begun and never confirmed: what happened {about}. Look whether it is there."
        case _:
            assert_never(delivery.state)
