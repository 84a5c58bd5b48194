"""What Slack allows: both tokens, the scopes, the clock, the digest's channel, and the people who may ask."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse

from bot.domain.checks import Check, Verdict
from handlers.refusals import refusal

SCOPES = ("commands", "chat:write", "users:read")
"""Without these nothing works; manifest.yml has them all, with reasons."""

SKEW_ALLOWED = timedelta(minutes=2)
"""Slack refuses signatures that are five minutes off, and Graph tokens are dated too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackWanted:
    """What the settings ask of Slack. `app_token` is empty in HTTP mode."""

    app_token: str
    digest_channel: str | None
    allowed_users: frozenset[str]


def check_slack(client: WebClient, wanted: SlackWanted, now: datetime) -> Iterator[Check]:
    """The checks of Slack; nothing is posted."""
    try:
        answer = client.auth_test()
    except (SlackApiError, SlackClientError, OSError) as error:
        yield _failed("Bot token (SLACK_BOT_TOKEN)", error)
        return
    yield Check("Bot token (SLACK_BOT_TOKEN)", Verdict.GOOD, f"Slack knows it as {answer['user']} of {answer['team']}.")
    yield _scopes(answer.headers)
    yield _clock(answer.headers, now)
    yield _app_token(client, wanted.app_token)
    if wanted.digest_channel:
        yield _channel(client, wanted.digest_channel)
    yield from _people(client, wanted.allowed_users)


def _scopes(headers: Mapping[str, str]) -> Check:
    granted = _header(headers, "x-oauth-scopes")
    if granted is None:
        return Check("Scopes", Verdict.UNKNOWN, "Slack did not say which scopes the token has.")
    missing = [scope for scope in SCOPES if scope not in {part.strip() for part in granted.split(",")}]
    if missing:
        remedy = "Add them under OAuth & Permissions (manifest.yml lists all) and install the app again."
        return Check("Scopes", Verdict.BAD, f"Missing: {', '.join(missing)}.", remedy)
    return Check("Scopes", Verdict.GOOD, "All that Gatehouse cannot do without are granted.")


def _clock(headers: Mapping[str, str], now: datetime) -> Check:
    said = _header(headers, "date")
    if said is None:
        return Check("Clock", Verdict.UNKNOWN, "Slack's answer carried no time to compare with.")
    skew = abs(parsedate_to_datetime(said).astimezone(UTC) - now)
    if skew > SKEW_ALLOWED:
        return Check(
            "Clock", Verdict.BAD, f"This machine's clock is {skew.total_seconds():,.0f} seconds off.", "Set it by NTP."
        )
    return Check("Clock", Verdict.GOOD, "This machine's clock agrees with Slack's.")


def _app_token(client: WebClient, token: str) -> Check:
    subject = "App token (SLACK_APP_TOKEN)"
    if not token:
        return Check(subject, Verdict.LIMITED, "Not set, so only `run --http` works.", "Socket Mode needs it.")
    try:
        client.apps_connections_open(app_token=token)
    except (SlackApiError, SlackClientError, OSError) as error:
        return _failed(subject, error)
    return Check(subject, Verdict.GOOD, "Slack opens a Socket Mode connection for it.")


def _channel(client: WebClient, channel: str) -> Check:
    subject = f"Digest channel {channel}"
    try:
        found = client.conversations_info(channel=channel)["channel"]
    except (SlackApiError, SlackClientError, OSError) as error:
        return _failed(subject, error)
    name = f"#{found.get('name', channel)}"
    if found.get("is_archived"):
        return Check(subject, Verdict.BAD, f"{name} is archived.", "Unarchive it, or choose another.")
    if found.get("is_ext_shared") or found.get("is_pending_ext_shared"):
        return Check(subject, Verdict.BAD, f"{name} is shared with another organisation.", "Choose an internal one.")
    if not found.get("is_member"):
        return Check(subject, Verdict.BAD, f"Gatehouse is not in {name}.", "Type /invite @gatehouse in it.")
    return Check(subject, Verdict.GOOD, f"Gatehouse is in {name}.")


def _people(client: WebClient, allowed: frozenset[str]) -> Iterator[Check]:
    if not allowed:
        yield Check(
            "Who may ask", Verdict.BAD, "Nobody: the list is empty.", "Put Slack user ids into GATEHOUSE_ALLOWED_USERS."
        )
        return
    unknown = sorted(user for user in allowed if not _exists(client, user))
    if unknown:
        remedy = "Take them out of GATEHOUSE_ALLOWED_USERS; an id is in a person's profile, under Copy member ID."
        yield Check("Who may ask", Verdict.BAD, f"Slack knows no active member {', '.join(unknown)}.", remedy)
        return
    yield Check("Who may ask", Verdict.GOOD, f"{len(allowed)} people, all of whom Slack knows.")


def _exists(client: WebClient, user: str) -> bool:
    try:
        return not client.users_info(user=user)["user"].get("deleted")
    except SlackApiError as error:
        return str(error.response.get("error")) not in {"user_not_found", "user_not_visible"}


def _failed(subject: str, error: Exception) -> Check:
    if isinstance(error, SlackApiError) and isinstance(error.response, SlackResponse):
        known = refusal(str(error.response.get("error", "")), str(error.response.get("needed") or ""))
        return Check(subject, Verdict.BAD, f"Slack says that {known.why}.", known.remedy)
    return Check(subject, Verdict.BAD, "Slack cannot be reached.", "Check the network and GATEHOUSE_SLACK_URL.")


def _header(headers: Mapping[str, str], name: str) -> str | None:
    return next((value for key, value in headers.items() if key.lower() == name), None)
