"""The Web API's views: a modal opened on somebody's trigger, and the Home tab published for them."""

from json import JSONDecodeError, loads
from secrets import token_hex
from typing import Any

from bot.demo.blockkit.views import view_problems
from bot.demo.workspace.faults import Refusal
from bot.demo.workspace.invocations import TRIGGER_SECONDS
from bot.demo.workspace.people import APP, BOT, TEAM
from bot.demo.workspace.premises import Premises
from bot.demo.workspace.transcript import Json


def views_open(premises: Premises, arguments: Json) -> Json:
    """views.open: once for each trigger, and within three seconds of it."""
    view = _checked_view(arguments.get("view"), "modal")
    invocation = premises.invocations.of_trigger(str(arguments.get("trigger_id", "")))
    if invocation is None:
        raise Refusal("invalid_trigger_id")
    if invocation.trigger_used:
        raise Refusal("exchanged_trigger_id")
    if premises.invocations.has_expired(invocation, TRIGGER_SECONDS):
        raise Refusal("expired_trigger_id")
    invocation.trigger_used = True
    return _kept(premises, premises.views, f"V{token_hex(5).upper()}", view)


def views_publish(premises: Premises, arguments: Json) -> Json:
    """views.publish: somebody's Home tab; a stale `hash` is refused."""
    user = str(arguments.get("user_id", ""))
    if premises.directory.person(user) is None:
        raise Refusal("user_not_found")
    view = _checked_view(arguments.get("view"), "home")
    shown = premises.homes.get(user)
    if shown and arguments.get("hash") not in (None, shown["hash"]):
        raise Refusal("hash_conflict")
    return _kept(premises, premises.homes, user, view)


def _kept(premises: Premises, shelf: dict[str, Json], key: str, view: Json) -> Json:
    whole = {
        "id": key if key.startswith("V") else f"V{key}",
        "team_id": TEAM,
        "app_id": APP,
        "bot_id": BOT,
        "hash": f"{premises.transcript.next_ts()}.{token_hex(4)}",
        "state": {"values": {}},
        **view,
    }
    with premises.changed:
        shelf[key] = whole
        premises.changed.notify_all()
    return {"view": whole}


def _checked_view(view: Any, kind: str) -> Json:
    if isinstance(view, str):
        try:
            view = loads(view)
        except JSONDecodeError as error:
            raise Refusal("invalid_arguments") from error
    if not isinstance(view, dict) or view.get("type") != kind:
        raise Refusal("invalid_arguments", response_metadata={"messages": [f"[ERROR] view must be of type {kind}"]})
    if found := view_problems(view):
        messages = [f"[ERROR] {problem.detail}" for problem in found]
        raise Refusal(found[0].error, response_metadata={"messages": messages})
    return view
