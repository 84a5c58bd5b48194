"""Files of the demo workspace: announced, sent, shared, and seen by those who are where they were shared."""

from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from bolted import web_client
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.demo.workspace import Workspace, running_workspace
from bot.demo.workspace.people import HELPDESK
from bot.demo.workspace.premises import SCOPES, Credentials

ROWS = "when;who\r\n2026-11-20;é@demo.example\r\n".encode()


def refusal(slack: WebClient, method: str, **arguments: Any) -> dict[str, Any]:
    with pytest.raises(SlackApiError) as refused:
        slack.api_call(method, json=arguments)
    answer = refused.value.response.data
    assert isinstance(answer, dict)
    return answer


def test_slacks_own_client_uploads_a_file_into_a_thread(workspace: Workspace, slack: WebClient) -> None:
    parent = slack.chat_postMessage(channel="C_SUPPORT", text="Here it is")["ts"]
    slack.files_upload_v2(
        content=ROWS, filename="rows.csv", title="Rows", channel="C_SUPPORT", thread_ts=parent, initial_comment="All"
    )

    _, post = workspace.thread("C_SUPPORT", parent)
    assert post.text == "All"
    (file,) = post.files
    assert (file["name"], file["title"], file["mimetype"], file["size"]) == ("rows.csv", "Rows", "text/csv", len(ROWS))
    assert workspace.file(file["id"], HELPDESK.id).content == ROWS


def test_a_file_in_direct_messages_is_for_one_person_alone(workspace: Workspace, slack: WebClient) -> None:
    direct = slack.conversations_open(users="U_HELP")["channel"]["id"]
    slack.files_upload_v2(content=ROWS, filename="rows.csv", channel=direct)

    (post,) = workspace.channel(direct).messages
    assert workspace.file(post.files[0]["id"], "U_HELP").content == ROWS
    with pytest.raises(LookupError):
        workspace.file(post.files[0]["id"], "U_MANAGER")


def test_a_file_that_is_shared_nowhere_is_seen_by_nobody(workspace: Workspace, slack: WebClient) -> None:
    slack.files_upload_v2(content=ROWS, filename="rows.csv")

    answer = workspace.calls("files.completeUploadExternal")[0].arguments
    assert workspace.posts == ()
    assert "channel_id" not in answer


@pytest.mark.parametrize(
    ("where", "error"),
    [
        pytest.param("C_GENERAL", "not_in_channel", id="the bot is not a member"),
        pytest.param("C_BOARD", "channel_not_found", id="private, and the bot is not in it"),
        pytest.param("C_ARCHIVE", "is_archived", id="archived"),
        pytest.param("U_HELP", "channel_not_found", id="a person's id is no channel"),
    ],
)
def test_a_file_goes_only_where_the_bot_is(slack: WebClient, where: str, error: str) -> None:
    with pytest.raises(SlackApiError) as refused:
        slack.files_upload_v2(content=ROWS, filename="rows.csv", channel=where)

    assert refused.value.response["error"] == error


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        pytest.param({"length": 3}, "invalid_arguments", id="no name"),
        pytest.param({"filename": "a.csv"}, "invalid_arguments", id="no length"),
        pytest.param({"filename": "a.csv", "length": 0}, "invalid_arguments", id="empty"),
        pytest.param({"filename": "a.csv", "length": 1_000_000_001}, "invalid_arguments", id="larger than a gigabyte"),
        pytest.param({"filename": "a.csv", "length": 3, "alt_txt": "x" * 1_001}, "alt_txt_too_large", id="alt text"),
    ],
)
def test_an_announcement_says_name_and_length(slack: WebClient, arguments: dict[str, Any], error: str) -> None:
    assert refusal(slack, "files.getUploadURLExternal", **arguments)["error"] == error


def test_bytes_are_taken_once_and_in_the_length_announced(slack: WebClient) -> None:
    announced = slack.files_getUploadURLExternal(filename="a.csv", length=3)

    assert sent(announced["upload_url"], b"four") == 400
    assert refusal(slack, "files.completeUploadExternal", files=[{"id": announced["file_id"]}])["error"] == (
        "file_not_found"
    ), "nothing has come yet"
    assert sent(announced["upload_url"], b"abc") == 200
    assert sent(announced["upload_url"], b"abc") == 400, "the address has been used"
    assert slack.files_completeUploadExternal(files=[{"id": announced["file_id"]}])["files"] == [
        {"id": announced["file_id"], "title": "a.csv"}
    ]
    assert refusal(slack, "files.completeUploadExternal", files=[])["error"] == "invalid_arguments"


@pytest.mark.parametrize("method", ["files.getUploadURLExternal", "files.completeUploadExternal"])
def test_files_need_their_scope(method: str) -> None:
    with running_workspace(credentials=Credentials(scopes=SCOPES - {"files:write"})) as workspace:
        refused = refusal(web_client(workspace), method)

    assert (refused["error"], refused["needed"]) == ("missing_scope", "files:write")


def sent(address: str, content: bytes) -> int:
    try:
        with urlopen(Request(address, content)) as answer:
            return int(answer.status)
    except HTTPError as error:
        error.close()
        return error.code
