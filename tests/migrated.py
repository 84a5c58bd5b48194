"""Database files of this version, copied: to migrate one waits for the disk dozens of times."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.mirror.schema import migrate


def migrated(path):
    """A new file at `path` with all of our tables and no rows; the path."""
    Path(path).write_bytes(_empty())
    return path


@cache
def _empty():
    with TemporaryDirectory() as folder:
        path = Path(folder) / "gatehouse.db"
        migrate(path)
        return path.read_bytes()
