from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from bot.demo.workspace import running_workspace
from bot.demo.workspace.people import ARCHIVE, BOARD, GENERAL, MANAGER, SUPPORT
from bot.demo.workspace.premises import SCOPES, Credentials
from bot.domain.cadence import Cadence, Every
from bot.domain.days import Days
from bot.domain.deliveries import DeliveryState, Departed, Handled, Handling, HandOver, Notice
from bot.domain.subscriptions import Channel as ChannelWanted
from bot.domain.subscriptions import Person as PersonWanting
from bot.domain.subscriptions import Subscription, of_settings
from bot.domain.window import Window
from bot.errors import SlackError
from bot.render import Message
from bot.render import Renderer as RealRenderer
from handlers.announce import SlackAnnouncer, delivery_id
from handlers.patience import Patience
from handlers.web_api import web_client

DAY = Window(datetime(2026, 11, 19, tzinfo=UTC), datetime(2026, 11, 20, tzinfo=UTC))
DIGEST = SimpleNamespace(days=Days.one(date(2026, 11, 19)), window=DAY)
AT_NINE = Cadence(Every.DAILY, time(9), ZoneInfo("UTC"))


def wanted_in(channel):
    return of_settings(channel, AT_NINE)


MARKDOWN = {"type": "markdown", "text": "Conversion fell from 90% to 60%."}


class Renderer:
    """Says every digest in the same words; how digests look is the render room's affair."""

    def digest(self, digest):
        return Message((MARKDOWN,), f"{digest.days.first}: conversion fell from 90% to 60%.")


@pytest.fixture
def waits():
    return []


@pytest.fixture
def workspace():
    with running_workspace() as workspace:
        yield workspace


def announcer_for(workspace, waits):
    client = web_client(workspace.credentials.bot_token, workspace.api_url)
    return SlackAnnouncer(client, Renderer(), Patience((1.0, 3.0), sleep=waits.append))


@pytest.fixture
def announcer(workspace, waits):
    return announcer_for(workspace, waits)


def posts_in(workspace, channel=SUPPORT.id):
    return workspace.channel(channel).messages


def test_a_digest_is_posted_with_its_text_and_nothing_unfurled_or_pinged(workspace, announcer):
    ts = announcer.digest(wanted_in(SUPPORT.id), DIGEST)

    (post,) = posts_in(workspace)
    assert post.ts == ts
    assert post.text == "2026-11-19: conversion fell from 90% to 60%."
    assert post.blocks == (MARKDOWN,)
    (call,) = workspace.calls("chat.postMessage")
    assert [call.arguments[name] for name in ("unfurl_links", "unfurl_media", "link_names")] == [False, False, False]


def test_the_metadata_holds_nothing_but_an_opaque_id(workspace, announcer):
    announcer.digest(wanted_in(SUPPORT.id), DIGEST)

    (post,) = posts_in(workspace)
    assert post.metadata == {
        "event_type": "gatehouse_digest",
        "event_payload": {"id": delivery_id(f"signups-daily:{SUPPORT.id}", DAY)},
    }
    assert SUPPORT.id not in post.metadata["event_payload"]["id"]


def test_the_id_of_a_digest_is_the_same_after_a_restart_and_another_for_another_day_or_channel():
    next_day = Window(DAY.until, DAY.until + timedelta(days=1))

    assert delivery_id("C1", DAY) == delivery_id("C1", Window(DAY.since, DAY.until))
    assert len({delivery_id("C1", DAY), delivery_id("C2", DAY), delivery_id("C1", next_day)}) == 3


@pytest.mark.parametrize(
    ("refused", "shown_as"),
    [
        pytest.param(("markdown",), ["section"], id="only the newer blocks"),
        pytest.param((), [], id="any block"),
    ],
)
def test_when_blocks_are_refused_the_words_are_posted(workspace, announcer, refused, shown_as):
    workspace.refuse_blocks(*refused)

    ts = announcer.digest(wanted_in(SUPPORT.id), DIGEST)

    (post,) = posts_in(workspace)
    assert post.ts == ts
    assert post.text == "2026-11-19: conversion fell from 90% to 60%."
    assert [block["type"] for block in post.blocks] == shown_as


def test_a_busy_slack_is_waited_for_as_long_as_it_says(workspace, announcer, waits):
    workspace.fail_next("chat.postMessage", retry_after=30)

    announcer.digest(wanted_in(SUPPORT.id), DIGEST)

    assert waits == [30.0]
    assert len(posts_in(workspace)) == 1


def test_a_slack_that_stays_busy_is_told_and_has_posted_nothing(workspace, announcer, waits):
    workspace.fail_next("chat.postMessage", times=3, retry_after=2)

    with pytest.raises(SlackError, match="holding back posts") as told:
        announcer.digest(wanted_in(SUPPORT.id), DIGEST)

    assert told.value.code == "ratelimited"
    assert not told.value.maybe_posted
    assert waits == [2.0, 2.0]


@pytest.mark.parametrize(
    ("channel", "code", "what_to_do"),
    [
        pytest.param("C_NOWHERE", "channel_not_found", "GATEHOUSE_DIGEST_CHANNEL", id="no such channel"),
        pytest.param(BOARD.id, "channel_not_found", "Invite Gatehouse", id="private and not a member"),
        pytest.param(GENERAL.id, "not_in_channel", "/invite @gatehouse", id="not a member"),
        pytest.param(ARCHIVE.id, "is_archived", "Unarchive it", id="archived"),
    ],
)
def test_a_channel_that_cannot_be_posted_in_is_told_with_what_to_do(workspace, announcer, channel, code, what_to_do):
    with pytest.raises(SlackError, match=what_to_do) as told:
        announcer.digest(wanted_in(channel), DIGEST)

    assert told.value.code == code
    assert channel in told.value.message
    assert not told.value.maybe_posted


@pytest.mark.parametrize(
    ("code", "what_to_do"),
    [
        pytest.param("token_revoked", "SLACK_BOT_TOKEN", id="token revoked"),
        pytest.param("account_inactive", "SLACK_BOT_TOKEN", id="bot removed"),
        pytest.param("restricted_action_read_only_channel", "workspace admin", id="a preference"),
        pytest.param("message_limit_exceeded", "Later helps", id="limit"),
        pytest.param("something_new", "method reference", id="a code we do not know"),
    ],
)
def test_each_of_slacks_refusals_says_what_to_do(workspace, announcer, code, what_to_do):
    workspace.fail_next("chat.postMessage", error=code)

    with pytest.raises(SlackError, match=what_to_do) as told:
        announcer.digest(wanted_in(SUPPORT.id), DIGEST)

    assert told.value.code == code
    assert not told.value.maybe_posted


def test_a_missing_permission_is_named(waits):
    credentials = Credentials(scopes=SCOPES - {"chat:write"})
    with running_workspace(credentials=credentials) as workspace, pytest.raises(SlackError, match="chat:write") as told:
        announcer_for(workspace, waits).digest(wanted_in(SUPPORT.id), DIGEST)

    assert told.value.code == "missing_scope"


@pytest.mark.parametrize(
    ("fault", "posts"),
    [
        pytest.param({"drop": True}, 1, id="taken, and the answer lost"),
        pytest.param({"drop": True, "taken": False}, 0, id="dropped before it was taken"),
        pytest.param({"status": 500}, 0, id="server error"),
        pytest.param({"status": 503, "taken": True}, 1, id="taken, and then an error"),
        pytest.param({"error": "internal_error", "taken": True}, 1, id="Slack's own internal error"),
    ],
)
def test_what_may_have_been_posted_is_never_posted_again_and_says_so(workspace, announcer, waits, fault, posts):
    workspace.fail_next("chat.postMessage", **fault)

    with pytest.raises(SlackError) as told:
        announcer.digest(wanted_in(SUPPORT.id), DIGEST)

    assert told.value.maybe_posted
    assert len(posts_in(workspace)) == posts
    assert waits == []


def test_a_slack_that_cannot_be_reached_has_certainly_posted_nothing(waits):
    with running_workspace() as gone:
        announcer = announcer_for(gone, waits)

    with pytest.raises(SlackError, match="Check the network") as told:
        announcer.digest(wanted_in(SUPPORT.id), DIGEST)

    assert not told.value.maybe_posted
    assert waits == [1.0, 3.0]


# Direct messages


def wanted_by(person):
    return Subscription(
        name="subscription-3", number=3, owner=person.id, to=PersonWanting(person.id), cadence=AT_NINE, about="Google"
    )


def messages_to(workspace, person):
    return workspace.channel(person.id.replace("U", "D", 1)).messages


def test_a_digest_may_come_as_a_direct_message(workspace, announcer):
    ts = announcer.digest(wanted_by(MANAGER), DIGEST)

    (message,) = messages_to(workspace, MANAGER)
    assert message.ts == ts
    assert message.text == "2026-11-19: conversion fell from 90% to 60%."


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        pytest.param({"error": "user_not_found"}, "user_not_found", id="gone"),
        pytest.param({"error": "user_disabled"}, "user_disabled", id="deactivated"),
        pytest.param({"status": 500}, "unreachable", id="slack fails"),
    ],
)
def test_direct_messages_that_cannot_be_opened_have_certainly_got_nothing(workspace, announcer, fault, code):
    workspace.fail_next("conversations.open", **fault)

    with pytest.raises(SlackError, match=MANAGER.id) as told:
        announcer.digest(wanted_by(MANAGER), DIGEST)

    assert (told.value.code, told.value.maybe_posted) == (code, False)


def test_the_permission_for_direct_messages_is_named(waits):
    credentials = Credentials(scopes=SCOPES - {"im:write"})
    with running_workspace(credentials=credentials) as workspace, pytest.raises(SlackError, match="im:write"):
        announcer_for(workspace, waits).digest(wanted_by(MANAGER), DIGEST)


def test_a_busy_slack_is_waited_for_before_direct_messages_are_opened(workspace, announcer, waits):
    workspace.fail_next("conversations.open", retry_after=7)

    announcer.digest(wanted_by(MANAGER), DIGEST)

    assert waits == [7.0]
    assert len(messages_to(workspace, MANAGER)) == 1


@pytest.mark.parametrize(
    ("state", "says"),
    [
        pytest.param(
            DeliveryState.FAILED,
            "The digest of sign-ups on Thursday 19 November 2026 (subscription 3, Google) could not be delivered.",
            id="failed",
        ),
        pytest.param(
            DeliveryState.IN_DOUBT,
            "The digest of sign-ups on Thursday 19 November 2026 (subscription 3, Google) may not have come.",
            id="in doubt",
        ),
    ],
)
def test_an_owner_is_told_what_became_of_a_digest_and_what_to_do(workspace, waits, state, says):
    client = web_client(workspace.credentials.bot_token, workspace.api_url)
    announcer = SlackAnnouncer(client, RealRenderer(), Patience((1.0,), sleep=waits.append))

    announcer.tell(Notice(wanted_by(MANAGER), DIGEST.days, state, "The channel is archived. Unarchive it."))

    (message,) = messages_to(workspace, MANAGER)
    assert message.text.startswith(f"*{says}*\nThe channel is archived. Unarchive it.")
    assert "`/entra send 3 now`" in message.text


# A channel whose subscriber has left


def test_a_channel_is_asked_to_take_over_what_it_is_sent(workspace, waits):
    client = web_client(workspace.credentials.bot_token, workspace.api_url)
    announcer = SlackAnnouncer(client, RealRenderer(), Patience((1.0,), sleep=waits.append))
    departed = Departed("<!channel> Lou", "Their Slack account is deactivated.")

    announcer.hand_over(HandOver(replace(wanted_by(MANAGER), to=ChannelWanted(SUPPORT.id)), departed))

    (post,) = posts_in(workspace)
    assert post.text.startswith("*&lt;!channel&gt; Lou, who subscribed this channel, can no longer use Gatehouse.*")
    assert "sign-ups daily at 09:00 (UTC), subscription 3, Google" in post.text
    assert [button["action_id"] for button in post.blocks[-1]["elements"]] == [
        "subscription_take_over",
        "subscription_end",
    ]
    assert len(post.metadata["event_payload"]["id"]) == 24


# A former owner


@pytest.mark.parametrize(
    ("may_enter", "step"),
    [
        pytest.param(True, "Press the button to get it back, or type:", id="who may enter the channel"),
        pytest.param(False, "Once you are in that private channel again, press the button to get it back", id="left"),
    ],
)
def test_a_former_owner_reads_who_took_it_over_and_how_to_get_it_back(workspace, waits, may_enter, step):
    client = web_client(workspace.credentials.bot_token, workspace.api_url)
    announcer = SlackAnnouncer(client, RealRenderer(), Patience((1.0,), sleep=waits.append))
    subscription = replace(wanted_by(MANAGER), to=ChannelWanted(SUPPORT.id))

    announcer.handled(Handled(subscription, Handling.TAKEN_OVER, "<!channel> Hanna", may_enter))

    (message,) = messages_to(workspace, MANAGER)
    assert message.text.startswith(
        "*&lt;!channel&gt; Hanna took over your subscription 3, Google.*\n"
        "The digest of sign-ups daily at 09:00 (UTC) goes on as it was. "
        "From now on &lt;!channel&gt; Hanna will be told, and not you, when it cannot be delivered.\n"
        f"It is posted in <#{SUPPORT.id}>."
    )
    assert step in message.text
    assert "`/entra take over 3`" in message.text
    assert [button["action_id"] for button in message.blocks[-1]["elements"]] == ["subscription_take_over"]


def test_whoever_took_it_over_need_not_have_a_name(workspace, waits):
    client = web_client(workspace.credentials.bot_token, workspace.api_url)
    announcer = SlackAnnouncer(client, RealRenderer(), Patience((1.0,), sleep=waits.append))

    subscription = replace(wanted_by(MANAGER), to=ChannelWanted(SUPPORT.id))
    announcer.handled(Handled(subscription, Handling.TAKEN_OVER, "", may_enter=True))

    (message,) = messages_to(workspace, MANAGER)
    assert message.text.startswith("*Somebody took over your subscription 3, Google.*")
    assert "From now on they will be told, and not you," in message.text


# A look into the channel


def test_a_digest_that_stands_is_found_by_its_id(workspace, announcer):
    ts = announcer.digest(wanted_in(SUPPORT.id), DIGEST)
    next_day = Window(DAY.until, DAY.until + timedelta(days=1))

    assert announcer.standing(wanted_in(SUPPORT.id), DAY) == ts
    assert announcer.standing(wanted_in(SUPPORT.id), next_day) is None
    assert announcer.standing(wanted_by(MANAGER), DAY) is None


def test_direct_messages_are_looked_through_too(workspace, announcer):
    ts = announcer.digest(wanted_by(MANAGER), DIGEST)

    assert announcer.standing(wanted_by(MANAGER), DAY) == ts


def test_a_digest_is_found_beneath_many_messages(workspace, announcer):
    ts = announcer.digest(wanted_in(SUPPORT.id), DIGEST)
    client = web_client(workspace.credentials.bot_token, workspace.api_url)
    for number in range(210):
        client.chat_postMessage(channel=SUPPORT.id, text=f"{number}")

    assert announcer.standing(wanted_in(SUPPORT.id), DAY) == ts


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        pytest.param({"status": 500}, "unreachable", id="slack fails"),
        pytest.param({"error": "missing_scope"}, "missing_scope", id="no permission"),
        pytest.param({"drop": True}, "unreachable", id="no answer"),
    ],
)
def test_where_nobody_can_look_nothing_is_concluded(workspace, announcer, fault, code):
    workspace.fail_next("conversations.history", **fault)

    with pytest.raises(SlackError) as told:
        announcer.standing(wanted_in(SUPPORT.id), DAY)

    assert told.value.code == code


def subscribed_in(channel):
    return replace(wanted_by(MANAGER), to=ChannelWanted(channel))


def test_a_channel_that_strangers_read_along_in_by_now_gets_no_digest(workspace, announcer):
    workspace.put(replace(SUPPORT, is_ext_shared=True))

    with pytest.raises(SlackError, match="Subscribe in another channel") as told:
        announcer.digest(subscribed_in(SUPPORT.id), DIGEST)

    assert (told.value.code, told.value.maybe_posted) == ("shared", False)
    assert posts_in(workspace) == ()


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        pytest.param({"status": 500}, "unreachable", id="slack fails"),
        pytest.param({"error": "missing_scope"}, "missing_scope", id="no permission"),
        pytest.param({"drop": True}, "unreachable", id="no answer"),
    ],
)
def test_where_slack_does_not_tell_who_reads_along_nothing_is_posted_yet(workspace, announcer, fault, code):
    workspace.put(replace(SUPPORT, is_ext_shared=True))
    workspace.fail_next("conversations.info", **fault)

    with pytest.raises(SlackError, match="Slack did not say who reads along in C_SUPPORT") as told:
        announcer.digest(subscribed_in(SUPPORT.id), DIGEST)

    assert (told.value.code, told.value.maybe_posted) == (code, False)
    assert posts_in(workspace) == ()


def test_a_renamed_channel_is_the_same_channel(workspace, announcer):
    workspace.put(replace(SUPPORT, name="helpdesk"))

    assert announcer.digest(subscribed_in(SUPPORT.id), DIGEST)
    assert len(posts_in(workspace)) == 1


def test_a_channel_that_is_gone_is_named_as_such(workspace, announcer):
    with pytest.raises(SlackError) as told:
        announcer.digest(subscribed_in("C_DELETED"), DIGEST)

    assert told.value.code == "channel_not_found"
