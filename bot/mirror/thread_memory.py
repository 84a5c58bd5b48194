"""What was asked last in each thread and in each person's direct messages, so that the next question may follow it."""

from datetime import datetime, timedelta
from pathlib import Path

import orjson
from sqlite_utils import Database

from bot.domain.question import Question
from bot.domain.question_json import question_from
from bot.mirror.database import PATIENCE, opened, writing
from bot.planning.sql import micros

# Two answers may be on their way at once; what was asked later is what the next question follows.
ASKED = """
    INSERT INTO thread_questions (channel, thread, asked_at, question) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET asked_at = excluded.asked_at, question = excluded.question
    WHERE asked_at <= excluded.asked_at
"""
LAST = "SELECT question FROM thread_questions WHERE channel = ? AND thread = ? AND asked_at >= ?"
FORGET = "DELETE FROM thread_questions WHERE asked_at < ?"


def thread_questions(db: Database) -> None:
    """One row for each thread; `thread` is empty for direct messages that are in none. Times are microseconds."""
    db.execute("""
        CREATE TABLE thread_questions (
            channel TEXT NOT NULL,
            thread TEXT NOT NULL,
            asked_at INTEGER NOT NULL,
            question TEXT NOT NULL,
            PRIMARY KEY (channel, thread)
        ) STRICT, WITHOUT ROWID
    """)
    db.execute("CREATE INDEX threads_by_time ON thread_questions (asked_at)")


class SqlThreadMemory:
    """Fits `desk.memory_ports.ThreadMemory`. Threads and processes may share it. Everything raises `MirrorError`."""

    def __init__(self, path: Path, patience: timedelta = PATIENCE) -> None:
        self.path = path
        self._patience = patience

    def asked(self, channel: str, thread: str, question: Question, at: datetime) -> None:
        """Remember what was asked last in a thread."""
        said = orjson.dumps(question.to_json(), option=orjson.OPT_SORT_KEYS).decode()
        with writing(self.path, self._patience) as db:
            db.execute(ASKED, [channel, thread, micros(at), said])

    def last(self, channel: str, thread: str, since: datetime) -> Question | None:
        """What was asked last in a thread, if that was not before `since`."""
        with opened(self.path, self._patience) as db:
            row = db.execute(LAST, [channel, thread, micros(since)]).fetchone()
        try:
            return question_from(orjson.loads(row[0])) if row else None
        except ValueError:  # another version wrote what this one does not know: nothing is followed
            return None

    def forget(self, before: datetime) -> int:
        """Delete what was asked before that moment. Answers how many threads went."""
        with writing(self.path, self._patience) as db:
            return db.execute(FORGET, [micros(before)]).rowcount
