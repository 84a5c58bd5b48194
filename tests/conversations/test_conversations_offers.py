"""Questions offered to be run by a press: readings, corrections, somebody's history and favourites."""

import pytest
from bot_in_town import NOW

from bot.demo.blockkit import Use, problems
from bot.demo.workspace.people import HELPDESK, MANAGER, SECURITY
from bot.domain.names import TenantNames
from bot.domain.question import Is
from bot.mirror.kept_questions import KeptQuestions
from handlers.answer_steps import GONE


def said_at_once(bot, command, text, **who):
    """The post that the acknowledgement of a command made."""
    asked = bot.workspace.slash(command, text, **who)
    payload = asked.wait_ack().payload
    assert problems({"text": payload["text"], "blocks": payload["blocks"]}, Use.RESPONSE) == []
    return next(
        post for post in reversed(bot.workspace.posts) if post.to == asked.user and post.text == payload["text"]
    )


def buttons(post):
    """What can be pressed: label to action."""
    elements = [element for block in post.blocks for element in block.get("elements", ()) if block["type"] == "actions"]
    elements += [block["accessory"] for block in post.blocks if "accessory" in block]
    return {element["text"]["text"]: element["action_id"] for element in elements}


def run(bot, post, label, **who):
    """What comes of pressing a button."""
    (reply,) = bot.workspace.click(post, buttons(post)[label], **who).wait(1)
    assert reply.response_type == "ephemeral"
    return reply.text


# Readings


def test_each_reading_has_a_button_that_runs_it(bot):
    post = said_at_once(bot, "/entra", "users created yesterday")

    assert list(buttons(post)) == [
        "Sign-ups · success",
        "Directory changes · user created",
        "Provisioning · create · object user",
    ]
    answer = run(bot, post, "Sign-ups · success")
    assert "Sign-ups · success · yesterday" in answer
    assert bot.desk.asked[-1].where == (Is("status", "success"),)


def test_what_all_readings_share_is_not_said_on_their_buttons(bot):
    post = said_at_once(bot, "/signups", "rate last 7d")

    assert list(buttons(post)) == ["Failure rate", "Conversion rate", "Abandonment rate", "Drop-off"]


def test_the_words_are_there_for_who_sees_no_buttons(bot):
    post = said_at_once(bot, "/signups", "rate last 7d")

    assert "• `/signups last:7d metric:failure`" in post.text


def test_readings_are_for_who_was_asked(bot):
    post = said_at_once(bot, "/signups", "rate last 7d")

    assert GONE in run(bot, post, "Failure rate", user=SECURITY.id)
    assert bot.desk.asked == []


# Corrections


def test_a_misspelt_name_is_put_right_by_a_press(bot):
    bot.desk.names = TenantNames(apps=("Store", "Partner portal"))
    post = said_at_once(bot, "/signups", "failed app:Stroe last 7d")

    assert list(buttons(post)) == ["Store"]
    run(bot, post, "Store")
    assert bot.desk.asked[-1].where == (Is("app", "Store"), Is("status", "failed"))


def test_a_name_of_several_words_is_put_right_as_one(bot):
    bot.desk.names = TenantNames(apps=("Store", "Partner portal"))
    post = said_at_once(bot, "/signups", 'failed app:"Partner portl"')

    run(bot, post, "Partner portal")
    assert bot.desk.asked[-1].filter("app") == Is("app", "Partner portal")


def test_a_whole_question_that_works_is_offered_as_it_stands(bot):
    post = said_at_once(bot, "/entra", "???!")
    for label in buttons(post):
        assert label.startswith("/")


def test_what_cannot_be_kept_is_said_without_buttons(make_bot, tmp_path):
    bot = make_bot(kept=KeptQuestions(tmp_path / "nowhere.db"))

    post = said_at_once(bot, "/signups", "rate last 7d")

    assert buttons(post) == {}
    assert "metric:failure" in post.text


# History and favourites


def test_history_lists_what_one_asked_and_runs_it_again(bot):
    for text in ("failed last 24h", "by app last 7d", "failed last 24h"):
        bot.workspace.slash("/signups", text, user=MANAGER.id).wait(1)
    bot.workspace.slash("/signups", "abandoned last 24h", user=SECURITY.id).wait(1)

    post = said_at_once(bot, "/entra", "history", user=MANAGER.id)

    lines = post.text.splitlines()
    assert [line for line in lines if line.startswith("`")] == [
        "`/signups status:failed last:24h`",
        "`/signups last:7d by:app`",
    ]
    (reply,) = bot.workspace.click(post, "run_kept_1", user=MANAGER.id).wait(1)
    assert "by app · last 7 days" in reply.text


def test_a_question_that_ended_when_it_was_asked_says_that_to_the_second_and_is_asked_as_it_is_said(make_bot):
    bot = make_bot(present=NOW.replace(second=7, microsecond=123_456))
    bot.workspace.slash("/signups", "failed since monday 9am").wait(1)
    post = said_at_once(bot, "/entra", "history")

    (command,) = [line.strip("`") for line in post.text.splitlines() if line.startswith("`")]
    assert command == "/signups status:failed from:2026-11-16T09:00:00+01:00 to:2026-11-20T10:30:07+01:00"
    bot.workspace.slash("/signups", command.removeprefix("/signups ")).wait(1)
    first, again = bot.desk.asked
    assert again == first


@pytest.mark.parametrize("word", ["favourites", "favorites", "Favourites"])
def test_favourites_are_ones_own(bot, word):
    bot.workspace.slash("/signups", "failed last 24h").wait(1)
    (newest, *_) = bot.kept.history(HELPDESK.id)
    bot.kept.star(newest.id, HELPDESK.id, newest.asked_at)

    assert "status:failed" in said_at_once(bot, "/entra", word).text
    assert "no favourites yet" in said_at_once(bot, "/entra", word, user=SECURITY.id).text


def test_who_asked_nothing_is_told_how_to_begin(bot):
    assert "/signups failed last 24h" in said_at_once(bot, "/entra", "history", user=SECURITY.id).text


def test_a_long_history_of_long_questions_still_fits(bot):
    people = ",".join(f"somebody.with.a.long.name.{number}@contoso.com" for number in range(15))
    for hours in range(1, 25):
        bot.workspace.slash("/signups", f"user:{people} last {hours}h", user=MANAGER.id).wait(1)

    post = said_at_once(bot, "/entra", "history", user=MANAGER.id)
    shown = sum(block["type"] == "section" for block in post.blocks)
    assert f"and {20 - shown} older ones" in post.text
    assert "shortened" not in post.text


def test_a_database_that_fails_is_told_and_costs_no_answer(make_bot, tmp_path):
    bot = make_bot(kept=KeptQuestions(tmp_path / "nowhere.db"))

    assert "GH-" in said_at_once(bot, "/entra", "history").text
    (answer,) = bot.workspace.slash("/signups", "failed last 24h").wait(1)
    assert not [block for block in answer.blocks if block["type"] == "actions"]
