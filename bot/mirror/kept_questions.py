"""Questions kept under opaque ids, so that a button carries nothing but an id; and who may find them again by it.

From them come each person's history and favourites.
"""

from datetime import datetime, timedelta
from pathlib import Path
from secrets import token_urlsafe
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import orjson
from sqlite_utils import Database

from bot.domain.kept import FIRST_PAGE, KeptQuestion, Page
from bot.domain.question import Question
from bot.domain.question_json import question_from
from bot.mirror.database import PATIENCE, opened, writing
from bot.planning.sql import micros, moment

MOST_LISTED = 20

KEEP = """
    INSERT INTO kept_questions (id, asked_at, asker, channel, zone, question, starts, total, shared, ends)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
# A question is a favourite whichever of its askings was starred.
_COLUMNS = """
    kept.id, kept.asked_at, kept.asker, kept.channel, kept.zone, kept.question, kept.starts, kept.total, kept.shared,
    kept.ends, EXISTS (
        SELECT 1 FROM kept_questions AS alike WHERE alike.asker = kept.asker AND alike.starred_at IS NOT NULL
        AND alike.question = kept.question AND alike.zone = kept.zone
    )
"""
FIND = f"SELECT {_COLUMNS} FROM kept_questions AS kept WHERE id = ? AND (asker = ? OR shared)"  # noqa: S608  # our names
# What was only offered has no page, and later pages are no questions of their own.
# SQLite takes the other columns of a group from the row that has its maximum: the newest of alike questions.
HISTORY = f"""
    SELECT {_COLUMNS}, max(kept.rowid) AS latest FROM kept_questions AS kept
    WHERE asker = ? AND json_array_length(starts) = 1 GROUP BY question, zone ORDER BY latest DESC LIMIT ?
"""  # noqa: S608  # names of ours
FAVOURITES = f"""
    SELECT {_COLUMNS}, max(starred_at) FROM kept_questions AS kept
    WHERE asker = ? AND starred_at IS NOT NULL GROUP BY question, zone ORDER BY starred_at DESC, rowid DESC LIMIT ?
"""  # noqa: S608  # names of ours
STAR = "UPDATE kept_questions SET starred_at = ? WHERE id = ? AND asker = ?"
UNSTAR = """
    UPDATE kept_questions SET starred_at = NULL WHERE asker = :asker
    AND (question, zone) IN (SELECT question, zone FROM kept_questions WHERE id = :id AND asker = :asker)
"""
FORGET = "DELETE FROM kept_questions WHERE asked_at < ? AND coalesce(starred_at, 0) < ?"


def kept_questions(db: Database) -> None:
    """One row for each answer with buttons; times are microseconds since 1970 in UTC, `starts` are its pages' rows."""
    db.execute("""
        CREATE TABLE kept_questions (
            id TEXT NOT NULL PRIMARY KEY,
            asked_at INTEGER NOT NULL,
            asker TEXT NOT NULL,
            channel TEXT NOT NULL,
            zone TEXT NOT NULL,
            question TEXT NOT NULL,
            starts TEXT NOT NULL,
            total INTEGER,
            shared INTEGER NOT NULL CHECK (shared IN (0, 1)),
            starred_at INTEGER
        ) STRICT
    """)
    db.execute("CREATE INDEX kept_by_asker ON kept_questions (asker, asked_at)")


def ends_of_kept_pages(db: Database) -> None:
    """Of each page that was turned the ids of its last rows, as a JSON list of lists."""
    db.execute("ALTER TABLE kept_questions ADD COLUMN ends TEXT NOT NULL DEFAULT '[]'")


class KeptQuestions:
    """Fits `desk.memory_ports.KeptQuestions`. Threads and processes may share it. Everything raises `MirrorError`."""

    def __init__(self, path: Path, patience: timedelta = PATIENCE) -> None:
        self.path = path
        self._patience = patience

    def keep(
        self,
        question: Question,
        zone: ZoneInfo,
        asked_at: datetime,
        asker: str,
        channel: str,
        *,
        page: Page = FIRST_PAGE,
        shared: bool = False,
    ) -> str:
        """Keep what was asked; answers the id under which it is found again."""
        key = token_urlsafe(12)
        said = orjson.dumps(question.to_json(), option=orjson.OPT_SORT_KEYS).decode()
        starts, ends = orjson.dumps(page.starts).decode(), orjson.dumps(page.ends).decode()
        row = [key, micros(asked_at), asker, channel, zone.key, said, starts, page.total, int(shared), ends]
        with writing(self.path, self._patience) as db:
            db.conn.execute(KEEP, row)
        return key

    def find(self, key: str, asker: str) -> KeptQuestion | None:
        """What was kept under `key`, for its asker, or for anybody where all saw the answer; else `None`."""
        with opened(self.path, self._patience) as db:
            row = db.execute(FIND, [key, asker]).fetchone()
        return _kept(row) if row else None

    def history(self, asker: str, most: int = MOST_LISTED) -> list[KeptQuestion]:
        """What somebody asked, newest first, each question once."""
        return self._listed(HISTORY, asker, most)

    def favourites(self, asker: str, most: int = MOST_LISTED) -> list[KeptQuestion]:
        """What somebody starred, newest first, each question once."""
        return self._listed(FAVOURITES, asker, most)

    def star(self, key: str, asker: str, at: datetime) -> None:
        """Make somebody's own question their favourite; another's is left alone."""
        with writing(self.path, self._patience) as db:
            db.execute(STAR, [micros(at), key, asker])

    def unstar(self, key: str, asker: str) -> None:
        """Let it be a favourite no longer, however often it was asked and starred."""
        with writing(self.path, self._patience) as db:
            db.execute(UNSTAR, {"id": key, "asker": asker})

    def forget(self, before: datetime) -> int:
        """Delete what was asked and last starred before that moment. Answers how many went."""
        with writing(self.path, self._patience) as db:
            return db.execute(FORGET, [micros(before), micros(before)]).rowcount

    def _listed(self, query: str, asker: str, most: int) -> list[KeptQuestion]:
        with opened(self.path, self._patience) as db:
            rows = db.execute(query, [asker, most]).fetchall()
        return [kept for row in rows if (kept := _kept(row[:11]))]


def _kept(row: tuple[Any, ...]) -> KeptQuestion | None:
    """A row as it was kept; `None` where another version wrote what this one does not know."""
    key, asked_at, asker, channel, zone, question, starts, total, shared, ends, favourite = row
    try:
        return KeptQuestion(
            id=key,
            question=question_from(orjson.loads(question)),
            zone=ZoneInfo(zone),
            asked_at=moment(asked_at),
            asker=asker,
            channel=channel,
            page=Page(tuple(orjson.loads(starts)), total, tuple(map(tuple, orjson.loads(ends)))),
            shared=bool(shared),
            favourite=bool(favourite),
        )
    except (ValueError, ZoneInfoNotFoundError):
        return None
