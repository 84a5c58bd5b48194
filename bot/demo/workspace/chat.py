"""The Web API's chat methods: posting, editing and deleting messages."""

from typing import Any

from bot.demo.blockkit import Use
from bot.demo.workspace.faults import Refusal
from bot.demo.workspace.messages import checked, said_by_bot
from bot.demo.workspace.people import BOT_USER, DOMAIN, Channel
from bot.demo.workspace.premises import Premises
from bot.demo.workspace.transcript import Json, Origin, Post


def post_message(premises: Premises, arguments: Json) -> Json:
    """chat.postMessage: to a channel by id, or to a person by theirs."""
    channel = _place_to_write(premises, arguments)
    content = checked(premises, arguments, Use.POST)
    thread_ts = arguments.get("thread_ts")
    post = said_by_bot(
        premises,
        channel.id,
        content,
        Origin.POST,
        thread_ts=str(thread_ts) if thread_ts else None,
        broadcast=is_true(arguments.get("reply_broadcast")),
    )
    return {"channel": channel.id, "ts": post.ts, "message": post.printed(with_metadata=True)}


def post_ephemeral(premises: Premises, arguments: Json) -> Json:
    """chat.postEphemeral: seen by one member of the channel, kept by nobody."""
    channel = _place_to_write(premises, arguments)
    user = str(arguments.get("user", ""))
    if user not in channel.members:
        raise Refusal("user_not_in_channel")
    content = checked(premises, arguments, Use.EPHEMERAL)
    post = said_by_bot(premises, channel.id, content, Origin.EPHEMERAL, to=user, thread_ts=arguments.get("thread_ts"))
    return {"message_ts": post.ts}


def update(premises: Premises, arguments: Json) -> Json:
    """chat.update: of the bot's own messages. Text without blocks removes the blocks; absent metadata stays."""
    post = _own_post(premises, arguments, "cant_update_message")
    content = checked(premises, arguments, Use.UPDATE)
    if content["metadata"] is None:
        del content["metadata"]
    edited = premises.transcript.edit(post, **content)
    return {"channel": post.channel, "ts": post.ts, "text": edited.text, "message": edited.printed()}


def delete(premises: Premises, arguments: Json) -> Json:
    """chat.delete: of the bot's own messages."""
    post = _own_post(premises, arguments, "cant_delete_message")
    premises.transcript.remove(post)
    return {"channel": post.channel, "ts": post.ts}


def get_permalink(premises: Premises, arguments: Json) -> Json:
    """chat.getPermalink: the address of a message."""
    channel = visible_channel(premises, arguments.get("channel"))
    ts = str(arguments.get("message_ts", ""))
    if premises.transcript.find(channel.id, ts) is None:
        raise Refusal("message_not_found")
    address = f"https://{DOMAIN}.slack.com/archives/{channel.id}/p{ts.replace('.', '')}"
    return {"channel": channel.id, "permalink": address}


def visible_channel(premises: Premises, id_: object) -> Channel:
    """The channel, unless it does not exist or is private and the bot not in it: Slack says the same of both."""
    channel = premises.directory.channel(str(id_ or ""))
    if channel is None or (channel.hides_from_strangers and BOT_USER not in channel.members):
        raise Refusal("channel_not_found")
    return channel


def is_true(value: Any) -> bool:
    """A boolean argument, which a form writes as 1 or true."""
    return value in (True, 1, "1", "true")


def _place_to_write(premises: Premises, arguments: Json) -> Channel:
    id_ = str(arguments.get("channel") or "")
    person = premises.directory.person(id_)
    channel = premises.directory.direct_messages(person) if person else visible_channel(premises, id_)
    if channel.is_archived:
        raise Refusal("is_archived")
    if BOT_USER not in channel.members and "chat:write.public" not in premises.credentials.scopes:
        raise Refusal("not_in_channel")
    return channel


def _own_post(premises: Premises, arguments: Json, otherwise: str) -> Post:
    channel = visible_channel(premises, arguments.get("channel"))
    post = premises.transcript.find(channel.id, str(arguments.get("ts", "")))
    if post is None:
        raise Refusal("message_not_found")
    if post.user != BOT_USER:
        raise Refusal(otherwise)
    return post
