"""The demo workspace's Web API, called with Slack's own client."""

from dataclasses import replace
from json import loads
from typing import Any
from urllib.request import Request, urlopen

import pytest
from bolted import web_client
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.demo.workspace import Workspace, running_workspace
from bot.demo.workspace.people import GROWTH, HELPDESK, MANAGER, SUPPORT
from bot.demo.workspace.premises import SCOPES, Credentials

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "*Bold*"}}
TOO_LONG = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}


def refusal(call: Any, *arguments: Any, **named: Any) -> dict[str, Any]:
    with pytest.raises(SlackApiError) as caught:
        call(*arguments, **named)
    body = caught.value.response.data
    assert isinstance(body, dict)
    return body


def test_the_bot_learns_who_it_is_and_what_it_may_do(slack: WebClient) -> None:
    answer = slack.auth_test()

    assert (answer["user_id"], answer["bot_id"], answer["team_id"]) == ("U_GATEHOUSE", "B_GATEHOUSE", "T_TOWN")
    assert "chat:write" in answer.headers["x-oauth-scopes"].split(",")


@pytest.mark.parametrize(
    ("token", "error"),
    [
        pytest.param("", "not_authed", id="no token"),
        pytest.param("xoxb-somebody-else", "invalid_auth", id="a token of somebody else"),
        pytest.param("xapp-demo-town", "not_allowed_token_type", id="the app's token where the bot's is needed"),
    ],
)
def test_a_call_needs_the_bots_token(workspace: Workspace, token: str, error: str) -> None:
    assert refusal(web_client(workspace, token).auth_test)["error"] == error


def test_only_the_apps_token_opens_a_socket(workspace: Workspace, slack: WebClient) -> None:
    credentials = workspace.credentials

    assert slack.apps_connections_open(app_token=credentials.app_token)["url"].startswith("ws://127.0.0.1:")
    assert refusal(slack.apps_connections_open, app_token=credentials.bot_token)["error"] == "not_allowed_token_type"


def test_a_missing_scope_is_named() -> None:
    with running_workspace(credentials=Credentials(scopes=SCOPES - {"chat:write"})) as workspace:
        body = refusal(web_client(workspace).chat_postMessage, channel="C_SUPPORT", text="x")

    assert (body["error"], body["needed"]) == ("missing_scope", "chat:write")
    assert "users:read" in body["provided"].split(",")


def test_without_its_scope_the_email_is_left_out(slack: WebClient) -> None:
    with running_workspace(credentials=Credentials(scopes=SCOPES - {"users:read.email"})) as workspace:
        profile = web_client(workspace).users_info(user="U_HELP")["user"]["profile"]

    assert "email" not in profile
    assert slack.users_info(user="U_HELP")["user"]["profile"]["email"] == HELPDESK.email


def test_an_unknown_method_is_refused(slack: WebClient) -> None:
    assert refusal(slack.api_call, "chat.shout")["error"] == "unknown_method"


def test_a_posted_message_stands_in_its_channel(workspace: Workspace, slack: WebClient) -> None:
    answer = slack.chat_postMessage(channel="C_SUPPORT", text="Hello", blocks=[SECTION])

    (post,) = workspace.channel("C_SUPPORT").messages
    assert (post.ts, post.user, post.text, post.blocks) == (answer["ts"], "U_GATEHOUSE", "Hello", (SECTION,))
    assert answer["message"]["blocks"] == [SECTION]


def test_a_message_may_come_as_a_form(workspace: Workspace, slack: WebClient) -> None:
    slack.api_call("chat.postMessage", data={"channel": "C_SUPPORT", "text": "Hello", "blocks": '[{"type":"divider"}]'})

    assert workspace.posts[-1].blocks == ({"type": "divider"},)


def test_message_ids_are_unique_and_increase_even_while_the_clock_stands_still() -> None:
    with running_workspace(clock=lambda: 1_700_000_000.0) as workspace:
        slack = web_client(workspace)
        ids = [slack.chat_postMessage(channel="C_SUPPORT", text="x")["ts"] for _ in range(3)]

    assert ids == ["1700000000.000000", "1700000000.000001", "1700000000.000002"]


@pytest.mark.parametrize(
    ("channel", "error"),
    [
        pytest.param("C_NOWHERE", "channel_not_found", id="no such channel"),
        pytest.param("support", "channel_not_found", id="a name instead of an id"),
        pytest.param("C_BOARD", "channel_not_found", id="private, and the bot is not in it"),
        pytest.param("C_GENERAL", "not_in_channel", id="public, and the bot is not in it"),
        pytest.param("C_ARCHIVE", "is_archived", id="archived"),
        pytest.param("", "channel_not_found", id="none"),
    ],
)
def test_where_the_bot_may_not_post_it_is_told_why(slack: WebClient, channel: str, error: str) -> None:
    assert refusal(slack.chat_postMessage, channel=channel, text="x")["error"] == error


def test_one_scope_lets_the_bot_post_in_public_channels_it_has_not_joined() -> None:
    with running_workspace(credentials=Credentials(scopes=SCOPES | {"chat:write.public"})) as workspace:
        web_client(workspace).chat_postMessage(channel="C_GENERAL", text="Good morning")

        assert [post.text for post in workspace.channel("C_GENERAL").messages] == ["Good morning"]


def test_a_channel_can_change_while_the_bot_runs(workspace: Workspace, slack: WebClient) -> None:
    workspace.put(replace(SUPPORT, is_archived=True))
    workspace.remove_channel(GROWTH.id)

    assert refusal(slack.chat_postMessage, channel="C_SUPPORT", text="x")["error"] == "is_archived"
    assert refusal(slack.chat_postMessage, channel="C_GROWTH", text="x")["error"] == "channel_not_found"


@pytest.mark.parametrize(
    ("message", "error", "said"),
    [
        pytest.param({"text": ""}, "no_text", None, id="nothing said"),
        pytest.param({"text": "x" * 40_001}, "msg_too_long", None, id="too much said"),
        pytest.param(
            {"text": "x", "blocks": [TOO_LONG]},
            "invalid_blocks",
            "[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
            id="a limit of Block Kit",
        ),
        pytest.param({"text": "x", "blocks": "[{"}, "invalid_blocks_format", None, id="blocks that are no JSON"),
        pytest.param({"text": "x", "blocks": "{}"}, "invalid_blocks_format", None, id="blocks that are no list"),
        pytest.param({"text": "x", "metadata": "[1]"}, "invalid_metadata_format", None, id="metadata of another shape"),
        pytest.param({"text": "x", "metadata": {}}, "invalid_metadata_schema", None, id="metadata of no type"),
        pytest.param(
            {"text": "x", "metadata": {"event_type": "digest"}}, "invalid_metadata_schema", None, id="of no payload"
        ),
    ],
)
def test_a_message_slack_cannot_take_is_refused_as_slack_does(
    workspace: Workspace, slack: WebClient, message: dict[str, Any], error: str, said: str | None
) -> None:
    body = refusal(slack.api_call, "chat.postMessage", json={"channel": "C_SUPPORT", **message})

    assert body["error"] == error
    assert said is None or body["response_metadata"]["messages"] == [said]
    assert workspace.posts == ()


def test_a_message_to_a_person_goes_to_their_direct_messages(workspace: Workspace, slack: WebClient) -> None:
    answer = slack.chat_postMessage(channel="U_HELP", text="For you")

    assert answer["channel"] == slack.conversations_open(users="U_HELP")["channel"]["id"] == "D_HELP"
    assert workspace.direct_messages("U_HELP").partner == "U_HELP"
    assert [post.text for post in workspace.channel("D_HELP").messages] == ["For you"]


@pytest.mark.parametrize(
    ("users", "error"),
    [
        pytest.param("", "users_list_not_supplied", id="nobody"),
        pytest.param("U_NOBODY", "user_not_found", id="somebody unknown"),
        pytest.param("U_LEAVER", "user_disabled", id="somebody who has left"),
    ],
)
def test_direct_messages_need_somebody_who_is_there(slack: WebClient, users: str, error: str) -> None:
    assert refusal(slack.conversations_open, users=users)["error"] == error


def test_an_ephemeral_message_is_seen_by_one_person_and_stands_nowhere(workspace: Workspace, slack: WebClient) -> None:
    slack.chat_postEphemeral(channel="C_SUPPORT", user="U_HELP", text="Just you")

    assert [(post.text, post.to) for post in workspace.posts] == [("Just you", "U_HELP")]
    assert workspace.channel("C_SUPPORT").messages == ()


def test_an_ephemeral_message_needs_a_member_and_a_short_text(slack: WebClient) -> None:
    assert (
        refusal(slack.chat_postEphemeral, channel="C_GROWTH", user="U_HELP", text="x")["error"] == "user_not_in_channel"
    )
    long = refusal(slack.chat_postEphemeral, channel="C_SUPPORT", user="U_HELP", text="é" * 2_001)
    assert long["error"] == "msg_too_long"


def test_an_update_changes_what_stands_and_keeps_the_place(workspace: Workspace, slack: WebClient) -> None:
    first = slack.chat_postMessage(
        channel="C_SUPPORT",
        text="12",
        blocks=[SECTION],
        metadata={"event_type": "digest", "event_payload": {"id": "7"}},
    )
    slack.chat_postMessage(channel="C_SUPPORT", text="below")
    slack.chat_update(channel="C_SUPPORT", ts=first["ts"], text="13")

    edited, below = workspace.channel("C_SUPPORT").messages
    assert (edited.text, edited.ts, below.text) == ("13", first["ts"], "below")
    assert edited.blocks == (), "text without blocks removes the blocks"
    assert edited.metadata == {"event_type": "digest", "event_payload": {"id": "7"}}, "absent metadata stays"
    assert edited.edited is not None
    assert [post.text for post in workspace.posts] == ["12", "below"]


def test_only_the_bots_own_messages_can_be_changed(workspace: Workspace, slack: WebClient) -> None:
    workspace.message("mine")
    ts = workspace.posts[0].ts

    assert refusal(slack.chat_update, channel="C_SUPPORT", ts=ts, text="x")["error"] == "cant_update_message"
    assert refusal(slack.chat_delete, channel="C_SUPPORT", ts=ts)["error"] == "cant_delete_message"
    assert refusal(slack.chat_update, channel="C_SUPPORT", ts="1.000001", text="x")["error"] == "message_not_found"


def test_nothing_is_edited_in_an_archived_channel(workspace: Workspace, slack: WebClient) -> None:
    ts = slack.chat_postMessage(channel="C_SUPPORT", text="x")["ts"]
    workspace.put(replace(SUPPORT, is_archived=True))

    assert refusal(slack.chat_update, channel="C_SUPPORT", ts=ts, text="y")["error"] == "is_inactive"


def test_an_update_takes_less_text_than_a_post(slack: WebClient) -> None:
    ts = slack.chat_postMessage(channel="C_SUPPORT", text="x" * 4_001)["ts"]

    assert refusal(slack.chat_update, channel="C_SUPPORT", ts=ts, text="x" * 4_001)["error"] == "msg_too_long"
    assert slack.chat_update(channel="C_SUPPORT", ts=ts, text="x" * 4_000)["ok"]


def test_a_deleted_message_stands_no_more(workspace: Workspace, slack: WebClient) -> None:
    ts = slack.chat_postMessage(channel="C_SUPPORT", text="oops")["ts"]
    slack.chat_delete(channel="C_SUPPORT", ts=ts)

    assert workspace.channel("C_SUPPORT").messages == ()
    assert refusal(slack.chat_getPermalink, channel="C_SUPPORT", message_ts=ts)["error"] == "message_not_found"


def test_a_message_has_an_address(slack: WebClient) -> None:
    ts = slack.chat_postMessage(channel="C_SUPPORT", text="x")["ts"]

    permalink = slack.chat_getPermalink(channel="C_SUPPORT", message_ts=ts)["permalink"]
    assert permalink == f"https://demo-town.slack.com/archives/C_SUPPORT/p{ts.replace('.', '')}"


def test_history_is_newest_first_in_pages_and_leaves_out_threads(slack: WebClient) -> None:
    first = slack.chat_postMessage(channel="C_SUPPORT", text="one")["ts"]
    slack.chat_postMessage(channel="C_SUPPORT", text="in a thread", thread_ts=first)
    slack.chat_postMessage(channel="C_SUPPORT", text="shown to all", thread_ts=first, reply_broadcast=True)
    slack.chat_postMessage(channel="C_SUPPORT", text="two")

    page = slack.conversations_history(channel="C_SUPPORT", limit=2)
    rest = slack.conversations_history(channel="C_SUPPORT", cursor=page["response_metadata"]["next_cursor"])
    assert [message["text"] for message in page["messages"]] == ["two", "shown to all"]
    assert [message["text"] for message in rest["messages"]] == ["one"]
    assert (page["has_more"], rest["has_more"]) == (True, False)


def test_history_takes_bounds_and_shows_metadata_when_asked(slack: WebClient) -> None:
    metadata = {"event_type": "digest", "event_payload": {"id": "7"}}
    ids = [slack.chat_postMessage(channel="C_SUPPORT", text=f"{n}", metadata=metadata)["ts"] for n in range(3)]

    def texts(**bounds: Any) -> list[str]:
        found = slack.conversations_history(channel="C_SUPPORT", **bounds)
        return [message["text"] for message in found["messages"]]

    assert texts(oldest=ids[0], latest=ids[2]) == ["1"]
    assert texts(oldest=ids[0], latest=ids[2], inclusive=True) == ["2", "1", "0"]
    plain, full = (
        slack.conversations_history(channel="C_SUPPORT", limit=1, include_all_metadata=shown)["messages"][0]
        for shown in (False, True)
    )
    assert "metadata" not in plain
    assert full["metadata"] == metadata


@pytest.mark.parametrize("bound", [{"limit": "many"}, {"oldest": "yesterday"}, {"cursor": "next"}], ids=str)
def test_history_takes_no_bound_that_is_no_number(slack: WebClient, bound: dict[str, str]) -> None:
    slack.chat_postMessage(channel="C_SUPPORT", text="x")

    body = refusal(slack.api_call, "conversations.history", params={"channel": "C_SUPPORT", **bound})
    assert body["error"] == "invalid_arguments"


def test_a_call_that_is_no_json_is_refused(workspace: Workspace) -> None:
    request = Request(f"{workspace.api_url}chat.postMessage", b"{", {"Content-Type": "application/json"})

    with urlopen(request) as answer:
        assert loads(answer.read()) == {"ok": False, "error": "invalid_json"}


def test_history_is_for_members(slack: WebClient) -> None:
    assert refusal(slack.conversations_history, channel="C_GENERAL")["error"] == "not_in_channel"


@pytest.mark.parametrize(
    ("channel", "fact"),
    [
        pytest.param("C_SUPPORT", "is_channel", id="public"),
        pytest.param("C_GROWTH", "is_private", id="private"),
        pytest.param("C_PARTNERS", "is_ext_shared", id="shared with another company"),
        pytest.param("C_ARCHIVE", "is_archived", id="archived"),
        pytest.param("C_GENERAL", "is_general", id="general"),
    ],
)
def test_a_channel_tells_what_it_is(slack: WebClient, channel: str, fact: str) -> None:
    assert slack.conversations_info(channel=channel)["channel"][fact] is True


@pytest.mark.parametrize(
    ("user", "fact"),
    [
        pytest.param("U_GUEST", "is_restricted", id="a guest"),
        pytest.param("U_STRANGER", "is_stranger", id="somebody of another company"),
        pytest.param("U_LEAVER", "deleted", id="somebody who has left"),
        pytest.param("U_ROBOT", "is_bot", id="a bot"),
    ],
)
def test_a_person_tells_what_they_are(slack: WebClient, user: str, fact: str) -> None:
    assert slack.users_info(user=user)["user"][fact] is True


def test_people_live_in_different_time_zones_and_keep_daylight_saving() -> None:
    def offset(now: float) -> int:
        with running_workspace(clock=lambda: now) as workspace:
            return int(web_client(workspace).users_info(user="U_HELP")["user"]["tz_offset"])

    july, january = 1_783_000_000.0, 1_768_000_000.0
    assert (offset(july), offset(january)) == (7200, 3600)


def test_a_person_is_found_by_email(slack: WebClient) -> None:
    assert slack.users_lookupByEmail(email=MANAGER.email.upper())["user"]["id"] == MANAGER.id
    assert refusal(slack.users_lookupByEmail, email="lou@demo.example")["error"] == "users_not_found"
    assert refusal(slack.users_lookupByEmail, email="")["error"] == "users_not_found"
    assert refusal(slack.users_info, user="U_NOBODY")["error"] == "user_not_found"


def test_a_home_tab_is_published_for_one_person(workspace: Workspace, slack: WebClient) -> None:
    home = {"type": "home", "blocks": [{"type": "divider"}]}
    answer = slack.views_publish(user_id="U_HELP", view=home)

    shown = workspace.home("U_HELP")
    assert shown is not None
    assert (shown["blocks"], shown["hash"]) == ([{"type": "divider"}], answer["view"]["hash"])
    stale = refusal(slack.views_publish, user_id="U_HELP", view=home, hash="an old one")
    assert stale["error"] == "hash_conflict"
    assert refusal(slack.views_publish, user_id="U_NOBODY", view=home)["error"] == "user_not_found"


def test_a_home_tab_keeps_to_block_kit(slack: WebClient) -> None:
    body = refusal(slack.views_publish, user_id="U_HELP", view={"type": "home", "blocks": [TOO_LONG]})

    assert body["error"] == "invalid_blocks"
    assert body["response_metadata"]["messages"][0].endswith("[json-pointer:/view/blocks/0/text/text]")


def test_every_call_is_noted_without_its_token(workspace: Workspace, slack: WebClient) -> None:
    slack.chat_postMessage(channel="C_SUPPORT", text="x")
    refusal(slack.chat_postMessage, channel="C_NOWHERE", text="x")

    noted = workspace.wait_calls("chat.postMessage", 2)
    assert [(call.arguments["channel"], call.error) for call in noted] == [
        ("C_SUPPORT", None),
        ("C_NOWHERE", "channel_not_found"),
    ]
    assert not any("token" in call.arguments for call in workspace.calls())
