"""What became of each digest that fell due, and what its owner has to be told of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.days import Days
from bot.domain.subscriptions import Subscription
from bot.domain.window import Window


class DeliveryState(StrEnum):
    """How a delivery stands. In doubt: begun and never confirmed, so that nobody knows whether it was posted."""

    POSTED = "posted"
    BY_HAND = "by hand"
    QUIET = "quiet"
    FAILED = "failed"
    IN_DOUBT = "in doubt"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One entry of a subscription's history; `times` counts the same failure again and again, `at` is the last."""

    period: Window
    state: DeliveryState
    at: datetime
    times: int = 1
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Departed:
    """Somebody who can no longer ask: `name` as Slack has it, or empty; `why` is a whole sentence about them."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class HandOver:
    """What a channel is told when whoever subscribed it can no longer ask: its digest goes on, but is nobody's."""

    subscription: Subscription
    departed: Departed


class Handling(StrEnum):
    """What somebody may do with the subscription of another, who is told of it."""

    TAKEN_OVER = "took over"
    PAUSED = "paused"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Handled:
    """What an owner is told that `by`, a name or empty, did with their subscription of a channel.

    `subscription` is as it was before. Who `may_enter` its channel may undo what can be undone.
    """

    subscription: Subscription
    handling: Handling
    by: str
    may_enter: bool


@dataclass(frozen=True, slots=True)
class Notice:
    """What an owner is told about the digest of `days`: `trouble` is whole sentences, the remedy among them."""

    subscription: Subscription
    days: Days
    state: DeliveryState
    trouble: str
