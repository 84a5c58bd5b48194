"""Speaks up without being asked: digests in channels and direct messages, posted at most once; notices to owners."""

from hashlib import sha256
from typing import assert_never

from slack_sdk import WebClient

from bot.domain.deliveries import Handled, HandOver, Notice
from bot.domain.digest_kinds import Digest
from bot.domain.subscriptions import Channel, Destination, Person, Subscription
from bot.domain.window import Window
from bot.errors import SlackError
from bot.render import Message, Renderer
from handlers.channels import Channels
from handlers.direct_messages import DirectMessages
from handlers.patience import Patience
from handlers.post_search import PostSearch
from handlers.posting import Poster

EVENT_TYPE = "gatehouse_digest"


def delivery_id(subscription: str, period: Window) -> str:
    """The opaque id in a digest's metadata: everybody in the workspace can read it, and it finds the post again."""
    return _opaque(f"{subscription} {period.since.isoformat()} {period.until.isoformat()}")


def _opaque(about: str) -> str:
    return sha256(about.encode()).hexdigest()[:24]


class SlackAnnouncer:
    """Fits `bot.desk.digest_ports.Announcer`. `client` must be one of `web_client`, which sends nothing twice.

    A `SlackError` says with `maybe_posted` whether the message may be in the channel all the same.
    """

    def __init__(self, client: WebClient, renderer: Renderer, patience: Patience | None = None) -> None:
        self._poster = Poster(client, patience)
        self._direct_messages = DirectMessages(client, patience)
        self._search = PostSearch(client)
        self._channels = Channels(client)
        self._renderer = renderer

    def digest(self, subscription: Subscription, digest: Digest) -> str:
        """Post a digest where `subscription` wants it; answers Slack's timestamp of the message."""
        id_ = delivery_id(subscription.name, digest.window)
        self._keep_from_strangers(subscription)
        return self._post(self._channel(subscription.to), self._renderer.digest(digest), id_)

    def standing(self, subscription: Subscription, period: Window) -> str | None:
        """Slack's timestamp of the digest of `period` where it stands, `None` where it does not.

        Raises `SlackError` where Slack does not let us look.
        """
        return self._search.find(self._channel(subscription.to), period.until, delivery_id(subscription.name, period))

    def tell(self, notice: Notice) -> None:
        """Tell the owner of a subscription, in a direct message, what became of a post."""
        subscription = notice.subscription
        if subscription.owner is None:
            raise ValueError("a subscription without an owner has nobody to be told")
        id_ = delivery_id(f"{subscription.name} {notice.state}", notice.days.window(subscription.cadence.zone))
        self._post(self._channel(Person(subscription.owner)), self._renderer.notice(notice), id_)

    def hand_over(self, hand_over: HandOver) -> None:
        """Ask in a channel that somebody takes its subscription over."""
        subscription = hand_over.subscription
        self._keep_from_strangers(subscription)
        message, about = self._renderer.hand_over(hand_over), f"{subscription.name} {subscription.owner} departed"
        self._post(self._channel(subscription.to), message, _opaque(about))

    def handled(self, handled: Handled) -> None:
        """Tell an owner, in a direct message, what somebody else did with their subscription."""
        subscription = handled.subscription
        if subscription.owner is None:
            raise ValueError("a subscription without an owner has nobody to be told")
        message, about = self._renderer.handled(handled), f"{subscription.name} {subscription.owner} {handled.handling}"
        self._post(self._channel(Person(subscription.owner)), message, _opaque(about))

    def _keep_from_strangers(self, subscription: Subscription) -> None:
        """A channel may be shared long after somebody subscribed; that of the settings is the operator's own choice."""
        to = subscription.to
        if subscription.owner and isinstance(to, Channel) and self._channels.ask(to.id):
            raise SlackError(
                f"People from outside this workspace read along in {to.id} now, so no digest is posted there. "
                "Subscribe in another channel, or to yourself.",
                code="shared",
            )

    def _channel(self, to: Destination) -> str:
        match to:
            case Channel(id_):
                return id_
            case Person(id_):
                return self._direct_messages.channel_of(id_)
            case _:
                assert_never(to)

    def _post(self, channel: str, message: Message, id_: str) -> str:
        return self._poster.post(channel, message, {"event_type": EVENT_TYPE, "event_payload": {"id": id_}})
