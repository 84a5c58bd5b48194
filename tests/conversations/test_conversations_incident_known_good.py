"""What a channel knows to be good is in none of its numbers, and other channels are told of it all the same."""

from datetime import timedelta

import pytest
from incidents_in_town import CHANNEL, NOW, watched_in

from bot.demo.workspace import running_workspace
from bot.demo.workspace.people import GROWTH
from bot.domain.hourly_counts import HOUR
from bot.domain.question import Log
from bot.domain.sign_ins import SignInEvent
from bot.domain.window import Window
from bot.planning.catalogue import log_row

OTHER = GROWTH.id
BOTH = f"{CHANNEL},{OTHER}"


@pytest.fixture
def workspace():
    with running_workspace() as workspace:
        yield workspace


def said(bot, channel):
    """The newest message in a channel, and the details in its thread."""
    bot.channel = channel
    post = bot.posts[-1]
    return post.text, bot.thread(post)[0].text


def figures(bot, channel):
    bot.channel = channel
    return [(record.failed, record.incident.observed) for record in bot.records()]


def sign_ins(people, ip, code=50126, first=0):
    return [
        SignInEvent(
            id=f"{ip}-{code}-{first + n}",
            at=NOW - timedelta(seconds=first + n + 1),
            correlation_id=f"{ip}-{code}-{first + n}",
            app_id="portal",
            country="FR",
            client_app="Browser",
            user_id=f"user-{first + n}",
            ip=ip,
            error_code=code,
            detailed=True,
        )
        for n in range(people)
    ]


def look_at_sign_ins(bot):
    bot.log = Log.SIGN_INS
    for part in log_row(Log.SIGN_INS).parts:
        if not part.within:
            bot.house.mirror.mark(Log.SIGN_INS, Window(NOW - 30 * HOUR, NOW), NOW, part.name)
    return bot.watch.run(Log.SIGN_INS)


def test_a_known_code_is_no_failure_and_no_reason_where_it_is_known(workspace, tmp_path):
    with watched_in(workspace, tmp_path, alert_channels=BOTH, alert_known_good=f"{CHANNEL}/code:50126") as bot:
        bot.fail(9)
        bot.store(7, "Google", "store", 50034, 0)
        bot.look()
        knowing, thread = said(bot, CHANNEL)
        all_of_it, whole_thread = said(bot, OTHER)

        assert "7 people failed within one hour" in knowing
        assert "16 attempts were made" in knowing
        assert "Since it began: 7 of 16 attempts failed, 7 people." in knowing
        assert "50126" not in knowing
        assert [line for line in thread.splitlines() if "50126" in line] == [
            "Known to be good here and not counted: failures with code 50126. A question counts them."
        ]
        assert "every hour, times in " in thread
        assert "09:00 7 so far" in thread
        assert "Since it began: 16 of 16 attempts failed, 16 people." in all_of_it
        assert "9 people" in all_of_it
        assert "Known to be good" not in whole_thread
        assert (figures(bot, CHANNEL), figures(bot, OTHER)) == ([(7, 7)], [(16, 16)])


def test_a_code_known_everywhere_alarms_nobody(workspace, tmp_path):
    with watched_in(workspace, tmp_path, alert_channels=BOTH, alert_known_good="code:50126") as bot:
        bot.fail(9)
        bot.look()

        assert (figures(bot, CHANNEL), figures(bot, OTHER)) == ([], [])


def test_a_known_app_is_left_out_of_the_numbers_of_others(workspace, tmp_path):
    with watched_in(workspace, tmp_path, alert_known_good="app:Load test") as bot:
        bot.fail(9, app="load test")
        bot.fail(6)
        bot.look()

        text, thread = said(bot, CHANNEL)
        assert "Since it began: 6 of 6 attempts failed, 6 people." in text
        assert "Known to be good here and not counted: app load test." in thread


def test_sign_ins_from_a_network_are_left_out_where_it_is_known(workspace, tmp_path):
    known = f"{CHANNEL}/network:203.0.113.0/24"
    with watched_in(workspace, tmp_path, alert_channels=BOTH, alert_known_good=known) as bot:
        bot.house.mirror.store(Log.SIGN_INS, sign_ins(8, "203.0.113.7"))
        bot.house.mirror.store(Log.SIGN_INS, sign_ins(6, "198.51.100.7", first=10))
        bot.house.mirror.store(Log.SIGN_INS, sign_ins(3, "198.51.100.7", code=50074, first=20))
        look_at_sign_ins(bot)
        knowing, thread = said(bot, CHANNEL)
        all_of_it, _ = said(bot, OTHER)

        assert "Since it began: 6 of 6 attempts failed, 6 people." in knowing
        assert "Known to be good here and not counted: sign-ins from known networks." in thread
        assert "203.0.113" not in f"{knowing} {thread}"
        assert "Since it began: 14 of 14 attempts failed, 14 people." in all_of_it
        assert (figures(bot, CHANNEL), figures(bot, OTHER)) == ([(6, 6)], [(14, 14)])


def test_networks_of_the_older_setting_are_known_to_every_channel(workspace, tmp_path):
    with watched_in(workspace, tmp_path, alert_channels=BOTH, alert_known_networks="203.0.113.0/24") as bot:
        bot.house.mirror.store(Log.SIGN_INS, sign_ins(8, "203.0.113.7"))
        look_at_sign_ins(bot)

        assert (figures(bot, CHANNEL), figures(bot, OTHER)) == ([], [])


def test_a_network_that_is_named_later_is_told_apart_in_the_hours_before(workspace, tmp_path):
    with watched_in(workspace, tmp_path) as bot:
        bot.house.mirror.store(Log.SIGN_INS, sign_ins(8, "203.0.113.7"))
        bot.house.mirror.store(Log.SIGN_INS, sign_ins(6, "198.51.100.7", first=10))
        look_at_sign_ins(bot)
    with watched_in(workspace, tmp_path, alert_known_good="network:203.0.113.0/24") as bot:
        look_at_sign_ins(bot)

        assert "Since it began: 6 of 6 attempts failed, 6 people." in bot.posts[0].text
        assert figures(bot, CHANNEL)[0][0] == 6
