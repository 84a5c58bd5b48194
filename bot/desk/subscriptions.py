"""What people may do with subscriptions: make one, see them, pause, resume, end, look at the next, send it now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.desk.delivery import DeliveryDesk
from bot.desk.digest_ports import Ledger, Subscriptions
from bot.desk.ports import Clock
from bot.desk.subscription_rights import SubscriptionRights
from bot.domain.days import Days
from bot.domain.deliveries import Delivery, Handling
from bot.domain.digest_kinds import Digest
from bot.domain.subscriptions import Channel, Draft, Subscription
from bot.errors import Mistake, QuestionError

MOST_EACH = 20
"""More subscriptions than anybody reads."""

MOST_TOLD = 10


@dataclass(frozen=True, slots=True)
class SubscriptionDesk:
    """Keeps subscriptions; that of the settings is only shown.

    Everything raises `QuestionError` for what is not there or not theirs, `SlackError` where nobody can find out whose
    channel it is, and `MirrorError`.
    """

    kept: Subscriptions
    deliveries: DeliveryDesk
    ledger: Ledger
    clock: Clock
    rights: SubscriptionRights
    of_settings: Subscription | None = None

    def subscribe(self, draft: Draft) -> Subscription:
        """Make it; the same one twice, or too many, is refused."""
        self.deliveries.composer.check(draft.kind)
        known = self.kept.all()
        for like in (each for each in known if each.is_like(draft)):
            raise QuestionError(
                Mistake.CONFLICT,
                f"That digest is posted there already: it is subscription {like.number}"
                + (", which is paused" if like.paused else ""),
                suggestions=(f"/entra {'resume' if like.paused else 'preview'} {like.number}",),
            )
        _check_number(known, draft.owner)
        return self.kept.add(draft, self.clock.now())

    def listed(self, user: str) -> list[Subscription]:
        """All that `user` may see: their own, and those of channels they may enter, that of the settings first."""
        of_settings = [self.of_settings] if self.of_settings else []
        return [each for each in (*of_settings, *self.kept.all()) if self.rights.may_see(user, each)]

    def numbered(self, number: int, user: str, *, to_post: bool = False) -> Subscription:
        """The one of that number, for somebody who may handle it; `to_post` where it would post because of it."""
        return self._theirs(
            self.kept.find(number), user, f"There is no subscription {number} that you can see", to_post=to_post
        )

    def meant(self, id_: str, user: str, *, to_post: bool = False) -> Subscription:
        """The one that a button means, as in `numbered`."""
        found = self.kept.find_by_id(id_)
        return self._theirs(found, user, "That subscription has been ended, or is not yours", to_post=to_post)

    def pause(self, subscription: Subscription) -> bool:
        """Post nothing until it is resumed; false where it was paused already."""
        return self.kept.pause(_number(subscription), self.clock.now())

    def resume(self, subscription: Subscription) -> bool:
        """Go on with what falls due from now on; false where it was not paused."""
        return self.kept.resume(_number(subscription), self.clock.now())

    def end(self, subscription: Subscription) -> bool:
        """Never post it again; false where it was ended already."""
        return self.kept.end(_number(subscription), self.clock.now())

    def take_over(self, subscription: Subscription, user: str) -> bool:
        """Let `user` be told of its failures from now on; false where somebody else has taken it over meanwhile."""
        number, owner = _number(subscription), subscription.owner
        if owner is None or not isinstance(subscription.to, Channel):
            message = "Only the subscription of a channel can be taken over"
            raise QuestionError(Mistake.CONFLICT, message, suggestions=("/entra subscriptions",))
        if owner == user:
            message = f"Subscription {number} is yours already"
            raise QuestionError(Mistake.CONFLICT, message, suggestions=("/entra subscriptions",))
        _check_number(self.kept.all(), user)
        return self.kept.take_over(number, owner, user)

    def tell_owner(self, subscription: Subscription, handling: Handling, user: str) -> None:
        """Say what `user` did to the owner of `subscription`, as it was before. Raises `SlackError`."""
        may_enter = self.rights.may_undo(subscription.owner or "", subscription)
        self.deliveries.owners.handled(subscription, handling, user, may_enter=may_enter)

    def owner_of(self, subscription: Subscription) -> str:
        """What its owner is called, or nothing where that is not known."""
        return self.deliveries.owners.roster.name(subscription.owner or "")

    def preview(self, subscription: Subscription) -> Digest:
        """The digest of the latest days that are over, to be looked at; raises `GraphError` too."""
        return self.deliveries.composer.compose(subscription, self._latest(subscription))

    def send_now(self, subscription: Subscription) -> Digest:
        """Post that digest now; it is not posted again when it falls due. Raises `GraphError` and `SlackError` too.

        One that would tell of days of which nothing is known is refused.
        """
        digest = self.preview(subscription)
        if digest.unknown:
            raise QuestionError(
                Mistake.CONFLICT,
                f"Nothing is known of what happened {digest.days.said()}, so nothing was posted. "
                "The next digest comes when it is due",
                suggestions=(f"/entra preview {subscription.number}",),
            )
        self.deliveries.post_by_hand(subscription, digest)
        return digest

    def post_after_all(self, subscription: Subscription, first: date) -> bool:
        """Post the digest of the days that begin with `first`, which was begun and never confirmed.

        False where somebody has seen to it, or there is none. Raises `GraphError` and `SlackError` too.
        """
        zone = subscription.cadence.zone
        doubtful = [Days.of(period, zone) for period in self.deliveries.unconfirmed(subscription)]
        meant = next((days for days in doubtful if days.first == first), None)
        return meant is not None and self.deliveries.post_after_all(subscription, meant)

    def history(self, subscription: Subscription) -> list[Delivery]:
        """What became of its latest posts, the newest first."""
        return self.ledger.history(subscription.name, MOST_TOLD)

    def _latest(self, subscription: Subscription) -> Days:
        return subscription.cadence.latest_over(self.clock.now())

    def _theirs(self, found: Subscription | None, user: str, otherwise: str, *, to_post: bool) -> Subscription:
        if found is None or not self.rights.may_handle(user, found):
            raise QuestionError(Mistake.UNKNOWN_VALUE, otherwise, suggestions=("/entra subscriptions",))
        if to_post:
            self.rights.check_posting(user, found)
        return found


def _check_number(known: Sequence[Subscription], owner: str) -> None:
    if sum(each.owner == owner for each in known) >= MOST_EACH:
        raise QuestionError(
            Mistake.CONFLICT,
            f"You have {MOST_EACH} subscriptions, which is the most; end one first",
            suggestions=("/entra subscriptions",),
        )


def _number(subscription: Subscription) -> int:
    if subscription.number is None:
        raise QuestionError(Mistake.READ_ONLY, "That digest comes from the settings; whoever runs Gatehouse can end it")
    return subscription.number
