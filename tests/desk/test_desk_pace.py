"""Whoever waits for an answer of several readings is told how far they are, and may end it between two of them."""

from zoneinfo import ZoneInfo

import pytest
from desk_town import question_of

from bot.desk.pace import Pace
from bot.errors import Stopped

UTC_ZONE = ZoneInfo("UTC")
STAFF = "mira.almeida@contosotown.onmicrosoft.com"
ASKED = [
    pytest.param({"log": "user", "filters": {"user": STAFF}}, id="a person"),
    pytest.param({"log": "risk", "filters": {"subject": ["user", "signin", "workload"]}}, id="risk"),
    pytest.param({"log": "apps"}, id="usage"),
    pytest.param({"log": "apps", "filters": {"report": "activity"}, "window": {"last": 7200}}, id="usage by the log"),
]


def test_rows_of_several_readings_add_up():
    told = []
    pace = Pace(told.append)

    for rows in ((10, 25), (5,)):
        pace.step()
        for so_far in rows:
            pace.read(so_far)

    assert told == [0, 10, 25, 25, 30]


def test_where_nobody_waits_nobody_is_told():
    pace = Pace()
    pace.step()
    pace.read(3)

    assert pace.rows == 3


@pytest.mark.parametrize("asked", ASKED)
def test_whoever_waits_is_told_and_may_end_it(filled, asked):
    told = []
    filled.answer(question_of(asked), UTC_ZONE, progress=told.append)
    assert told == sorted(told), "rows never become fewer"

    def stop(_rows):
        raise Stopped("Stopped, as you asked.")

    with pytest.raises(Stopped):
        filled.answer(question_of(asked), UTC_ZONE, progress=stop)
