"""What people ask about subscriptions, in words: understood at once, done on the crew, answered to them alone."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import assert_never

from bot.desk.ports import Clock
from bot.desk.subscriptions import SubscriptionDesk
from bot.domain.deliveries import Handling
from bot.domain.subscriptions import Channel, Destination, Draft, Person, Subscription
from bot.errors import Mistake, QuestionError, SlackError
from bot.language.subscribing import read_wish
from bot.language.wishes import Deed, Handle, Listing, Subscribe
from bot.render import Message, Renderer
from handlers.asked import Asked, Errand
from handlers.destinations import Destinations
from handlers.offers import Surroundings
from handlers.redaction import LOGGER
from handlers.refusals import refusal

POSTING = frozenset({Deed.SEND, Deed.RESUME, Deed.TAKE_OVER})
"""Deeds because of which something is posted, or somebody is told of it."""

DIRECT = "D"
"""Ids of direct messages begin so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriptions:
    """Fits `handlers.asked.Errands`. Everything raises what the desk raises."""

    desk: SubscriptionDesk
    destinations: Destinations
    renderer: Renderer
    clock: Clock

    def errand(self, asked: Asked, around: Surroundings) -> Errand | None:
        """What the asker wants done; `None` where it is about something else. Raises `QuestionError`."""
        wish = read_wish(asked.text, asked.command, around.now, around.zone, around.names)
        match wish:
            case None:
                return None
            case Subscribe():
                return Errand("Subscribing.", partial(self._subscribe, wish, asked))
            case Listing():
                return Errand("Looking up subscriptions.", partial(self.listed, asked.user))
            case Handle(deed, number):
                return Errand(f"{deed.capitalize()} {number}.", partial(self._handle, deed, number, asked.user))
            case _:
                assert_never(wish)

    def listed(self, user: str) -> Message:
        """All that `user` may see."""
        return self.renderer.subscriptions(self.desk.listed(user), self.clock.now())

    def done(self, deed: Deed, subscription: Subscription, user: str) -> Message:
        """Do something with a subscription that the asker may handle; what came of it."""
        match deed:
            case Deed.PAUSE:
                done = self.desk.pause(subscription)
                notes = self._untold(subscription, Handling.PAUSED, user) if done else ()
                return self._now(subscription, "is paused" if done else "was paused already", notes)
            case Deed.RESUME:
                done = self.desk.resume(subscription)
                return self._now(subscription, "goes on" if done else "was not paused")
            case Deed.UNSUBSCRIBE:
                done = self.desk.end(subscription)
                notes = self._untold(subscription, Handling.ENDED, user) if done else ()
                again = "has ended: nothing is posted any more." if done else "had been ended already."
                return self.renderer.note(" ".join([f"Subscription {subscription.number} {again}", *notes]))
            case Deed.PREVIEW:
                note = f"Preview of subscription {subscription.number}: only you see this, and nothing was posted."
                return self.renderer.digest(self.desk.preview(subscription), note)
            case Deed.SEND:
                sent = self.desk.send_now(subscription)
                return self._now(subscription, f"was sent now, with the digest of what happened {sent.days.said()}")
            case Deed.TAKE_OVER:
                return self._taken_over(subscription, user)
            case Deed.HISTORY:
                return self.renderer.history(subscription, self.desk.history(subscription))
            case _:
                assert_never(deed)

    def posted_after_all(self, subscription: Subscription, first: date) -> Message:
        """Post the digest that begins with `first`, which was begun once and never confirmed."""
        if not self.desk.post_after_all(subscription, first):
            return self.renderer.note("Somebody has seen to that digest already, so it was not posted again.")
        return self._now(subscription, "is complete again: the digest was posted")

    def _handle(self, deed: Deed, number: int, user: str) -> Message:
        return self.done(deed, self.desk.numbered(number, user, to_post=deed in POSTING), user)

    def _taken_over(self, subscription: Subscription, user: str) -> Message:
        if not self.desk.take_over(subscription, user):
            return self._now(subscription, "has been taken over by somebody else already")
        untold = self._untold(subscription, Handling.TAKEN_OVER, user)
        return self._now(subscription, "is yours now: you are told when it cannot be delivered", untold)

    def _untold(self, subscription: Subscription, handling: Handling, user: str) -> tuple[str, ...]:
        """Its owner, as it was before, is told what `user` did; what `user` has to hear where that fails."""
        try:
            self.desk.tell_owner(subscription, handling, user)
        except SlackError as error:
            LOGGER.warning("The owner of %s could not be told. %s", subscription.name, error.message)
            who = self.desk.owner_of(subscription) or "Whoever subscribed"
            could_not = "may not have been" if error.maybe_posted else "could not be"
            return (f"{who} {could_not} told of it: {refusal(error.code).why}. Tell them yourself.",)
        return ()

    def _subscribe(self, wish: Subscribe, asked: Asked) -> Message:
        to = _destination(wish, asked)
        if isinstance(to, Channel):
            if wish.personal:
                said = "subscribe signups daily 9:00" if wish.channel else asked.text.strip()
                raise QuestionError(
                    Mistake.CONFLICT,
                    f"Everybody in the channel would read who it is about: {wish.about}. Subscribe with “to me”",
                    suggestions=(f"/entra {said} to me",),
                )
            self.destinations.check(to.id, asked.user)
        draft = Draft(
            kind=wish.kind,
            cadence=wish.cadence,
            to=to,
            owner=asked.user,
            where=wish.where,
            about=wish.about,
            skip_quiet=wish.skip_quiet,
        )
        made = self.desk.subscribe(draft)
        headline = f"Subscribed: this is subscription {made.number}."
        return self.renderer.subscription(made, headline, self.clock.now(), wish.notes)

    def _now(self, subscription: Subscription, became: str, notes: tuple[str, ...] = ()) -> Message:
        """The subscription as it stands after something was done with it."""
        found = self.desk.kept.find(subscription.number or 0)
        if found is None:
            return self.renderer.note(f"Subscription {subscription.number} {became}; it has ended meanwhile.")
        headline = f"Subscription {subscription.number} {became}."
        return self.renderer.subscription(found, headline, self.clock.now(), notes)


def _destination(wish: Subscribe, asked: Asked) -> Destination:
    if wish.to_me or (wish.channel is None and asked.channel.startswith(DIRECT)):
        return Person(asked.user)
    return wish.channel or Channel(asked.channel)
