"""What Slack does not take, and processes that die: no incident is posted twice, and nothing is lost in silence."""

import logging
import os
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial

import pytest
from incidents_in_town import CHANNEL, MovingClock, watched_in
from processes import alone, together
from slack_sdk import WebClient

from bot.demo.workspace import running_workspace
from bot.demo.workspace.people import ARCHIVE, SECURITY_ROOM
from bot.desk.incident_acts import IncidentActs, Somebody
from bot.domain.incident_records import Part, Posted
from bot.errors import MirrorError
from bot.wiring.watching import build_watch


@pytest.fixture
def workspace():
    with running_workspace() as workspace:
        yield workspace


@pytest.fixture
def bot(workspace, tmp_path):
    with watched_in(workspace, tmp_path) as bot:
        yield bot


def test_a_layout_that_slack_refuses_is_said_in_plain_words(bot):
    bot.workspace.refuse_blocks("actions", "data_visualization", "table", "rich_text")
    bot.fail(6)
    bot.look()

    (post,) = bot.posts
    (details,) = bot.thread(post)
    assert "6 people failed" in post.text
    assert {block["type"] for block in (*post.blocks, *details.blocks)} <= {"header", "section"}


def test_a_layout_refused_in_an_edit_is_said_in_plain_words_too(bot):
    bot.fail(6)
    bot.look()
    bot.workspace.refuse_blocks("actions")
    bot.fail(3)
    bot.look()

    assert "9 people failed" in bot.posts[0].text
    assert {block["type"] for block in bot.posts[0].blocks} <= {"header", "section"}


@pytest.mark.parametrize(
    ("channel", "said"),
    [
        pytest.param(ARCHIVE.id, "the channel is archived", id="archived"),
        pytest.param("C_NOWHERE", "there is no such channel", id="gone"),
    ],
)
def test_trouble_with_a_channel_is_told_once_to_the_log_and_tried_again(workspace, tmp_path, caplog, channel, said):
    with watched_in(workspace, tmp_path, alert_channels=channel) as bot, caplog.at_level(logging.ERROR):
        bot.fail(6)
        for _ in range(3):
            bot.look()

    told = [record.message for record in caplog.records if said in record.message]
    assert len(told) == 1
    assert len(workspace.calls("chat.postMessage")) == 3


def test_another_channel_is_told_all_the_same(workspace, tmp_path):
    with watched_in(workspace, tmp_path, alert_channels=f"{ARCHIVE.id},{CHANNEL}") as bot:
        bot.fail(6)
        bot.look()

        assert len(bot.posts) == 1


def test_a_renamed_channel_is_still_the_same_channel(bot):
    bot.fail(6)
    bot.look()
    bot.workspace.put(type(SECURITY_ROOM)(id=SECURITY_ROOM.id, name="alerts", members=SECURITY_ROOM.members))
    bot.fail(3)
    bot.look()

    assert "9 people failed" in bot.posts[0].text


def test_a_storm_of_refusals_for_haste_keeps_the_order(workspace, tmp_path):
    workspace.fail_next("chat.postMessage", status=429, retry_after=0, times=2)
    with watched_in(workspace, tmp_path) as bot:
        for name, people in {"One": 9, "Two": 8, "Three": 7}.items():
            bot.fail(people, provider=name)
        bot.look()

        assert [post.text.splitlines()[0].split(": ")[1] for post in bot.posts] == ["One*", "Two*", "Three*"]
        assert [len(bot.thread(post)) for post in bot.posts] == [1, 1, 1]


def test_what_slack_would_not_take_for_haste_is_posted_by_the_next_round_and_once(workspace, tmp_path):
    workspace.fail_next("chat.postMessage", status=429, retry_after=600, times=1)
    with watched_in(workspace, tmp_path) as bot:
        bot.fail(6)
        bot.look()
        before = bot.posts
        bot.look()
        bot.look()

        assert before == []
        assert len(bot.posts) == 1


def test_a_message_that_somebody_deleted_is_let_go(bot, caplog):
    bot.fail(6)
    bot.look()
    (post,) = bot.posts
    WebClient(bot.workspace.credentials.bot_token, bot.workspace.api_url).chat_delete(channel=CHANNEL, ts=post.ts)
    with caplog.at_level(logging.ERROR):
        bot.fail(3)
        bot.look()
    calls = len(bot.workspace.calls())
    bot.fail(3)
    bot.look()
    bot.clock.forward(hours=2)
    bot.look()

    assert "somebody deleted the message. It is let go, and not posted anew." in caplog.text
    assert len(bot.workspace.calls()) == calls
    assert bot.posts == []
    assert [(record.failed, record.incident.is_open) for record in bot.records()] == [(12, False)]


def test_details_that_somebody_deleted_are_let_go_and_the_message_is_not(bot):
    bot.fail(6)
    bot.look()
    (post,) = bot.posts
    (details,) = bot.thread(post)
    WebClient(bot.workspace.credentials.bot_token, bot.workspace.api_url).chat_delete(channel=CHANNEL, ts=details.ts)
    for _ in range(3):
        bot.fail(3)
        bot.look()
    bot.clock.forward(hours=1)
    bot.look()

    assert "Recovered" in bot.fresh(post).text
    assert [each.text.startswith("Over for Google") for each in bot.thread(post)] == [True]
    assert [call.arguments["ts"] for call in bot.workspace.calls("chat.update")].count(details.ts) == 1


def test_a_channel_that_is_archived_during_an_incident_is_told_of_its_end_when_it_is_open_again(bot, caplog):
    bot.fail(6)
    bot.look()
    room = bot.workspace.channel(CHANNEL).channel
    bot.workspace.put(replace(room, is_archived=True))
    with caplog.at_level(logging.ERROR):
        for _ in range(3):
            bot.fail(1)
            bot.look()
        bot.clock.forward(hours=1)
        bot.look()
    meanwhile = bot.posts
    bot.workspace.put(room)
    bot.look()

    assert ["6 people failed" in post.text for post in meanwhile] == [True]
    assert caplog.text.count("the channel is archived, frozen or deleted") == 1
    (post,) = bot.posts
    assert "Recovered after 1 h" in post.text
    assert "9 of 9 attempts failed" in post.text
    assert len(bot.thread(post)) == 2


def test_a_storm_of_refusals_for_haste_keeps_the_order_of_edits(workspace, tmp_path):
    with watched_in(workspace, tmp_path) as bot:
        bot.fail(6)
        bot.look()
        (record,) = bot.records()
        acts = IncidentActs(bot.house.incidents, bot.speakers.incidents, bot.clock, bot.house.mirror.app_names)
        workspace.fail_next("chat.update", status=429, retry_after=0, times=3)

        def press(number):
            acts.vote(record.id, Somebody(f"U{number}", ""), useful=True)
            acts.show(record.id)

        with ThreadPoolExecutor(8) as crew:
            pressed = [crew.submit(press, number) for number in range(12)]
            for _ in range(4):
                bot.fail(2)
                bot.look()
        for each in pressed:
            each.result()

        taken = [call.arguments["text"] for call in workspace.calls("chat.update") if call.error is None]
        votes = [int(found[1]) for text in taken if (found := re.search(r"Useful to (\d+)", text))]
        failed = [int(found[1]) for text in taken if (found := re.search(r"(\d+) of \d+ attempts failed", text))]
        assert votes == sorted(votes)
        assert failed == sorted(failed)
        assert "Useful to 12" in bot.posts[0].text
        assert "14 of 14 attempts failed" in bot.posts[0].text


def test_a_post_whose_answer_got_lost_is_not_made_again_and_is_told_of(workspace, tmp_path):
    workspace.fail_next("chat.postMessage", drop=True, taken=True)
    with watched_in(workspace, tmp_path) as bot:
        bot.fail(6)
        for _ in range(3):
            bot.look()
            bot.clock.forward(minutes=5)

        assert len(bot.posts) == 1
        assert [part for _, part in bot.speakers.incidents.unconfirmed(CHANNEL)] == [Part.MESSAGE]


# Processes


class Fatal:
    """A board on which a process dies: before Slack hears of the post, or after it took it."""

    def __init__(self, board, *, after):
        self.board = board
        self.after = after

    def post(self, notice, part, thread_ts=None):
        if self.after:
            self.board.post(notice, part, thread_ts)
        os._exit(9)


def with_board(bot, around):
    """Its watch, with something around the board that puts incidents up in channels."""
    desk = bot.speakers.incidents
    return replace(bot.watch, desk=replace(desk, posts=replace(desk.posts, board=around(desk.posts.board))))


class Door:
    """What a process needs to know of a workspace."""

    def __init__(self, workspace):
        self.api_url, self.credentials = workspace.api_url, workspace.credentials


def _die_posting(door, folder, present, after):
    with watched_in(door, folder, clock=MovingClock(present)) as bot:
        with_board(bot, partial(Fatal, after=after)).run(bot.log)


def _look(door, folder, present, start):
    with watched_in(door, folder, clock=MovingClock(present)) as bot:
        start.wait()
        return len(bot.watch.run(bot.log))


@pytest.mark.parametrize(
    ("after", "standing"), [pytest.param(False, 0, id="before"), pytest.param(True, 1, id="after")]
)
def test_a_process_killed_around_its_post_never_gives_two(workspace, tmp_path, after, standing):
    with watched_in(workspace, tmp_path) as bot:
        bot.fail(6)
        bot.hold()
    ended = alone(_die_posting, Door(workspace), tmp_path, bot.clock.now(), after)
    with watched_in(workspace, tmp_path) as bot:
        for _ in range(2):
            bot.look()
            bot.clock.forward(minutes=5)

        assert ended == 9
        assert len(bot.posts) == standing
        ((record, part),) = bot.speakers.incidents.unconfirmed(CHANNEL)
        assert (part, record.post(part).state) == (Part.MESSAGE, Posted.CLAIMED)


def test_two_processes_post_once(workspace, tmp_path):
    with watched_in(workspace, tmp_path) as bot:
        bot.fail(6)
        bot.hold()

    found = together(_look, Door(workspace), tmp_path, bot.clock.now())

    assert sorted(found) == [0, 1]
    assert len(bot.posts) == 1
    assert len(bot.thread(bot.posts[0])) == 1


def test_two_watches_that_take_turns_keep_one_message(workspace, tmp_path):
    clock = MovingClock()
    with watched_in(workspace, tmp_path, clock=clock) as one, watched_in(workspace, tmp_path, clock=clock) as other:
        one.fail(6)
        for each in (one, other, one, other):
            each.look()
            clock.forward(minutes=5)
        one.fail(4)
        other.look()
        clock.forward(hours=1)
        one.look()

        assert len(one.posts) == 1
        assert "Recovered" in one.posts[0].text
        assert len(one.thread(one.posts[0])) == 2


class Overtaken:
    """A board whose first edit is held up on its way to Slack until something else has happened."""

    def __init__(self, board, meanwhile):
        self.board = board
        self.meanwhile = meanwhile
        self.edits = 0

    def post(self, notice, part, thread_ts=None):
        return self.board.post(notice, part, thread_ts)

    def edit(self, notice, part, message_ts):
        self.edits += 1
        if self.edits == 1:
            self.meanwhile()
        self.board.edit(notice, part, message_ts)


def test_an_edit_that_reaches_slack_after_a_newer_one_does_not_stand(workspace, tmp_path):
    clock = MovingClock()
    with watched_in(workspace, tmp_path, clock=clock) as one, watched_in(workspace, tmp_path, clock=clock) as other:

        def it_ends():
            clock.forward(hours=1)
            other.look()

        one.fail(6)
        one.look()
        one.fail(3)
        one.hold()
        with_board(one, partial(Overtaken, meanwhile=it_ends)).run(one.log)

        (post,) = one.posts
        assert "Recovered" in post.text
        assert len(one.thread(post)) == 2


def test_two_watches_at_once_keep_one_message_through_many_rounds(workspace, tmp_path):
    clock = MovingClock()
    with (
        watched_in(workspace, tmp_path, clock=clock) as one,
        watched_in(workspace, tmp_path, clock=clock) as other,
        ThreadPoolExecutor(2) as crew,
    ):
        for _ in range(8):
            one.fail(3)
            one.hold()
            for found in [crew.submit(bot.watch.run, bot.log) for bot in (one, other)]:
                found.result()
            clock.forward(minutes=2)
        clock.forward(hours=1)
        one.hold()
        found = [crew.submit(bot.watch.run, bot.log) for bot in (one, other)]
        changes = [change for each in found for change in each.result()]
        one.look()

        (post,) = one.posts
        assert [type(change).__name__ for change in changes] == ["Recovered"]
        assert "Recovered" in post.text
        assert "24 of 24 attempts failed, 24 people" in post.text
        assert len(one.thread(post)) == 2


def test_around_the_threshold_for_an_hour_there_is_one_alert_and_one_recovery(bot):
    for step in range(12):
        bot.fail(1 if step % 2 else 2)
        bot.look()
        bot.clock.forward(minutes=2)
    bot.clock.forward(hours=2)
    bot.look()

    (post,) = bot.posts
    assert "Recovered" in post.text
    assert len(bot.thread(post)) == 2


def test_the_watch_says_nothing_once_the_program_is_told_to_stop(workspace, tmp_path):
    with watched_in(workspace, tmp_path) as bot:
        bot.speakers.stop(1)
        bot.fail(6)
        bot.look()
        assert bot.posts == []
    with watched_in(workspace, tmp_path) as bot:
        build_watch(bot.house, bot.speakers.incidents)
        bot.look()
        assert len(bot.posts) == 1


class ForgetfulOnce:
    """A book that cannot be written the first time."""

    def __init__(self, book):
        self._book = book
        self._is_locked = True

    def __getattr__(self, name):
        return getattr(self._book, name)

    def note(self, *what, **figures):
        if self._is_locked:
            self._is_locked = False
            raise MirrorError("The database is locked.")
        return self._book.note(*what, **figures)


def test_what_could_not_be_noted_is_told_with_the_next_counts(bot):
    bot.watch = replace(bot.watch, book=ForgetfulOnce(bot.watch.book))
    bot.fail(6)
    with pytest.raises(MirrorError):
        bot.look()
    bot.succeed(1, provider="Apple")
    bot.look()

    (post,) = bot.posts
    assert "Sign-ups fail more than usual: Google" in post.text
