"""`backup`: a whole copy of the database while it is in use."""

import stat
from datetime import UTC, datetime
from pathlib import Path

from bot.domain.question import Log
from bot.domain.window import Window
from bot.mirror.database import kept_open
from bot.mirror.schema import migrate
from bot.mirror.store import Mirror

HELD = Window(datetime(2026, 11, 17, tzinfo=UTC), datetime(2026, 11, 18, tzinfo=UTC))


def test_the_copy_has_what_still_stands_beside_the_file(gatehouse):
    used = Path("gatehouse.sqlite3")
    migrate(used)
    with kept_open(used):  # so that what is written stays in the log beside the file, as while the bot is at work
        Mirror(used).mark(Log.SIGN_UPS, HELD, HELD.until)
        result = gatehouse("backup", "copy.sqlite3")

    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "copy.sqlite3: a whole copy of gatehouse.sqlite3.\n"
    assert Mirror(Path("copy.sqlite3")).watermark(Log.SIGN_UPS).held == HELD
    assert stat.S_IMODE(Path("copy.sqlite3").stat().st_mode) == 0o600, "rows name people"


def test_nothing_is_written_over(gatehouse):
    migrate(Path("gatehouse.sqlite3"))
    Path("kept").write_text("older")

    result = gatehouse("backup", "kept")

    assert result.exit_code == 1
    assert "The file kept cannot be created (File exists)." in result.stderr
    assert Path("kept").read_text() == "older"


def test_where_there_is_no_database_none_is_made_and_no_copy_either(gatehouse):
    result = gatehouse("backup", "copy.sqlite3")

    assert result.exit_code == 1
    assert "The database gatehouse.sqlite3 failed" in result.stderr
    assert not list(Path().glob("*.sqlite3"))
