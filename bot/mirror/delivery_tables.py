"""The tables of subscriptions, of what became of each post, and of what owners were told; migrations, in order."""

from sqlite_utils import Database


def digest_subscriptions(db: Database) -> None:
    """One row for each subscription, ended ones too, so that no number is given twice; times are microseconds."""
    db.execute("""
        CREATE TABLE digest_subscriptions (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            owner TEXT NOT NULL,
            kind TEXT NOT NULL,
            every TEXT NOT NULL,
            on_day INTEGER NOT NULL,
            at TEXT NOT NULL,
            zone TEXT NOT NULL,
            question TEXT NOT NULL,
            about TEXT NOT NULL,
            channel TEXT,
            person TEXT,
            skip_quiet INTEGER NOT NULL,
            since INTEGER NOT NULL,
            paused_at INTEGER,
            ended_at INTEGER,
            CHECK ((channel IS NULL) != (person IS NULL))
        ) STRICT
    """)


def deliveries(db: Database) -> None:
    """What became of posts, one row for each turn; the same failure again only counts up."""
    db.execute("""
        CREATE TABLE deliveries (
            id INTEGER PRIMARY KEY,
            subscription TEXT NOT NULL,
            since INTEGER NOT NULL,
            until INTEGER NOT NULL,
            state TEXT NOT NULL,
            at INTEGER NOT NULL,
            times INTEGER NOT NULL,
            detail TEXT NOT NULL
        ) STRICT
    """)
    db.execute("CREATE INDEX deliveries_of_subscription ON deliveries (subscription, id)")


def owner_notices(db: Database) -> None:
    """What an owner was told; the key lets one process only tell it, once."""
    db.execute("""
        CREATE TABLE owner_notices (
            subscription TEXT NOT NULL,
            about TEXT NOT NULL,
            told_at INTEGER NOT NULL,
            PRIMARY KEY (subscription, about)
        ) STRICT, WITHOUT ROWID
    """)
