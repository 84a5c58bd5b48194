"""The watch by hand: a preview prints what would be posted, and neither notes nor posts it."""

from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from bot.cli.houses import demo_settings
from bot.cli.lookout import look
from bot.domain.question import Log
from bot.domain.window import Window
from bot.wiring.house import build_house

DURING = datetime(2026, 11, 3, 14, 30, tzinfo=UTC)
"""The demo tenant's profile form has been refusing people since eight."""

NOBODY = {"GATEHOUSE_TENANT_ID": "t", "GATEHOUSE_CLIENT_ID": "c", "GATEHOUSE_CLIENT_SECRET": "s"}


@pytest.fixture(scope="module")
def house():
    class Still:
        def now(self):
            return DURING

    with demo_settings(DURING) as settings, closing(build_house(settings, clock=Still(), throttled=False)) as house:
        yield house


def test_a_preview_says_what_would_be_posted_and_notes_nothing(house, capsys):
    look(house, preview=True, form="text")
    report = house.incidents.report("a preview", Window(DURING - timedelta(days=30), DURING + timedelta(days=1)))

    assert "Sign-ups fail more than usual: app Contoso Store and stage “profile form”" in capsys.readouterr().out
    assert (report.opened, report.recovered, report.still_open, report.muted) == ((), (), (), ())


def test_a_preview_counts_what_it_looks_at(house, capsys):
    look(house, preview=True, form="json")
    known = house.rollups[Log.SIGN_UPS].hours(Window(DURING - timedelta(days=7), DURING))

    assert '"kind":"failure"' in capsys.readouterr().out.replace(": ", ":")
    assert len(known) == 7 * 24


def test_without_a_channel_there_is_nobody_to_tell(gatehouse):
    answer = gatehouse("watch", env=NOBODY)

    assert answer.exit_code == 2
    assert "GATEHOUSE_ALERT_CHANNELS" in answer.stderr


def test_an_incident_that_nobody_knows_cannot_be_posted_again(gatehouse):
    answer = gatehouse("watch", "--again", "nothing", env=NOBODY)

    assert answer.exit_code == 2
    assert "There is no incident nothing" in answer.stderr
