"""`migrate`: a release step that may be run again."""

from pathlib import Path

from bot.domain.question import Log
from bot.mirror.store import Mirror


def test_a_new_file_is_made_and_the_second_time_nothing_is_left_to_do(gatehouse):
    first, second = gatehouse("migrate"), gatehouse("migrate")

    assert (first.exit_code, first.stdout) == (0, "")
    assert first.stderr.startswith("gatehouse.sqlite3: sign_up_events, ")
    assert (second.exit_code, second.stderr) == (0, "gatehouse.sqlite3 is up to date.\n")
    assert Mirror(Path("gatehouse.sqlite3")).watermark(Log.SIGN_UPS) is None


def test_the_file_that_the_settings_name_is_meant(gatehouse, tmp_path):
    gatehouse("migrate", env={"GATEHOUSE_DATABASE": str(tmp_path / "elsewhere.db")})

    assert (tmp_path / "elsewhere.db").exists()


def test_settings_may_stand_in_a_file(gatehouse, tmp_path):
    (tmp_path / ".env").write_text("GATEHOUSE_DATABASE=named-in-file.db\nGATEHOUSE_DIGEST_CHANNEL=\n")
    gatehouse("migrate")

    assert (tmp_path / "named-in-file.db").exists()


def test_a_folder_that_is_not_there_is_trouble(gatehouse):
    result = gatehouse("migrate", env={"GATEHOUSE_DATABASE": "nowhere/mirror.db"})

    assert (result.exit_code, result.stdout) == (1, "")
    assert "Name a new file in a folder that this user can write" in result.stderr


def test_a_setting_that_cannot_be_is_named_without_its_value(gatehouse):
    result = gatehouse("migrate", env={"GATEHOUSE_REFRESH_MINUTES": "hunter2"})

    assert (result.exit_code, result.stdout) == (2, "")
    assert "GATEHOUSE_REFRESH_MINUTES" in result.stderr
    assert "hunter2" not in result.stderr
