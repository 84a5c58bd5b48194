"""Where the bot may look, write and listen: refusals about channels, and the scopes each kind takes."""

from typing import Any

from bot.demo.workspace.faults import Refusal
from bot.demo.workspace.people import BOT_USER, Channel
from bot.demo.workspace.premises import Premises
from bot.demo.workspace.transcript import Json


def visible_channel(premises: Premises, id_: object) -> Channel:
    """The channel, unless it does not exist or is private and the bot not in it: Slack says the same of both."""
    channel = premises.directory.channel(str(id_ or ""))
    if channel is None or (channel.hides_from_strangers and BOT_USER not in channel.members):
        raise Refusal("channel_not_found")
    return channel


def place_to_write(premises: Premises, arguments: Json) -> Channel:
    """The channel by its id, or the direct messages with a person by theirs."""
    id_ = str(arguments.get("channel") or "")
    person = premises.directory.person(id_)
    channel = premises.directory.direct_messages(person) if person else visible_channel(premises, id_)
    if channel.is_archived:
        raise Refusal("is_archived")
    if BOT_USER not in channel.members and "chat:write.public" not in premises.credentials.scopes:
        raise Refusal("not_in_channel")
    return channel


def place_to_read(premises: Premises, arguments: Json) -> Channel:
    """The channel whose messages the bot may read: it is a member, and the kind of channel was granted."""
    channel = visible_channel(premises, arguments.get("channel"))
    check_scope(premises, f"{channel.kind}:history")
    if BOT_USER not in channel.members:
        raise Refusal("not_in_channel")
    return channel


def check_scope(premises: Premises, needed: str) -> None:
    """Raises the Refusal that names the scope, unless it was granted."""
    granted = premises.credentials.scopes
    if needed not in granted:
        raise Refusal("missing_scope", needed=needed, provided=",".join(sorted(granted)))


def is_true(value: Any) -> bool:
    """A boolean argument, which a form writes as 1 or true."""
    return value in (True, 1, "1", "true")
