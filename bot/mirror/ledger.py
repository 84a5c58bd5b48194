"""What was promised and done: who may post which digest, what was posted, and who asked what."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import orjson
from sqlite_utils import Database

from bot.domain.deliveries import Delivery, DeliveryState
from bot.domain.window import Window
from bot.errors import MirrorError
from bot.mirror.database import PATIENCE, opened, writing
from bot.planning.sql import Parameter, micros, moment

ENDLESS = datetime(9999, 1, 1, tzinfo=UTC)

SEEN = "INSERT INTO subscriptions (name, first_seen) VALUES (?, ?) ON CONFLICT DO NOTHING"
FIRST_SEEN = "SELECT first_seen FROM subscriptions WHERE name = ?"
# A claim that was given back may be taken again; any other stays with whoever has it.
CLAIM = """
    INSERT INTO posts (subscription, since, until, state, claimed_at) VALUES (?, ?, ?, 'claimed', ?)
    ON CONFLICT DO UPDATE SET state = 'claimed', claimed_at = excluded.claimed_at WHERE state = 'released'
"""
CLOSE = """
    UPDATE posts SET state = 'posted', message_ts = ?, posted_at = ?
    WHERE subscription = ? AND since = ? AND until = ? AND state = 'claimed'
"""
RELEASE = """
    UPDATE posts SET state = 'released', released_because = ?
    WHERE subscription = ? AND since = ? AND until = ? AND state = 'claimed'
"""
# Whatever the claim was: somebody posted it, so it is owed no longer.
BY_HAND = """
    INSERT INTO posts (subscription, since, until, state, claimed_at, message_ts, posted_at)
    VALUES (?, ?, ?, 'posted', ?, ?, ?) ON CONFLICT DO UPDATE
    SET state = 'posted', message_ts = excluded.message_ts, posted_at = excluded.posted_at
"""
RETAKE = """
    UPDATE posts SET claimed_at = ?
    WHERE subscription = ? AND since = ? AND until = ? AND state = 'claimed' AND claimed_at <= ?
"""
NOTED = "INSERT INTO deliveries (subscription, since, until, state, at, times, detail) VALUES (?, ?, ?, ?, ?, 1, ?)"
NOTED_AGAIN = """
    UPDATE deliveries SET times = times + 1, at = ?
    WHERE id = (SELECT max(id) FROM deliveries WHERE subscription = ?)
    AND since = ? AND until = ? AND state = ? AND detail = ?
"""
HISTORY = """
    SELECT since, until, state, at, times, detail, id FROM deliveries WHERE subscription = ?1
    UNION ALL
    SELECT since, until, 'in doubt', claimed_at, 1, '', 0 FROM posts WHERE subscription = ?1 AND state = 'claimed'
    ORDER BY at DESC, id DESC LIMIT ?2
"""
TELL = "INSERT INTO owner_notices (subscription, about, told_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
TOLD_NO_MORE = "DELETE FROM owner_notices WHERE subscription = ? AND about = ?"
TAKEN = "SELECT count(*) FROM posts WHERE subscription = ? AND since = ? AND until = ? AND state != 'released'"
OPEN = """
    SELECT since, until FROM posts WHERE subscription = ? AND state = 'claimed' AND claimed_at <= ?
    ORDER BY since, until
"""
ASKED = "INSERT INTO asked_questions (at, asker, channel, question) VALUES (?, ?, ?, ?)"


class SqlLedger:
    """Fits `desk.digest_ports.Ledger`. Threads and processes may share it. Everything raises `MirrorError`."""

    def __init__(self, path: Path, patience: timedelta = PATIENCE) -> None:
        self.path = path
        self._patience = patience

    def known_since(self, subscription: str, now: datetime) -> datetime:
        """When this subscription was first seen, which is `now` if it is new: nothing is owed from before."""
        with writing(self.path, self._patience) as db:
            db.execute(SEEN, [subscription, micros(now)])
            (first_seen,) = db.execute(FIRST_SEEN, [subscription]).fetchone()
        return moment(first_seen)

    def claim(self, subscription: str, period: Window, now: datetime) -> bool:
        """Take the right to post; true for exactly one caller, whatever is restarted or runs twice."""
        with writing(self.path, self._patience) as db:
            return db.execute(CLAIM, [*_key(subscription, period), micros(now)]).rowcount == 1

    def posted(self, subscription: str, period: Window, message_ts: str | None, now: datetime) -> None:
        """Close a claim with Slack's timestamp of the message, or with `None` where nothing was to be said."""
        state = DeliveryState.QUIET if message_ts is None else DeliveryState.POSTED
        with self._settling(CLOSE, [message_ts, micros(now), *_key(subscription, period)]) as db:
            _note(db, subscription, period, state, now)

    def posted_by_hand(self, subscription: str, period: Window, message_ts: str, now: datetime) -> None:
        """Note that somebody posted it, whether it was claimed, posted or neither: it is owed no longer."""
        with writing(self.path, self._patience) as db:
            db.execute(BY_HAND, [*_key(subscription, period), micros(now), message_ts, micros(now)])
            _note(db, subscription, period, DeliveryState.BY_HAND, now)

    def release(self, subscription: str, period: Window, reason: str, now: datetime) -> None:
        """Give a claim back when nothing can have been posted; the reason is kept."""
        with self._settling(RELEASE, [reason, *_key(subscription, period)]) as db:
            _note(db, subscription, period, DeliveryState.FAILED, now, reason)

    def failed(self, subscription: str, period: Window, reason: str, now: datetime) -> None:
        """Note that a post could not even be begun, or that nobody knows whether it stands."""
        with writing(self.path, self._patience) as db:
            _note(db, subscription, period, DeliveryState.FAILED, now, reason)

    def retake(self, subscription: str, period: Window, before: datetime, now: datetime) -> bool:
        """Take over a claim left open since `before`, to post it after all; true for exactly one caller."""
        with writing(self.path, self._patience) as db:
            return db.execute(RETAKE, [micros(now), *_key(subscription, period), micros(before)]).rowcount == 1

    def open_claims(self, subscription: str, before: datetime = ENDLESS) -> list[Window]:
        """Claims taken by `before` and never closed, oldest first: its process ended before the post, or is at it."""
        with opened(self.path, self._patience) as db:
            rows = db.execute(OPEN, [subscription, micros(before)])
            return [Window(moment(since), moment(until)) for since, until in rows]

    def history(self, subscription: str, number: int) -> list[Delivery]:
        """The latest turns of its deliveries, the newest first, claims that were left open among them."""
        with opened(self.path, self._patience) as db:
            return [
                Delivery(Window(moment(since), moment(until)), DeliveryState(state), moment(at), times, detail)
                for since, until, state, at, times, detail, _ in db.execute(HISTORY, [subscription, number])
            ]

    def tell_once(self, subscription: str, about: str, now: datetime) -> bool:
        """Take the right to tell the owner about that; true for exactly one caller, until it is over."""
        with writing(self.path, self._patience) as db:
            return db.execute(TELL, [subscription, about, micros(now)]).rowcount == 1

    def tell_again(self, subscription: str, about: str) -> None:
        """That is over, or could not be told: the next time it is news."""
        with writing(self.path, self._patience) as db:
            db.execute(TOLD_NO_MORE, [subscription, about])

    def is_claimed(self, subscription: str, period: Window) -> bool:
        """Whether somebody has claimed that period already, posted or not."""
        with opened(self.path, self._patience) as db:
            (taken,) = db.execute(TAKEN, _key(subscription, period)).fetchone()
        return bool(taken)

    def asked(self, asker: str, channel: str, question: Mapping[str, object], at: datetime) -> None:
        """Remember who asked what, where and when."""
        with writing(self.path, self._patience) as db:
            db.execute(ASKED, [micros(at), asker, channel, orjson.dumps(dict(question)).decode()])

    def forget_asked(self, before: datetime) -> int:
        """Delete what was asked before that moment, since questions name people. Answers how many went."""
        with writing(self.path, self._patience) as db:
            return db.execute("DELETE FROM asked_questions WHERE at < ?", [micros(before)]).rowcount

    @contextmanager
    def _settling(self, statement: str, parameters: list[Parameter | None]) -> Iterator[Database]:
        with writing(self.path, self._patience) as db:
            if db.execute(statement, parameters).rowcount != 1:
                raise MirrorError("There is no open claim for that digest: it was never taken, or is settled already.")
            yield db


def _note(
    db: Database, subscription: str, period: Window, state: DeliveryState, now: datetime, detail: str = ""
) -> None:
    since, until = micros(period.since), micros(period.until)
    again = [micros(now), subscription, since, until, state.value, detail]
    if state is not DeliveryState.FAILED or db.execute(NOTED_AGAIN, again).rowcount == 0:
        db.execute(NOTED, [subscription, since, until, state.value, micros(now), detail])


def _key(subscription: str, period: Window) -> list[Parameter]:
    return [subscription, micros(period.since), micros(period.until)]
