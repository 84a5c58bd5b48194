"""What making and delivering digests needs of the outside world; `mirror` and `handlers.announce` fit these."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from bot.domain.days import Days
from bot.domain.deliveries import Delivery, Departed, Handled, HandOver, Notice
from bot.domain.digest_kinds import Digest
from bot.domain.subscriptions import DigestKind, Draft, Subscription
from bot.domain.window import Window


class Subscriptions(Protocol):
    """The subscriptions that people made. Raises `MirrorError`."""

    def add(self, draft: Draft, now: datetime) -> Subscription:
        """Keep a new one; nothing is owed from before `now`."""
        ...

    def all(self) -> list[Subscription]:
        """All that were not ended, in the order of their numbers."""
        ...

    def find(self, number: int) -> Subscription | None:
        """The one of that number, unless it was ended."""
        ...

    def find_by_id(self, id_: str) -> Subscription | None:
        """The one that a button means, unless it was ended."""
        ...

    def pause(self, number: int, now: datetime) -> bool:
        """Whether this stopped it; it may have been paused already."""
        ...

    def resume(self, number: int, now: datetime) -> bool:
        """Whether this let it go on; what fell due meanwhile is not owed."""
        ...

    def end(self, number: int, now: datetime) -> bool:
        """Whether this ended it; it may have been ended already."""
        ...

    def take_over(self, number: int, owner: str, user: str) -> bool:
        """Whether this made it `user`'s; not where it is not `owner`'s any more."""
        ...


class Rooms(Protocol):
    """Who may enter which channel. Raises `SlackError` where Slack does not tell."""

    def may_enter(self, user: str, channel: str) -> bool:
        """Whether somebody can read along there, or join as they like."""
        ...


class Roster(Protocol):
    """Who may still ask."""

    def departed(self, user: str) -> Departed | None:
        """Why somebody can no longer ask; `None` for who can."""
        ...

    def name(self, user: str) -> str:
        """What somebody is called, or nothing where that is not known."""
        ...


class Composer(Protocol):
    """Makes digests. Raises `GraphError`, `MirrorError` and `QuestionError`."""

    def check(self, kind: DigestKind) -> None:
        """Raises `QuestionError` for a kind that cannot be made here."""
        ...

    def compose(self, subscription: Subscription, days: Days) -> Digest:
        """What `subscription` says about `days`."""
        ...


class Announcer(Protocol):
    """Says things in Slack without being asked. Raises `SlackError`."""

    def digest(self, subscription: Subscription, digest: Digest) -> str:
        """Post a digest where `subscription` wants it; answers Slack's timestamp of the message."""
        ...

    def standing(self, subscription: Subscription, period: Window) -> str | None:
        """Slack's timestamp of the digest of `period` where it stands, `None` where it does not.

        Raises `SlackError` where Slack does not let us look.
        """
        ...

    def tell(self, notice: Notice) -> None:
        """Tell the owner of a subscription, in a direct message, what became of a post."""
        ...

    def hand_over(self, hand_over: HandOver) -> None:
        """Ask in a channel that somebody takes its subscription over."""
        ...

    def handled(self, handled: Handled) -> None:
        """Tell an owner, in a direct message, what somebody else did with their subscription."""
        ...


class Ledger(Protocol):
    """What was promised and done: posted digests, who asked what. Raises `MirrorError`."""

    def known_since(self, subscription: str, now: datetime) -> datetime:
        """When this subscription was first seen, which is `now` if it is new: nothing is owed from before."""
        ...

    def claim(self, subscription: str, period: Window, now: datetime) -> bool:
        """Take the right to post; true for exactly one caller, whatever is restarted or runs twice."""
        ...

    def posted(self, subscription: str, period: Window, message_ts: str | None, now: datetime) -> None:
        """Close a claim with Slack's timestamp of the message, or with `None` where nothing was to be said."""
        ...

    def posted_by_hand(self, subscription: str, period: Window, message_ts: str, now: datetime) -> None:
        """Note that somebody posted it, whether it was claimed, posted or neither: it is owed no longer."""
        ...

    def release(self, subscription: str, period: Window, reason: str, now: datetime) -> None:
        """Give a claim back when nothing can have been posted; the reason is kept."""
        ...

    def failed(self, subscription: str, period: Window, reason: str, now: datetime) -> None:
        """Note that a post could not even be begun."""
        ...

    def retake(self, subscription: str, period: Window, before: datetime, now: datetime) -> bool:
        """Take over a claim left open since `before`, to post it after all; true for exactly one caller."""
        ...

    def open_claims(self, subscription: str, before: datetime = ...) -> list[Window]:
        """Claims taken by `before` that were never closed: the process ended between claim and post."""
        ...

    def history(self, subscription: str, number: int) -> list[Delivery]:
        """The latest turns of its deliveries, the newest first."""
        ...

    def tell_once(self, subscription: str, about: str, now: datetime) -> bool:
        """Take the right to tell the owner about that; true for exactly one caller, until it is over."""
        ...

    def tell_again(self, subscription: str, about: str) -> None:
        """That is over, or could not be told: the next time it is news."""
        ...

    def is_claimed(self, subscription: str, period: Window) -> bool:
        """Whether somebody has claimed that period already."""
        ...

    def asked(self, asker: str, channel: str, question: Mapping[str, object], at: datetime) -> None:
        """Remember who asked what, where and when."""
        ...
