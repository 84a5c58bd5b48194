# ruff: noqa: S608 - the names in these texts come from the catalogue and from `rows`; every value is bound
"""The SQL that reads and writes a log's table."""

from collections.abc import Collection, Sequence

from bot.domain.question import And, Filter, Log, Within, field_of
from bot.domain.window import Window
from bot.mirror.rows import form_of
from bot.planning import sql
from bot.planning.catalogue import log_row

Statement = tuple[str, list[sql.Parameter]]
"""A text, and the values of its question marks."""


def insert(log: Log) -> str:
    """Adds the rows whose ids are new, and leaves the others as they are."""
    written = form_of(log).written
    columns, marks = ", ".join(written), ", ".join("?" * len(written))
    return f"INSERT INTO {log_row(log).table} ({columns}) VALUES ({marks}) ON CONFLICT (id) DO NOTHING"


def overwrite(log: Log) -> str:
    """Adds rows, each in place of the one that had its id, unless that is of a later moment.

    What a row that tells less does not tell stays as it was.
    """
    kept = log_row(log).told_by_beta
    changes = ", ".join(_change(column, kept) for column in form_of(log).written if column != "id")
    return insert(log).removesuffix("DO NOTHING") + f"DO UPDATE SET {changes} WHERE excluded.at >= at"


def _change(column: str, kept: Collection[str]) -> str:
    if column not in kept:
        return f"{column} = excluded.{column}"
    return f"{column} = CASE WHEN excluded.detailed >= detailed THEN excluded.{column} ELSE {column} END"


def read(log: Log, window: Window, narrow: Sequence[Filter]) -> Statement:
    """The columns of events for `Mirror.events`: of attempts, only steady filters need hold for the row itself."""
    row = log_row(log)
    steady = tuple(condition for condition in narrow if not row.of_attempts or row.column(field_of(condition)).steady)
    where, parameters = sql.write(And((Within(window), *steady)), log)
    for condition in narrow:
        if condition not in steady:
            some_row, values = sql.write(And((Within(window), condition)), log)
            where += f" AND correlation_id IN (SELECT correlation_id FROM {row.table} WHERE {some_row})"
            parameters += values
    return f"SELECT {', '.join(form_of(log).read)} FROM {row.table} WHERE {where} ORDER BY at", parameters


def payloads(log: Log, window: Window) -> Statement:
    """The rows in `window` as Graph sent them, oldest first."""
    where, parameters = sql.write(Within(window), log)
    return f"SELECT raw FROM {log_row(log).table} WHERE {where} ORDER BY at", parameters


def oldest(log: Log) -> str:
    """The time of the oldest row."""
    return f"SELECT min(at) FROM {log_row(log).table}"


def forget(log: Log) -> str:
    """Deletes the oldest rows of those before a time; the parameters are that time, and how many at most."""
    table = log_row(log).table
    return f"DELETE FROM {table} WHERE rowid IN (SELECT rowid FROM {table} WHERE at < ? ORDER BY at LIMIT ?)"


KEEP_NAME = """
    INSERT INTO app_names (log, app_id, name, seen_at) VALUES (?, ?, ?, ?)
    ON CONFLICT (log, app_id) DO UPDATE SET name = excluded.name, seen_at = excluded.seen_at
    WHERE seen_at <= excluded.seen_at
"""
"""Keeps an app's name unless a later one is known."""
