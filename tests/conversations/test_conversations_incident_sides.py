"""People fail and people leave: who is still under way is never counted, and one trouble gets one message."""

import pytest
from incidents_in_town import CHANNEL, NOW, PatientJudge, watched_in

from bot.demo.workspace import running_workspace
from bot.domain.hourly_counts import HOUR
from bot.domain.incidents import IncidentKind, Opened
from bot.domain.question import Log
from bot.domain.watching import AlertChannel
from bot.domain.window import Window

FAIL, LEAVE = IncidentKind.FAILURE, IncidentKind.ABANDONMENT


@pytest.fixture
def workspace():
    with running_workspace() as workspace:
        yield workspace


@pytest.fixture
def bot(workspace, tmp_path):
    with watched_in(workspace, tmp_path, judge=PatientJudge) as bot:
        yield bot


def at(bot, hour, minute=0):
    """A round at that time of the day."""
    bot.clock.present = NOW.replace(hour=hour, minute=minute)
    return bot.look()


def kinds(changes):
    return [change.incident.kind for change in changes if isinstance(change, Opened)]


def known(bot):
    """Kind -> the record of it in the ledger."""
    found = bot.house.incidents.known(CHANNEL, Log.SIGN_UPS, NOW - 100 * HOUR)
    return {record.incident.kind: record for record in found}


def opened(bot):
    everything = Window(NOW - 100 * HOUR, NOW + 100 * HOUR)
    return [record.incident.kind for record in bot.house.incidents.report(CHANNEL, everything).opened]


# Who left


def test_nobody_has_left_until_an_hour_after_the_last_of_them_was_heard_of(bot):
    bot.leave(8)
    assert at(bot, 9, 30) == []
    bot.clock.present = NOW.replace(hour=10, minute=20)
    bot.come_back(1, code=1002013)

    assert [kinds(at(bot, *moment)) for moment in [(10, 30), (11, 0), (11, 19)]] == [[], [], []]
    assert kinds(at(bot, 11, 20)) == [LEAVE]
    (post,) = bot.posts
    assert "8 people left an attempt unfinished within one hour" in post.text
    assert "*Open* · since Fri 20 Nov 09:00" in post.text


def test_who_comes_back_in_time_has_not_left(bot):
    bot.leave(8)
    at(bot, 9, 30)
    bot.clock.present = NOW.replace(hour=10, minute=15)
    bot.come_back(8)

    assert [kinds(at(bot, hour)) for hour in (11, 12, 13)] == [[], [], []]
    assert bot.posts == []


def test_who_turns_out_to_have_finished_is_taken_out_of_the_numbers(bot):
    bot.leave(8)
    at(bot, 11)
    (before,) = bot.posts
    bot.come_back(5, minutes=-60)  # rows that came late
    at(bot, 11, 10)

    assert "8 of 8 attempts stayed unfinished" in before.text
    assert "3 of 8 attempts stayed unfinished" in bot.fresh(before).text
    assert known(bot)[LEAVE].failed == 3


def test_the_present_is_never_among_the_hours_of_its_course(bot):
    bot.leave(8)
    at(bot, 11, 40)
    (details,) = bot.thread(bot.posts[0])

    assert "09:00 8." in details.text
    assert "10:00" not in details.text


# One trouble


def trouble(bot):
    """Some fail and some leave, at one time and place."""
    bot.fail(8)
    bot.leave(9)


def test_those_who_leave_where_others_fail_are_told_of_with_them(bot):
    trouble(bot)

    assert kinds(at(bot, 9, 30)) == [FAIL]
    assert kinds(at(bot, 11)) == [LEAVE]
    assert "Besides, " not in bot.posts[0].text
    at(bot, 11, 5)
    (post,) = bot.posts
    assert "fail more than usual" in post.text
    assert "Besides, 9 attempts there stayed unfinished, more than usual." in post.text
    assert known(bot)[LEAVE].told_with == known(bot)[FAIL].id
    assert opened(bot) == [FAIL]


def test_more_failures_after_those_who_left_are_news_and_each_message_names_the_other(bot):
    """A code that was not known before is worth a message; an edit of the earlier one would not be noticed."""
    bot.leave(8)
    at(bot, 11, 20)
    bot.fail(20)
    assert kinds(at(bot, 11, 30)) == [FAIL]
    at(bot, 11, 35)

    left, failed = map(bot.fresh, bot.posts)
    assert "Besides, 20 attempts there failed, more than usual; that has a message of its own." in left.text
    assert "Besides, 8 attempts there stayed unfinished, more than usual; that has a message of its own." in failed.text
    assert sorted(opened(bot)) == sorted([FAIL, LEAVE])


def test_another_place_is_another_trouble(bot):
    bot.fail(8)
    bot.leave(9, provider="Email OTP")
    at(bot, 9, 30)
    at(bot, 11)

    assert len(bot.posts) == 2
    assert not any("Besides, " in bot.fresh(post).text for post in bot.posts)
    assert sorted(opened(bot)) == sorted([FAIL, LEAVE])


def test_what_outlasts_the_failures_gets_a_message_of_its_own(bot):
    trouble(bot)
    at(bot, 9, 30)
    texts = []
    for hour in range(10, 17):
        bot.clock.present = NOW.replace(hour=hour, minute=10)
        bot.leave(9)
        bot.look()
        texts.append([post.text.splitlines()[0] for post in bot.posts])

    assert not known(bot)[FAIL].incident.is_open
    assert texts[3] == texts[0]
    assert texts[-1] == [*texts[0], "*Sign-ups stay unfinished more than usual: Google*"]
    assert opened(bot) == [FAIL, LEAVE]


def test_a_restart_tells_nothing_anew(bot, workspace, tmp_path):
    trouble(bot)
    at(bot, 9, 30)
    at(bot, 11)
    with watched_in(workspace, tmp_path, judge=PatientJudge, clock=bot.clock) as again:
        again.stored = bot.stored
        again.fail(1)
        assert kinds(at(again, 11, 10)) == []

    assert len(bot.posts) == 1


def test_a_preview_tells_one_trouble_once_too(bot):
    trouble(bot)
    bot.clock.present = NOW.replace(hour=9, minute=50)
    bot.hold()
    assert kinds(bot.watch.preview(Log.SIGN_UPS, AlertChannel(CHANNEL))) == [FAIL]
    bot.clock.present = NOW.replace(hour=11)
    bot.hold()

    assert kinds(bot.watch.preview(Log.SIGN_UPS, AlertChannel("elsewhere"))) == [LEAVE]
