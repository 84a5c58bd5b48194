"""What the clock keeps up to date is what the mirror can keep."""

from bot.desk.explanation import EVENTS, KEPT
from bot.domain.question import Log
from bot.planning.catalogue import LOGS


def test_every_log_with_rows_is_kept_and_sign_ups_come_first():
    assert set(KEPT) == set(LOGS)
    assert KEPT[0] is Log.SIGN_UPS


def test_what_is_kept_are_the_logs_and_not_the_reports():
    assert set(KEPT) - {Log.SIGN_UPS} == EVENTS
