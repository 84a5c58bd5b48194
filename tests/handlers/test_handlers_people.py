import logging
from dataclasses import replace
from threading import Event
from zoneinfo import ZoneInfo

import pytest

from bot.demo.workspace import running_workspace
from bot.demo.workspace.people import GUEST, HELPDESK, LEAVER, ROBOT, SECURITY, STRANGER
from bot.demo.workspace.premises import SCOPES, Credentials
from handlers.people import People, Standing, person_from
from handlers.web_api import web_client


@pytest.fixture(scope="module")
def workspace():
    with running_workspace() as workspace:
        yield workspace


@pytest.fixture
def people(workspace):
    people = People(web_client(workspace.credentials.bot_token, workspace.api_url))
    yield people
    people.stop()


def test_somebody_is_known_by_zone_and_address(people):
    found = people.find([HELPDESK.id, SECURITY.id])

    assert found[HELPDESK.id].zone == ZoneInfo("Europe/Stockholm")
    assert found[HELPDESK.id].address == "hanna@demo.example"
    assert found[HELPDESK.id].refusal is None
    assert found[SECURITY.id].zone == ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("person", "standing"),
    [
        pytest.param(GUEST, Standing.GUEST, id="guest"),
        pytest.param(
            replace(GUEST, id="U_ULTRA", is_restricted=False, is_ultra_restricted=True), Standing.GUEST, id="ultra"
        ),
        pytest.param(STRANGER, Standing.STRANGER, id="stranger"),
        pytest.param(
            replace(STRANGER, id="U_OTHER", is_stranger=False), Standing.STRANGER, id="somebody of another team"
        ),
        pytest.param(LEAVER, Standing.LEFT, id="somebody who left"),
        pytest.param(ROBOT, Standing.BOT, id="bot"),
    ],
)
def test_whoever_does_not_belong_here_is_refused_in_a_sentence(workspace, people, person, standing):
    workspace.put(person)

    found = people.find([person.id])[person.id]

    assert found.standing is standing
    assert found.refusal.endswith(".")


def test_what_slack_said_is_believed_for_a_minute(workspace):
    now = [0.0]
    client = web_client(workspace.credentials.bot_token, workspace.api_url)
    people = People(client, elapsed=lambda: now[0])
    before = len(workspace.calls("users.info"))

    people.find([HELPDESK.id])
    now[0] = 59.0
    people.find([HELPDESK.id])
    assert len(workspace.calls("users.info")) == before + 1

    now[0] = 61.0
    people.find([HELPDESK.id])
    assert len(workspace.calls("users.info")) == before + 2
    people.stop()


def test_who_becomes_a_guest_is_refused_within_a_minute():
    now = [0.0]
    with running_workspace() as workspace:
        people = People(
            web_client(workspace.credentials.bot_token, workspace.api_url), patience=10, elapsed=lambda: now[0]
        )
        assert people.find([HELPDESK.id])[HELPDESK.id].refusal is None

        workspace.put(replace(HELPDESK, is_restricted=True))
        now[0] = 61.0
        assert people.find([HELPDESK.id])[HELPDESK.id].standing is Standing.GUEST
        people.stop()


@pytest.mark.parametrize(
    ("seconds", "known"), [pytest.param(61.0, True, id="a minute old"), pytest.param(3661.0, False, id="an hour old")]
)
def test_where_slack_does_not_tell_what_it_said_within_the_hour_still_counts(workspace, seconds, known):
    now = [0.0]
    people = People(web_client(workspace.credentials.bot_token, workspace.api_url), patience=10, elapsed=lambda: now[0])
    people.find([GUEST.id])

    now[0] = seconds
    workspace.fail_next("users.info", error="internal_error")
    found = people.find([GUEST.id])

    assert [person.standing for person in found.values()] == ([Standing.GUEST] if known else [])
    people.stop()


def test_a_failure_is_not_remembered(workspace, people, caplog):
    workspace.fail_next("users.info", error="internal_error")

    assert people.find([HELPDESK.id]) == {}
    assert "internal_error" in caplog.text
    assert HELPDESK.id in people.find([HELPDESK.id])


def test_a_missing_scope_leaves_the_zone_unknown_and_says_which_scope_in_the_log(caplog):
    with running_workspace(credentials=Credentials(scopes=SCOPES - {"users:read"})) as workspace:
        people = People(web_client(workspace.credentials.bot_token, workspace.api_url))

        assert people.find([HELPDESK.id]) == {}

        people.stop()
    assert "users:read" in caplog.text


def test_nobody_waits_longer_than_agreed_for_a_slow_slack():
    release = Event()

    class SlowSlack:
        def auth_test(self):
            return {"team_id": "T1"}

        def users_info(self, user):
            release.wait()
            return {"user": {"id": user, "team_id": "T1", "tz": "Asia/Tokyo"}}

    people = People(SlowSlack(), patience=0.01)

    assert people.find(["U1"]) == {}

    release.set()
    patient = People(SlowSlack(), patience=5)
    assert patient.find(["U1"])["U1"].zone == ZoneInfo("Asia/Tokyo")
    people.stop()
    patient.stop()


@pytest.mark.parametrize(
    "zone",
    [
        pytest.param(None, id="none"),
        pytest.param("Mars/Olympus", id="unknown"),
        pytest.param("../../etc/passwd", id="a path"),
        pytest.param(5, id="a number"),
    ],
)
def test_a_zone_nobody_knows_is_none(zone):
    assert person_from({"id": "U1", "team_id": "T1", "tz": zone}, "T1").zone is None


def test_in_an_organisation_somebody_may_belong_to_several_teams():
    user = {"id": "W1", "team_id": "T1", "enterprise_user": {"teams": ["T1", "T2"]}}

    assert person_from(user, "T2").standing is Standing.COLLEAGUE
    assert person_from(user, "T3").standing is Standing.STRANGER


def test_addresses_do_not_reach_the_log(workspace, people, caplog):
    with caplog.at_level(logging.DEBUG):
        people.find([HELPDESK.id])

    assert HELPDESK.email not in caplog.text
