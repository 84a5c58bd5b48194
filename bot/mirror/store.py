"""The mirror of the logs: rows kept by id, read back by window, forgotten by age."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import orjson

from bot.domain.events import LogEvent
from bot.domain.question import Filter, Log
from bot.domain.window import Window
from bot.errors import MirrorError
from bot.mirror import statements, stretches
from bot.mirror.database import PATIENCE, create, opened, writing
from bot.mirror.names import latest_names
from bot.mirror.rows import form_of
from bot.planning import predicate, sql
from bot.planning.plan import Watermark
from bot.planning.sql import micros, moment

PORTION = 2_000
"""How many rows are forgotten at once, which takes less than a tenth of a second."""


class Mirror:
    """Fits `desk.memory_ports.EventStore`. Many threads may use it: each call has a connection of its own.

    `path` names a migrated file. Everything raises `MirrorError`.
    """

    def __init__(self, path: Path, patience: timedelta = PATIENCE) -> None:
        self.path = path
        self._patience = patience

    def store(self, log: Log, events: Sequence[LogEvent]) -> int:
        """Keep rows; a later copy of the same id overwrites. Answers how many were new."""
        rows = list(map(form_of(log).row_of, events))
        with writing(self.path, self._patience) as db:
            new = db.conn.executemany(statements.insert(log), rows).rowcount
            if new < len(rows):
                db.conn.executemany(statements.overwrite(log), rows)
            db.conn.executemany(statements.KEEP_NAME, latest_names(log, events))
        return new

    def mark(self, log: Log, held: Window, read_at: datetime, part: str = "") -> None:
        """Note that every row of `held` is here, of one part of the log; joins what was known where they touch."""
        with writing(self.path, self._patience) as db:
            stretches.mark(db, Watermark(log, held, read_at, part))

    def held(self, log: Log, part: str = "") -> list[Watermark]:
        """All stretches that are complete, oldest first."""
        with opened(self.path, self._patience) as db:
            return stretches.held(db, log, part)

    def watermark(self, log: Log, part: str = "") -> Watermark | None:
        """The newest stretch that is complete, or `None` while there is none."""
        held = self.held(log, part)
        return held[-1] if held else None

    def events(self, log: Log, window: Window, narrow: Sequence[Filter] = ()) -> list[Any]:
        """All rows in `window` that meet every filter, as events of their log, oldest first.

        Of sign-ups, all rows of correlation ids that have, for each filter, a row there meeting it; a filter on what is
        the same on every row of an attempt (its app, its correlation id) must hold for each row.
        The events come without `raw`: `rows` reads that.
        """
        query, parameters = statements.read(log, window, [each for each in narrow if sql.is_written(each, log)])
        tests = [predicate.holds(each, log) for each in narrow if not sql.is_written(each, log)]
        event_of = form_of(log).event_of
        with opened(self.path, self._patience) as db:
            found = map(event_of, db.execute(query, parameters))
            return [event for event in found if all(test(event) for test in tests)] if tests else list(found)

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
        """App id to the latest name that a row of `log` gave it, also where that row is forgotten.

        The provisioning log names systems in place of apps.
        """
        with opened(self.path, self._patience) as db:
            return dict(db.execute("SELECT app_id, name FROM app_names WHERE log = ?", [log.value]).fetchall())

    def forget(self, log: Log, before: datetime, pause: Callable[[float], object] = sleep) -> int:
        """Delete the rows older than `before`, and hold that time no longer. Answers how many rows went.

        A million rows take half a minute, longer than others wait to write. So they go in portions, with a pause of
        `pause` seconds after each, in which others write.
        """
        with writing(self.path, self._patience) as db:
            stretches.trim(db, log, before)
        gone = 0
        while True:
            begun = monotonic()
            with writing(self.path, self._patience) as db:
                portion = db.execute(statements.forget(log), [micros(before), PORTION]).rowcount
            gone += portion
            if portion < PORTION:
                return gone
            pause(monotonic() - begun)

    def backup(self, path: Path) -> None:
        """Write a whole and consistent copy to `path`, which must not exist, while the mirror stays in use."""
        create(path, exist_ok=False)
        try:
            with opened(self.path, self._patience) as db:
                db.execute("VACUUM INTO ?", [str(path)])
        except MirrorError:
            path.unlink()
            raise
