"""What goes wrong on demand, as Slack's own client sees it."""

from http.client import RemoteDisconnected
from time import monotonic

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry import ConnectionErrorRetryHandler, FixedValueRetryIntervalCalculator

from bot.demo.workspace import Workspace

HEADER = {"type": "header", "text": {"type": "plain_text", "text": "Yesterday"}}
DIVIDER = {"type": "divider"}


def post(slack: WebClient, text: str = "x") -> str:
    return str(slack.chat_postMessage(channel="C_SUPPORT", text=text)["ts"])


@pytest.mark.parametrize("error", ["channel_not_found", "token_revoked", "account_inactive", "internal_error"])
def test_the_next_call_fails_with_the_error_asked_for_and_the_one_after_works(
    workspace: Workspace, slack: WebClient, error: str
) -> None:
    workspace.fail_next("chat.postMessage", error=error)

    with pytest.raises(SlackApiError) as caught:
        post(slack)
    assert caught.value.response["error"] == error
    assert workspace.posts == ()
    assert post(slack)


def test_a_fault_waits_for_its_own_method(workspace: Workspace, slack: WebClient) -> None:
    workspace.fail_next("chat.update", error="edit_window_closed")
    ts = post(slack)

    with pytest.raises(SlackApiError, match="edit_window_closed"):
        slack.chat_update(channel="C_SUPPORT", ts=ts, text="y")


def test_a_fault_can_last_for_several_calls(workspace: Workspace, slack: WebClient) -> None:
    workspace.fail_next("chat.postMessage", times=2, error="fatal_error")

    for _ in range(2):
        with pytest.raises(SlackApiError, match="fatal_error"):
            post(slack)
    assert post(slack)


def test_throttling_says_how_long_to_wait(workspace: Workspace, slack: WebClient) -> None:
    workspace.fail_next("chat.postMessage", retry_after=7)

    with pytest.raises(SlackApiError) as caught:
        post(slack)
    response = caught.value.response
    assert (response.status_code, response.headers["Retry-After"], response["error"]) == (429, "7", "ratelimited")


def test_a_broken_server_answers_with_a_page(workspace: Workspace, slack: WebClient) -> None:
    workspace.fail_next("chat.postMessage", status=500)

    with pytest.raises(SlackApiError, match="Server Error") as caught:
        post(slack)
    assert caught.value.response.status_code == 500
    assert workspace.posts == ()


def test_a_dropped_connection_leaves_the_post_made(workspace: Workspace, slack: WebClient) -> None:
    workspace.fail_next("chat.postMessage", drop=True)

    with pytest.raises(RemoteDisconnected):
        post(slack, "made")
    assert [said.text for said in workspace.posts] == ["made"]


def test_a_connection_can_also_drop_before_anything_is_done(workspace: Workspace, slack: WebClient) -> None:
    workspace.fail_next("chat.postMessage", drop=True, taken=False)

    with pytest.raises(RemoteDisconnected):
        post(slack)
    assert workspace.posts == ()


def test_slacks_client_posts_twice_if_nobody_stops_it(workspace: Workspace) -> None:
    """Its usual retry handler repeats any call whose connection is lost, though the post may have been made."""
    workspace.fail_next("chat.postMessage", drop=True)
    soon = FixedValueRetryIntervalCalculator(0.01)
    repeating = ConnectionErrorRetryHandler(interval_calculator=soon)

    post(WebClient(workspace.credentials.bot_token, base_url=workspace.api_url, retry_handlers=[repeating]), "twice")

    assert [said.text for said in workspace.posts] == ["twice", "twice"]


def test_a_slow_answer_is_right_when_it_comes(workspace: Workspace, slack: WebClient) -> None:
    workspace.fail_next("auth.test", delay=0.1)
    started = monotonic()

    assert slack.auth_test()["ok"]
    assert monotonic() - started >= 0.1


def test_a_slow_answer_does_not_hold_up_the_others(workspace: Workspace, slack: WebClient) -> None:
    workspace.fail_next("auth.test", delay=30)
    impatient = WebClient(workspace.credentials.bot_token, base_url=workspace.api_url, retry_handlers=[], timeout=0.1)

    with pytest.raises(TimeoutError):
        impatient.auth_test()
    assert post(slack)


def test_some_blocks_can_be_refused_so_that_the_plain_form_must_do(workspace: Workspace, slack: WebClient) -> None:
    workspace.refuse_blocks("header")
    slack.chat_postMessage(channel="C_SUPPORT", text="x", blocks=[DIVIDER])

    with pytest.raises(SlackApiError) as caught:
        slack.chat_postMessage(channel="C_SUPPORT", text="x", blocks=[DIVIDER, HEADER])
    assert caught.value.response["error"] == "invalid_blocks"
    assert caught.value.response["errors"] == ["unsupported type: header [json-pointer:/blocks/1/type]"]


def test_all_blocks_can_be_refused_until_they_are_taken_again(workspace: Workspace, slack: WebClient) -> None:
    workspace.refuse_blocks()

    with pytest.raises(SlackApiError, match="invalid_blocks"):
        slack.chat_postMessage(channel="C_SUPPORT", text="x", blocks=[DIVIDER])
    assert post(slack, "plain")
    workspace.accept_blocks()
    assert slack.chat_postMessage(channel="C_SUPPORT", text="x", blocks=[DIVIDER])["ok"]
