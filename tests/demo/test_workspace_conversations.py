"""The demo workspace's channels by the Web API: which there are, who is in them, what stands in threads."""

from typing import Any

import pytest
from bolted import web_client
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.demo.workspace import Workspace, running_workspace
from bot.demo.workspace.people import SECURITY
from bot.demo.workspace.premises import SCOPES, Credentials


def error_of(slack: WebClient, method: str, **arguments: Any) -> str:
    with pytest.raises(SlackApiError) as refused:
        slack.api_call(method, params=arguments)
    return str(refused.value.response["error"])


def test_a_thread_is_read_from_its_first_message_on(workspace: Workspace, slack: WebClient) -> None:
    parent = slack.chat_postMessage(channel="C_SUPPORT", text="Sign-ups fail")["ts"]
    reply = slack.chat_postMessage(channel="C_SUPPORT", text="Why?", thread_ts=parent)["ts"]
    slack.chat_update(channel="C_SUPPORT", ts=reply, text="Why, at last")
    workspace.say("Thanks", thread_ts=parent)
    slack.chat_postMessage(channel="C_SUPPORT", text="Something else")

    first, *rest = slack.conversations_replies(channel="C_SUPPORT", ts=parent)["messages"]
    assert (first["text"], first["reply_count"], first["reply_users"]) == (
        "Sign-ups fail",
        2,
        ["U_GATEHOUSE", "U_HELP"],
    )
    assert [message["text"] for message in rest] == ["Why, at last", "Thanks"]
    assert {message["thread_ts"] for message in (first, *rest)} == {parent}


def test_a_thread_comes_in_pages(slack: WebClient) -> None:
    parent = slack.chat_postMessage(channel="C_SUPPORT", text="0")["ts"]
    for n in (1, 2):
        slack.chat_postMessage(channel="C_SUPPORT", text=str(n), thread_ts=parent)

    page = slack.conversations_replies(channel="C_SUPPORT", ts=parent, limit=2)
    rest = slack.conversations_replies(
        channel="C_SUPPORT", ts=parent, limit=2, cursor=page["response_metadata"]["next_cursor"]
    )
    assert [message["text"] for message in [*page["messages"], *rest["messages"]]] == ["0", "1", "2"]
    assert (page["has_more"], rest["has_more"]) == (True, False)


def test_what_one_person_is_told_in_a_thread_is_not_read_there(workspace: Workspace, slack: WebClient) -> None:
    parent = slack.chat_postMessage(channel="C_SUPPORT", text="Sign-ups fail")["ts"]
    slack.chat_postEphemeral(channel="C_SUPPORT", user="U_HELP", text="Just you", thread_ts=parent)

    assert len(slack.conversations_replies(channel="C_SUPPORT", ts=parent)["messages"]) == 1
    assert [post.text for post in workspace.seen("C_SUPPORT", "U_HELP")] == ["Sign-ups fail", "Just you"]
    assert [post.text for post in workspace.seen("C_SUPPORT", "U_MANAGER")] == ["Sign-ups fail"]


def test_a_thread_that_is_not_there_is_not_found(slack: WebClient) -> None:
    assert error_of(slack, "conversations.replies", channel="C_SUPPORT", ts="1.000001") == "thread_not_found"


@pytest.mark.parametrize(
    ("kind", "channel"),
    [
        pytest.param("channels", "C_SUPPORT", id="public"),
        pytest.param("groups", "C_GROWTH", id="private"),
        pytest.param("im", "D_HELP", id="direct messages"),
    ],
)
@pytest.mark.parametrize("method", ["conversations.history", "conversations.replies"])
def test_each_kind_of_channel_has_a_scope_of_its_own(method: str, kind: str, channel: str) -> None:
    with running_workspace(credentials=Credentials(scopes=SCOPES - {f"{kind}:history"})) as workspace:
        workspace.direct_messages("U_HELP")
        assert error_of(web_client(workspace), method, channel=channel, ts="1.1") == "missing_scope"


def test_the_bot_joins_a_public_channel(workspace: Workspace, slack: WebClient) -> None:
    assert slack.conversations_join(channel="C_GENERAL")["channel"]["is_member"]
    assert slack.conversations_join(channel="C_GENERAL")["warning"] == "already_in_channel"

    slack.chat_postMessage(channel="C_GENERAL", text="Good morning")
    assert [post.text for post in workspace.channel("C_GENERAL").messages] == ["Good morning"]


@pytest.mark.parametrize(
    ("channel", "error"),
    [
        pytest.param("C_GROWTH", "method_not_supported_for_channel_type", id="private"),
        pytest.param("C_BOARD", "channel_not_found", id="private, and unseen"),
        pytest.param("C_ARCHIVE", "is_archived", id="archived"),
    ],
)
def test_not_every_channel_can_be_joined(slack: WebClient, channel: str, error: str) -> None:
    assert error_of(slack, "conversations.join", channel=channel) == error


def test_members_come_in_pages(slack: WebClient) -> None:
    page = slack.conversations_members(channel="C_SECURITY", limit=2)
    rest = slack.conversations_members(channel="C_SECURITY", cursor=page["response_metadata"]["next_cursor"])

    assert len(page["members"]) == 2
    assert {*page["members"], *rest["members"]} == {"U_SECURITY", "U_MANAGER", "U_GATEHOUSE"}
    assert rest["response_metadata"]["next_cursor"] == ""


@pytest.mark.parametrize(
    ("types", "names"),
    [
        pytest.param("public_channel", {"support", "security", "general", "partners"}, id="public"),
        pytest.param("private_channel", {"growth"}, id="private ones it is in"),
        pytest.param(
            "public_channel,private_channel", {"support", "security", "general", "partners", "growth"}, id="both"
        ),
    ],
)
def test_channels_are_listed_by_kind(types: str, names: set[str | None]) -> None:
    with running_workspace(credentials=Credentials(scopes=SCOPES | {"im:read"})) as workspace:
        workspace.direct_messages("U_HELP")
        found = web_client(workspace).conversations_list(types=types, exclude_archived=True)["channels"]

    assert {channel.get("name") for channel in found} == names


def test_a_list_needs_the_scope_of_each_kind_and_known_kinds() -> None:
    with running_workspace(credentials=Credentials(scopes=SCOPES - {"groups:read"})) as workspace:
        slack = web_client(workspace)
        assert error_of(slack, "conversations.list", types="public_channel,private_channel") == "missing_scope"
        assert error_of(slack, "conversations.list", types="secret_channel") == "invalid_types"
        assert error_of(slack, "conversations.members", channel="C_GROWTH") == "missing_scope"
        assert SECURITY.id in slack.conversations_members(channel="C_SECURITY")["members"]
