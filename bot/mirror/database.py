"""Opening the mirror's file: one connection for one unit of work, and every SQLite error turned into a sentence.

A connection belongs to the thread that opened it and opening costs about 0.1 ms, so none is ever shared or kept.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

from sqlite_utils import Database

from bot.errors import MirrorError

PATIENCE = timedelta(seconds=15)
"""How long a writer waits for another one before it gives up."""

# WAL keeps its promises with NORMAL: after a power cut the last commits may be gone, but the file is whole.
# The larger cache and the rarer checkpoints halve the time of a long first fill.
SETTINGS = ("synchronous = NORMAL", "cache_size = -64000", "wal_autocheckpoint = 10000")

REMEDIES = {
    sqlite3.SQLITE_NOTADB: "It is not a Gatehouse database: name another file, or put a backup in its place.",
    sqlite3.SQLITE_CORRUPT: "It is damaged: put a backup in its place, or move it away and let `gatehouse sync` fill a "
    "new one, without subscriptions, incidents and what Graph has forgotten.",
    sqlite3.SQLITE_READONLY: "It cannot be written: give this user the right to write the file and its folder.",
    sqlite3.SQLITE_PERM: "This user may not open it: mend the rights of the file and its folder.",
    sqlite3.SQLITE_FULL: "The disk is full: free some space, nothing that was stored before is lost.",
    sqlite3.SQLITE_BUSY: "Another process kept it locked for too long: run one worker only, or try again.",
    sqlite3.SQLITE_CANTOPEN: "It cannot be opened: run `gatehouse migrate`, or name a file in a folder that exists.",
    sqlite3.SQLITE_IOERR: "The disk failed to read or write it: it needs a healthy local disk, not a network share.",
    sqlite3.SQLITE_ERROR: "Its tables are not those of this version: run `gatehouse migrate`.",
}


class LockedError(MirrorError):
    """Somebody else held the file for longer than we waited."""


@contextmanager
def opened(path: Path, patience: timedelta = PATIENCE) -> Iterator[Database]:
    """A connection to an existing file, closed at the end. Raises `MirrorError`, also for SQLite errors of the body."""
    with _translated(path), closing(_connect(path, patience)) as connection:
        for setting in SETTINGS:
            connection.execute(f"PRAGMA {setting}")
        yield Database(connection, execute_plugins=False, recursive_triggers=False)


@contextmanager
def writing(path: Path, patience: timedelta = PATIENCE) -> Iterator[Database]:
    """As `opened`, with the one write lock of the file held from the start: all of the body is kept, or nothing."""
    with opened(path, patience) as db:
        db.execute("BEGIN IMMEDIATE")
        try:
            yield db
            db.commit()
        except BaseException:
            db.rollback()
            raise


@contextmanager
def kept_open(path: Path) -> Iterator[None]:
    """While this lasts, no unit of work is the last to close the file, at which SQLite would fold its log back.

    A long fill takes a third less time so. Raises `MirrorError` when the file cannot be opened.
    """
    with _translated(path):
        connection = _connect(path, PATIENCE, any_thread=True)
    with closing(connection):
        with _translated(path):
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        yield


def create(path: Path, *, exist_ok: bool) -> None:
    """Make an empty file that only its owner can read, as rows name people; SQLite's -wal and -shm files follow suit.

    Raises `MirrorError`.
    """
    try:
        path.touch(mode=0o600, exist_ok=exist_ok)
    except OSError as error:
        reason = error.strerror or str(error)
        raise MirrorError(
            f"The file {path} cannot be created ({reason}). Name a new file in a folder that this user can write."
        ) from error


def _connect(path: Path, patience: timedelta, *, any_thread: bool = False) -> sqlite3.Connection:
    # mode=rw: only `migrate` may create the file, so that a mistyped name is an error and not an empty mirror.
    address = f"{path.absolute().as_uri()}?mode=rw"
    return sqlite3.connect(
        address,
        uri=True,
        timeout=patience.total_seconds(),
        isolation_level=None,
        check_same_thread=not any_thread,
    )


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        # The low byte is the error; the others only say where in SQLite it happened.
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        remedy = REMEDIES.get(code, "Please report this with the log of the minute it happened.")
        kind = LockedError if code == sqlite3.SQLITE_BUSY else MirrorError
        raise kind(f"The database {path} failed ({error}). {remedy}") from error
