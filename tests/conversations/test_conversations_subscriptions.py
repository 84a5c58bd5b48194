"""Somebody subscribes, and pauses, looks at, sends and ends what they subscribed to: by words and by buttons."""

import re
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from answer_reading import sound
from town_subscriptions import NOW, running_house

from bot.demo.workspace import running_workspace
from bot.demo.workspace.people import (
    ARCHIVE,
    BOARD,
    GENERAL,
    GROWTH,
    HELPDESK,
    MANAGER,
    PARTNERS,
    SECURITY,
    SUPPORT,
    Channel,
)
from bot.demo.workspace.premises import SCOPES, Credentials
from bot.domain.cadence import Cadence, Every
from bot.domain.days import Days
from bot.domain.subscriptions import Channel as ChannelWanted
from bot.domain.subscriptions import DigestKind, Draft, of_settings
from bot.wiring.clockwork import build_digest_desks

YESTERDAY = Days.one((NOW - timedelta(days=1)).date())


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with running_house(tmp_path_factory.mktemp("subscriptions")) as house:
        yield house


@pytest.fixture
def workspace():
    with running_workspace() as workspace:
        yield workspace


@pytest.fixture
def bot(workspace, make_bot, house):
    return make_bot(workspace, composer=build_digest_desks(house))


def entra(bot, text, user=HELPDESK, channel=SUPPORT, n=1):
    """The reply to `/entra text`: what came of an errand, or what was wrong with it."""
    asked = bot.workspace.slash("/entra", text, user=user.id, channel=channel.id)
    return sound(asked.wait(n)[-1])


def refused(bot, text, user=HELPDESK, channel=SUPPORT):
    """What the acknowledgement of a mistake says."""
    return bot.workspace.slash("/entra", text, user=user.id, channel=channel.id).wait_ack().payload["text"]


def press(bot, reply, action, user=HELPDESK):
    return sound(bot.workspace.click(reply.post, action, user=user.id).wait(1)[-1])


def posts_in(bot, channel):
    return bot.workspace.channel(channel.id).messages


# Subscribing


def test_a_subscription_is_said_back_with_the_next_three_times_it_comes(bot):
    reply = entra(bot, 'subscribe signups daily 9:00 Europe/London app "Store" skip when quiet')

    lines = reply.text.splitlines()
    assert lines[0] == "*Subscribed: this is subscription 1.*"
    assert lines[1] == "*1* · Sign-ups, daily at 09:00 (Europe/London), in <#C_SUPPORT>"
    assert "Only app Store." in lines
    assert "Skipped when nothing happened." in lines
    assert "Each is about the day before, beside the same weekday a week before." in lines
    assert "Next: Sat 21 Nov 09:00 GMT, Sun 22 Nov 09:00 GMT, Mon 23 Nov 09:00 GMT." in lines


def test_what_was_assumed_is_said_and_the_zone_is_the_askers(bot):
    text = entra(bot, "subscribe signups weekly", user=MANAGER).text

    assert "weekly on Monday at 09:00 (Asia/Tokyo)" in text
    assert "no day was said: Monday" in text
    assert "no time zone was said: yours, Asia/Tokyo" in text
    assert "Next: Mon 23 Nov 09:00 JST" in text


def test_a_subscription_may_go_to_oneself_or_to_another_channel(bot):
    assert "to you directly" in entra(bot, "subscribe signups daily 9:00 to me").text
    assert (
        f"in <#{GROWTH.id}>" in entra(bot, f"subscribe signups daily 9:00 in <#{GROWTH.id}|growth>", user=MANAGER).text
    )


def test_in_direct_messages_with_gatehouse_it_goes_to_oneself(bot):
    direct = Channel(id="D_HELP", name="", members=frozenset({HELPDESK.id}), partner=HELPDESK.id)
    bot.workspace.put(direct)

    assert "to you directly" in entra(bot, "subscribe signups daily 9:00", channel=direct).text


@pytest.mark.parametrize(
    ("channel", "why", "remedy"),
    [
        pytest.param(PARTNERS, "People from outside this workspace read along in #partners", "to me", id="shared"),
        pytest.param(ARCHIVE, "#old-launch is archived", "Unarchive it", id="archived"),
        pytest.param(GENERAL, "Gatehouse is not in #general", "/invite @gatehouse", id="not a member"),
        pytest.param(BOARD, "private and Gatehouse is not in it", "/invite @gatehouse", id="private"),
    ],
)
def test_a_channel_that_cannot_take_digests_is_refused_with_what_to_do(bot, channel, why, remedy):
    text = entra(bot, f"subscribe signups daily 9:00 in <#{channel.id}|x>").text

    assert why in text
    assert remedy in text
    assert bot.subscriptions.desk.kept.all() == []


def test_a_digest_about_one_person_goes_to_nobody_else(bot):
    assert (
        "Everybody in the channel would read who it is about"
        in entra(bot, "subscribe signups daily 9:00 user:jane@contoso.com").text
    )
    assert (
        "`/entra subscribe signups daily 9:00 user:jane@contoso.com to me`"
        in entra(bot, "subscribe signups daily 9:00 user:jane@contoso.com").text
    )
    assert "Subscribed" in entra(bot, "subscribe signups daily 9:00 user:jane@contoso.com to me").text


def test_without_the_permission_to_look_nothing_is_subscribed_in_a_channel(make_bot):
    credentials = Credentials(scopes=SCOPES - {"channels:read", "groups:read", "im:read"})
    with running_workspace(credentials=credentials) as workspace:
        bot = make_bot(workspace)
        text = entra(bot, "subscribe signups daily 9:00").text

        assert "channels:read" in text
        assert bot.subscriptions.desk.kept.all() == []


def test_the_same_subscription_twice_is_the_first_one(bot):
    entra(bot, "subscribe signups daily 9:00")

    assert "it is subscription 1" in entra(bot, "subscribe signups daily 9:00").text
    assert "Subscribed" in entra(bot, "subscribe signups daily 10:00").text


def test_nobody_has_more_than_twenty(bot):
    for minute in range(20):
        entra(bot, f"subscribe signups daily 9:{minute:02}")

    assert "You have 20 subscriptions" in entra(bot, "subscribe signups daily 10:00").text


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("subscribe", "Say which digest: signups, signins or incidents", id="nothing"),
        pytest.param("subscribe signups", "Say how often", id="not how often"),
        pytest.param("subscribe signups daily 25:00", "That is no time of day", id="no time"),
        pytest.param("subscribe signups daily Europe/Lundon", "Europe/London", id="no zone"),
        pytest.param("subscribe signups daily failed", "A digest takes filters", id="an outcome"),
        pytest.param("pause", "Which subscription?", id="no number"),
    ],
)
def test_a_mistake_is_answered_at_once_with_what_would_work(bot, text, says):
    assert says in refused(bot, text)


def test_a_mistaken_subscription_is_answered_with_one_that_runs(bot):
    assert "/entra subscribe signups daily 9:00" in refused(bot, "subscribe signups daily flibbertigibbet")


def test_who_may_not_ask_may_not_subscribe(make_bot, workspace):
    bot = make_bot(workspace, allowed=frozenset({SECURITY.id}))

    assert "not on the list" in refused(bot, "subscribe signups daily 9:00")


# The list


def test_the_list_has_ones_own_and_those_that_post_in_channels(bot):
    entra(bot, "subscribe signups daily 9:00 to me")
    entra(bot, "subscribe signups daily 9:00", user=MANAGER)
    entra(bot, "subscribe signups weekly monday 9:00 UTC to me", user=MANAGER)

    text = entra(bot, "subscriptions", user=MANAGER).text

    assert "2 subscriptions" in text
    assert "*1*" not in text, "another's direct messages are nobody's business"
    assert "*2* · Sign-ups, daily at 09:00 (Asia/Tokyo), in <#C_SUPPORT>" in text
    assert "*3* · Sign-ups, weekly on Monday at 09:00 (UTC), to you directly" in text


def test_an_empty_list_says_how_to_begin(bot):
    assert "/entra subscribe signups daily 9:00" in entra(bot, "subscriptions").text


def test_the_digest_of_the_settings_is_listed_and_has_no_buttons(bot):
    desk = bot.subscriptions.desk
    wanted = of_settings(GROWTH.id, Cadence(Every.DAILY, time(9), ZoneInfo("Europe/London")))
    with_settings = replace(bot.subscriptions, desk=replace(desk, of_settings=wanted))

    message = with_settings.listed(MANAGER.id)

    assert "*Settings* · Sign-ups, daily at 09:00 (Europe/London), in <#C_GROWTH>" in message.text
    assert "whoever runs Gatehouse can change it" in message.text
    assert not [block for block in message.blocks if block["type"] == "actions"]
    assert "Settings" not in with_settings.listed(HELPDESK.id).text, "who is not in that private channel"


def test_a_long_list_fits_in_a_message_and_says_how_many_more(bot):
    desk = bot.subscriptions.desk
    entra(bot, "subscribe signups daily 9:00")
    (first,) = desk.kept.all()
    for number in range(40):
        desk.kept.add(_draft_like(first, owner=f"U{number}"), NOW)

    reply = entra(bot, "subscriptions")

    assert "41 subscriptions" in reply.text
    assert "and 16 more" in "".join(str(block) for block in reply.blocks)


def _draft_like(subscription, owner):
    return Draft(kind=subscription.kind, cadence=subscription.cadence, to=subscription.to, owner=owner)


# Pausing, looking, sending, ending


def test_it_is_paused_and_resumed_by_number(bot):
    entra(bot, "subscribe signups daily 9:00")

    assert "Subscription 1 is paused." in entra(bot, "pause 1").text
    assert "Subscription 1 was paused already." in entra(bot, "pause 1").text
    assert "Paused: nothing is posted until it is resumed." in entra(bot, "subscriptions").text
    assert "Subscription 1 goes on." in entra(bot, "resume 1").text


def test_a_preview_is_the_digest_of_yesterday_seen_by_nobody_else(bot):
    entra(bot, "subscribe signups daily 9:00 UTC")
    reply = entra(bot, "preview 1")

    assert "Preview of subscription 1: only you see this, and nothing was posted." in reply.text
    assert f"*Sign-ups {YESTERDAY.said()}*" in reply.text
    assert posts_in(bot, SUPPORT) == ()
    assert bot.subscriptions.desk.history(bot.subscriptions.desk.kept.find(1)) == []


def test_sending_it_now_posts_it_and_it_is_not_owed_again(bot):
    entra(bot, "subscribe signups daily 9:00 UTC")
    reply = entra(bot, "send 1 now")

    (post,) = posts_in(bot, SUPPORT)
    assert f"*Sign-ups {YESTERDAY.said()}*" in post.text
    assert f"was sent now, with the digest of what happened {YESTERDAY.said()}" in reply.text
    assert f"posted by hand: what happened {YESTERDAY.said()}." in entra(bot, "history 1").text


def test_direct_messages_are_sent_to_the_owner(bot):
    entra(bot, "subscribe signups daily 9:00 UTC to me")
    entra(bot, "send 1 now")

    (post,) = bot.workspace.channel("D_HELP").messages
    assert "Sign-ups" in post.text


def test_a_digest_of_some_sign_ups_counts_only_those(bot):
    entra(bot, "subscribe signups daily 9:00 UTC Google")

    text = entra(bot, "preview 1").text

    assert "Only Google." in text
    assert "*By app*" in text
    assert "*By provider*" not in text, "there is only one"
    assert "• *Email OTP*" not in text


def test_a_digest_of_sign_ins_tells_of_failures_mfa_clients_and_risk(bot):
    entra(bot, "subscribe signins daily 9:00 UTC to me", user=SECURITY)

    text = entra(bot, "preview 1", user=SECURITY).text

    assert f"*Sign-ins {YESTERDAY.said()}*" in text
    assert re.search(r"Of [\d,]+ finished sign-ins \d+% failed", text)
    assert "*MFA, clients and risk*" in text
    assert "• *Legacy clients*" in text


def test_incidents_are_subscribed_to_only_where_something_watches(bot):
    text = entra(bot, "subscribe incidents daily 9:00").text

    assert "GATEHOUSE_ALERT_CHANNELS" in text
    assert bot.subscriptions.desk.kept.all() == []


def test_a_history_begins_empty(bot):
    entra(bot, "subscribe signups daily 9:00")

    assert "Nothing has been posted yet." in entra(bot, "history 1").text


def test_after_unsubscribing_the_number_means_nothing(bot):
    entra(bot, "subscribe signups daily 9:00")

    assert "Subscription 1 has ended" in entra(bot, "unsubscribe 1").text
    assert "no subscription 1 that you can see" in entra(bot, "preview 1").text


@pytest.mark.parametrize("deed", ["pause", "resume", "unsubscribe", "preview", "send", "history"])
def test_anothers_direct_messages_are_not_to_be_touched(bot, deed):
    entra(bot, "subscribe signups daily 9:00 to me")

    assert "no subscription 1 that you can see" in entra(bot, f"{deed} 1", user=MANAGER).text
    assert not bot.subscriptions.desk.kept.find(1).paused


# Buttons


def test_each_subscription_has_its_buttons(bot):
    made = entra(bot, "subscribe signups daily 9:00 UTC")

    assert "Subscription 1 is paused." in press(bot, made, "subscription_pause").text
    listed = entra(bot, "subscriptions")
    assert "Subscription 1 goes on." in press(bot, listed, "subscription_resume").text
    assert "Preview of subscription 1" in press(bot, made, "subscription_preview").text
    assert "was sent now" in press(bot, made, "subscription_send").text
    assert "has ended" in press(bot, made, "subscription_end").text
    assert "has been ended, or is not yours" in press(bot, made, "subscription_pause").text


def test_a_button_carries_an_id_that_says_nothing(bot):
    made = entra(bot, "subscribe signups daily 9:00 UTC")
    (subscription,) = bot.subscriptions.desk.kept.all()

    values = {element["value"] for block in made.blocks if block["type"] == "actions" for element in block["elements"]}

    assert values == {subscription.id}


def test_who_presses_is_looked_at_again(bot):
    made = entra(bot, "subscribe signups daily 9:00 to me")

    assert "is not yours" in press(bot, made, "subscription_end", user=MANAGER).text
    assert bot.subscriptions.desk.kept.find(1) is not None


def test_who_may_not_ask_may_not_press(make_bot, workspace, house):
    bot = make_bot(workspace, composer=build_digest_desks(house), allowed=frozenset({HELPDESK.id}))
    made = entra(bot, "subscribe signups daily 9:00")

    assert "not on the list" in press(bot, made, "subscription_end", user=MANAGER).text


def test_a_posted_digest_has_its_words_explained_to_whoever_reads_it(make_bot, workspace, house):
    bot = make_bot(workspace, composer=build_digest_desks(house), allowed=frozenset({HELPDESK.id}))
    entra(bot, "subscribe signups daily 9:00 UTC")
    entra(bot, "send 1 now")
    (post,) = posts_in(bot, SUPPORT)

    reply = sound(bot.workspace.click(post, "digest_definitions", user=MANAGER.id).wait(1)[-1])

    assert "*Conversion*: successes as a share of settled attempts" in reply.text


def test_a_digest_in_doubt_is_posted_by_the_button_of_its_notice_once(make_bot, house):
    """The program ended between claim and post, and may not look; the owner looked, and it is not there."""
    credentials = Credentials(scopes=SCOPES - {"channels:history", "groups:history", "im:history"})
    with running_workspace(credentials=credentials) as workspace:
        settled_by_its_button(make_bot(workspace, composer=build_digest_desks(house)))


def settled_by_its_button(bot):
    entra(bot, "subscribe signups daily 9:00 UTC")
    desk, (subscription,) = bot.subscriptions.desk, bot.subscriptions.desk.kept.all()
    desk.ledger.claim(subscription.name, YESTERDAY.window(subscription.cadence.zone), NOW - timedelta(hours=1))
    desk.deliveries.post_owed()
    (notice,) = bot.workspace.channel("D_HELP").messages
    assert re.search("may not have come", notice.text)

    first, second = (
        sound(bot.workspace.click(notice, "subscription_post", user=HELPDESK.id).wait(1)[-1]) for _ in range(2)
    )

    assert "the digest was posted" in first.text
    assert "Somebody has seen to that digest already" in second.text
    assert len(posts_in(bot, SUPPORT)) == 1


def test_the_owner_reads_of_a_channel_that_was_archived_and_what_to_do(bot, workspace, house):
    entra(bot, "subscribe signups daily 9:00 UTC")
    workspace.put(replace(SUPPORT, is_archived=True))
    desk, long_due = bot.subscriptions.desk, datetime(2026, 11, 21, 12, tzinfo=UTC)
    desk.clock.present = house.clock.present = long_due
    try:
        desk.deliveries.post_owed()
    finally:
        house.clock.present = NOW

    (notice,) = workspace.channel("D_HELP").messages
    assert "the channel is archived. Unarchive it." in notice.text
    assert "/entra unsubscribe 1" in notice.text


# What Slack does not take


def wanted_for_three_days(bot):
    """A daily digest of which three are owed."""
    cadence = Cadence(Every.DAILY, time(9), ZoneInfo("UTC"))
    draft = Draft(kind=DigestKind.SIGN_UPS, cadence=cadence, to=ChannelWanted(SUPPORT.id), owner=HELPDESK.id)
    return bot.subscriptions.desk.kept.add(draft, NOW - timedelta(days=3))


def live(bot, hours):
    """The clock goes on, and the program looks for what is owed."""
    desk = bot.subscriptions.desk
    for _ in range(2 * hours):
        desk.deliveries.post_owed()
        desk.clock.present += timedelta(minutes=30)


def test_a_storm_of_429_changes_neither_the_order_nor_the_number_of_posts(bot, workspace):
    wanted_for_three_days(bot)
    workspace.fail_next("chat.postMessage", times=14, retry_after=0)

    live(bot, hours=5)

    days = [YESTERDAY.back(timedelta(days=back)) for back in (2, 1, 0)]
    titles = [post.text.splitlines()[0] for post in posts_in(bot, SUPPORT)]
    assert titles == [f"*Sign-ups {each.said()}*" for each in days]
    assert len(workspace.channel("D_HELP").messages) == 1, "the owner was told, once, of the one that was overdue"


def test_where_slack_refuses_the_layout_the_same_numbers_come_in_words(bot, workspace):
    entra(bot, "subscribe signups daily 9:00 UTC")
    workspace.refuse_blocks("table", "data_visualization")
    entra(bot, "send 1 now")

    (post,) = posts_in(bot, SUPPORT)
    assert {block["type"] for block in post.blocks} == {"section"}
    assert "sign-up attempts by" in post.text
    assert "Reached" in post.text


# Other surfaces


def test_in_a_channel_what_is_asked_with_a_mention_is_answered_to_the_asker_alone(bot, workspace):
    entra(bot, "subscribe signups daily 9:00 to me")
    workspace.mention("subscriptions", user=HELPDESK.id, channel=SUPPORT.id)
    workspace.wait_calls("chat.postEphemeral")

    # The word to the channel that it was answered aside may stand there already, so not the last post is looked at.
    assert [post for post in workspace.seen(SUPPORT.id, HELPDESK.id) if "to you directly" in post.text]
    assert not [post for post in workspace.seen(SUPPORT.id, MANAGER.id) if "to you directly" in post.text]


def test_in_direct_messages_it_is_said_there_and_goes_there(bot, workspace):
    direct = workspace.direct_messages(HELPDESK.id).id
    workspace.message("subscribe signups daily 9:00 Google", user=HELPDESK.id, channel=direct)

    def said():
        return [post.text for post in workspace.channel(direct).messages if "Subscribed: " in post.text]

    workspace.wait_until(lambda: bool(said()), lambda: "a subscription")
    assert "this is subscription 1." in said()[0]
    assert "to you directly" in said()[0]
    assert bot.subscriptions.desk.kept.find(1).to.id == HELPDESK.id
