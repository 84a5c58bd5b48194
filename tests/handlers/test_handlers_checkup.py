"""What the doctor finds out about Slack: each thing broken in turn, and what it says to mend."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.demo.workspace import running_workspace
from bot.demo.workspace.people import (
    ARCHIVE,
    BOARD,
    GENERAL,
    GROWTH,
    GUEST,
    HELPDESK,
    LEAVER,
    MANAGER,
    PARTNERS,
    ROBOT,
    STRANGER,
    SUPPORT,
)
from bot.demo.workspace.premises import SCOPES, Credentials
from bot.domain.checks import Verdict
from handlers.checkup import SCOPES_FOR_MORE, SlackWanted, check_slack
from handlers.web_api import web_client

BOT_TOKEN = "Bot token (SLACK_BOT_TOKEN)"
APP_TOKEN = "App token (SLACK_APP_TOKEN)"
PEOPLE = "Who may ask (GATEHOUSE_ALLOWED_USERS)"

HEALTHY = SlackWanted(
    app_token=Credentials().app_token,
    signed=False,
    digest_channel=SUPPORT.id,
    allowed_users=frozenset({HELPDESK.id, MANAGER.id}),
)


@pytest.fixture
def workspace():
    with running_workspace() as workspace:
        yield workspace


def checked(workspace, wanted=HEALTHY, *, token=None, now=None, url=None):
    """All checks of `workspace` by their subject."""
    token = workspace.credentials.bot_token if token is None else token
    client = web_client(token, url or workspace.api_url, timeout=30)
    return {check.subject: check for check in check_slack(client, wanted, now or datetime.now(UTC))}


def bad_ones(checks):
    return {subject for subject, check in checks.items() if check.verdict is Verdict.BAD}


def test_a_healthy_workspace_has_nothing_to_mend_and_nothing_is_posted(workspace):
    checks = checked(workspace)

    assert {check.verdict for check in checks.values()} == {Verdict.GOOD}
    assert set(checks) == {BOT_TOKEN, "Scopes", "Clock", APP_TOKEN, "Digest channel C_SUPPORT", PEOPLE}
    assert workspace.posts == ()


@pytest.mark.parametrize(
    ("token", "finding"),
    [
        pytest.param("xoxb-of-another-app", "Slack does not know the bot token", id="unknown"),
        pytest.param(Credentials().app_token, "not_allowed_token_type", id="the app token in its place"),
    ],
)
def test_a_wrong_bot_token_ends_the_checks_and_is_not_shown(workspace, token, finding):
    checks = checked(workspace, token=token)

    assert set(checks) == bad_ones(checks) == {BOT_TOKEN}
    assert finding in checks[BOT_TOKEN].finding
    assert token not in str(checks)


@pytest.mark.parametrize(
    "trouble",
    [pytest.param({"drop": True}, id="dropped"), pytest.param({"status": 500}, id="a page in place of an answer")],
)
def test_a_slack_that_gives_no_answer_is_to_be_mended(workspace, trouble):
    workspace.fail_next("auth.test", **trouble)
    checks = checked(workspace)

    assert set(checks) == bad_ones(checks) == {BOT_TOKEN}
    assert checks[BOT_TOKEN].finding.startswith("Slack cannot be reached")
    assert "GATEHOUSE_SLACK_URL" in checks[BOT_TOKEN].remedy


def test_an_address_where_nobody_answers_is_to_be_mended(workspace):
    assert bad_ones(checked(workspace, url="http://127.0.0.1:9/api/")) == {BOT_TOKEN}


@pytest.mark.parametrize("missing", ["commands", "chat:write", "users:read"])
def test_a_scope_that_nothing_works_without_is_named(missing):
    with running_workspace(credentials=Credentials(scopes=SCOPES - {missing})) as workspace:
        check = checked(workspace)["Scopes"]

    assert (check.verdict, check.finding) == (Verdict.BAD, f"Missing: {missing}.")
    assert "install the app again" in check.remedy


@pytest.mark.parametrize("missing", SCOPES_FOR_MORE)
def test_a_scope_that_something_is_missed_without_is_named_with_what_is_missed(missing):
    with running_workspace(credentials=Credentials(scopes=SCOPES - {missing})) as workspace:
        check = checked(workspace)["Scopes"]

    assert check.verdict is Verdict.LIMITED
    assert check.finding == f"Missing: {missing} ({SCOPES_FOR_MORE[missing]})."
    assert "manifest.yml" in check.remedy


def test_without_the_scope_to_look_at_channels_the_digest_may_be_posted_all_the_same():
    scopes = SCOPES - {"channels:read", "groups:read"}
    with running_workspace(credentials=Credentials(scopes=scopes)) as workspace:
        checks = checked(workspace)

    check = checks["Digest channel C_SUPPORT"]
    assert bad_ones(checks) == set()
    assert check.verdict is Verdict.UNKNOWN
    assert "channels:read" in check.finding


@pytest.mark.parametrize("off", [timedelta(minutes=3), timedelta(minutes=-3)], ids=["fast", "slow"])
def test_a_clock_that_is_minutes_off_is_to_be_set(workspace, off):
    check = checked(workspace, now=datetime.now(UTC) + off)["Clock"]

    assert check.verdict is Verdict.BAD
    assert "seconds off" in check.finding


@pytest.mark.parametrize(
    ("wanted", "verdict", "finding"),
    [
        pytest.param({"app_token": ""}, Verdict.BAD, "no way to reach Gatehouse", id="neither door"),
        pytest.param({"app_token": "", "signed": True}, Verdict.LIMITED, "only `gatehouse run --http`", id="HTTP only"),
        pytest.param({"app_token": "xapp-wrong"}, Verdict.BAD, "refuses the app-level token", id="unknown"),
        pytest.param(
            {"app_token": Credentials().bot_token}, Verdict.BAD, "begins with xapp-", id="the bot token in its place"
        ),
    ],
)
def test_the_app_token_is_tried(workspace, wanted, verdict, finding):
    check = checked(workspace, replace(HEALTHY, **wanted))[APP_TOKEN]

    assert (check.verdict, finding in check.finding) == (verdict, True), check
    assert not wanted["app_token"] or wanted["app_token"] not in str(check)


@pytest.mark.parametrize("trouble", [{"drop": True}, {"status": 503}], ids=["dropped", "a page"])
def test_a_slack_that_fails_while_the_app_token_is_tried_is_told(workspace, trouble):
    workspace.fail_next("apps.connections.open", **trouble)

    assert checked(workspace)[APP_TOKEN].finding.startswith("Slack cannot be reached")


@pytest.mark.parametrize(
    ("channel", "finding", "remedy"),
    [
        pytest.param("C_NOWHERE", "no such channel", "GATEHOUSE_DIGEST_CHANNEL", id="unknown"),
        pytest.param(BOARD.id, "it is private and Gatehouse is not in it", "Invite", id="private"),
        pytest.param(ARCHIVE.id, "#old-launch is archived", "Unarchive", id="archived"),
        pytest.param(GENERAL.id, "Gatehouse is not in #general", "/invite @gatehouse", id="not a member"),
        pytest.param(PARTNERS.id, "shared with another organisation", "internal", id="shared"),
    ],
)
def test_a_channel_that_cannot_take_the_digest_is_to_be_changed(workspace, channel, finding, remedy):
    check = checked(workspace, replace(HEALTHY, digest_channel=channel))[f"Digest channel {channel}"]

    assert check.verdict is Verdict.BAD
    assert finding in check.finding
    assert remedy in check.remedy


def test_an_invitation_that_is_still_open_counts_as_shared(workspace):
    workspace.put(replace(SUPPORT, is_pending_ext_shared=True))

    assert bad_ones(checked(workspace)) == {"Digest channel C_SUPPORT"}


def test_a_private_channel_that_gatehouse_is_in_will_do(workspace):
    assert bad_ones(checked(workspace, replace(HEALTHY, digest_channel=GROWTH.id))) == set()


def test_no_digest_is_no_fault(workspace):
    checks = checked(workspace, replace(HEALTHY, digest_channel=None))

    assert bad_ones(checks) == set()
    assert not any(subject.startswith("Digest") for subject in checks)


@pytest.mark.parametrize(
    ("allowed", "finding"),
    [
        pytest.param(set(), "Nobody: the list is empty.", id="empty"),
        pytest.param({HELPDESK.id, "U_TYPO"}, "1 of 2 would get no answer: U_TYPO (unknown to Slack).", id="unknown"),
        pytest.param({LEAVER.id}, "U_LEAVER (left)", id="has left"),
        pytest.param({GUEST.id}, "U_GUEST (guest)", id="guest"),
        pytest.param({STRANGER.id}, "U_STRANGER (stranger)", id="of another company"),
        pytest.param({ROBOT.id}, "U_ROBOT (bot)", id="a bot"),
    ],
)
def test_somebody_on_the_list_who_would_get_no_answer_is_named(workspace, allowed, finding):
    check = checked(workspace, replace(HEALTHY, allowed_users=frozenset(allowed)))[PEOPLE]

    assert check.verdict is Verdict.BAD
    assert finding in check.finding
    assert check.remedy


@pytest.mark.parametrize(
    ("trouble", "verdict"),
    [
        pytest.param({"error": "missing_scope"}, Verdict.UNKNOWN, id="may not look"),
        pytest.param({"drop": True}, Verdict.BAD, id="dropped"),
    ],
)
def test_a_list_that_cannot_be_looked_through_is_told(workspace, trouble, verdict):
    workspace.fail_next("users.info", **trouble)

    assert checked(workspace)[PEOPLE].verdict is verdict
