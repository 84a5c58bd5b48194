"""Delivers digests: what is owed, whether its data is there, and one post for each period whatever happens."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from bot.desk.digest_ports import Announcer, Composer, Ledger
from bot.desk.owners import Owners
from bot.desk.ports import Clock
from bot.desk.tries import Tries
from bot.domain.days import Days
from bot.domain.digest_kinds import Digest
from bot.domain.subscriptions import Subscription
from bot.domain.window import Window
from bot.errors import GatehouseError, GraphError, Mistake, QuestionError, SlackError

logger = logging.getLogger(__name__)

PATIENCE = timedelta(hours=2)
"""How long a digest waits for late data before it is posted with a word about it."""

IN_DOUBT = timedelta(minutes=10)
"""No post takes so long, so a claim that is still open belongs to a program that ended."""


@dataclass(frozen=True, slots=True)
class DeliveryDesk:
    """Posts digests, each once. `wanted` are the subscriptions of the moment."""

    wanted: Callable[[], Iterable[Subscription]]
    composer: Composer
    ledger: Ledger
    announcer: Announcer
    owners: Owners
    clock: Clock
    tries: Tries = field(default_factory=Tries)

    def owed(self, subscription: Subscription) -> list[Days]:
        """What is due and nobody has claimed, oldest first.

        Nothing is owed while it is paused, from before the subscription was wanted, or once it is no longer news.
        """
        if subscription.paused:
            return []
        now, cadence = self.clock.now(), subscription.cadence
        wanted_since = subscription.since or self.ledger.known_since(subscription.name, now)
        return [
            days
            for days in cadence.due_by(now, max(wanted_since, now - cadence.news_for))
            if self._is_news(subscription, days)
            and not self.ledger.is_claimed(subscription.name, days.window(cadence.zone))
        ]

    def post_owed(self) -> list[tuple[str, Days]]:
        """Post every digest that is owed and whose data is there; the names and days of those that stand now.

        Trouble with one subscription is logged and leaves the others alone.
        """
        posted: list[tuple[str, Days]] = []
        for subscription in self.wanted():
            try:
                self._settle_doubts(subscription)
                posted += [(subscription.name, days) for days in self.post_owed_of(subscription)]
            except GatehouseError as error:
                logger.error("A digest of %s could not be delivered. %s", subscription.name, error.message)
            except Exception:
                logger.exception("Delivering %s failed unexpectedly.", subscription.name)
        return posted

    def post_owed_of(self, subscription: Subscription) -> list[Days]:
        """The same of one subscription, in order: what Slack does not take holds up what is younger.

        Nothing goes to a person who may not ask any more.
        """
        owed = self.owed(subscription)
        if not owed or not self.owners.may_receive(subscription):
            return []
        posted = []
        for days in owed:
            if self.tries.is_too_soon(subscription.name, days, self.clock.now()):
                break
            digest = self._composed(subscription, days)
            if digest is None:
                continue
            try:
                if self._post_once(subscription, digest):
                    posted.append(days)
            except SlackError as error:
                logger.error("The digest %s could not be posted. %s", days.said(), error.message)
                if not error.maybe_posted:
                    break
        return posted

    def post_by_hand(self, subscription: Subscription, digest: Digest) -> str:
        """Post because somebody asked for it, posted already or not; answers Slack's timestamp.

        The clock then owes those days no longer, unless they were not over yet. Raises `QuestionError` while another is
        at it, `SlackError` and `MirrorError`.
        """
        name, period, now = subscription.name, digest.window, self.clock.now()
        if period.until > now:
            return self.announcer.digest(subscription, digest)
        is_ours = self.ledger.claim(name, period, now)
        if not is_ours and self._is_under_way(subscription, period):
            raise QuestionError(Mistake.CONFLICT, "That digest is being posted just now. Look there in a moment")
        try:
            message_ts = self.announcer.digest(subscription, digest)
        except SlackError as error:
            if is_ours and not error.maybe_posted:
                self.ledger.release(name, period, error.message, self.clock.now())
            raise
        self.ledger.posted_by_hand(name, period, message_ts, self.clock.now())
        return message_ts

    def post_after_all(self, subscription: Subscription, days: Days) -> bool:
        """Post what was begun and never confirmed; false where somebody else has seen to it.

        Raises `GraphError`, `QuestionError`, `SlackError` and `MirrorError`.
        """
        digest, now = self.composer.compose(subscription, days), self.clock.now()
        if not self.ledger.retake(subscription.name, digest.window, now - IN_DOUBT, now):
            return False
        self._announce(subscription, digest)
        return True

    def unconfirmed(self, subscription: Subscription) -> list[Window]:
        """Digests that were claimed and never confirmed: the program ended in between, so they may or may not stand."""
        return self.ledger.open_claims(subscription.name)

    def _settle_doubts(self, subscription: Subscription) -> None:
        """Look whether what was begun and never confirmed stands; where nobody may look, its owner is told."""
        name, now = subscription.name, self.clock.now()
        long_ago, doubted = now - IN_DOUBT, f"{name} in doubt"
        for period in self.ledger.open_claims(name, long_ago):
            days = Days.of(period, subscription.cadence.zone)
            if not self._is_news(subscription, days) or self.tries.is_too_soon(doubted, days, now):
                continue
            try:
                message_ts = self.announcer.standing(subscription, period)
            except SlackError as error:
                logger.info("Whether a digest of %s stands could not be seen. %s", name, error.message)
                self.owners.doubt(subscription, period)
                continue
            now = self.clock.now()
            if not self.ledger.retake(name, period, long_ago, now):
                continue
            if message_ts:
                self.ledger.posted(name, period, message_ts, now)
            else:
                self.ledger.release(name, period, "Gatehouse ended before it was posted.", now)

    def _is_under_way(self, subscription: Subscription, period: Window) -> bool:
        """Whether a claim is open that is too young to be in doubt."""
        name, long_ago = subscription.name, self.clock.now() - IN_DOUBT
        return period in self.ledger.open_claims(name) and period not in self.ledger.open_claims(name, long_ago)

    def _is_news(self, subscription: Subscription, days: Days) -> bool:
        return subscription.cadence.due(days) > self.clock.now() - subscription.cadence.news_for

    def _composed(self, subscription: Subscription, days: Days) -> Digest | None:
        """The digest, or `None` where it cannot be made now, or waits for late data."""
        is_overdue = self.clock.now() >= subscription.cadence.due(days) + PATIENCE
        try:
            digest = self.composer.compose(subscription, days)
        except (GraphError, QuestionError) as error:
            logger.error("The digest %s of %s could not be made. %s", days.said(), subscription.name, error.message)
            self.owners.failed(subscription, days, error, is_overdue=is_overdue)
            return None
        if digest.late and not is_overdue:
            logger.info("The digest %s of %s waits for late data.", days.said(), subscription.name)
            return None
        return digest

    def _post_once(self, subscription: Subscription, digest: Digest) -> bool:
        """Whether it was ours to post, and stands now. Raises `SlackError`."""
        name, period = subscription.name, digest.window
        if not self.ledger.claim(name, period, self.clock.now()):
            return False
        if digest.quiet and subscription.skip_quiet:
            self.ledger.posted(name, period, None, self.clock.now())
            return False
        self._announce(subscription, digest)
        return True

    def _announce(self, subscription: Subscription, digest: Digest) -> None:
        """Post what is claimed, and close the claim or give it back. Raises `SlackError`."""
        name, period = subscription.name, digest.window
        try:
            message_ts = self.announcer.digest(subscription, digest)
        except SlackError as error:
            if error.maybe_posted:
                self.owners.doubt(subscription, period)
            else:
                self.ledger.release(name, period, error.message, self.clock.now())
                is_overdue = self.clock.now() >= subscription.cadence.due(digest.days) + PATIENCE
                self.owners.failed(subscription, digest.days, error, is_overdue=is_overdue)
            raise
        self.ledger.posted(name, period, message_ts, self.clock.now())
        self.owners.over(subscription)
