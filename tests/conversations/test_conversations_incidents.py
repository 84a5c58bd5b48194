"""One message for each incident, edited as it changes; details and the end in its thread; nobody is pinged."""

import pytest
from incidents_in_town import MovingClock, watched_in

from bot.demo.workspace import running_workspace
from bot.domain.hourly_counts import HOUR
from bot.domain.window import Window


@pytest.fixture
def workspace():
    with running_workspace() as workspace:
        yield workspace


@pytest.fixture
def bot(workspace, tmp_path):
    with watched_in(workspace, tmp_path) as bot:
        yield bot


def opened(bot, people=6, **more):
    """An incident that has just been told of; its message."""
    bot.fail(people, **more)
    bot.look()
    return bot.posts[-1]


def test_an_incident_is_one_message_with_its_details_in_the_thread(bot):
    post = opened(bot)

    (details,) = bot.thread(post)
    assert len(bot.posts) == 1
    for said in ("Google", "Open", "6 people failed", "where 0.4 are usual", "Next step"):
        assert said in post.text
    assert "/signups failed provider:Google since 2026-11-20 09:00 UTC" in details.text
    assert "/beta/auditLogs/signUps" in details.text
    assert [block["type"] for block in details.blocks].count("data_visualization") == 1
    assert not details.broadcast


def test_the_requests_in_its_thread_reach_to_the_end_of_the_hour(bot):
    (details,) = bot.thread(opened(bot))

    assert "createdDateTime le 2026-11-20T10:00:00Z" in details.text


def test_while_nothing_but_the_clock_goes_on_nothing_is_edited(bot):
    opened(bot)
    for _ in range(4):
        bot.clock.forward(minutes=5)
        bot.look()

    assert bot.workspace.calls("chat.update") == ()


def test_no_address_and_no_mention_is_in_any_of_it(bot):
    post = opened(bot)

    said = str([post.blocks, post.text, [(each.blocks, each.text) for each in bot.thread(post)]])
    assert "@" not in said.replace("/@", "")


def test_the_message_is_edited_as_the_incident_changes_and_nothing_is_posted_anew(bot):
    post = opened(bot)
    bot.clock.forward(minutes=10)
    bot.fail(9)
    bot.look()

    assert [each.ts for each in bot.posts] == [post.ts]
    assert "15 people failed" in bot.fresh(post).text
    assert len(bot.thread(post)) == 1
    assert "15" in bot.thread(post)[0].text


def test_what_has_not_changed_is_not_edited(bot):
    opened(bot)
    bot.look()
    calls = len(bot.workspace.calls("chat.update"))
    bot.look()

    assert len(bot.workspace.calls("chat.update")) == calls


def test_recovery_is_said_in_the_message_and_once_in_the_thread_with_its_duration(bot):
    post = opened(bot)
    bot.clock.forward(hours=1)
    bot.succeed(3)
    bot.look()
    bot.clock.forward(hours=1)
    bot.look()

    details, end = bot.thread(post)
    assert "Recovered after 1 h" in bot.fresh(post).text
    assert end.text.startswith("Over for Google: sign-ups are as usual again since Fri 20 Nov 10:00 UTC, after 1 h.")
    assert not end.broadcast
    assert details.ts < end.ts
    assert len(bot.posts) == 1


def test_rows_that_come_after_the_end_are_in_the_message_and_in_the_word_about_the_end(bot):
    post = opened(bot)
    bot.clock.forward(hours=1)
    bot.look()
    before = [post.text for post in bot.thread(post)]
    bot.fail(2, minutes=-60)
    bot.look()
    details, end = bot.thread(post)

    assert "In that time: 8 of 8 attempts failed, 8 people." in bot.fresh(post).text
    assert "In that time 6 attempts failed." in before[1]
    assert "In that time 8 attempts failed." in end.text
    assert "09:00 8. A week before" in details.text


def test_the_word_about_the_end_stays_as_it_is_while_people_judge_the_alert(bot):
    post = opened(bot)
    bot.clock.forward(hours=1)
    bot.look()
    (_, end) = bot.thread(post)
    bot.house.incidents.vote(bot.records()[0].id, "U1", useful=True, at=bot.clock.now())
    bot.look()

    assert "Useful to 1" in bot.fresh(post).text
    assert [call.arguments["ts"] for call in bot.workspace.calls("chat.update")].count(end.ts) == 0


def test_buttons_go_when_the_incident_is_over(bot):
    post = opened(bot)
    before = buttons(post)
    bot.clock.forward(hours=1)
    bot.look()

    assert {"incident_acknowledge", "incident_assign", "incident_mute", "incident_close"} <= before
    assert buttons(bot.fresh(post)) == {"incident_useful", "incident_useless", "incident_portal"}


def buttons(post):
    rows = [block["elements"] for block in post.blocks if block["type"] == "actions"]
    return {element["action_id"] for row in rows for element in row}


def test_two_incidents_are_two_messages(bot):
    bot.fail(6, provider="Google")
    bot.fail(7, provider="Apple")
    bot.look()

    assert sorted(post.text.splitlines()[0] for post in bot.posts) == [
        "*Sign-ups fail more than usual: Apple*",
        "*Sign-ups fail more than usual: Google*",
    ]


def test_a_restart_goes_on_with_the_same_message(workspace, tmp_path):
    clock = MovingClock()
    with watched_in(workspace, tmp_path, clock=clock) as bot:
        post = opened(bot)
    clock.forward(minutes=20)
    with watched_in(workspace, tmp_path, clock=clock) as bot:
        bot.stored = 100
        bot.fail(4)
        bot.look()
        assert [each.ts for each in bot.posts] == [post.ts]
        assert "10 people failed" in bot.fresh(post).text
    clock.forward(hours=1)
    with watched_in(workspace, tmp_path, clock=clock) as bot:
        bot.look()
        assert "Recovered" in bot.fresh(post).text


def test_a_channel_gets_a_few_messages_an_hour_and_is_told_how_many_were_held_back(bot):
    for name in ("One", "Two", "Three", "Four", "Five", "Six"):
        bot.fail(6, provider=name)
    bot.look()
    bot.look()

    assert len(bot.posts) == 4
    assert "2 other incidents not posted" in bot.posts[-1].text
    assert len(bot.records()) == 6


def test_a_channel_gets_a_dozen_messages_a_day(bot):
    for hour in range(4):
        for n in range(4):
            bot.fail(6, provider=f"Provider {hour}.{n}")
        bot.look()
        bot.clock.forward(hours=1, minutes=1)
    before = len(bot.posts)
    bot.clock.forward(hours=21)
    bot.fail(6, provider="The next day")
    bot.look()

    assert (before, len(bot.posts)) == (12, 13)
    assert len(bot.records()) == 17


def test_what_was_held_back_is_posted_when_there_is_room_and_it_still_goes_on(bot):
    for name, people in {"One": 6, "Two": 7, "Five": 5, "Three": 8, "Four": 9}.items():
        bot.fail(people, provider=name)
    bot.look()
    assert "Five" not in str([post.text for post in bot.posts])

    bot.clock.forward(hours=1, minutes=1)
    bot.fail(6, provider="Five")
    bot.look()

    assert len(bot.posts) == 5
    assert bot.posts[-1].text.startswith("*Sign-ups fail more than usual: Five*\n*Open*")


def test_what_was_over_before_it_could_be_posted_is_not_posted(bot):
    bot.workspace.fail_next("chat.postMessage", error="is_archived", times=1)
    bot.fail(6)
    bot.look()
    bot.clock.forward(hours=1)
    bot.look()

    assert bot.posts == []
    assert [record.incident.is_open for record in bot.records()] == [False]


def test_an_hour_that_was_never_read_is_said_to_be_unknown_until_it_is_read(bot):
    post = opened(bot)
    began = bot.clock.now()
    bot.clock.forward(hours=2)
    bot.fail(7)
    bot.house.mirror.mark(bot.log, Window(began + 2 * HOUR - HOUR / 4, bot.clock.now()), bot.clock.now())
    bot.watch.run(bot.log)
    gap, thread = bot.fresh(post).text, bot.thread(post)[0].text
    bot.fail(2, minutes=-90)
    bot.look()

    assert "6 of 6 attempts failed, at least 6 people. Of these 3 hours 3 are not known" in gap
    assert "09:00 not known, 10:00 not known, 11:00 not known" in thread
    assert "15 of 15 attempts failed, 15 people." in bot.fresh(post).text
    assert "not known" not in bot.thread(post)[0].text.split("A week before")[0]
    assert [(record.failed, record.unknown_hours) for record in bot.records()] == [(15, 0)]
