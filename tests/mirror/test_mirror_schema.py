"""The file is made, brought up to date and guarded by `migrate`."""

import sqlite3
import stat
from contextlib import closing

import pytest
from mirror_samples import race

from bot.domain.question import Log
from bot.errors import MirrorError
from bot.mirror.schema import STEPS, migrate
from bot.mirror.store import Mirror


def tables(path):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'").fetchall()


def test_a_new_file_gets_every_table_once(tmp_path):
    path = tmp_path / "new.db"

    assert migrate(path) == [step.__name__ for step in STEPS]
    assert migrate(path) == []


def test_a_path_may_hold_what_an_address_may_not(tmp_path):
    path = tmp_path / "50% of #1? ü.db"
    migrate(path)

    assert Mirror(path).oldest(Log.SIGN_UPS) is None
    assert path.exists()


def test_every_table_of_ours_is_strict(path):
    ours = {name: strict for name, strict in tables(path) if not name.startswith(("sqlite_", "_sqlite"))}

    assert {"sign_up_events", "incidents", "deliveries"} <= ours.keys()
    assert set(ours.values()) == {1}


def test_the_file_is_for_its_owner_alone_and_keeps_a_write_ahead_log(tmp_path):
    path = tmp_path / "new.db"
    migrate(path)
    with closing(sqlite3.connect(path)) as connection:
        mode = connection.execute("PRAGMA journal_mode").fetchone()

    assert mode == ("wal",)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def migrated(folder, number):
    return migrate(folder / f"{number}.db")


def test_of_several_processes_that_migrate_at_once_one_does_the_work(tmp_path):
    everything = [step.__name__ for step in STEPS]

    for answers in race(migrated, tmp_path, rounds=20):
        assert sorted(answers, key=len) == [[], [], everything]


def test_hourly_sign_ins_of_an_older_version_are_from_no_known_network(tmp_path):
    path = tmp_path / "old.db"
    migrate(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        (made,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'hourly_sign_ins'").fetchone()
        connection.execute("DROP TABLE hourly_sign_ins")
        connection.execute(made.replace("network TEXT NOT NULL,", "").replace(", network)", ")"))
        connection.execute(
            "INSERT INTO hourly_sign_ins VALUES (7, 'a', 'FR', 'Browser', '0', 'interactive', 5, 4, 3, 2, 1)"
        )
        connection.execute("DELETE FROM _sqlite_migrations WHERE name = 'networks_of_hourly_sign_ins'")

    assert migrate(path) == ["networks_of_hourly_sign_ins"]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT * FROM hourly_sign_ins").fetchall() == [
            (7, "a", "FR", "Browser", "0", "interactive", "", 5, 4, 3, 2, 1)
        ]


def test_rows_survive_another_migration(mirror, path):
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO app_names VALUES ('signups', 'a', 'Store', 1)")

    migrate(path)

    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT name FROM app_names").fetchall() == [("Store",)]


def test_a_file_of_a_newer_gatehouse_is_left_alone(path):
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('gatehouse', 'time_travel', '')"
        )

    with pytest.raises(MirrorError, match=r"newer Gatehouse \(time_travel\)"):
        migrate(path)
