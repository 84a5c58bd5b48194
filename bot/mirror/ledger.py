"""What was promised and done: who may post which digest, what was posted, and who asked what."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

import orjson

from bot.domain.window import Window
from bot.errors import MirrorError
from bot.mirror.database import PATIENCE, opened, writing
from bot.planning.sql import Parameter, micros, moment

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
TAKEN = "SELECT count(*) FROM posts WHERE subscription = ? AND since = ? AND until = ? AND state != 'released'"
OPEN = "SELECT since, until FROM posts WHERE subscription = ? AND state = 'claimed' ORDER BY since, until"
ASKED = "INSERT INTO asked_questions (at, asker, channel, question) VALUES (?, ?, ?, ?)"


class SqlLedger:
    """Fits `desk.ports.Ledger`. May be used from many threads and processes. Everything raises `MirrorError`."""

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
        self._settle(CLOSE, [message_ts, micros(now), *_key(subscription, period)])

    def release(self, subscription: str, period: Window, reason: str) -> None:
        """Give a claim back when nothing can have been posted; the reason is kept."""
        self._settle(RELEASE, [reason, *_key(subscription, period)])

    def open_claims(self, subscription: str) -> list[Window]:
        """Claims that were never closed, oldest first: the process ended between claim and post, or is there now."""
        with opened(self.path, self._patience) as db:
            return [Window(moment(since), moment(until)) for since, until in db.execute(OPEN, [subscription])]

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

    def _settle(self, statement: str, parameters: list[Parameter | None]) -> None:
        with writing(self.path, self._patience) as db:
            if db.execute(statement, parameters).rowcount != 1:
                raise MirrorError("There is no open claim for that digest: it was never taken, or is settled already.")


def _key(subscription: str, period: Window) -> list[Parameter]:
    return [subscription, micros(period.since), micros(period.until)]
