"""When the file cannot be used, the error says what happened and what to do."""

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
from mirror_samples import DAY, NOON, event, hours

from bot.domain.question import Log
from bot.errors import MirrorError
from bot.mirror.database import writing
from bot.mirror.ledger import SqlLedger
from bot.mirror.schema import migrate
from bot.mirror.store import Mirror

LOG = Log.SIGN_UPS
AT_ONCE = timedelta(milliseconds=20)


def test_a_file_of_something_else_is_named(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("not a database, only a list of things to buy\n" * 40)

    with pytest.raises(MirrorError, match=r"notes\.txt .*not a Gatehouse database"):
        migrate(path)


@pytest.mark.parametrize("name", [pytest.param("no/such.db", id="no folder"), pytest.param("x" * 300, id="too long")])
def test_a_file_that_cannot_be_made_is_named(tmp_path, name):
    with pytest.raises(MirrorError, match="Name a new file in a folder that this user can write"):
        migrate(tmp_path / name)


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(MirrorError, match="cannot be opened"):
        migrate(tmp_path)


def test_a_mirror_that_was_never_made_is_not_made_by_reading_it(tmp_path):
    with pytest.raises(MirrorError, match="run `gatehouse migrate`"):
        Mirror(tmp_path / "gatehouse.db").oldest(LOG)

    assert list(tmp_path.iterdir()) == []


def test_a_file_without_our_tables_asks_for_migrate(tmp_path):
    path = tmp_path / "empty.db"
    path.touch()

    with pytest.raises(MirrorError, match="run `gatehouse migrate`"):
        Mirror(path).store(LOG, [event("1")])


def test_a_file_that_may_only_be_read_is_still_read(mirror, path):
    mirror.store(LOG, [event("1")])
    # A write version that SQLite does not know makes the file read-only for everybody, root included.
    with path.open("r+b") as file:
        file.seek(18)
        file.write(b"\x03")

    with pytest.raises(MirrorError, match="cannot be written"):
        mirror.store(LOG, [event("2")])


def test_a_full_disk_keeps_what_was_there(mirror, path):
    mirror.store(LOG, [event("1")])

    with pytest.raises(MirrorError, match="disk is full"), writing(path) as db:  # noqa: PT012 - the limit is the body's
        db.execute("PRAGMA max_page_count = 1")
        db.execute("INSERT INTO app_names VALUES ('signups', 'a', zeroblob(1) || hex(zeroblob(100000)), 1)")

    assert mirror.events(LOG, DAY) == [event("1")]
    assert mirror.app_names(LOG) == {}


def test_a_damaged_file_is_told_from_an_empty_one(mirror, path):
    mirror.store(LOG, [event(str(number), number) for number in range(200)])
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (path.stat().st_size - 4096))

    with pytest.raises(MirrorError, match="damaged"):
        mirror.events(LOG, DAY)


@pytest.mark.parametrize(
    "write",
    [
        pytest.param(lambda path: Mirror(path, AT_ONCE).store(LOG, [event("2")]), id="store"),
        pytest.param(lambda path: Mirror(path, AT_ONCE).mark(LOG, hours(0, 1), NOON), id="mark"),
        pytest.param(lambda path: Mirror(path, AT_ONCE).forget(LOG, NOON), id="forget"),
        pytest.param(lambda path: SqlLedger(path, AT_ONCE).claim("digest", DAY, NOON), id="claim"),
        pytest.param(lambda path: SqlLedger(path, AT_ONCE).asked("U1", "C1", {}, NOON), id="asked"),
    ],
)
def test_a_writer_that_waited_too_long_says_so_and_readers_never_wait(mirror, path, write):
    mirror.store(LOG, [event("1")])
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")

        with pytest.raises(MirrorError, match="locked for too long"):
            write(path)
        assert mirror.events(LOG, DAY) == [event("1")]

    write(path)


def test_an_error_of_ours_passes_through_and_undoes_what_was_begun(mirror, path):
    with pytest.raises(ZeroDivisionError), writing(path) as db:  # noqa: PT012 - the change must come before the error
        db.execute("INSERT INTO app_names VALUES ('signups', 'a', 'Store', 1)")
        raise ZeroDivisionError

    assert mirror.app_names(LOG) == {}
