"""A program that posts in Slack is killed before its claim, between claim and post, and between post and close.

And two programs that post at once.
"""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from killed_deliveries import MOMENTS, desk_on, kill_at_each_moment, post_in_two_programs

from bot.demo.workspace import running_workspace
from bot.demo.workspace.people import HELPDESK, SUPPORT
from bot.demo.workspace.premises import SCOPES, Credentials
from bot.domain.cadence import Cadence, Every
from bot.domain.subscriptions import Channel, DigestKind, Draft
from bot.mirror.schema import migrate
from bot.mirror.subscriptions import SqlSubscriptions

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
HISTORY = {"channels:history", "groups:history", "im:history"}


def subscribed(path):
    """Three digests of one day; each is told by its own zone."""
    migrate(path)
    kept = SqlSubscriptions(path)
    for zone in ("UTC", "Europe/London", "Europe/Berlin"):
        cadence = Cadence(Every.DAILY, time(9), ZoneInfo(zone))
        draft = Draft(kind=DigestKind.SIGN_UPS, cadence=cadence, to=Channel(SUPPORT.id), owner=HELPDESK.id)
        kept.add(draft, NOON - timedelta(days=1))


def zones_of(posts):
    return sorted(post.text.rstrip(".").rpartition(" ")[2] for post in posts)


@pytest.mark.parametrize(
    ("scopes", "standing", "told"),
    [
        pytest.param(SCOPES, ["Europe/Berlin", "Europe/London", "UTC"], [], id="it may look"),
        pytest.param(
            SCOPES - HISTORY,
            ["Europe/Berlin", "UTC"],
            ["subscription 2", "subscription 3"],
            id="it may not look, so its owner is asked to",
        ),
    ],
)
def test_after_a_kill_nothing_stands_twice_and_nothing_is_forgotten(scopes, standing, told, tmp_path):
    path = tmp_path / "mirror"
    subscribed(path)
    with running_workspace(credentials=Credentials(scopes=scopes)) as workspace:
        kill_at_each_moment(path, workspace, NOON)
        assert len(workspace.channel(SUPPORT.id).messages) == 1, f"that of the one killed {MOMENTS[2]}"
        for minutes in (5, 20, 40):
            desk_on(path, workspace.credentials, workspace.api_url, NOON + timedelta(minutes=minutes)).post_owed()

        posts = workspace.channel(SUPPORT.id).messages
        notices = [message.text for message in workspace.channel(workspace.direct_messages(HELPDESK.id).id).messages]

    assert zones_of(posts) == standing
    assert len(notices) == len(told)
    assert all(name in notice and "may not have come" in notice for name, notice in zip(told, notices, strict=True))


def test_two_programs_at_once_post_each_digest_once(tmp_path):
    path = tmp_path / "mirror"
    subscribed(path)
    with running_workspace() as workspace:
        workspace.fail_next("chat.postMessage", delay=0.3)  # so that the second program looks while the first posts
        post_in_two_programs(path, workspace, NOON)
        posts = workspace.channel(SUPPORT.id).messages

    assert sorted(post.text.rstrip(".").rpartition(" ")[2] for post in posts) == [
        "Europe/Berlin",
        "Europe/London",
        "UTC",
    ]
