"""The Web API's chat methods: posting, editing and deleting messages."""

from bot.demo.blockkit import Use
from bot.demo.workspace.faults import Refusal
from bot.demo.workspace.messages import checked, said_by_bot
from bot.demo.workspace.people import BOT_USER, DOMAIN
from bot.demo.workspace.places import is_true, place_to_write, visible_channel
from bot.demo.workspace.premises import Premises
from bot.demo.workspace.transcript import Json, Origin, Post


def post_message(premises: Premises, arguments: Json) -> Json:
    """chat.postMessage: to a channel by id, or to a person by theirs."""
    channel = place_to_write(premises, arguments)
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
    channel = place_to_write(premises, arguments)
    user = str(arguments.get("user", ""))
    if user not in channel.members:
        raise Refusal("user_not_in_channel")
    content = checked(premises, arguments, Use.EPHEMERAL)
    post = said_by_bot(premises, channel.id, content, Origin.EPHEMERAL, to=user, thread_ts=arguments.get("thread_ts"))
    return {"message_ts": post.ts}


def update(premises: Premises, arguments: Json) -> Json:
    """chat.update: of the bot's own messages. Text without blocks removes the blocks; absent metadata stays."""
    post = _own_post(premises, arguments, "cant_update_message")
    if visible_channel(premises, post.channel).is_archived:
        raise Refusal("is_inactive")
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


def _own_post(premises: Premises, arguments: Json, otherwise: str) -> Post:
    channel = visible_channel(premises, arguments.get("channel"))
    post = premises.transcript.find(channel.id, str(arguments.get("ts", "")))
    if post is None:
        raise Refusal("message_not_found")
    if post.user != BOT_USER:
        raise Refusal(otherwise)
    return post
