"""The tables of the hourly counts, which outlive the rows they were counted from. Times are microseconds since 1970."""

from sqlite_utils import Database

HOURLY = """
    CREATE TABLE {table} (
        hour INTEGER NOT NULL,
        {columns},
        attempts INTEGER NOT NULL,
        failures INTEGER NOT NULL,
        people INTEGER NOT NULL,
        unsettled INTEGER NOT NULL,
        unsettled_people INTEGER NOT NULL,
        PRIMARY KEY (hour, {keys})
    ) STRICT, WITHOUT ROWID
"""
# Whoever writes a log's rows, the hour they fall in is noted. Rows are read again more often than they change.
# Rows that are deleted leave their counts as they are.
NOTED = "INSERT INTO stale_hours VALUES ('{log}', {row}.at - {row}.at % 3600000000) ON CONFLICT DO NOTHING;"


def hourly_sign_ups(db: Database) -> None:
    """One row for each hour and each set of values that its attempts share."""
    _hourly(db, "hourly_sign_ups", ("app", "provider", "stage", "error_code", "user_domain", "extension"))


def hourly_sign_ins(db: Database) -> None:
    """As `hourly_sign_ups`."""
    _hourly(db, "hourly_sign_ins", ("app", "country", "client", "error_code", "kind"))


def networks_of_hourly_sign_ins(db: Database) -> None:
    """Sign-ins from networks that some channels know are counted apart; until now they were not counted at all."""
    db.execute("ALTER TABLE hourly_sign_ins RENAME TO hourly_sign_ins_of_all")
    _hourly(db, "hourly_sign_ins", ("app", "country", "client", "error_code", "kind", "network"))
    db.execute("""
        INSERT INTO hourly_sign_ins
            (hour, app, country, client, error_code, kind, network,
            attempts, failures, people, unsettled, unsettled_people)
        SELECT hour, app, country, client, error_code, kind, '',
            attempts, failures, people, unsettled, unsettled_people
        FROM hourly_sign_ins_of_all
    """)
    db.execute("DROP TABLE hourly_sign_ins_of_all")


def counted_hours(db: Database) -> None:
    """The hours that were counted: how far into each the log was known, by which rules, and in which order."""
    db.execute("""
        CREATE TABLE counted_hours (
            log TEXT NOT NULL,
            hour INTEGER NOT NULL,
            until INTEGER NOT NULL,
            rules TEXT NOT NULL,
            turn INTEGER NOT NULL,
            PRIMARY KEY (log, hour)
        ) STRICT, WITHOUT ROWID
    """)
    db.execute("CREATE INDEX counted_by_turn ON counted_hours (log, turn)")


def stale_hours(db: Database) -> None:
    """The hours in which rows have come or changed since they were counted."""
    db.execute("""
        CREATE TABLE stale_hours (
            log TEXT NOT NULL,
            hour INTEGER NOT NULL,
            PRIMARY KEY (log, hour)
        ) STRICT, WITHOUT ROWID
    """)
    for log, table in (("signups", "sign_up_events"), ("signins", "sign_in_events")):
        new, old = NOTED.format(log=log, row="new"), NOTED.format(log=log, row="old")
        db.execute(f"CREATE TRIGGER {table}_added AFTER INSERT ON {table} BEGIN {new} END")
        db.execute(
            f"CREATE TRIGGER {table}_changed AFTER UPDATE ON {table} "
            f"WHEN old.raw IS NOT new.raw OR old.at IS NOT new.at BEGIN {new} {old} END"
        )


def loose_ends(db: Database) -> None:
    """When the last unsettled attempt of an hour was last heard of; the newest hours are counted again for it."""
    db.execute("ALTER TABLE counted_hours ADD COLUMN last_heard INTEGER")
    db.execute("""
        INSERT OR IGNORE INTO stale_hours
        SELECT log, hour FROM counted_hours AS counted
        WHERE hour >= (SELECT max(hour) FROM counted_hours WHERE log = counted.log) - 24 * 3600000000
    """)


def _hourly(db: Database, table: str, keys: tuple[str, ...]) -> None:
    columns = ", ".join(f"{key} TEXT NOT NULL" for key in keys)
    db.execute(HOURLY.format(table=table, columns=columns, keys=", ".join(keys)))
