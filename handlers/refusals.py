"""What Slack's error codes mean for somebody who has to mend something, and which of them are about blocks."""

from dataclasses import dataclass

from slack_sdk.errors import SlackApiError

UNREACHABLE = "unreachable"
"""Our code for a Slack that failed, or did not answer."""

# Codes that the same words without their layout may pass.
_ABOUT_BLOCKS = frozenset(
    {
        "block_mismatch",
        "blocks_too_long",
        "invalid_attachments",
        "invalid_blocks",
        "invalid_blocks_format",
        "invalid_payload",
        "msg_blocks_too_long",
        "only_one_table_allowed",
        "too_many_attachments",
    }
)

# Slack's method reference: with these "some aspect of the operation" may have succeeded.
_PERHAPS_DONE = frozenset({"fatal_error", "internal_error"})


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why Slack did not take a message, and the next step."""

    why: str
    remedy: str


_RENEW = "Install the app again and put the new token into SLACK_BOT_TOKEN."
_OTHER_CHANNEL = "Choose another channel: in GATEHOUSE_DIGEST_CHANNEL, or by a new subscription."

_REFUSALS = {
    "channel_not_found": Refusal(
        "there is no such channel, or it is private and Gatehouse is not in it",
        "Invite Gatehouse to the channel, or check its id (in GATEHOUSE_DIGEST_CHANNEL, an id such as C0123456789).",
    ),
    "not_in_channel": Refusal(
        "Gatehouse is not a member of the channel", "Invite it: type /invite @gatehouse in the channel."
    ),
    "is_archived": Refusal("the channel is archived", f"Unarchive it. {_OTHER_CHANNEL}"),
    "is_inactive": Refusal("the channel is archived, frozen or deleted", "Unarchive it."),
    "restricted_action": Refusal(
        "a workspace preference keeps Gatehouse from posting there", "Ask a workspace admin to allow it."
    ),
    "messages_tab_disabled": Refusal(
        "direct messages to the app are turned off", "Turn the Messages tab on in the app's settings."
    ),
    "user_not_found": Refusal("Slack does not know that person", "Whoever it was for may have left the workspace."),
    "user_disabled": Refusal("that person's account is deactivated", "End the subscription, or make another."),
    "missing_scope": Refusal(
        "the app was not granted a permission that this needs",
        "Add the scope in the app's settings (manifest.yml lists them all) and install the app again.",
    ),
    "token_revoked": Refusal("the bot token has been revoked", _RENEW),
    "token_expired": Refusal("the bot token has expired", _RENEW),
    "account_inactive": Refusal("the bot user is deactivated, or the app was removed", _RENEW),
    "invalid_auth": Refusal("Slack does not know the bot token", _RENEW),
    "not_authed": Refusal("no bot token was sent", "Put the bot token into SLACK_BOT_TOKEN."),
    "team_access_not_granted": Refusal("the app is not approved for this workspace", "Ask an org admin to grant it."),
    "message_not_found": Refusal("somebody deleted the message", "It is let go, and not posted anew."),
    "ratelimited": Refusal("Slack is holding back posts, for longer than we wait", "Later helps."),
    "message_limit_exceeded": Refusal("the workspace has reached its posting limit", "Later helps."),
    UNREACHABLE: Refusal("Slack did not answer, or failed", "Later helps."),
    "no_answer": Refusal("Slack did not say whether it took the message", "Look whether it is there."),
    "msg_too_long": Refusal("the message is longer than Slack takes", "Please report this as a fault of Gatehouse."),
}


def is_about_blocks(code: str) -> bool:
    """Whether Slack objects to the layout of a message, so that its plain form may pass."""
    return code in _ABOUT_BLOCKS


def is_perhaps_done(code: str) -> bool:
    """Whether Slack may have done what it answers this code to."""
    return code in _PERHAPS_DONE


def refusal(code: str, needed: str = "") -> Refusal:
    """Slack's code, or ours for a Slack that fails, in plain words; `needed` is what a `missing_scope` names."""
    if code.startswith("restricted_action"):
        code = "restricted_action"
    if code.startswith("http_"):
        code = "no_answer"
    known = _REFUSALS.get(code, Refusal(f"Slack answered “{code}”", "Slack's method reference says what that means."))
    return Refusal(f"{known.why} ({needed})", known.remedy) if needed else known


def code_of(error: SlackApiError) -> str:
    """Slack's own word for why; ours where its server failed, or something else answered in its place."""
    said = str(error.response.get("error") or "")
    return said if said.isidentifier() and error.response.status_code < 500 else UNREACHABLE


def refusal_of(error: SlackApiError) -> Refusal:
    """What Slack answered, in plain words."""
    return refusal(code_of(error), str(error.response.get("needed") or ""))
