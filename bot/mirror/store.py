"""The mirror of the logs: rows kept by id, read back by window, forgotten by age."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import orjson

from bot.domain.events import SignUpEvent
from bot.domain.question import Filter, Log
from bot.domain.window import Window
from bot.errors import MirrorError
from bot.mirror import statements, stretches
from bot.mirror.database import PATIENCE, create, opened, writing
from bot.mirror.rows import event_of, row_of
from bot.planning.plan import Watermark
from bot.planning.sql import micros, moment


class Mirror:
    """Fits `desk.ports.EventStore`. Many threads may use it: each call is one unit of work on its own connection.

    `path` names a migrated file. Everything raises `MirrorError`.
    """

    def __init__(self, path: Path, patience: timedelta = PATIENCE) -> None:
        self.path = path
        self._patience = patience

    def store(self, log: Log, events: Sequence[SignUpEvent]) -> int:
        """Keep rows; a later copy of the same id overwrites. Answers how many were new."""
        rows = [row_of(event) for event in events]
        with writing(self.path, self._patience) as db:
            new = db.conn.executemany(statements.insert(log), rows).rowcount
            if new < len(rows):
                db.conn.executemany(statements.overwrite(log), rows)
            db.conn.executemany(statements.KEEP_NAME, _latest_names(log, events))
        return new

    def mark(self, log: Log, held: Window, read_at: datetime) -> None:
        """Note that every row of `held` is here; joins what was known where they touch."""
        with writing(self.path, self._patience) as db:
            stretches.mark(db, Watermark(log, held, read_at))

    def held(self, log: Log) -> list[Watermark]:
        """All stretches that are complete, oldest first."""
        with opened(self.path, self._patience) as db:
            return stretches.held(db, log)

    def watermark(self, log: Log) -> Watermark | None:
        """The newest stretch that is complete, or `None` while there is none."""
        held = self.held(log)
        return held[-1] if held else None

    def events(self, log: Log, window: Window, narrow: Sequence[Filter] = ()) -> list[SignUpEvent]:
        """All rows in `window` of correlation ids that have, for each filter, a row there meeting it; oldest first.

        A filter on what is the same on every row of an attempt (its app, its correlation id) must hold for each row.
        The events come without `raw`: `rows` reads that.
        """
        query, parameters = statements.read(log, window, narrow)
        with opened(self.path, self._patience) as db:
            return [event_of(row) for row in db.execute(query, parameters)]

    def rows(self, log: Log, window: Window) -> Iterator[dict[str, object]]:
        """The rows in `window` as Graph sent them, oldest first, one at a time; one thread reads them all."""
        query, parameters = statements.payloads(log, window)
        with opened(self.path, self._patience) as db:
            for (raw,) in db.execute(query, parameters):
                yield orjson.loads(raw)

    def oldest(self, log: Log) -> datetime | None:
        """The time of the oldest row held."""
        with opened(self.path, self._patience) as db:
            (at,) = db.execute(statements.oldest(log)).fetchone()
        return None if at is None else moment(at)

    def app_names(self, log: Log) -> Mapping[str, str]:
        """App id to the latest name that a row of `log` gave it, also where that row is forgotten."""
        with opened(self.path, self._patience) as db:
            return dict(db.execute("SELECT app_id, name FROM app_names WHERE log = ?", [log.value]).fetchall())

    def forget(self, log: Log, before: datetime) -> int:
        """Delete the rows older than `before`, and hold that time no longer. Answers how many rows went."""
        with writing(self.path, self._patience) as db:
            stretches.trim(db, log, before)
            return db.execute(statements.forget(log), [micros(before)]).rowcount

    def backup(self, path: Path) -> None:
        """Write a whole and consistent copy to `path`, which must not exist, while the mirror stays in use."""
        create(path, exist_ok=False)
        try:
            with opened(self.path, self._patience) as db:
                db.execute("VACUUM INTO ?", [str(path)])
        except MirrorError:
            path.unlink()
            raise


def _latest_names(log: Log, events: Sequence[SignUpEvent]) -> list[tuple[str, str, str, int]]:
    latest: dict[str, tuple[datetime, str]] = {}
    for event in events:
        if event.app_name:
            latest[event.app_id] = max(latest.get(event.app_id, (event.at, "")), (event.at, event.app_name))
    return [(log.value, app_id, name, micros(at)) for app_id, (at, name) in latest.items()]
