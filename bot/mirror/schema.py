"""The mirror's tables: migrations, in order, each applied once and never changed afterwards."""

from pathlib import Path
from time import monotonic, sleep

from sqlite_utils import Database, Migrations

from bot.errors import MirrorError
from bot.mirror.database import PATIENCE, LockedError, create, opened, writing
from bot.mirror.delivery_tables import deliveries, digest_subscriptions, owner_notices
from bot.mirror.incident_tables import (
    incident_acts,
    incident_posts,
    incident_told_with,
    incident_votes,
    incidents,
    unknown_incident_hours,
    watch_rounds,
)
from bot.mirror.kept_questions import ends_of_kept_pages, kept_questions
from bot.mirror.log_tables import audit_events, provisioning_events, sign_in_events
from bot.mirror.rollup_tables import (
    counted_hours,
    hourly_sign_ins,
    hourly_sign_ups,
    loose_ends,
    networks_of_hourly_sign_ins,
    stale_hours,
)
from bot.mirror.thread_memory import thread_questions


def sign_up_events(db: Database) -> None:
    """One row for each `selfServiceSignUp`; times are microseconds since 1970 in UTC, keys are casefolded."""
    db.execute("""
        CREATE TABLE sign_up_events (
            id TEXT NOT NULL PRIMARY KEY,
            at INTEGER NOT NULL,
            correlation_id TEXT NOT NULL,
            app_id TEXT NOT NULL,
            app_name TEXT,
            stage TEXT NOT NULL,
            provider TEXT,
            provider_key TEXT,
            identifier TEXT,
            identifier_key TEXT,
            identifier_type TEXT,
            domain TEXT,
            error_code INTEGER NOT NULL,
            failure_reason TEXT,
            additional_details TEXT,
            user_id TEXT,
            extensions TEXT NOT NULL,
            raw BLOB NOT NULL
        ) STRICT
    """)
    db.execute("CREATE INDEX sign_ups_by_time ON sign_up_events (at)")
    db.execute("CREATE INDEX sign_ups_by_attempt ON sign_up_events (correlation_id, at)")
    db.execute("CREATE INDEX sign_ups_by_person ON sign_up_events (identifier_key, at)")


def app_names(db: Database) -> None:
    """The latest name seen for each app: many events carry none, and names outlive the rows they came with."""
    db.execute("""
        CREATE TABLE app_names (
            log TEXT NOT NULL,
            app_id TEXT NOT NULL,
            name TEXT NOT NULL,
            seen_at INTEGER NOT NULL,
            PRIMARY KEY (log, app_id)
        ) STRICT, WITHOUT ROWID
    """)


def held_stretches(db: Database) -> None:
    """For each log the stretches of time of which every row is here; they neither overlap nor touch."""
    db.execute("""
        CREATE TABLE held_stretches (
            log TEXT NOT NULL,
            since INTEGER NOT NULL,
            until INTEGER NOT NULL,
            read_at INTEGER NOT NULL,
            PRIMARY KEY (log, since),
            CHECK (since < until)
        ) STRICT, WITHOUT ROWID
    """)


def posts(db: Database) -> None:
    """What was announced for which period; the key lets one process only claim it."""
    db.execute("""
        CREATE TABLE posts (
            subscription TEXT NOT NULL,
            since INTEGER NOT NULL,
            until INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('claimed', 'posted', 'released')),
            claimed_at INTEGER NOT NULL,
            posted_at INTEGER,
            message_ts TEXT,
            released_because TEXT,
            PRIMARY KEY (subscription, since, until)
        ) STRICT, WITHOUT ROWID
    """)


def subscriptions(db: Database) -> None:
    """When each digest was first wanted: nothing is owed from before."""
    db.execute("""
        CREATE TABLE subscriptions (
            name TEXT NOT NULL PRIMARY KEY,
            first_seen INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID
    """)


def asked_questions(db: Database) -> None:
    """Who asked what, where and when; `question` is the canonical JSON."""
    db.execute("""
        CREATE TABLE asked_questions (
            id INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            asker TEXT NOT NULL,
            channel TEXT NOT NULL,
            question TEXT NOT NULL
        ) STRICT
    """)
    db.execute("CREATE INDEX asked_by_time ON asked_questions (at)")


STEPS = (
    *(sign_up_events, app_names, held_stretches, subscriptions, posts, asked_questions),
    *(sign_in_events, audit_events, provisioning_events),
    kept_questions,
    *(hourly_sign_ups, hourly_sign_ins, counted_hours, stale_hours),
    thread_questions,
    *(incidents, incident_posts, incident_acts, incident_votes, watch_rounds),
    *(digest_subscriptions, deliveries, owner_notices),
    unknown_incident_hours,
    networks_of_hourly_sign_ins,
    *(incident_told_with, loose_ends),
    ends_of_kept_pages,
)

MIGRATIONS = Migrations("gatehouse")
for step in STEPS:
    MIGRATIONS()(step)


def migrate(path: Path) -> list[str]:
    """Bring the file at `path` to this version, creating it where there is none; the names of what was applied.

    Safe to run again, and by several processes at once. Raises `MirrorError`.
    """
    create(path, exist_ok=True)
    _use_write_ahead_log(path)
    with writing(path) as db:
        _refuse_newer(db, path)
        pending = [migration.name for migration in MIGRATIONS.pending(db)]
        MIGRATIONS.apply(db)
    return pending


def _use_write_ahead_log(path: Path) -> None:
    """Of two that switch a new file at once SQLite refuses one without letting it wait, so the waiting is done here."""
    give_up_at = monotonic() + PATIENCE.total_seconds()
    while True:
        try:
            with opened(path) as db:
                db.enable_wal()
            return
        except LockedError:
            if monotonic() > give_up_at:
                raise
        sleep(0.02)


def _refuse_newer(db: Database, path: Path) -> None:
    unknown = {migration.name for migration in MIGRATIONS.applied(db)} - {step.__name__ for step in STEPS}
    if unknown:
        raise MirrorError(
            f"The database {path} was written by a newer Gatehouse ({', '.join(sorted(unknown))}). "
            "Start that version, or name another file."
        )
