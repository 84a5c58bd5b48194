"""An answer shown to everybody in a channel: asked about first, without the people in it, and never elsewhere."""

import pytest
from answer_reading import ask, controls, options, press
from town_house import whole_bot_in

from bot.demo.blockkit import Use, problems
from bot.demo.workspace.people import BOARD, HELPDESK, MANAGER, PARTNERS, SECURITY, SUPPORT


@pytest.fixture(scope="module")
def bot(town, tmp_path_factory):
    with whole_bot_in(town, tmp_path_factory.mktemp("sharing")) as bot:
        yield bot


def share(bot, reply, **who):
    """What came of pressing Share."""
    (shared,) = bot.workspace.click(reply.post, "answer_share", **who).wait(1, timeout=60)
    return shared


def test_slack_asks_before_anything_is_shared(bot):
    confirm = controls(ask(bot, "/signups", "failed last 24h"))["answer_share"]["confirm"]

    assert confirm["confirm"]["text"] == "Share"
    assert "Everybody in this channel" in confirm["text"]["text"]


def test_everybody_sees_the_same_numbers_who_shared_them_and_nobodys_address(bot):
    reply = ask(bot, "/signups", "failed last 24h")

    shared = share(bot, reply)

    assert shared.response_type == "in_channel"
    assert problems({"text": shared.text, "blocks": shared.blocks}, Use.RESPONSE) == []
    assert shared.blocks[1] == reply.blocks[1], "the numbers"
    assert "Shared by hanna" in shared.text
    assert "∗∗∗@" in shared.text
    whole = [word for word in reply.text.split() if "@" in word]
    assert whole
    assert not [word for word in whole if word in shared.text]


def test_the_page_that_was_pressed_is_the_one_that_is_shared(bot):
    second = press(bot, ask(bot, "/signups", "failed last 7d"), "answer_next")

    assert "The table has 1" in share(bot, second).text


def test_whoever_may_ask_can_ask_it_themselves_and_see_it_whole(bot):
    shared = share(bot, ask(bot, "/signups", "failed last 24h"))

    mine = press(bot, shared, "answer_again", user=SECURITY.id)

    assert list(controls(shared)) == ["answer_again"]
    assert mine.response_type == "ephemeral"
    assert "∗∗∗@" not in mine.text


def test_what_names_somebody_has_no_button_and_cannot_be_shared(bot):
    reply = ask(bot, "/signups", "user:jane@contoso.com last 7d")
    key = controls(reply)["answer_again"]["value"]
    details = {
        "container": {"type": "message", "is_ephemeral": True},
        "actions": [{"action_id": "answer_share", "value": key, "action_ts": "8.8"}],
    }

    (said,) = bot.workspace.interact("block_actions", details).wait(1)

    assert "answer_share" not in controls(reply)
    assert said.response_type == "ephemeral"
    assert "cannot be shared" in said.text


@pytest.mark.parametrize(
    ("channel", "user", "why"),
    [
        pytest.param(PARTNERS, HELPDESK, "outside this workspace", id="others read along"),
        pytest.param(BOARD, MANAGER, "could not find out who reads along", id="a room it cannot see into"),
    ],
)
def test_where_others_may_read_along_nothing_is_shared(bot, channel, user, why):
    reply = ask(bot, "/signups", "failed last 24h", user=user.id, channel=channel.id)

    said = share(bot, reply, user=user.id)

    assert said.response_type == "ephemeral"
    assert why in said.text


def test_another_persons_private_answer_cannot_be_shared(bot):
    reply = ask(bot, "/signups", "failed last 24h")

    assert share(bot, reply, user=SECURITY.id).response_type == "ephemeral"


def test_a_share_whose_fate_is_unclear_is_not_said_twice(bot):
    reply = ask(bot, "/signups", "failed last 24h")
    bot.workspace.fail_next("response_url", status=500, taken=True)

    pressed = bot.workspace.click(reply.post, "answer_share")
    replies = pressed.wait(2, timeout=60)

    assert [each.response_type for each in replies] == ["in_channel", "ephemeral"]
    assert "Look whether it is there" in replies[1].text


def test_in_direct_messages_there_is_nobody_to_share_with(bot):
    first = ask(bot, "/signups", "failed last 24h")
    press(bot, first, "answer_more", options(first, "answer_more")["CSV file"])
    room = [post for post in bot.workspace.posts if post.files][-1].channel

    reply = ask(bot, "/signups", "failed last 24h", channel=room)

    assert "answer_share" not in controls(reply)
    assert "CSV file" in options(reply, "answer_more")
    assert room != SUPPORT.id
