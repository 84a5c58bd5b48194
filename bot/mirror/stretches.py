"""Which stretches of time of a log, or of a part of it, the mirror holds completely: they join where they touch."""

from datetime import datetime

from sqlite_utils import Database

from bot.domain.question import Log
from bot.domain.window import Window
from bot.planning.catalogue import log_row
from bot.planning.plan import Watermark
from bot.planning.sql import micros, moment


def held(db: Database, log: Log, part: str = "") -> list[Watermark]:
    """The stretches of one part, oldest first; `read_at` is when the newest end of each was read."""
    query = "SELECT since, until, read_at FROM held_stretches WHERE log = ? ORDER BY since"
    return [
        Watermark(log, Window(moment(since), moment(until)), moment(read_at), part)
        for since, until, read_at in db.execute(query, [_name(log, part)])
    ]


def mark(db: Database, stretch: Watermark) -> None:
    """Add a stretch, joined with those it touches. The freshness of a joined stretch is that of its newest end."""
    window = stretch.held
    if window.since == window.until:
        return
    touching = [
        known
        for known in held(db, stretch.log, stretch.part)
        if known.held.since <= window.until and window.since <= known.held.until
    ]
    for known in touching:
        _drop(db, known)
    newest = max([stretch, *touching], key=lambda known: (known.held.until, known.read_at))
    since = min(known.held.since for known in [stretch, *touching])
    _add(db, Watermark(stretch.log, Window(since, newest.held.until), newest.read_at, stretch.part))


def trim(db: Database, log: Log, before: datetime) -> None:
    """Hold nothing older than `before` any longer, of no part."""
    for part in log_row(log).parts:
        for known in held(db, log, part.name):
            if known.held.since < before:
                _drop(db, known)
                if before < known.held.until:
                    _add(db, Watermark(log, Window(before, known.held.until), known.read_at, part.name))


def _name(log: Log, part: str) -> str:
    """Under which name the stretches of a part are kept."""
    name = log_row(log).part(part).name
    return f"{log.value}/{name}" if name else log.value


def _add(db: Database, stretch: Watermark) -> None:
    values = [
        _name(stretch.log, stretch.part),
        micros(stretch.held.since),
        micros(stretch.held.until),
        micros(stretch.read_at),
    ]
    db.execute("INSERT INTO held_stretches (log, since, until, read_at) VALUES (?, ?, ?, ?)", values)


def _drop(db: Database, stretch: Watermark) -> None:
    where = [_name(stretch.log, stretch.part), micros(stretch.held.since)]
    db.execute("DELETE FROM held_stretches WHERE log = ? AND since = ?", where)
