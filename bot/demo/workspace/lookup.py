"""The Web API's questions about people and channels, and the messages that stand in one."""

from bot.demo.workspace.chat import is_true, visible_channel
from bot.demo.workspace.faults import Refusal
from bot.demo.workspace.people import APP, BOT, BOT_USER, DOMAIN, TEAM, TEAM_NAME, Person
from bot.demo.workspace.premises import Premises
from bot.demo.workspace.transcript import Json, Post

MOST_IN_A_PAGE = 999
USUAL_PAGE = 100


def auth_test(_premises: Premises, _arguments: Json) -> Json:
    """auth.test: whose token this is."""
    return {
        "url": f"https://{DOMAIN}.slack.com/",
        "team": TEAM_NAME,
        "team_id": TEAM,
        "user": "gatehouse",
        "user_id": BOT_USER,
        "bot_id": BOT,
        "app_id": APP,
        "is_enterprise_install": False,
    }


def users_info(premises: Premises, arguments: Json) -> Json:
    """users.info, without the e-mail address where that scope is not granted."""
    person = premises.directory.person(str(arguments.get("user", "")))
    if person is None:
        raise Refusal("user_not_found")
    return {"user": _printed(premises, person)}


def users_lookup_by_email(premises: Premises, arguments: Json) -> Json:
    """users.lookupByEmail; people who have left are not found."""
    person = premises.directory.with_email(str(arguments.get("email", "")))
    if person is None or person.deleted:
        raise Refusal("users_not_found")
    return {"user": _printed(premises, person)}


def conversations_info(premises: Premises, arguments: Json) -> Json:
    """conversations.info."""
    return {"channel": visible_channel(premises, arguments.get("channel")).printed()}


def conversations_open(premises: Premises, arguments: Json) -> Json:
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


def conversations_history(premises: Premises, arguments: Json) -> Json:
    """conversations.history: newest first, without replies in threads. `next_cursor` is the ts last shown."""
    channel = visible_channel(premises, arguments.get("channel"))
    if BOT_USER not in channel.members:
        raise Refusal("not_in_channel")
    try:
        limit = min(int(arguments.get("limit") or USUAL_PAGE), MOST_IN_A_PAGE)
        found = [post for post in reversed(premises.transcript.standing(channel.id)) if _is_asked_for(post, arguments)]
    except ValueError as error:
        raise Refusal("invalid_arguments") from error
    page, rest = found[:limit], found[limit:]
    with_metadata = is_true(arguments.get("include_all_metadata"))
    return {
        "messages": [post.printed(with_metadata=with_metadata) for post in page],
        "has_more": bool(rest),
        "response_metadata": {"next_cursor": page[-1].ts if rest else ""},
    }


def _is_asked_for(post: Post, arguments: Json) -> bool:
    if post.thread_ts not in (None, post.ts) and not post.broadcast:
        return False
    ts, inclusive = float(post.ts), is_true(arguments.get("inclusive"))
    oldest, latest = float(arguments.get("oldest") or 0), float(arguments.get("latest") or "inf")
    if (cursor := arguments.get("cursor")) and ts >= float(cursor):
        return False
    return oldest < ts < latest or (inclusive and ts in (oldest, latest))


def _printed(premises: Premises, person: Person) -> Json:
    shown = person.printed(premises.clock())
    if "users:read.email" not in premises.credentials.scopes:
        del shown["profile"]["email"]
    return shown
