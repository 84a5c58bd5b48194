"""The Web API's conversations: what channels there are, who is in them, and the messages that stand there."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from bot.demo.workspace.faults import Refusal
from bot.demo.workspace.people import BOT_USER, Channel
from bot.demo.workspace.places import check_scope, is_true, place_to_read, visible_channel
from bot.demo.workspace.premises import Premises
from bot.demo.workspace.transcript import Json, Post

MOST_IN_A_PAGE = 999
USUAL_PAGE = 100

_TYPES = {"public_channel": "channels", "private_channel": "groups", "im": "im"}

T = TypeVar("T")


def info(premises: Premises, arguments: Json) -> Json:
    """conversations.info."""
    return {"channel": visible_channel(premises, arguments.get("channel")).printed()}


def open_direct(premises: Premises, arguments: Json) -> Json:
    """conversations.open with one person."""
    ids = [id_ for id_ in str(arguments.get("users", "")).split(",") if id_]
    if len(ids) != 1:
        raise Refusal("users_list_not_supplied" if not ids else "not_supported_in_demo_workspace")
    person = premises.directory.person(ids[0])
    if person is None:
        raise Refusal("user_not_found")
    if person.deleted:
        raise Refusal("user_disabled")
    channel = premises.directory.direct_messages(person)
    return {"channel": channel.printed() if is_true(arguments.get("return_im")) else {"id": channel.id}}


def join(premises: Premises, arguments: Json) -> Json:
    """conversations.join: public channels only; being there already is a warning."""
    channel = visible_channel(premises, arguments.get("channel"))
    if channel.hides_from_strangers:
        raise Refusal("method_not_supported_for_channel_type")
    if channel.is_archived:
        raise Refusal("is_archived")
    warning = {"warning": "already_in_channel"} if BOT_USER in channel.members else {}
    return {"channel": premises.directory.admit(channel, BOT_USER).printed(), **warning}


def list_all(premises: Premises, arguments: Json) -> Json:
    """conversations.list: of the `types` asked for; private ones where the bot is a member."""
    types = str(arguments.get("types") or "public_channel").split(",")
    if unknown := set(types) - _TYPES.keys():
        messages = [f"[ERROR] unknown type {sorted(unknown)[0]} [json-pointer:/types]"]
        raise Refusal("invalid_types", response_metadata={"messages": messages})
    kinds = {_TYPES[type_] for type_ in types}
    for kind in sorted(kinds):
        check_scope(premises, f"{kind}:read")
    without_archived = is_true(arguments.get("exclude_archived"))
    found = [
        channel
        for channel in premises.directory.channels
        if channel.kind in kinds
        and (BOT_USER in channel.members or not channel.hides_from_strangers)
        and not (without_archived and channel.is_archived)
    ]
    return _page("channels", found, arguments, Channel.printed)


def members(premises: Premises, arguments: Json) -> Json:
    """conversations.members: ids, in pages."""
    channel = visible_channel(premises, arguments.get("channel"))
    check_scope(premises, f"{channel.kind}:read")
    return _page("members", sorted(channel.members), arguments, str)


def history(premises: Premises, arguments: Json) -> Json:
    """conversations.history: newest first, without replies in threads. `next_cursor` is the ts last shown."""
    channel = place_to_read(premises, arguments)
    posts = reversed(premises.transcript.standing(channel.id))
    found = [post for post in posts if post.broadcast or not post.is_reply]
    return _messages(premises, found, arguments)


def replies(premises: Premises, arguments: Json) -> Json:
    """conversations.replies: the message that began the thread, then its replies, oldest first."""
    channel = place_to_read(premises, arguments)
    thread = premises.transcript.thread(channel.id, str(arguments.get("ts", "")))
    if not thread:
        raise Refusal("thread_not_found")
    return _messages(premises, thread, arguments)


def _messages(premises: Premises, posts: Sequence[Post], arguments: Json) -> Json:
    """The posts in their order, between the bounds, in pages that go on after the cursor's message."""
    try:
        limit = _limit(arguments)
        found = [post for post in posts if _is_within(post, arguments)]
        if cursor := arguments.get("cursor"):
            place = [float(post.ts) for post in found].index(float(cursor))
            found = found[place + 1 :]
    except ValueError as error:
        raise Refusal("invalid_arguments") from error
    page, rest = found[:limit], found[limit:]
    with_metadata = is_true(arguments.get("include_all_metadata"))
    return {
        "messages": [_printed(premises, post, with_metadata=with_metadata) for post in page],
        "has_more": bool(rest),
        "response_metadata": {"next_cursor": page[-1].ts if rest else ""},
    }


def _printed(premises: Premises, post: Post, *, with_metadata: bool) -> Json:
    """A message, with how many replied to it."""
    answers = premises.transcript.thread(post.channel, post.ts)[1:]
    told: Json = {}
    if answers:
        told = {"thread_ts": post.ts, "reply_count": len(answers), "latest_reply": answers[-1].ts}
        told["reply_users"] = list(dict.fromkeys(answer.user for answer in answers))
    return post.printed(with_metadata=with_metadata) | told


def _is_within(post: Post, arguments: Json) -> bool:
    ts, inclusive = float(post.ts), is_true(arguments.get("inclusive"))
    oldest, latest = float(arguments.get("oldest") or 0), float(arguments.get("latest") or "inf")
    return oldest < ts < latest or (inclusive and ts in (oldest, latest))


def _page(key: str, found: Sequence[T], arguments: Json, printed: Callable[[T], object]) -> Json:
    """A page of a list; the cursor is how many came before."""
    try:
        limit, start = _limit(arguments), int(arguments.get("cursor") or 0)
    except ValueError as error:
        raise Refusal("invalid_cursor") from error
    end = start + limit
    next_cursor = str(end) if end < len(found) else ""
    return {key: [printed(each) for each in found[start:end]], "response_metadata": {"next_cursor": next_cursor}}


def _limit(arguments: Json) -> int:
    return min(int(arguments.get("limit") or USUAL_PAGE), MOST_IN_A_PAGE)
