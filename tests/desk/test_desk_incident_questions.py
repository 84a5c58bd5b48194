"""The command beneath an incident asks for just its attempts, whoever types it, wherever they are."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.desk.incident_questions import command_of, question_of
from bot.domain.hourly_counts import HOUR
from bot.domain.incidents import Incident, IncidentKind
from bot.domain.names import TenantNames
from bot.domain.question import Log
from bot.domain.window import resolve
from bot.language.parser import parse

ZONES = ("UTC", "Europe/London", "Europe/Berlin", "America/St_Johns", "Asia/Kathmandu")
TWICE = datetime(2026, 10, 25, 1, tzinfo=UTC)
"""02:00 in Berlin and 01:00 in London, for the second time that night."""


def incident(kind, since, dims=(), recovered_at=None):
    return Incident(
        id="i",
        kind=kind,
        dims=dims,
        since=since,
        opened_at=since + HOUR,
        last_hour=since + HOUR,
        window_end=since + HOUR,
        window_hours=2,
        observed=9,
        expected=1.0,
        attempts=9,
        failures=9,
        share=1.0,
        recovered_at=recovered_at,
    )


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("asker", ["America/New_York", "Asia/Tokyo"])
@pytest.mark.parametrize("since", [TWICE - HOUR, TWICE, datetime(2026, 7, 1, 22, tzinfo=UTC)])
@pytest.mark.parametrize("kind", IncidentKind)
def test_a_command_is_read_as_the_question_that_it_stands_for(zone, asker, since, kind):
    over = incident(kind, since, (("provider", "Google"),), since + 3 * HOUR)
    command = command_of(Log.SIGN_UPS, over, over.dims, ZoneInfo(zone))
    read = parse(command, since + 9 * HOUR, ZoneInfo(asker), TenantNames()).question
    meant = question_of(Log.SIGN_UPS, over, over.last_hour + HOUR)

    assert set(read.where) == set(meant.where)
    assert resolve(read.window, since + 9 * HOUR, ZoneInfo(asker)) == resolve(meant.window, since, ZoneInfo(zone))


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        pytest.param("UTC", "/signins failed since 2026-07-01 08:00 UTC", id="UTC"),
        pytest.param("Europe/Berlin", "/signins failed since 2026-07-01 10:00 +02:00", id="summer in Berlin"),
        pytest.param("America/St_Johns", "/signins failed since 2026-07-01 05:30 -02:30", id="half an hour"),
    ],
)
def test_times_are_those_of_the_message(zone, said):
    going_on = incident(IncidentKind.FAILURE, datetime(2026, 7, 1, 8, tzinfo=UTC))

    assert command_of(Log.SIGN_INS, going_on, (), ZoneInfo(zone)) == said
