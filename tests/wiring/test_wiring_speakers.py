"""The bot as it is run, on the demo tenant and in the demo workspace: what people write reaches the logs and back."""

from contextlib import closing
from dataclasses import asdict

import pytest

from bot.demo.options import TenantOptions
from bot.demo.town import running_tenant
from bot.demo.workspace import running_workspace
from bot.demo.workspace.people import BOT_USER, HELPDESK, SUPPORT
from bot.settings import given
from bot.wiring.house import build_house
from bot.wiring.speakers import build_speakers
from handlers.socket_mode import SocketDoor


def settings_for(tenant, workspace, folder):
    return given(
        asdict(tenant.whereabouts)
        | {
            "database": folder / "mirror.sqlite3",
            "slack_bot_token": workspace.credentials.bot_token,
            "slack_app_token": workspace.credentials.app_token,
            "slack_url": workspace.api_url,
            "allowed_users": HELPDESK.id,
            "digest_channel": SUPPORT.id,
        }
    )


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    """The workspace, with the bot connected to it by Socket Mode."""
    with running_workspace() as workspace, running_tenant(TenantOptions(throttle=False)) as tenant:
        settings = settings_for(tenant, workspace, tmp_path_factory.mktemp("speakers"))
        with closing(build_house(settings, throttled=False)) as house:
            speakers = build_speakers(house, signed=False)
            door = SocketDoor(speakers.app, workspace.credentials.app_token, slack_url=workspace.api_url)
            door.open()
            workspace.wait_connected()
            yield workspace
            door.close()
            speakers.stop(5)


def answers(workspace, ts, n):
    """The last of `n` answers in a thread, once none is a note any more."""

    def said():
        return [post for post in workspace.thread(SUPPORT.id, ts) if post.user == BOT_USER]

    def are_there():
        return len(said()) >= n and not any("eading the log" in post.text for post in said())

    workspace.wait_until(are_there, lambda: f"{n} answers; there are {[post.text for post in said()]}", timeout=60)
    return said()[-1].text


def test_questions_in_a_thread_follow_one_another_down_to_the_logs(workspace):
    asked = workspace.mention("how many sign-ups failed with Google last week?")
    ts = asked.payload["event"]["ts"]
    counted = answers(workspace, ts, 1)
    workspace.mention("list them", thread_ts=ts)
    listed = answers(workspace, ts, 2)

    attempts = counted.splitlines()[1].split(" ")[0].strip("*")
    assert int(attempts) > 0
    assert f"*{attempts} sign-up attempts failed" in listed, "the same number, row by row"
    assert "∗∗∗@" in listed, "and nobody's address"


def test_a_form_is_answered_as_a_direct_message(workspace):
    workspace.shortcut("ask_the_logs").wait_ack()
    workspace.wait_until(lambda: bool(workspace.screen(HELPDESK.id)), lambda: "the form")
    form = workspace.screen(HELPDESK.id)[-1]
    workspace.submit(form, {"form_look_signups": "conversion", "form_period_signups": "last_week"}).wait_ack()

    channel = workspace.direct_messages(HELPDESK.id).id
    workspace.wait_until(
        lambda: any("settled attempts" in post.text for post in workspace.channel(channel).messages),
        lambda: "the conversion of last week",
        timeout=60,
    )


def test_the_home_tab_knows_what_was_asked_and_what_the_settings_subscribe_to(workspace):
    workspace.slash("/signups", "failed last 24h").wait(1, timeout=60)
    workspace.open_home().wait_ack()
    workspace.wait_until(lambda: workspace.home(HELPDESK.id) is not None, lambda: "the Home tab")

    said = str(workspace.home(HELPDESK.id)["blocks"])
    assert "Sign-ups · failed" in said
    assert "/signups status:failed last:24h" in said
    assert "from the settings" in said
