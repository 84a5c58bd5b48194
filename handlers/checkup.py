"""What Slack allows: both tokens, the scopes, the clock, the digest's channel, and the people who may ask."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http.client import HTTPException

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.domain.checks import Check, Verdict
from handlers.people import Standing, person_from
from handlers.refusals import UNREACHABLE, code_of, refusal_of
from handlers.socket_mode import connection_refused

SCOPES = ("commands", "chat:write", "users:read")
"""Without these nothing works; manifest.yml has them all, with reasons."""

SCOPES_FOR_MORE = {
    "app_mentions:read": "mentions are not heard",
    "im:history": "direct messages are not heard",
    "im:write": "nothing goes to people directly: digests, files and the answers of forms",
    "files:write": "answers cannot be sent as files",
    "channels:read": "no mention in a public channel is answered, since nobody knows who reads along",
    "groups:read": "no private channel is answered in or subscribed, since nobody knows who is there",
}
"""What people miss without each of the others."""

SKEW_ALLOWED = timedelta(minutes=2)
"""Slack refuses signatures that are five minutes off, and Graph tokens are dated too."""


SILENCES = (SlackClientError, HTTPException, OSError)
"""How it shows that no answer came that Slack could have given. A `SlackApiError` is one that it did give."""

_OPEN_DOOR = "docs/slack-setup.md says where it comes from."


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackWanted:
    """What the settings ask of Slack. `app_token` is empty and `signed` false where those are not set."""

    app_token: str
    signed: bool
    digest_channel: str | None
    alert_channels: tuple[str, ...] = ()
    allowed_users: frozenset[str]


def check_slack(client: WebClient, wanted: SlackWanted, now: datetime) -> Iterator[Check]:
    """The checks of Slack; nothing is posted."""
    try:
        answer = client.auth_test()
    except (SlackApiError, *SILENCES) as error:
        yield _failed("Bot token (SLACK_BOT_TOKEN)", error)
        return
    yield Check("Bot token (SLACK_BOT_TOKEN)", Verdict.GOOD, f"Slack knows it as {answer['user']} of {answer['team']}.")
    yield _scopes(answer.headers)
    yield _clock(answer.headers, now)
    yield _door(client, wanted)
    if wanted.digest_channel:
        yield _channel(client, "Digest channel", wanted.digest_channel)
    for channel in wanted.alert_channels:
        yield _channel(client, "Channel told of incidents", channel)
    yield _people(client, wanted.allowed_users, str(answer["team_id"]))


def _scopes(headers: Mapping[str, str]) -> Check:
    granted = _header(headers, "x-oauth-scopes")
    if granted is None:
        return Check("Scopes", Verdict.UNKNOWN, "Slack did not say which scopes the token has.")
    given = {part.strip() for part in granted.split(",")}
    remedy = "Add them under OAuth & Permissions (manifest.yml lists all) and install the app again."
    if missing := [scope for scope in SCOPES if scope not in given]:
        return Check("Scopes", Verdict.BAD, f"Missing: {', '.join(missing)}.", remedy)
    if missed := [f"{scope} ({without})" for scope, without in SCOPES_FOR_MORE.items() if scope not in given]:
        return Check("Scopes", Verdict.LIMITED, f"Missing: {'; '.join(missed)}.", remedy)
    return Check("Scopes", Verdict.GOOD, "All that Gatehouse uses are granted.")


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


def _door(client: WebClient, wanted: SlackWanted) -> Check:
    """Whether Slack can reach us, by at least one of the two ways."""
    subject = "App token (SLACK_APP_TOKEN)"
    if not wanted.app_token and not wanted.signed:
        finding = "Not set, and no SLACK_SIGNING_SECRET either: Slack has no way to reach Gatehouse."
        return Check(subject, Verdict.BAD, finding, f"Set the app token for Socket Mode. {_OPEN_DOOR}")
    if not wanted.app_token:
        return Check(subject, Verdict.LIMITED, "Not set, so only `gatehouse run --http` works.", _OPEN_DOOR)
    try:
        client.apps_connections_open(app_token=wanted.app_token)
    except (SlackApiError, *SILENCES) as error:
        if isinstance(error, SlackApiError) and _code(error):
            return Check(subject, Verdict.BAD, connection_refused(error).message)
        return _failed(subject, error)
    return Check(subject, Verdict.GOOD, "Slack opens a Socket Mode connection for it.")


def _channel(client: WebClient, what: str, channel: str) -> Check:
    subject = f"{what} {channel}"
    try:
        found = client.conversations_info(channel=channel)["channel"]
    except SlackApiError as error:
        check = _failed(subject, error)
        # Without the scope to look it may be posted all the same.
        return replace(check, verdict=Verdict.UNKNOWN) if _code(error) == "missing_scope" else check
    except SILENCES as error:
        return _failed(subject, error)
    name = f"#{found.get('name', channel)}"
    if found.get("is_archived"):
        return Check(subject, Verdict.BAD, f"{name} is archived.", "Unarchive it, or choose another.")
    if found.get("is_ext_shared") or found.get("is_pending_ext_shared"):
        return Check(subject, Verdict.BAD, f"{name} is shared with another organisation.", "Choose an internal one.")
    if not found.get("is_member"):
        return Check(subject, Verdict.BAD, f"Gatehouse is not in {name}.", "Type /invite @gatehouse in it.")
    return Check(subject, Verdict.GOOD, f"Gatehouse is in {name}.")


def _people(client: WebClient, allowed: frozenset[str], team: str) -> Check:
    subject = "Who may ask (GATEHOUSE_ALLOWED_USERS)"
    if not allowed:
        remedy = "Put Slack user ids there, between commas; an id is in a person's profile, under Copy member ID."
        return Check(subject, Verdict.BAD, "Nobody: the list is empty.", remedy)
    try:
        useless = [f"{user} ({why})" for user in sorted(allowed) if (why := _why_useless(client, user, team))]
    except SlackApiError as error:
        return replace(_failed(subject, error), verdict=Verdict.UNKNOWN)
    except SILENCES as error:
        return _failed(subject, error)
    if useless:
        finding = f"{len(useless)} of {len(allowed)} would get no answer: {', '.join(useless)}."
        return Check(subject, Verdict.BAD, finding, "Take them off the list, or correct their ids.")
    return Check(subject, Verdict.GOOD, f"{len(allowed)} on the list, all of whom Slack knows.")


def _why_useless(client: WebClient, user: str, team: str) -> str:
    try:
        found = person_from(client.users_info(user=user)["user"], team)
    except SlackApiError as error:
        if _code(error) in {"user_not_found", "user_not_visible"}:
            return "unknown to Slack"
        raise
    return "" if found.standing is Standing.COLLEAGUE else found.standing.value


def _failed(subject: str, error: Exception) -> Check:
    if isinstance(error, SlackApiError) and _code(error):
        known = refusal_of(error)
        return Check(subject, Verdict.BAD, f"{known.why[0].upper()}{known.why[1:]}.", known.remedy)
    finding = "Slack cannot be reached, or something else answers in its place."
    return Check(subject, Verdict.BAD, finding, "Check the network, the proxy and GATEHOUSE_SLACK_URL.")


def _code(error: SlackApiError) -> str:
    """Slack's own word for what is wrong; empty for an answer of a server that failed, or of something else."""
    code = code_of(error)
    return "" if code == UNREACHABLE else code


def _header(headers: Mapping[str, str], name: str) -> str | None:
    return next((value for key, value in headers.items() if key.lower() == name), None)
