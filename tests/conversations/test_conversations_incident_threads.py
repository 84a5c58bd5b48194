"""Somebody asks in the thread of an incident, and need not say what it is about."""

import pytest
from incidents_in_town import CHANNEL, watched_in

from bot.demo.workspace import running_workspace
from bot.demo.workspace.people import BOT_USER, SECURITY


@pytest.fixture
def workspace():
    with running_workspace() as workspace:
        yield workspace


@pytest.fixture
def bot(workspace, tmp_path):
    with watched_in(workspace, tmp_path, door=True) as bot:
        workspace.wait_connected()
        yield bot


def answer_in(bot, post):
    """The last word of the bot in the thread, once the log has been read."""

    def said():
        return [each for each in bot.thread(post) if each.user == BOT_USER][1:]

    bot.workspace.wait_until(
        lambda: said() and "eading the log" not in said()[-1].text, lambda: f"an answer; there is {said()}", timeout=60
    )
    return said()[-1].text


def test_a_question_in_its_thread_follows_what_it_is_about(bot):
    bot.fail(6)
    bot.look()
    post = bot.posts[-1]
    bot.workspace.mention("by stage", user=SECURITY.id, channel=CHANNEL, thread_ts=post.ts)

    said = answer_in(bot, post)
    assert said.startswith("*Sign-ups · Google · failed · by stage · Fri 20 Nov")
    assert "6 sign-up attempts failed" in said
