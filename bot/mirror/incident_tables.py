"""The tables of incidents: what the watch found, what was posted of it, and what people did about it.

Times are microseconds since 1970 in UTC.
"""

from sqlite_utils import Database


def incidents(db: Database) -> None:
    """One row for each incident of each channel; `found` is what the watch knows of it, as JSON.

    `changes` counts all that was noted of it, and `said` up to which of those its posts tell.
    """
    db.execute("""
        CREATE TABLE incidents (
            id TEXT NOT NULL PRIMARY KEY,
            channel TEXT NOT NULL,
            log TEXT NOT NULL,
            opened_at INTEGER NOT NULL,
            recovered_at INTEGER,
            found TEXT NOT NULL,
            failed INTEGER NOT NULL,
            hidden_by TEXT,
            changes INTEGER NOT NULL,
            said INTEGER NOT NULL
        ) STRICT
    """)
    db.execute("CREATE INDEX incidents_by_time ON incidents (channel, opened_at)")


def unknown_incident_hours(db: Database) -> None:
    """How many hours of an incident nobody knows anything of; of older incidents nobody asked."""
    db.execute("ALTER TABLE incidents ADD COLUMN unknown_hours INTEGER NOT NULL DEFAULT 0")


def incident_told_with(db: Database) -> None:
    """Which incident's message tells of the same trouble, so that it needs none of its own."""
    db.execute("ALTER TABLE incidents ADD COLUMN told_with TEXT")


def incident_posts(db: Database) -> None:
    """What was posted of an incident; the key lets one process only claim each part."""
    db.execute("""
        CREATE TABLE incident_posts (
            incident TEXT NOT NULL,
            part TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('claimed', 'posted', 'released')),
            claimed_at INTEGER NOT NULL,
            message_ts TEXT,
            shown TEXT NOT NULL,
            because TEXT NOT NULL,
            PRIMARY KEY (incident, part)
        ) STRICT, WITHOUT ROWID
    """)


def incident_acts(db: Database) -> None:
    """Who did what about an incident, in the order in which it was noted; never changed."""
    db.execute("""
        CREATE TABLE incident_acts (
            id INTEGER PRIMARY KEY,
            incident TEXT NOT NULL,
            at INTEGER NOT NULL,
            who TEXT NOT NULL,
            name TEXT NOT NULL,
            deed TEXT NOT NULL,
            whom TEXT,
            until INTEGER,
            reason TEXT NOT NULL,
            note TEXT NOT NULL
        ) STRICT
    """)
    db.execute("CREATE INDEX acts_by_incident ON incident_acts (incident, id)")
    db.execute("CREATE INDEX acts_by_deed ON incident_acts (deed, until)")


def incident_votes(db: Database) -> None:
    """Who found an incident worth telling and who did not; each person's newest word counts."""
    db.execute("""
        CREATE TABLE incident_votes (
            incident TEXT NOT NULL,
            who TEXT NOT NULL,
            useful INTEGER NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (incident, who)
        ) STRICT, WITHOUT ROWID
    """)


def watch_rounds(db: Database) -> None:
    """Up to which turn of the counts a log was judged for a channel: of two processes one judges each turn."""
    db.execute("""
        CREATE TABLE watch_rounds (
            channel TEXT NOT NULL,
            log TEXT NOT NULL,
            turn INTEGER NOT NULL,
            PRIMARY KEY (channel, log)
        ) STRICT, WITHOUT ROWID
    """)
