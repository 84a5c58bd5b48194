"""Who may enter a channel, as Slack tells it; and who of those who subscribed can no longer ask."""

from dataclasses import replace

import pytest

from bot.demo.workspace import running_workspace
from bot.demo.workspace.people import (
    BOARD,
    GATEHOUSE,
    GROWTH,
    GUEST,
    HELPDESK,
    LEAVER,
    MANAGER,
    ROBOT,
    SECURITY,
    SECURITY_ROOM,
    STRANGER,
)
from bot.demo.workspace.premises import SCOPES, Credentials
from bot.desk.rights import Rights
from bot.errors import SlackError
from handlers.memberships import A_PAGE, Memberships
from handlers.people import People
from handlers.roster import Roster
from handlers.web_api import web_client


@pytest.fixture
def workspace():
    with running_workspace() as workspace:
        yield workspace


def client_of(workspace):
    return web_client(workspace.credentials.bot_token, workspace.api_url)


@pytest.mark.parametrize(
    ("user", "channel", "may"),
    [
        pytest.param(MANAGER, GROWTH, True, id="a member of a private channel"),
        pytest.param(HELPDESK, GROWTH, False, id="nobody of a private channel"),
        pytest.param(HELPDESK, SECURITY_ROOM, True, id="a public channel, which anybody may join"),
        pytest.param(MANAGER, BOARD, False, id="a private channel that Gatehouse is not in"),
        pytest.param(MANAGER, replace(BOARD, id="C_NOWHERE"), False, id="no channel"),
    ],
)
def test_who_may_enter_a_channel(workspace, user, channel, may):
    assert Memberships(client_of(workspace)).may_enter(user.id, channel.id) is may


def test_a_long_list_of_members_is_read_to_its_end(workspace):
    crowd = frozenset(f"U_{number:05}" for number in range(2 * A_PAGE))
    workspace.put(replace(GROWTH, members=crowd | {"U_Z", GATEHOUSE.id}))

    assert Memberships(client_of(workspace)).has("U_Z", GROWTH.id)
    assert len(workspace.calls("conversations.members")) == 3


def test_what_slack_said_is_believed_for_a_minute(workspace):
    now = [0.0]
    memberships = Memberships(client_of(workspace), elapsed=lambda: now[0])
    assert memberships.may_enter(MANAGER.id, GROWTH.id)
    workspace.put(replace(GROWTH, members=frozenset({GATEHOUSE.id})))

    now[0] = 59.0
    assert memberships.may_enter(MANAGER.id, GROWTH.id)
    now[0] = 60.0
    assert not memberships.may_enter(MANAGER.id, GROWTH.id)


@pytest.mark.parametrize("method", ["conversations.info", "conversations.members"])
@pytest.mark.parametrize(
    ("fault", "code"),
    [
        pytest.param({"status": 500}, "unreachable", id="slack fails"),
        pytest.param({"error": "missing_scope"}, "missing_scope", id="no permission"),
        pytest.param({"drop": True}, "unreachable", id="no answer"),
    ],
)
def test_where_slack_does_not_tell_nothing_is_concluded(workspace, method, fault, code):
    workspace.fail_next(method, **fault)
    memberships = Memberships(client_of(workspace))

    with pytest.raises(SlackError, match="did not say who is in that channel") as told:
        memberships.may_enter(MANAGER.id, GROWTH.id)

    assert told.value.code == code
    assert memberships.may_enter(MANAGER.id, GROWTH.id), "it is asked again"


def test_the_scope_that_is_missing_is_named():
    credentials = Credentials(scopes=SCOPES - {"groups:read"})
    with running_workspace(credentials=credentials) as workspace, pytest.raises(SlackError, match="groups:read"):
        Memberships(client_of(workspace)).may_enter(MANAGER.id, GROWTH.id)


# Who can no longer ask

EVERYBODY = frozenset(person.id for person in (HELPDESK, MANAGER, GUEST, STRANGER, LEAVER, ROBOT))


@pytest.mark.parametrize(
    ("person", "why"),
    [
        pytest.param(LEAVER, "Their Slack account is deactivated.", id="deactivated"),
        pytest.param(GUEST, "They are a guest of this workspace now.", id="a guest"),
        pytest.param(STRANGER, "They do not belong to this workspace any more.", id="a stranger"),
        pytest.param(ROBOT, "Theirs is the account of an app.", id="a bot"),
        pytest.param(SECURITY, "They are not on the list of people who may ask any more.", id="off the list"),
    ],
)
def test_somebody_who_departed_is_named_with_the_reason(workspace, person, why):
    departed = Roster(Rights(EVERYBODY), People(client_of(workspace), patience=5)).departed(person.id)

    assert (departed.name, departed.why) == (person.name, why)


def test_a_colleague_who_may_ask_has_not_departed(workspace):
    assert Roster(Rights(EVERYBODY), People(client_of(workspace), patience=5)).departed(HELPDESK.id) is None


def test_people_are_called_as_slack_calls_them(workspace):
    roster = Roster(Rights(EVERYBODY), People(client_of(workspace), patience=5))

    assert (roster.name(HELPDESK.id), roster.name("U_NOBODY")) == (HELPDESK.name, "")


def test_where_slack_does_not_tell_nobody_has_departed(workspace):
    workspace.fail_next("users.info", status=500)

    assert Roster(Rights(EVERYBODY), People(client_of(workspace), patience=5)).departed(LEAVER.id) is None
