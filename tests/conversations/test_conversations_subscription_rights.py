"""Whose channel it is: nobody has a digest posted in a private channel they are not in, or handles what is there."""

from dataclasses import replace
from datetime import time, timedelta
from zoneinfo import ZoneInfo

import pytest
from answer_reading import sound
from town_subscriptions import NOW, running_house

from bot.demo.blockkit import Use, problems
from bot.demo.workspace import running_workspace
from bot.demo.workspace.people import GROWTH, GUEST, HELPDESK, LEAVER, MANAGER, SECURITY, SECURITY_ROOM, SUPPORT
from bot.domain.cadence import Cadence, Every
from bot.domain.subscriptions import Channel, DigestKind, Draft
from bot.wiring.clockwork import build_digest_desks

IN_GROWTH = f"subscribe signups daily 9:00 UTC in <#{GROWTH.id}|x>"
ALONE = "You are not in that private channel, so you cannot subscribe it."


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with running_house(tmp_path_factory.mktemp("rights")) as house:
        yield house


@pytest.fixture
def workspace():
    with running_workspace() as workspace:
        yield workspace


@pytest.fixture
def bot(workspace, make_bot, house):
    return make_bot(workspace, composer=build_digest_desks(house), patience=10)


def entra(bot, text, user=HELPDESK, channel=SUPPORT):
    return sound(bot.workspace.slash("/entra", text, user=user.id, channel=channel.id).wait(1)[-1])


def press(bot, post, action, user):
    return sound(bot.workspace.click(post, action, user=user.id).wait(1)[-1])


def posts_in(bot, channel):
    return bot.workspace.channel(channel.id).messages


def kept(bot):
    return bot.subscriptions.desk.kept


# Subscribing


def test_a_private_channel_is_subscribed_by_its_members_alone(bot):
    text = entra(bot, IN_GROWTH).text

    assert ALONE in text
    assert "Ask somebody who is in it, or subscribe with “to me”" in text
    assert "growth" not in text, "what it is called is for its members"
    assert kept(bot).all() == []
    assert "Subscribed" in entra(bot, IN_GROWTH, user=MANAGER).text


def test_a_private_channel_that_is_archived_or_shared_says_so_to_its_members_alone(bot, workspace):
    workspace.put(replace(GROWTH, is_ext_shared=True, is_archived=True))

    assert ALONE in entra(bot, IN_GROWTH).text
    assert "#growth is archived" in entra(bot, IN_GROWTH, user=MANAGER).text


def test_a_public_channel_is_subscribed_by_anybody_who_may_ask_and_could_join_it(bot):
    assert HELPDESK.id not in SECURITY_ROOM.members
    assert "Subscribed" in entra(bot, f"subscribe signins daily 9:00 in <#{SECURITY_ROOM.id}|security>").text


def test_with_a_mention_it_is_refused_as_well(bot, workspace):
    workspace.mention(IN_GROWTH, user=HELPDESK.id, channel=SUPPORT.id)
    workspace.wait_calls("chat.postEphemeral")

    assert ALONE in workspace.seen(SUPPORT.id, HELPDESK.id)[-1].text
    assert kept(bot).all() == []


@pytest.mark.parametrize("fault", [{"status": 500}, {"error": "fetch_members_failed"}], ids=["fails", "does not tell"])
def test_where_slack_does_not_tell_nothing_is_subscribed(bot, workspace, fault):
    workspace.fail_next("conversations.members", **fault)

    assert "Slack did not say who is in that channel" in entra(bot, IN_GROWTH, user=MANAGER).text
    assert kept(bot).all() == []


# What stands there


@pytest.mark.parametrize("deed", ["pause", "resume", "unsubscribe", "preview", "send", "history", "take over"])
def test_what_posts_in_a_private_channel_is_handled_by_its_members_alone(bot, deed):
    entra(bot, IN_GROWTH, user=MANAGER)

    assert "There is no subscription 1 that you can see" in entra(bot, f"{deed} 1").text
    assert kept(bot).find(1).owner == MANAGER.id
    assert posts_in(bot, GROWTH) == ()


def test_another_member_handles_it_too(bot, workspace):
    entra(bot, IN_GROWTH, user=MANAGER)
    workspace.put(replace(GROWTH, members=GROWTH.members | {SECURITY.id}))

    assert "is paused" in entra(bot, "pause 1", user=SECURITY).text
    assert "goes on" in entra(bot, "resume 1", user=SECURITY).text


@pytest.mark.parametrize(
    "action", ["subscription_pause", "subscription_preview", "subscription_send", "subscription_end"]
)
def test_a_button_that_came_out_of_the_channel_does_no_more(bot, action):
    made = entra(bot, IN_GROWTH, user=MANAGER)

    assert "is not yours" in press(bot, made.post, action, HELPDESK).text
    assert kept(bot).find(1) is not None
    assert posts_in(bot, GROWTH) == ()


def test_the_lists_name_private_channels_to_their_members_alone(bot, workspace):
    entra(bot, IN_GROWTH, user=MANAGER)

    assert "Nothing is subscribed to yet." in entra(bot, "subscriptions").text
    assert "1 subscription" in entra(bot, "subscriptions", user=MANAGER).text
    assert GROWTH.id not in home_of(workspace, HELPDESK)
    assert GROWTH.id in home_of(workspace, MANAGER)


def home_of(workspace, user):
    workspace.open_home(user=user.id)
    workspace.wait_until(lambda: workspace.home(user.id) is not None, lambda: "a Home tab")
    return str(workspace.home(user.id))


def test_a_list_leaves_out_what_nobody_can_find_out_about(bot, workspace):
    entra(bot, IN_GROWTH, user=MANAGER)
    workspace.put(replace(GROWTH, members=GROWTH.members | {SECURITY.id}))
    workspace.fail_next("conversations.members", status=500)

    assert "Nothing is subscribed to yet." in entra(bot, "subscriptions", user=SECURITY).text
    assert "1 subscription" in entra(bot, "subscriptions", user=SECURITY).text


def test_an_owner_who_left_the_channel_may_end_it_and_not_post_there(bot, workspace):
    entra(bot, IN_GROWTH, user=MANAGER)
    workspace.put(replace(GROWTH, members=GROWTH.members - {MANAGER.id}))

    refused = entra(bot, "send 1 now", user=MANAGER).text
    assert "posts in a private channel that you are not in" in refused
    assert "/entra unsubscribe 1" in refused
    assert posts_in(bot, GROWTH) == ()
    assert "is paused" in entra(bot, "pause 1", user=MANAGER).text
    assert "posts in a private channel" in entra(bot, "resume 1", user=MANAGER).text
    assert "has ended" in entra(bot, "unsubscribe 1", user=MANAGER).text


# An owner who can no longer ask


def handed_over(bot, owner=LEAVER):
    """A digest of a channel was posted whose owner can no longer ask; what the channel reads of that."""
    cadence = Cadence(Every.DAILY, time(9), ZoneInfo("UTC"))
    draft = Draft(kind=DigestKind.SIGN_UPS, cadence=cadence, to=Channel(SUPPORT.id), owner=owner.id)
    kept(bot).add(draft, NOW - timedelta(days=1))
    bot.subscriptions.desk.deliveries.post_owed()
    digest, asked = posts_in(bot, SUPPORT)
    assert "Sign-ups" in digest.text
    assert problems({"text": asked.text, "blocks": list(asked.blocks)}, Use.POST) == []
    return asked


def test_the_channel_is_asked_to_take_over_what_somebody_who_left_subscribed(bot):
    asked = handed_over(bot)

    assert asked.text.startswith("*lou, who subscribed this channel, can no longer use Gatehouse.*")
    assert (
        "Their Slack account is deactivated. The digest (sign-ups daily at 09:00 (UTC), subscription 1)" in asked.text
    )
    assert "`/entra take over 1`" in asked.text


def test_the_first_who_presses_takes_it_over(bot):
    asked = handed_over(bot, owner=GUEST)

    assert (
        "is yours now: you are told when it cannot be delivered"
        in press(bot, asked, "subscription_take_over", HELPDESK).text
    )
    assert kept(bot).find(1).owner == HELPDESK.id
    assert "is yours already" in press(bot, asked, "subscription_take_over", HELPDESK).text


def test_it_may_be_taken_over_by_words(bot):
    handed_over(bot)

    assert "is yours now" in entra(bot, "take over 1").text
    assert kept(bot).find(1).owner == HELPDESK.id


# An owner from whom it is taken


def told(workspace, who):
    """What somebody reads in their direct messages, once there is something."""
    direct = workspace.direct_messages(who.id).id
    workspace.wait_until(lambda: workspace.channel(direct).messages, lambda: f"a direct message to {who.name}")
    (message,) = workspace.channel(direct).messages
    assert problems({"text": message.text, "blocks": list(message.blocks)}, Use.POST) == []
    return message


def test_its_owner_is_told_once_who_took_it_over_and_takes_it_back(bot, workspace):
    entra(bot, "subscribe signups daily 9:00 UTC", user=MANAGER)
    reply = entra(bot, "take over 1").text
    message = told(workspace, MANAGER)

    assert "is yours now" in reply
    assert "told of it" not in reply
    assert message.text.startswith("*hanna took over your subscription 1.*")
    assert "is yours already" in entra(bot, "take over 1").text
    assert len(workspace.channel(workspace.direct_messages(MANAGER.id).id).messages) == 1
    assert "is yours now" in press(bot, message, "subscription_take_over", MANAGER).text
    assert kept(bot).find(1).owner == MANAGER.id
    assert told(workspace, HELPDESK).text.startswith("*mei took over your subscription 1.*")


def test_a_former_owner_who_left_the_channel_reads_that_they_have_to_be_in_it(bot, workspace):
    entra(bot, IN_GROWTH, user=MANAGER)
    workspace.put(replace(GROWTH, members=GROWTH.members - {MANAGER.id} | {SECURITY.id}))

    assert "is yours now" in entra(bot, "take over 1", user=SECURITY).text
    assert "Once you are in that private channel again" in told(workspace, MANAGER).text


@pytest.mark.parametrize(
    ("deed", "said", "undoing"),
    [
        pytest.param(
            "pause 1",
            "*hanna paused your subscription 1.*\n"
            "The digest of sign-ups daily at 09:00 (UTC) is not posted until somebody resumes it.\n"
            f"It goes to <#{SUPPORT.id}>.\n"
            "Press the button to resume it, or type:\n• `/entra resume 1`",
            "subscription_resume",
            id="paused",
        ),
        pytest.param(
            "unsubscribe 1",
            "*hanna ended your subscription 1.*\n"
            "The digest of sign-ups daily at 09:00 (UTC) is not posted any more. To have it again, subscribe anew.\n"
            f"It was posted in <#{SUPPORT.id}>.\n"
            "What else there is, you see with:\n• `/entra subscriptions`",
            None,
            id="ended",
        ),
    ],
)
def test_its_owner_is_told_once_who_paused_or_ended_it(bot, workspace, deed, said, undoing):
    entra(bot, "subscribe signups daily 9:00 UTC", user=MANAGER)
    entra(bot, deed)
    entra(bot, deed)
    message = told(workspace, MANAGER)

    assert message.text == said
    if undoing:
        assert "goes on" in press(bot, message, undoing, MANAGER).text


def test_what_an_owner_does_is_told_to_nobody(bot, workspace):
    entra(bot, "subscribe signups daily 9:00 UTC", user=MANAGER)
    for deed in ("pause 1", "resume 1", "unsubscribe 1"):
        entra(bot, deed, user=MANAGER)

    assert workspace.calls("conversations.open") == ()


def test_it_stays_ended_where_its_owner_cannot_be_told(bot, workspace):
    entra(bot, "subscribe signups daily 9:00 UTC", user=MANAGER)
    workspace.fail_next("conversations.open", error="missing_scope")

    assert entra(bot, "unsubscribe 1").text == (
        "Subscription 1 has ended: nothing is posted any more. "
        "mei could not be told of it: the app was not granted a permission that this needs. Tell them yourself."
    )
    assert kept(bot).all() == []


@pytest.mark.parametrize(
    ("method", "fault", "why"),
    [
        pytest.param(
            "conversations.open",
            {"error": "missing_scope"},
            "mei could not be told of it: the app was not granted a permission that this needs. Tell them yourself.",
            id="refused",
        ),
        pytest.param(
            "chat.postMessage",
            {"status": 500},
            "mei may not have been told of it: Slack did not say whether it took the message. Tell them yourself.",
            id="not confirmed",
        ),
    ],
)
def test_it_stays_taken_over_where_its_owner_cannot_be_told(bot, workspace, method, fault, why):
    entra(bot, "subscribe signups daily 9:00 UTC", user=MANAGER)
    workspace.fail_next(method, **fault)
    reply = entra(bot, "take over 1").text

    assert "is yours now" in reply
    assert why in reply
    assert kept(bot).find(1).owner == HELPDESK.id


def test_direct_messages_cannot_be_taken_over(bot):
    entra(bot, "subscribe signups daily 9:00 UTC to me")

    assert "Only the subscription of a channel can be taken over" in entra(bot, "take over 1").text
